/** Matters: whatever is done to one, its clock is that of a count day by day, and being late is never undone by asking late. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isWorkingDay } from '../../../workflows/calendar.js';
import { addDays, type CivilDate, instantOf } from '../../../workflows/dates.js';
import { type MatterEvent, type MatterFacts, matterSum } from '../../../workflows/matters/matter.js';
import { matterWorkflow } from '../../../workflows/matters/matter.machine.js';
import { limitReasons, submissionReasons } from '../../../workflows/matters/rules.js';
import { type Standing, step } from '../../../workflows/step.js';
import { rounds } from '../../support/hunt.js';
import { aMatter, calendar, moment, people, put, refusals, standing, theClock } from '../../support/workflows.js';

const { leader, liaison } = people;
const at = (today: CivilDate, actor = liaison) => moment({ today, actor });
const begin = (given: Partial<MatterFacts> = {}, today = '2026-06-01') =>
  standing(matterWorkflow, 'submitted', aMatter(given), at(today)) as Standing<MatterFacts>;
const doing = (record: Standing<MatterFacts>, today: CivilDate, ...events: MatterEvent[]) =>
  events.reduce<Standing<MatterFacts>>((now, event) => put(matterWorkflow, now, event, at(today)), record);
const dueOf = ({ facts }: Standing<MatterFacts>, today: CivilDate) => matterSum(facts, at(today))?.due;
const PAUSE: MatterEvent = { type: 'PAUSE', reason: 'hearing', notice: '听证告知书 3 号', expectedDays: 3 };

describe('the clock of a matter', () => {
  it('counts from the day after acceptance, stops, goes on, and is extended once', () => {
    const accepted = doing(begin(), '2026-06-02', { type: 'ACCEPT', on: '2026-06-02' });
    expect(dueOf(accepted, '2026-06-02')).toBe('2026-06-09');
    const paused = doing(accepted, '2026-06-04', PAUSE);
    expect(paused.light.reason.code).toBe('light.clockStands');
    const resumed = doing(paused, '2026-06-08', { type: 'RESUME', on: '2026-06-08' });
    expect(dueOf(resumed, '2026-06-08')).toBe('2026-06-11');
    const asked = doing(resumed, '2026-06-11', { type: 'REQUEST_EXTENSION', days: 3, reason: '需再核实。' });
    const granted = put(matterWorkflow, asked, { type: 'GRANT_EXTENSION', remark: '' }, at('2026-06-11', leader));
    expect(dueOf(granted, '2026-06-11')).toBe('2026-06-16');
    expect(
      refusals(matterWorkflow, granted, { type: 'REQUEST_EXTENSION', days: 1, reason: '再延。' }, at('2026-06-12')),
    ).toEqual(['matter.extendedOften']);
  });

  it('runs from receipt where nobody told in time what is missing', () => {
    const late = step(matterWorkflow, begin(), { type: 'CLOCK' }, moment({ today: '2026-06-09', actor: theClock }));
    expect(late.accepted && [late.state, late.facts.acceptedOn, late.facts.deemedAccepted]).toEqual([
      'accepted',
      '2026-06-01',
      true,
    ]);
    const early = step(matterWorkflow, begin(), { type: 'CLOCK' }, moment({ today: '2026-06-08', actor: theClock }));
    expect(early.accepted && early.state).toBe('submitted');
  });

  it('has the clock say at once that what was accepted for a day long past is late, and says it of a decision too', () => {
    const backdated = doing(begin(), '2026-06-15', { type: 'ACCEPT', on: '2026-06-02' });
    const now = '2026-06-15T00:00:00.000Z';
    const clockAt = (record: Standing<MatterFacts>, today: CivilDate) =>
      matterWorkflow.clockAt(record.state, record.facts, at(today));
    expect(String(clockAt(backdated, '2026-06-15')) < now).toBe(true);
    const late = put(matterWorkflow, backdated, { type: 'CLOCK' }, moment({ today: '2026-06-15', actor: theClock }));
    expect([late.facts.overdueOn, clockAt(late, '2026-06-15')]).toEqual(['2026-06-10', null]);
    const decided = doing(backdated, '2026-06-15', {
      type: 'DECIDE',
      outcome: 'granted',
      text: '准予。',
      basis: '许可法第三十八条',
    });
    expect(decided.facts.overdueOn).toBe('2026-06-10');
  });

  it('counts silence on a superior’s instruction as consent, and on a permit as overdue', () => {
    const past = (kind: 'instruction' | 'permit') => {
      const accepted = doing(begin({ item: { ...aMatter().item, kind } }), '2026-06-02', {
        type: 'ACCEPT',
        on: '2026-06-02',
      });
      return step(matterWorkflow, accepted, { type: 'CLOCK' }, moment({ today: '2026-06-10', actor: theClock }));
    };
    const [instruction, permit] = [past('instruction'), past('permit')];
    expect(instruction.accepted && [instruction.state, instruction.facts.consentedOn]).toEqual([
      'consented',
      '2026-06-10',
    ]);
    expect(permit.accepted && [permit.state, permit.facts.overdueOn, permit.light.colour]).toEqual([
      'accepted',
      '2026-06-10',
      'red',
    ]);
  });

  it('is not late where the person did not come as agreed', () => {
    const accepted = doing(begin(), '2026-06-02', { type: 'ACCEPT', on: '2026-06-02' });
    const absent = doing(accepted, '2026-06-09', { type: 'RECORD_ABSENCE', note: '约定当日未到。' });
    const after = step(matterWorkflow, absent, { type: 'CLOCK' }, moment({ today: '2026-06-20', actor: theClock }));
    expect(after.accepted && [after.light.colour, after.facts.overdueOn]).toEqual(['none', null]);
  });

  it('keeps that it was late after it is done, and that a decision lay too long', () => {
    const accepted = doing(begin(), '2026-06-02', { type: 'ACCEPT', on: '2026-06-02' });
    const clock = (record: Standing<MatterFacts>, today: CivilDate) =>
      put(matterWorkflow, record, { type: 'CLOCK' }, moment({ today, actor: theClock }));
    const late = clock(accepted, '2026-06-10');
    const decided = doing(late, '2026-06-11', {
      type: 'DECIDE',
      outcome: 'granted',
      text: '准予。',
      basis: '许可法第三十八条',
    });
    const lain = clock(decided, '2026-06-29');
    const done = doing(lain, '2026-06-29', { type: 'DELIVER', delivery: '窗口领取' });
    expect([done.facts.overdueOn, done.facts.deemedOverdue.map(({ breach }) => breach)]).toEqual([
      '2026-06-10',
      ['lateDelivery'],
    ]);
  });

  it('has not been overdue where an extension asked for in time is granted late', () => {
    const accepted = doing(begin(), '2026-06-02', { type: 'ACCEPT', on: '2026-06-02' });
    const asked = doing(accepted, '2026-06-09', { type: 'REQUEST_EXTENSION', days: 5, reason: '补测。' });
    const late = put(matterWorkflow, asked, { type: 'CLOCK' }, moment({ today: '2026-06-10', actor: theClock }));
    expect(late.facts.overdueOn).toBe('2026-06-10');
    const granted = put(matterWorkflow, late, { type: 'GRANT_EXTENSION', remark: '' }, at('2026-06-10', leader));
    expect([granted.facts.overdueOn, dueOf(granted, '2026-06-10')]).toEqual([null, '2026-06-16']);
  });
});

describe('limits', () => {
  const item = aMatter().item;
  const wrong = (given: object) =>
    limitReasons({ ...item, ...given }, aMatter(), at('2026-06-01')).map(({ code }) => code);

  it.each([
    ['longer than the statute', { promised: { n: 21, unit: 'workingDays' } }, ['matter.longerThanStatute']],
    ['in another unit than the statute', { promised: { n: 5, unit: 'days' } }, ['matter.otherUnit']],
    [
      'beyond the pack where no statute sets one',
      { statutory: null, promised: { n: 21, unit: 'workingDays' } },
      ['matter.longerThanAllowed'],
    ],
    ['of nothing', { promised: { n: 0, unit: 'workingDays' } }, ['badValue']],
    ['as long as the statute, which this pack allows', { promised: { n: 20, unit: 'workingDays' } }, []],
  ])('%s', (_what, given, codes) => {
    expect(wrong(given)).toEqual(codes);
  });

  it('name the article that refuses them', () => {
    const [reason] = limitReasons({ ...item, promised: { n: 21, unit: 'workingDays' } }, aMatter(), at('2026-06-01'));
    expect(String(reason?.params?.article)).toContain('承诺时限');
  });

  it('are refused with a phone number of letters', () => {
    const facts = aMatter({ applicant: { name: '韦', contact: 'call me' } });
    expect(submissionReasons(facts, at('2026-06-01')).map(({ code }) => code)).toEqual(['notAPhone']);
  });
});

/** What people may try on the days after acceptance, in any order; what is refused is refused. */
const acts = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 6 }),
    fc.constantFrom('pause', 'resume', 'ask', 'grant', 'refuse', 'clock'),
    fc.integer({ min: 1, max: 10 }),
  ),
  { maxLength: 14 },
);

/** Live through the acts; the naive count runs beside: days that count, the goal, whether the clock stands. */
function live(startOn: CivilDate, steps: [number, string, number][]) {
  let record: Standing<MatterFacts> = standing(
    matterWorkflow,
    'submitted',
    aMatter({ startedOn: startOn, receivedAt: instantOf(startOn, '08:00') }),
    at(startOn),
  );
  record = doing(record, startOn, { type: 'ACCEPT', on: startOn });
  let day = startOn;
  let goal = record.facts.item.promised.n;
  let stood: CivilDate | null = null;
  const stops: { from: CivilDate; to: CivilDate }[] = [];
  let lateAsks = 0;
  for (const [gap, act, n] of steps) {
    day = addDays(day, gap);
    const events: Record<string, [MatterEvent, typeof leader]> = {
      pause: [PAUSE, liaison],
      resume: [{ type: 'RESUME', on: day }, liaison],
      ask: [{ type: 'REQUEST_EXTENSION', days: n, reason: '需要。' }, liaison],
      grant: [{ type: 'GRANT_EXTENSION', remark: '' }, leader],
      refuse: [{ type: 'REFUSE_EXTENSION', remark: '不必。' }, leader],
      clock: [{ type: 'CLOCK' }, theClock],
    };
    const [event, actor] = events[act] as [MatterEvent, typeof leader];
    const due = dueOf(record, day) as CivilDate;
    const outcome = step(matterWorkflow, record, event, moment({ today: day, actor }));
    if (!outcome.accepted) {
      if (act === 'ask' && record.state === 'accepted' && day > due) lateAsks += 1;
      continue;
    }
    record = { ...record, ...outcome };
    if (act === 'pause') stood = day;
    if (act === 'resume' && stood) {
      if (stood < day) stops.push({ from: stood, to: addDays(day, -1) });
      stood = null;
    }
    if (act === 'grant') goal += record.facts.extensions.findLast(({ state }) => state === 'granted')?.n ?? 0;
  }
  if (stood) stops.push({ from: stood, to: day });
  return { record, day, goal, stops, stood: stood !== null, lateAsks };
}

function naiveDue(acceptedOn: CivilDate, goal: number, stops: { from: CivilDate; to: CivilDate }[]): CivilDate {
  let done = 0;
  for (let day = addDays(acceptedOn, 1); ; day = addDays(day, 1)) {
    if (stops.some(({ from, to }) => from <= day && day <= to) || !isWorkingDay(calendar, day)) continue;
    done += 1;
    if (done === goal) return day;
  }
}

const start = fc.integer({ min: 0, max: 200 }).map((n) => addDays('2026-01-05', n));

describe('whatever is tried on a matter', () => {
  it('it is due when a count day by day says so', () => {
    fc.assert(
      fc.property(start, acts, (startOn, steps) => {
        const { record, day, goal, stops } = live(startOn, steps);
        expect(dueOf(record, day)).toBe(naiveDue(startOn, goal, stops));
      }),
      { numRuns: rounds(500) },
    );
  });

  it('a clock that stands is never near, never late', () => {
    fc.assert(
      fc.property(start, acts, (startOn, steps) => {
        const { record, day, stood } = live(startOn, steps);
        if (!stood) return;
        const { colour } = matterWorkflow.light(record.state, record.facts, at(day));
        expect(['none', 'yellow']).toContain(colour);
      }),
      { numRuns: rounds(500) },
    );
  });

  it('an extension asked for after it was due is refused and moves nothing', () => {
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 10 }), (startOn, late, n) => {
        const { record } = live(startOn, []);
        const due = dueOf(record, startOn) as CivilDate;
        const day = addDays(due, late);
        const asked = step(matterWorkflow, record, { type: 'REQUEST_EXTENSION', days: n, reason: '晚了。' }, at(day));
        expect(asked.accepted).toBe(false);
        const after = put(matterWorkflow, record, { type: 'CLOCK' }, moment({ today: day, actor: theClock }));
        expect([after.light.colour, after.facts.overdueOn]).toEqual(['red', addDays(due, 1)]);
      }),
    );
  });
});
