/** The clock of a matter against a count that goes day by day. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isWorkingDay, type StartRule, UnpublishedYear } from '../../../workflows/calendar.js';
import { addDays, type CivilDate } from '../../../workflows/dates.js';
import {
  type Granted,
  type LimitUnit,
  limitSum,
  type Stop,
  type TimeClock,
} from '../../../workflows/time-limits/clock.js';
import { rounds } from '../../support/hunt.js';
import { calendar } from '../../support/workflows.js';

const clockOf = (given: Partial<TimeClock>): TimeClock => ({
  acceptedOn: '2025-06-06',
  countFrom: 'nextDay',
  limit: { n: 5, unit: 'workingDays' },
  stops: [],
  extensions: [],
  ...given,
});

/** Day by day: what is done on a day, whether the day counts, whether the limit has passed. */
function naive({ acceptedOn, countFrom, limit, stops, extensions }: TimeClock): CivilDate {
  let goal = limit.n;
  let done = 0;
  let stopped = acceptedOn;
  for (let day = acceptedOn; ; day = addDays(day, 1)) {
    for (const { askedOn, n } of extensions) if (askedOn === day) goal += n;
    for (const { from, to } of stops)
      if (from === day && to !== null) stopped = to >= stopped ? addDays(to, 1) : stopped;
    const works = isWorkingDay(calendar, day);
    const runs = day >= stopped && (countFrom === 'sameDay' || day > acceptedOn);
    if (runs && (works || limit.unit === 'days')) done += 1;
    if (runs && works && done >= goal) return day;
  }
}

describe('the sum of a limit', () => {
  it('is that of the handbook, term by term', () => {
    const clock = clockOf({
      stops: [{ from: '2025-06-09', to: '2025-06-10' }],
      extensions: [{ askedOn: '2025-06-12', n: 3 }],
    });
    expect(limitSum(calendar, clock, '2025-06-06')).toEqual({
      due: '2025-06-20',
      unit: 'workingDays',
      terms: [
        { kind: 'start', days: 0, date: '2025-06-06' },
        { kind: 'limit', days: 5, date: '2025-06-13' },
        { kind: 'paused', days: 2, date: '2025-06-17' },
        { kind: 'extended', days: 3, date: '2025-06-20' },
      ],
    });
  });

  it('begins a day earlier where the day of acceptance counts', () => {
    expect(limitSum(calendar, clockOf({ countFrom: 'sameDay' }), '2025-06-06').due).toBe('2025-06-12');
  });

  it('counts a worked Sunday and no holiday', () => {
    // 2025-09-28 is worked for the National Day holiday of 1–8 October.
    const clock = clockOf({ acceptedOn: '2025-09-26', limit: { n: 4, unit: 'workingDays' } });
    expect(limitSum(calendar, clock, '2025-09-26').due).toBe('2025-10-09');
  });

  it('ends a period in days on the next working day where its last is a day off, and says so', () => {
    const { due, terms } = limitSum(calendar, clockOf({ limit: { n: 8, unit: 'days' } }), '2025-06-06');
    expect(due).toBe('2025-06-16');
    expect(terms.at(-1)).toEqual({ kind: 'rolled', days: 0, date: '2025-06-16' });
  });

  it('takes out a day once though two stops hold it', () => {
    const stops = [
      { from: '2025-06-09', to: '2025-06-10' },
      { from: '2025-06-10', to: '2025-06-11' },
    ];
    expect(limitSum(calendar, clockOf({ stops }), '2025-06-06').due).toBe('2025-06-18');
  });

  it('moves on with each working day while the clock stands', () => {
    const clock = clockOf({ stops: [{ from: '2025-06-09', to: null }] });
    expect(limitSum(calendar, clock, '2025-06-09').due).toBe('2025-06-16');
    expect(limitSum(calendar, clock, '2025-06-12').due).toBe('2025-06-19');
  });

  it('is not changed by an extension asked for or a stop begun after it was due', () => {
    const clock = clockOf({
      extensions: [{ askedOn: '2025-06-14', n: 9 }],
      stops: [{ from: '2025-06-16', to: '2025-06-20' }],
    });
    expect(limitSum(calendar, clock, '2025-06-30').due).toBe('2025-06-13');
  });

  it('is refused, not guessed, where it runs into a year whose notice nobody has entered', () => {
    expect(() => limitSum(calendar, clockOf({ acceptedOn: '2026-12-28' }), '2026-12-28')).toThrow(UnpublishedYear);
  });
});

const start = fc.integer({ min: 0, max: 300 }).map((n) => addDays('2025-02-01', n));
/** Pauses and extensions in any order, each so many days after the one before. */
const life = fc.array(
  fc.record({
    gap: fc.integer({ min: 0, max: 9 }),
    kind: fc.constantFrom('stop', 'extend'),
    n: fc.integer({ min: 1, max: 8 }),
  }),
  { maxLength: 6 },
);
const clocks = fc
  .tuple(
    start,
    fc.constantFrom<StartRule>('sameDay', 'nextDay'),
    fc.integer({ min: 1, max: 25 }),
    fc.constantFrom<LimitUnit>('workingDays', 'days'),
    life,
  )
  .map(([acceptedOn, countFrom, n, unit, steps]) => {
    const stops: Stop[] = [];
    const extensions: Granted[] = [];
    let day = acceptedOn;
    for (const { gap, kind, n: length } of steps) {
      day = addDays(day, gap);
      if (kind === 'extend') extensions.push({ askedOn: day, n: length });
      else {
        stops.push({ from: day, to: addDays(day, length - 1) });
        day = addDays(day, length);
      }
    }
    return { acceptedOn, countFrom, limit: { n, unit }, stops, extensions };
  });

describe('whatever is done to a matter', () => {
  it('it is due when a count day by day says so', () => {
    fc.assert(
      fc.property(clocks, (clock) => {
        expect(limitSum(calendar, clock, clock.acceptedOn).due).toBe(naive(clock));
      }),
      { numRuns: rounds(3_000) },
    );
  });

  it('a clock that stands never runs: however long, as many units are left afterwards as before', () => {
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 40 }), (from, n, length) => {
        const acceptedOn = from;
        const pausedFrom = addDays(acceptedOn, 1);
        const free = limitSum(calendar, clockOf({ acceptedOn, limit: { n, unit: 'workingDays' } }), acceptedOn).due;
        const stop = { from: pausedFrom, to: addDays(pausedFrom, length - 1) };
        const clock = clockOf({ acceptedOn, limit: { n, unit: 'workingDays' }, stops: [stop] });
        const { due, terms } = limitSum(calendar, clock, acceptedOn);
        expect(due >= free).toBe(true);
        // All n working days lie after the stop.
        let left = 0;
        for (let day = addDays(stop.to, 1); day <= due; day = addDays(day, 1))
          if (isWorkingDay(calendar, day)) left += 1;
        expect(left).toBe(n);
        expect(terms.some(({ kind }) => kind === 'paused')).toBe(true);
      }),
    );
  });

  it('an extension asked for too late never moves the day', () => {
    fc.assert(
      fc.property(clocks, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 20 }), (clock, late, n) => {
        const { due } = limitSum(calendar, clock, clock.acceptedOn);
        const asked = { ...clock, extensions: [...clock.extensions, { askedOn: addDays(due, late), n }] };
        // What is asked for after the end of everything; a stop that still runs then would have moved the end.
        expect(limitSum(calendar, asked, clock.acceptedOn).due).toBe(due);
      }),
    );
  });

  it('every term but the first adds what it says', () => {
    fc.assert(
      fc.property(clocks, (clock) => {
        const { terms, due } = limitSum(calendar, clock, clock.acceptedOn);
        expect(terms.at(-1)?.date).toBe(due);
        const dates = terms.slice(1).map(({ date }) => date);
        expect([...dates].sort()).toEqual(dates);
      }),
    );
  });
});
