/** First contacts: whoever is asked first stays so, and a request is never sent back and forth for ever. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { InquiryEvent, InquiryFacts, Staff } from '../../../workflows/inquiries/inquiry.js';
import { inquiryWorkflow } from '../../../workflows/inquiries/inquiry.machine.js';
import { type Standing, step } from '../../../workflows/step.js';
import { rounds } from '../../support/hunt.js';
import { anInquiry, moment, people, put, refusals, standing } from '../../support/workflows.js';

const { liaison, colleague, office, leader } = people;
const begin = (given: Partial<InquiryFacts> = {}) =>
  standing(inquiryWorkflow, 'received', anInquiry(given), moment({ actor: liaison })) as Standing<InquiryFacts>;
const to: Staff = { id: 'colleague', name: 'colleague', department: 'lead' };
const HAND_OVER: InquiryEvent = { type: 'HAND_OVER', to, why: '属于该岗位。' };
const BOUNCE: InquiryEvent = { type: 'BOUNCE', reason: '不是本岗位。' };

describe('two bounces', () => {
  it('always leave the request with the office, which names a handler who cannot send it on', () => {
    let record = begin();
    for (const expected of ['received', 'escalated']) {
      record = put(inquiryWorkflow, record, HAND_OVER, moment({ actor: liaison }));
      record = put(inquiryWorkflow, record, BOUNCE, moment({ actor: colleague }));
      expect(record.state).toBe(expected);
    }
    const named: InquiryEvent = { type: 'DESIGNATE', to, promisedOn: '2026-06-05', reason: '由其承办。' };
    const handled = put(inquiryWorkflow, record, named, moment({ actor: office }));
    for (const event of [HAND_OVER, { type: 'ESCALATE', reason: '再报。' } as const]) {
      expect(refusals(inquiryWorkflow, handled, event, moment({ actor: colleague }))).toContain('inquiry.designated');
    }
  });

  it('come to the office whatever else is done between them', () => {
    const other = fc.constantFrom<InquiryEvent>(
      { type: 'MOVE_PROMISE', promisedOn: '2026-06-08', reason: '待查。' },
      { type: 'GIVE_NOTICE', missing: ['申请表'], procedure: '补齐再来。' },
      { type: 'SUPPLY', papers: ['申请表'] },
      { type: 'COMPLAIN', breach: 'badAttitude', complaint: '态度差。' },
      { type: 'ACCEPT' },
      HAND_OVER,
      BOUNCE,
    );
    fc.assert(
      fc.property(fc.array(other, { maxLength: 30 }), (events) => {
        let record = begin();
        for (const event of events) {
          const actor = ['ACCEPT', 'BOUNCE'].includes(event.type) ? colleague : liaison;
          const outcome = step(inquiryWorkflow, record, event, moment({ actor }));
          if (!outcome.accepted) continue;
          record = { ...record, ...outcome };
          const { bounces, designated, firstResponder } = record.facts;
          expect(firstResponder.id).toBe('liaison');
          expect(bounces).toBeLessThanOrEqual(2);
          if (bounces === 2 && !designated) expect(record.state).toBe('escalated');
        }
      }),
      { numRuns: rounds(500) },
    );
  });
});

describe('a handed-over request', () => {
  it('is taken on by whom it was handed to or the head of the department, and by nobody else', () => {
    const handed = put(inquiryWorkflow, begin(), HAND_OVER, moment({ actor: liaison }));
    expect(refusals(inquiryWorkflow, handed, { type: 'ACCEPT' }, moment({ actor: liaison }))).toEqual([
      'inquiry.notHandedToYou',
    ]);
    for (const actor of [colleague, leader]) {
      expect(put(inquiryWorkflow, handed, { type: 'ACCEPT' }, moment({ actor })).facts.handler.id).toBe('colleague');
    }
  });

  it('turns yellow when nobody took it on the same working day', () => {
    const handed = put(inquiryWorkflow, begin({ promisedOn: '2026-06-09' }), HAND_OVER, moment({ actor: liaison }));
    expect(inquiryWorkflow.light('handedOver', handed.facts, moment({ today: '2026-06-02' })).colour).toBe('green');
    expect(inquiryWorkflow.light('handedOver', handed.facts, moment({ today: '2026-06-03' })).colour).toBe('yellow');
  });
});

describe('a promise', () => {
  it('is near one working day before, and missed the day after', () => {
    const colour = (today: string) => inquiryWorkflow.light('received', anInquiry(), moment({ today })).colour;
    expect(['2026-06-03', '2026-06-04', '2026-06-05', '2026-06-06'].map(colour)).toEqual([
      'green',
      'blue',
      'blue',
      'red',
    ]);
  });

  it('is moved once, before it has passed, and no further than the pack allows', () => {
    const move = (promisedOn: string): InquiryEvent => ({ type: 'MOVE_PROMISE', promisedOn, reason: '待查。' });
    const moved = put(inquiryWorkflow, begin(), move('2026-06-09'), moment({ actor: liaison }));
    expect([moved.facts.promisedFirst, moved.facts.promisedOn]).toEqual(['2026-06-05', '2026-06-09']);
    const now = moment({ actor: liaison });
    expect(refusals(inquiryWorkflow, moved, move('2026-06-10'), now)).toContain('inquiry.promiseMoved');
    expect(refusals(inquiryWorkflow, begin(), move('2026-06-10'), now)).toContain('inquiry.promiseTooFar');
    const late = moment({ actor: liaison, today: '2026-06-08' });
    expect(refusals(inquiryWorkflow, begin(), move('2026-06-12'), late)).toContain('inquiry.promisePassed');
  });
});
