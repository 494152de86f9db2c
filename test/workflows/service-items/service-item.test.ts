/** Items of service: what the public reads is checked, vague words are named, every change of it is kept. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_PACKS } from '../../../workflows/packs/packs.js';
import { publicationReasons, vagueReasons } from '../../../workflows/service-items/rules.js';
import {
  changedFields,
  ITEM_KINDS,
  offeredItem,
  planOf,
  type ServiceItemEvent,
  type ServiceItemFacts,
  type ServiceItemPlan,
} from '../../../workflows/service-items/service-item.js';
import { serviceItemWorkflow } from '../../../workflows/service-items/service-item.machine.js';
import { vagueWordsIn } from '../../../workflows/service-items/vague-words.js';
import type { Standing } from '../../../workflows/step.js';
import { rounds } from '../../support/hunt.js';
import { aServiceItem, moment, people, put, refusals, standing } from '../../support/workflows.js';

const { liaison, office } = people;
const now = moment({ actor: liaison });
const WORDS = ['等', '其他', '相关', '有关', '必要'];
const draft = (given: Partial<ServiceItemFacts> = {}) =>
  standing(serviceItemWorkflow, 'draft', aServiceItem(given), now) as Standing<ServiceItemFacts>;
const doing = (record: Standing<ServiceItemFacts>, ...events: ServiceItemEvent[]) =>
  events.reduce<Standing<ServiceItemFacts>>((at, event) => put(serviceItemWorkflow, at, event, now), record);
const PUBLISH: ServiceItemEvent = { type: 'PUBLISH' };
const edit = (plan: Partial<ServiceItemPlan>, reason = '缩短时限。'): ServiceItemEvent => ({
  type: 'EDIT',
  plan: { ...planOf(aServiceItem()), ...plan },
  reason,
});
const against = (record: Standing<ServiceItemFacts>, event: ServiceItemEvent, actor = liaison) =>
  refusals(serviceItemWorkflow, record, event, moment({ actor }));

describe('vague words', () => {
  it.each([
    ['身份证、户口本等材料', ['等']],
    ['其他有关材料', ['其他', '有关']],
    ['必要时提交相关证明', ['相关', '必要']],
    ['职业资格等级证书', []],
    ['等候叫号，平等对待', []],
    ['等级证书等', ['等']],
    ['', []],
  ])('in “%s” are %j', (text, found) => {
    expect(vagueWordsIn(text, WORDS)).toEqual(found);
  });

  it('are found however they are typed', () => {
    expect(vagueWordsIn('Forms ETC.', ['etc.'])).toEqual(['etc.']);
    expect(vagueWordsIn('何等级', ['等级'])).toEqual(['等级']);
  });

  it('are each named with the field they stand in and the article', () => {
    const plan = { ...planOf(aServiceItem()), title: '其他许可', papers: ['身份证', '相关材料'], fee: '按有关规定' };
    const reasons = vagueReasons(plan, aServiceItem(), { packs: DEFAULT_PACKS });
    expect(reasons.map(({ field, params }) => [field, params?.word])).toEqual([
      ['title', '其他'],
      ['papers', '相关'],
      ['fee', '有关'],
    ]);
    for (const { params } of reasons) expect(params?.article).toMatch(/时限表用语/);
  });
});

describe('a draft', () => {
  it('may be as vague as its author, and is published only once it says what is meant', () => {
    const vague = doing(draft(), edit({ papers: ['身份证等材料'] }, ''));
    expect(against(vague, PUBLISH)).toEqual(['serviceItem.vagueWord']);
    const clear = doing(vague, edit({ papers: ['身份证'] }, ''), PUBLISH);
    expect([clear.state, clear.facts.publishedOn, clear.facts.versions]).toEqual(['published', now.today, []]);
  });

  it.each<[string, Partial<ServiceItemPlan>, string[]]>([
    ['a promise longer than the statute', { promised: { n: 21, unit: 'workingDays' } }, ['matter.longerThanStatute']],
    [
      'a long promise without a statute',
      { statutory: null, promised: { n: 60, unit: 'workingDays' } },
      ['matter.longerThanAllowed'],
    ],
    ['another unit than the statute’s', { promised: { n: 5, unit: 'days' } }, ['matter.otherUnit']],
    ['no title', { title: ' ' }, ['required']],
    ['a phone in words', { phone: '问门卫' }, ['notAPhone']],
    ['a task', { kind: 'task' as never }, ['badValue']],
  ])('does not take %s', (_what, plan, codes) => {
    expect(against(draft(), edit(plan))).toEqual(codes);
    expect(against(draft(plan), PUBLISH)).toEqual(codes);
  });

  it('with a statutory limit names its basis before it is published', () => {
    expect(against(draft({ legalBasis: '' }), PUBLISH)).toEqual(['serviceItem.statuteWithoutBasis']);
    expect(against(draft({ legalBasis: '', statutory: null }), PUBLISH)).toEqual([]);
  });

  it('on the spot needs no promised days', () => {
    expect(against(draft({ onTheSpot: true, promised: { n: 0, unit: 'workingDays' } }), PUBLISH)).toEqual([]);
  });

  it('is given to another department only by the office', () => {
    expect(against(draft(), edit({ department: 'support' }))).toEqual(['serviceItem.movedByOffice']);
    expect(against(draft(), edit({ department: 'support' }), office)).toEqual([]);
  });
});

describe('a published item', () => {
  const published = doing(draft(), PUBLISH);

  it('keeps what every change of it was, and why', () => {
    const shorter = doing(published, edit({ promised: { n: 3, unit: 'workingDays' } }));
    expect(shorter.facts.versions).toEqual([
      {
        on: now.today,
        by: liaison.name,
        reason: '缩短时限。',
        was: { promised: { n: 5, unit: 'workingDays' } },
        now: { promised: { n: 3, unit: 'workingDays' } },
      },
    ]);
    expect(shorter.facts.shown?.promised.n).toBe(3);
  });

  it.each<[string, ServiceItemEvent, string[]]>([
    ['a vague word', edit({ steps: ['提交有关材料'] }), ['serviceItem.vagueWord']],
    ['a change without a reason', edit({ fee: '十元' }, ' '), ['required']],
    ['no change at all', edit({}), ['serviceItem.nothingChanged']],
    ['limits beyond the law', edit({ promised: { n: 30, unit: 'workingDays' } }), ['matter.longerThanStatute']],
    ['merging without the other item', withdraw('merged'), ['required']],
    [
      'merging into itself',
      withdraw('merged', { id: 'a', code: 'SI-0001', title: '自己' }),
      ['serviceItem.mergedIntoSelf'],
    ],
  ])('refuses %s', (_what, event, codes) => {
    expect(against(published, event)).toEqual(codes);
  });

  it('is withdrawn, comes back as a draft, and tells on its return what differs from what was read before', () => {
    const merged = doing(published, withdraw('merged', { id: 'b', code: 'SI-0002', title: '另一项' }));
    expect([merged.state, merged.facts.withdrawnOn, merged.facts.mergedInto?.code]).toEqual([
      'withdrawn',
      now.today,
      'SI-0002',
    ]);
    const back = doing(merged, { type: 'REOPEN', reason: '群众要求恢复。' });
    expect([back.state, back.facts.withdrawnOn, back.facts.mergedInto]).toEqual(['draft', null, null]);
    const again = doing(back, edit({ fee: '十元' }, ''), PUBLISH);
    expect(again.facts.versions).toMatchObject([{ reason: '群众要求恢复。', was: { fee: '' }, now: { fee: '十元' } }]);
    expect(again.facts.publishedOn).toBe(published.facts.publishedOn);
  });

  it('offers a matter exactly what it promises', () => {
    expect(offeredItem('id', published.facts)).toEqual({
      id: 'id',
      department: 'lead',
      papers: ['Identity card', 'Form'],
      item: {
        key: 'SI-0001',
        title: 'A licence',
        kind: 'permit',
        onTheSpot: false,
        promised: { n: 5, unit: 'workingDays' },
        statutory: { n: 20, unit: 'workingDays' },
        inCentre: true,
      },
    });
  });
});

function withdraw(ground: 'merged' | 'abolished', mergedInto: ServiceItemFacts['mergedInto'] = null): ServiceItemEvent {
  return { type: 'WITHDRAW', ground, mergedInto, reason: '机构调整。' };
}

describe('whatever is typed', () => {
  const limit = fc.record({
    n: fc.integer({ min: -1, max: 500 }),
    unit: fc.constantFrom('workingDays' as const, 'days' as const),
  });
  const text = fc.constantFrom('', '身份证', '身份证等', '其他材料', 'Form');
  const plan: fc.Arbitrary<ServiceItemPlan> = fc.record({
    department: fc.constantFrom('lead', 'support', ''),
    title: text,
    kind: fc.constantFrom(...ITEM_KINDS),
    onTheSpot: fc.boolean(),
    promised: limit,
    statutory: fc.option(limit, { nil: null }),
    legalBasis: text,
    inCentre: fc.boolean(),
    papers: fc.array(text, { maxLength: 3 }),
    steps: fc.array(text, { maxLength: 3 }),
    fee: text,
    place: text,
    phone: fc.constantFrom('', '0775-1234567', '问门卫'),
  });

  it('nothing stands on the timetable that could not be published, and its versions lead back to the first', () => {
    const events = fc.oneof(
      { weight: 3, arbitrary: plan.map((typed): ServiceItemEvent => ({ type: 'EDIT', plan: typed, reason: '改。' })) },
      { weight: 2, arbitrary: fc.constant<ServiceItemEvent>(PUBLISH) },
      { weight: 1, arbitrary: fc.constant(withdraw('abolished')) },
      { weight: 1, arbitrary: fc.constant<ServiceItemEvent>({ type: 'REOPEN', reason: '再来。' }) },
    );
    fc.assert(
      fc.property(fc.array(events, { maxLength: 25 }), (sent) => {
        let record = draft();
        let first: ServiceItemPlan | null = null;
        const actor = office;
        for (const event of sent) {
          if (refusals(serviceItemWorkflow, record, event, moment({ actor })).length > 0) continue;
          record = put(serviceItemWorkflow, record, event, moment({ actor }));
          if (record.state !== 'published') continue;
          const { facts } = record;
          first ??= planOf(facts);
          expect(publicationReasons(facts, facts, now)).toEqual([]);
          expect(changedFields(facts.shown as ServiceItemPlan, planOf(facts))).toEqual([]);
          const before = planOf(facts);
          for (const { was } of [...facts.versions].reverse()) Object.assign(before, was);
          expect(changedFields(before, first)).toEqual([]);
        }
      }),
      { numRuns: rounds(300) },
    );
  });
});
