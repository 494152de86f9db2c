import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  civilDateOf,
  dateOfDay,
  dayNumber,
  daysBetween,
  exactDate,
  instantOf,
  isCivilDate,
  lastDayOfMonth,
  laterOf,
  timeOfDay,
  weekday,
  yearOf,
} from '../../workflows/dates.js';

const days = fc.integer({ min: dayNumber('1990-01-01'), max: dayNumber('2099-12-31') }).map(dateOfDay);

describe('civil dates', () => {
  it('accepts days that exist and nothing else', () => {
    for (const good of ['2026-06-10', '2024-02-29', '2026-12-31']) expect(isCivilDate(good)).toBe(true);
    for (const bad of [
      '2026-02-30',
      '2025-02-29',
      '2026-13-01',
      '2026-6-1',
      '2026-06-10T00:00',
      '',
      null,
      20260610,
      ['2026-06-10'],
    ]) {
      expect(isCivilDate(bad)).toBe(false);
    }
  });

  it('counts days so that adding and counting undo each other', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -4000, max: 4000 }), (date, n) => {
        expect(daysBetween(date, addDays(date, n))).toBe(n);
        expect(addDays(addDays(date, n), -n)).toBe(date);
      }),
    );
  });

  it('sorts as text in the order of time', () => {
    fc.assert(
      fc.property(days, days, (a, b) => {
        expect(a < b).toBe(dayNumber(a) < dayNumber(b));
        expect(laterOf(a, b)).toBe(dayNumber(a) > dayNumber(b) ? a : b);
      }),
    );
  });

  it('agrees with the calendar about weekdays, years and ends of months', () => {
    fc.assert(
      fc.property(days, (date) => {
        expect(weekday(date)).toBe(new Date(`${date}T00:00:00Z`).getUTCDay() || 7);
        expect(yearOf(date)).toBe(new Date(`${date}T00:00:00Z`).getUTCFullYear());
      }),
    );
    expect(lastDayOfMonth(2026, 2)).toBe('2026-02-28');
    expect(lastDayOfMonth(2024, 2)).toBe('2024-02-29');
    expect(lastDayOfMonth(2026, 12)).toBe('2026-12-31');
  });

  it('reads instants on the clock of the campaign, whatever zone the host is in', () => {
    expect(instantOf('2026-06-02', '08:00')).toBe('2026-06-02T00:00:00.000Z');
    expect(civilDateOf('2026-06-01T16:00:00.000Z')).toBe('2026-06-02');
    expect(civilDateOf('2026-06-01T15:59:59.999Z')).toBe('2026-06-01');
    expect(timeOfDay('2026-06-02T00:05:00.000Z')).toBe('08:05');
    fc.assert(
      fc.property(days, (date) => {
        expect(civilDateOf(instantOf(date))).toBe(date);
        expect(civilDateOf(instantOf(date, '23:59'))).toBe(date);
      }),
    );
  });

  it('makes an exact promise of one day', () => {
    expect(exactDate('2026-06-10')).toEqual({ from: '2026-06-10', to: '2026-06-10', text: '' });
  });
});
