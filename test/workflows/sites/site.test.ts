import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isWorkingDay } from '../../../workflows/calendar.js';
import { addDays, civilDateOf } from '../../../workflows/dates.js';
import type { Actor } from '../../../workflows/moment.js';
import { DIMENSIONS, type SiteEvent, type SiteFacts } from '../../../workflows/sites/site.js';
import { siteWorkflow } from '../../../workflows/sites/site.machine.js';
import { eventsIn, type Standing, step } from '../../../workflows/step.js';
import { rounds } from '../../support/hunt.js';
import { siteEvents } from '../../support/machines.js';
import {
  aSite,
  calendar,
  evidence,
  moment,
  people,
  put as putEvent,
  refusals,
  scores,
  shownDimensions,
  standing,
  theClock,
} from '../../support/workflows.js';

const { liaison, reviewer, office, leader } = people;
type Record = Standing<SiteFacts>;
const put = (record: Record, event: SiteEvent, now = moment()) => putEvent(siteWorkflow, record, event, now);
const against = (record: Record, event: SiteEvent, now = moment()) => refusals(siteWorkflow, record, event, now);
const at = (state: string, facts: Partial<SiteFacts> = {}) => standing(siteWorkflow, state, aSite(facts));
const visit = { on: '2026-06-12', visitors: 'The office', scores: scores(18) };
const after = moment({ today: '2026-06-12', actor: reviewer });

describe('reporting a site ready', () => {
  it('is refused with one reason per dimension that is not scored, described and shown', () => {
    const dimensions = {
      ...shownDimensions(),
      leadership: { score: null, text: 'Seen.', evidence: [evidence({ about: 'leadership' })] },
      window: { score: 18, text: ' ', evidence: [evidence({ about: 'window' })] },
      results: { score: 18, text: 'Seen.', evidence: [evidence({ about: 'results', review: 'withdrawn' })] },
    };
    const outcome = step(siteWorkflow, at('preparing', { dimensions }), { type: 'REPORT_READY' }, moment());
    expect(outcome).toEqual({
      accepted: false,
      reasons: ['leadership', 'window', 'results'].map((dimension) => ({
        code: 'site.dimensionOpen',
        params: { dimension },
      })),
    });
  });

  it('tells the office and the reviewers', () => {
    const { state, facts, effects } = put(at('preparing', { dimensions: shownDimensions() }), { type: 'REPORT_READY' });
    expect([state, facts.readyOn]).toEqual(['ready', '2026-06-02']);
    expect(effects[0]?.params).toMatchObject({
      template: 'site.ready',
      to: { posts: ['campaign_office', 'reviewer'] },
    });
  });
});

describe('the acceptance visit', () => {
  const ready = at('ready', { dimensions: shownDimensions(), readyOn: '2026-06-09' });

  it('is kept with its date, visitors and scores, and the department hears of it', () => {
    const { state, facts, effects } = put(ready, { type: 'ACCEPT', ...visit, remark: 'Good.' }, after);
    expect(state).toBe('accepted');
    expect(facts.visits).toEqual([{ ...visit, result: 'accepted', remark: 'Good.', by: 'reviewer' }]);
    expect(effects[0]?.params).toMatchObject({ template: 'site.accepted', to: { department: 'lead' } });
  });

  it('is never made by the department of the site', () => {
    expect(against(ready, { type: 'ACCEPT', ...visit, remark: '' }, { ...after, actor: leader })).toEqual([
      'site.ownSite',
    ]);
  });

  it('does not take place before the site is ready, nor in the future, nor on a day that does not exist', () => {
    expect(against(at('preparing'), { type: 'ACCEPT', ...visit, remark: '' }, after)).toEqual(['notInThisState']);
    expect(against(ready, { type: 'ACCEPT', ...visit, on: '2026-06-13', remark: '' }, after)).toEqual([
      'site.visitAhead',
    ]);
    expect(against(ready, { type: 'ACCEPT', ...visit, on: '2026-02-30', remark: '' }, after)).toEqual(['badDate']);
  });

  it('gives each dimension a whole number from 0 to 20', () => {
    for (const points of [-1, 20.5, 21, Number.NaN]) {
      const event = { type: 'ACCEPT', ...visit, scores: { ...scores(18), window: points }, remark: '' } as const;
      expect([points, against(ready, event, after)]).toEqual([points, ['site.scoreOutOfRange']]);
    }
  });

  it('sends a site back with its reason; its department prepares again', () => {
    expect(against(ready, { type: 'SEND_BACK', ...visit, reason: ' ' }, after)).toEqual(['required']);
    const back = put(ready, { type: 'SEND_BACK', ...visit, reason: 'No signs.' }, after);
    expect(back.effects[0]?.params).toMatchObject({ template: 'site.sentBack', values: { reason: 'No signs.' } });
    expect(back.light.colour).toBe('red');
    const again = put(back, { type: 'PREPARE', contact: '' }, { ...after, actor: liaison });
    expect(again).toMatchObject({ state: 'preparing', facts: { readyOn: null, visits: [{ result: 'sentBack' }] } });
  });
});

describe('who copies a site', () => {
  it('is recorded once per practice, told to the department, and done once', () => {
    const copy = { type: 'RECORD_COPY', department: 'support', practice: 'One window', by: '2026-06-20' } as const;
    const recorded = put(at('accepted'), copy, moment({ actor: office }));
    expect(recorded.effects[0]?.params).toMatchObject({ template: 'site.toCopy', to: { department: 'support' } });
    expect(against(recorded, copy)).toEqual(['site.copyKnown']);
    const done = put(recorded, { type: 'COPY_DONE', department: 'support', practice: 'One window' });
    expect(done.facts.copies).toEqual([
      { department: 'support', practice: 'One window', by: '2026-06-20', done: true },
    ]);
    expect(against(done, { type: 'COPY_DONE', department: 'support', practice: 'One window' })).toEqual([
      'site.noOpenCopy',
    ]);
  });
});

describe('the light of a site', () => {
  const preparing = new Set(['nominated', 'preparing', 'sentBack']);
  const naive = (state: string, { readyBy }: SiteFacts, today: string): string => {
    if (state === 'ready') return 'green';
    if (!preparing.has(state)) return 'none';
    if (today > readyBy.to) return 'red';
    let between = 0;
    for (let date = addDays(today, 1); date < readyBy.to; date = addDays(date, 1)) {
      if (isWorkingDay(calendar, date)) between += 1;
    }
    return between < 3 ? 'blue' : 'green';
  };

  const empty = { score: null, text: '', evidence: [] };

  /** Some lives begin late: chance seldom leads there from the beginning. */
  const beginnings = fc.constantFrom(
    at('nominated', { dimensions: { ...shownDimensions(), window: empty } }),
    at('ready', { dimensions: shownDimensions() }),
    at('accepted', { dimensions: shownDimensions() }),
  );

  /** Lives through what the state knows, chosen at will, a few days apart. */
  const histories = fc.array(fc.record({ days: fc.constantFrom(0, 0, 1, 2, 5), pick: fc.noBias(fc.nat(9_999)) }), {
    minLength: 1,
    maxLength: 40,
    size: 'max',
  });

  it('agrees with the rules read day by day, and the clock never comes too late', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(beginnings, histories, (beginning, history) => {
        let today = '2026-05-25';
        let record: Record = beginning;
        for (const { days, pick } of history) {
          today = addDays(today, days);
          const known = eventsIn(siteWorkflow.machine, record.state);
          const choice: [SiteEvent, Actor][] = siteEvents.filter(([{ type }]) => known.includes(type));
          const chosen = choice[pick % Math.max(1, choice.length)];
          if (!chosen || (chosen[0].type === 'RETIRE' && pick % 7 > 1)) continue;
          const outcome = step(siteWorkflow, record, chosen[0], moment({ today, actor: chosen[1] }));
          if (!outcome.accepted) {
            expect(outcome.reasons.length).toBeGreaterThan(0);
            continue;
          }
          record = { id: record.id, ...outcome };
          seen.add(record.state);
          const { state, facts } = record;
          if (state === 'ready' || state === 'accepted') {
            for (const dimension of DIMENSIONS) expect(facts.dimensions[dimension].score).not.toBeNull();
          }
          const until = outcome.clockAt ? civilDateOf(outcome.clockAt) : addDays(today, 15);
          expect(until > today).toBe(true);
          for (let day = today; day < until; day = addDays(day, 1)) {
            const { colour } = siteWorkflow.light(state, facts, moment({ today: day }));
            expect([state, day, colour]).toEqual([state, day, record.light.colour]);
            expect([state, day, colour]).toEqual([state, day, naive(state, facts, day)]);
          }
        }
      }),
      { numRuns: rounds(200) },
    );
    expect([...seen].sort()).toEqual(Object.keys(siteWorkflow.machine.states).sort());
  });

  it('tells the department when the day is near, and the office too when it has passed', () => {
    const near = put(at('preparing'), { type: 'CLOCK' }, moment({ today: '2026-06-05', actor: theClock }));
    expect(near.effects.map(({ params }) => params)).toMatchObject([
      { template: 'site.light.blue', to: { department: 'lead' } },
    ]);
    const past = put(near, { type: 'CLOCK' }, moment({ today: '2026-06-11', actor: theClock }));
    expect(past.effects.map(({ params }) => params)).toMatchObject([
      { template: 'site.light.red', to: { department: 'lead' } },
      { template: 'site.light.red', to: { posts: ['campaign_office'] } },
    ]);
  });
});
