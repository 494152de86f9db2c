/** Duties that come back: what is owed in each period. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, isCivilDate } from '../../../workflows/dates.js';
import { findRecurrence } from '../../../workflows/plans/deadlines.js';
import { OCCURRENCES_MOST, occurrences, PERIODS, periodOf, quotaNow } from '../../../workflows/tasks/recurrence.js';

const owed = (words: string, from: string, to: string) => {
  const recurs = findRecurrence(words);
  if (!recurs) throw new Error(words);
  return occurrences(recurs, from, to).map(({ title, due }) => `${title} ${due.to}`);
};

describe('a duty that comes back', () => {
  it('is owed on the day of each month that the document names, and on the last day where a month is shorter', () => {
    expect(owed('每月28日前报送进展情况', '2026-06-02', '2026-08-20')).toEqual([
      '2026年6月 2026-06-28',
      '2026年7月 2026-07-28',
    ]);
    expect(owed('每月31日前报送进展情况', '2026-01-15', '2026-03-31')).toEqual([
      '2026年1月 2026-01-31',
      '2026年2月 2026-02-28',
      '2026年3月 2026-03-31',
    ]);
  });

  it('with a quota is owed so many times in each period, by the end of it', () => {
    expect(owed('每季度不少于两次开展督查', '2026-05-10', '2026-09-30')).toEqual([
      '2026年第二季度 第1次 2026-06-30',
      '2026年第二季度 第2次 2026-06-30',
      '2026年第三季度 第1次 2026-09-30',
      '2026年第三季度 第2次 2026-09-30',
    ]);
    expect(owed('每年不少于两次走访企业', '2026-05-10', '2026-12-20')).toEqual([
      '2026年 第1次 2026-12-20',
      '2026年 第2次 2026-12-20',
    ]);
  });

  it('too long to list is owed in longer periods, with the document’s words beside them', () => {
    const weekly = { every: 'week', times: 1, day: null, text: '每周' } as const;
    expect(occurrences(weekly, '2026-01-01', '2026-12-31')).toHaveLength(53);
    const three = occurrences(weekly, '2026-01-01', '2028-12-31');
    expect(three).toHaveLength(36);
    expect(three[0]?.title).toBe('2026年1月（每周）');
    expect(occurrences({ ...weekly, times: 2 }, '2026-01-01', '2026-12-31')[1]?.title).toBe(
      '2026年1月5日至1月11日（2次）',
    );
  });

  it('is never owed outside its days, always in order and never too often to be looked through', () => {
    const day = fc.integer({ min: 0, max: 4_000 }).map((n) => addDays('2024-01-01', n));
    const recurrence = fc.record({
      every: fc.constantFrom(...PERIODS),
      times: fc.integer({ min: 1, max: 12 }),
      day: fc.option(fc.integer({ min: 1, max: 31 }), { nil: null }),
      text: fc.constant('定期'),
    });
    fc.assert(
      fc.property(recurrence, day, fc.integer({ min: 0, max: 4_000 }), (recurs, from, length) => {
        const to = addDays(from, length);
        const found = occurrences(recurs, from, to);
        expect(found.length).toBeLessThanOrEqual(OCCURRENCES_MOST);
        let last = from;
        for (const { due } of found) {
          expect(isCivilDate(due.to)).toBe(true);
          expect(due.to >= last && due.to <= to).toBe(true);
          last = due.to;
        }
      }),
    );
  });

  it('lies in periods that follow one another without a gap', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PERIODS), fc.integer({ min: 0, max: 20_000 }), (every, n) => {
        const at = addDays('2000-01-01', n);
        const { from, to } = periodOf(every, at);
        expect(from <= at && at <= to).toBe(true);
        expect(periodOf(every, addDays(to, 1)).from).toBe(addDays(to, 1));
      }),
    );
  });

  it('says what of the present period’s quota is done', () => {
    const recurs = { every: 'quarter', times: 2, day: null, text: '每季度不少于两次' } as const;
    const stages = occurrences(recurs, '2026-05-10', '2026-09-30').map(({ due }, i) => ({
      due,
      passedOn: i === 0 ? '2026-05-20' : null,
    }));
    expect(quotaNow(recurs, stages, '2026-06-02')).toEqual({ done: 1, of: 2 });
    expect(quotaNow(recurs, stages, '2026-07-02')).toEqual({ done: 0, of: 2 });
  });
});
