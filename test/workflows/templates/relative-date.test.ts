import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isCivilDate } from '../../../workflows/dates.js';
import { type RelativeDate, resolveDate, setDay } from '../../../workflows/templates/relative-date.js';

const from = (startOn: string, date: RelativeDate) => resolveDate(date, startOn);

describe('a date relative to the start of a campaign', () => {
  it.each<[RelativeDate, string, string, string]>([
    [{ month: 2, day: 10 }, '2026-06-10', '2026-06-10', '6月10日'],
    [{ month: 2, from: 11, to: 12 }, '2026-06-11', '2026-06-12', '6月11日或12日'],
    [{ month: 2, from: 11, to: 15 }, '2026-06-11', '2026-06-15', '6月11日至15日'],
    [{ month: 1, part: '上旬' }, '2026-05-01', '2026-05-10', '5月上旬'],
    [{ month: 2, part: '中旬' }, '2026-06-11', '2026-06-20', '6月中旬'],
    [{ month: 2, part: '下旬' }, '2026-06-21', '2026-06-30', '6月下旬'],
    [{ month: 2, part: '中下旬' }, '2026-06-11', '2026-06-30', '6月中下旬'],
    [{ month: 2, part: '月底前' }, '2026-06-30', '2026-06-30', '6月底前'],
    [{ month: 2, day: 10, words: '{month}月10日前' }, '2026-06-10', '2026-06-10', '6月10日前'],
    [setDay(-2, 6), '2026-02-06', '2026-02-06', ''],
  ])('resolves %j to its days and words', (date, first, last, text) => {
    expect(from('2026-04-01', date)).toEqual({ from: first, to: last, text });
  });

  it('takes the last day of a month that is too short', () => {
    expect(from('2026-12-01', { month: 2, day: 30 })).toMatchObject({ from: '2027-02-28', to: '2027-02-28' });
    expect(from('2023-12-01', { month: 2, part: '下旬' })).toMatchObject({ from: '2024-02-21', to: '2024-02-29' });
  });

  it('counts months across the turn of the year, both ways', () => {
    expect(from('2026-11-02', { month: 3, day: 1 })).toMatchObject({ to: '2027-02-01', text: '2月1日' });
    expect(from('2026-01-05', { month: -2, day: 7 })).toMatchObject({ to: '2025-11-07', text: '11月7日' });
  });

  it('is never before the start in the month of the start itself', () => {
    expect(from('2026-03-16', { month: 0, day: 2 })).toMatchObject({ from: '2026-03-16', to: '2026-03-16' });
    expect(from('2026-03-16', { month: 0, part: '中旬' })).toMatchObject({ from: '2026-03-16', to: '2026-03-20' });
  });

  it('refuses a start that is no day', () => {
    expect(() => from('2026-02-30', { month: 0, day: 1 })).toThrow(RangeError);
  });

  it('gives existing days in order for every start and every part', () => {
    const start = fc
      .date({ min: new Date('2000-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const month = fc.integer({ min: -24, max: 24 });
    const day = fc.integer({ min: 1, max: 31 });
    const date: fc.Arbitrary<RelativeDate> = fc.oneof(
      fc.record({ month, day }),
      fc.record({ month, part: fc.constantFrom('上旬', '中旬', '下旬', '中下旬', '月底前') }),
      fc.tuple(month, day, day).map(([m, a, b]) => ({ month: m, from: Math.min(a, b), to: Math.max(a, b) })),
    );
    fc.assert(
      fc.property(start, date, (startOn, relative) => {
        const found = resolveDate(relative, startOn);
        expect(isCivilDate(found.from) && isCivilDate(found.to)).toBe(true);
        expect(found.from <= found.to).toBe(true);
      }),
    );
  });
});
