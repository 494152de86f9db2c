import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addTerm,
  addWorkingDays,
  calendarOf,
  deadlineOf,
  isPublished,
  isWorkingDay,
  rollForward,
  specialDay,
  UnpublishedYear,
  workingDaysBetween,
} from '../../workflows/calendar.js';
import { addDays, dateOfDay, dayNumber, daysBetween, weekday } from '../../workflows/dates.js';
import { rounds } from '../support/hunt.js';
import { calendar, yearFromPackage } from '../support/workflows.js';

const days = fc.integer({ min: dayNumber('2025-01-01'), max: dayNumber('2026-12-31') }).map(dateOfDay);

describe('working days', () => {
  it('works the make-up days of 2026 and no other day of a weekend', () => {
    const worked: string[] = [];
    for (let date = '2026-01-01'; date < '2027-01-01'; date = addDays(date, 1)) {
      if (weekday(date) > 5 && isWorkingDay(calendar, date)) worked.push(date);
    }
    expect(worked).toEqual(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']);
  });

  it('rests on the holidays of 2026 and names them', () => {
    for (const date of [
      '2026-01-01',
      '2026-02-17',
      '2026-04-06',
      '2026-05-01',
      '2026-06-19',
      '2026-09-25',
      '2026-10-01',
    ]) {
      expect([date, isWorkingDay(calendar, date)]).toEqual([date, false]);
    }
    expect(specialDay(calendar, '2026-06-19')).toEqual({ name: '端午', worked: false });
    expect(specialDay(calendar, '2026-05-09')).toEqual({ name: '劳动节', worked: true });
    expect(specialDay(calendar, '2026-06-10')).toBeNull();
  });

  it('knows how many days the notices leave to work', () => {
    expect(workingDaysBetween(calendar, '2025-01-01', '2025-12-31')).toBe(248);
    expect(workingDaysBetween(calendar, '2025-12-31', '2026-12-31')).toBe(248);
  });

  it('refuses a year whose notice is not entered instead of guessing it', () => {
    expect(isPublished(calendar, '2027-01-04')).toBe(false);
    expect(() => isWorkingDay(calendar, '2027-01-04')).toThrow(UnpublishedYear);
    expect(() => addWorkingDays(calendar, '2026-12-31', 1)).toThrow('2027');
    expect(() => workingDaysBetween(calendar, '2026-12-31', '2027-01-04')).toThrow(UnpublishedYear);
    expect(() => workingDaysBetween(calendar, '2024-12-31', '2025-01-02')).toThrow('2024');
  });

  it('lets a later entry of a year replace the earlier one', () => {
    const year = yearFromPackage(2026);
    const regional = calendarOf([year, { ...year, daysOff: { ...year.daysOff, '2026-04-20': '三月三' } }]);
    expect(isWorkingDay(calendar, '2026-04-20')).toBe(true);
    expect(isWorkingDay(regional, '2026-04-20')).toBe(false);
  });

  it('counts as one would by hand, day after day', () => {
    fc.assert(
      fc.property(days, days, (a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        let byHand = 0;
        for (let date = addDays(from, 1); date <= to; date = addDays(date, 1)) {
          if (isWorkingDay(calendar, date)) byHand += 1;
        }
        expect(workingDaysBetween(calendar, from, to)).toBe(byHand);
        expect(workingDaysBetween(calendar, to, from) + byHand).toBe(0);
      }),
      { numRuns: rounds(60) },
    );
  });

  it('ends a count on a working day that lies exactly so many working days away', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -30, max: 30 }), (from, n) => {
        fc.pre(Math.abs(n) * 3 + 12 < Math.min(daysBetween('2025-01-01', from), daysBetween(from, '2026-12-31')));
        const to = addWorkingDays(calendar, from, n);
        if (n === 0) expect(to).toBe(from);
        else expect(isWorkingDay(calendar, to)).toBe(true);
        if (n > 0) expect(workingDaysBetween(calendar, from, to)).toBe(n);
        if (n < 0) expect(Math.abs(workingDaysBetween(calendar, to, from))).toBeGreaterThanOrEqual(-n - 1);
      }),
    );
  });

  it('rolls a day off forward to the next working day', () => {
    expect(rollForward(calendar, '2026-06-19')).toBe('2026-06-22');
    expect(rollForward(calendar, '2026-06-22')).toBe('2026-06-22');
  });
});

describe('the sum behind a deadline', () => {
  it('keeps every term of the worked example: accepted 6 June, five days, two paused, three extended', () => {
    const promised = deadlineOf(calendar, { start: '2025-06-06', limit: 5, startRule: 'nextDay' });
    const paused = addTerm(calendar, promised, 'paused', 2);
    const extended = addTerm(calendar, paused, 'extended', 3);
    expect(extended).toEqual([
      { kind: 'start', days: 0, date: '2025-06-06' },
      { kind: 'limit', days: 5, date: '2025-06-13' },
      { kind: 'paused', days: 2, date: '2025-06-17' },
      { kind: 'extended', days: 3, date: '2025-06-20' },
    ]);
  });

  it('ends a day earlier where the day of acceptance counts', () => {
    const terms = deadlineOf(calendar, { start: '2025-06-06', limit: 5, startRule: 'sameDay' });
    expect(terms.at(-1)?.date).toBe('2025-06-12');
  });

  it('adds nothing to a sum that was never begun', () => {
    expect(addTerm(calendar, [], 'paused', 2)).toEqual([]);
  });
});
