import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { quarterOf } from '../../../workflows/dates.js';
import { measuredPeriods } from '../../../workflows/indicators/indicator.js';
import {
  type CountedRow,
  MEASURE_SPECS,
  MEASURES,
  measured,
  measuredIn,
  quartersOf,
} from '../../../workflows/indicators/measures.js';
import { anIndicator } from '../../support/workflows.js';

const none = { matters: [], contacts: [], items: [] };
const second = { from: '2026-04-01', to: '2026-06-30' };

describe('a computed figure', () => {
  it('is the quotient of what was counted, to one decimal, and none where nothing was', () => {
    expect(measured('onTheSpot', { onTheSpot: 1, done: 3 })).toEqual({ value: 33.3, part: 1, whole: 3 });
    expect(measured('averagePromise', { promisedDays: 11, promised: 4 })).toEqual({ value: 2.8, part: 11, whole: 4 });
    expect(measured('itemsReduced', { items: 92, withdrawn: 8 })).toEqual({ value: 8, part: 8, whole: 100 });
    for (const measure of MEASURES) expect(measured(measure, {})).toBeNull();
  });

  it('counts the quarters of its days alone, of all departments or of one', () => {
    const rows: CountedRow[] = [
      { department: 'a', when: '2026-Q1', n: { done: 100, doneInTime: 0 } },
      { department: 'a', when: '2026-Q2', n: { done: 10, doneInTime: 9 } },
      { department: 'b', when: '2026-Q2', n: { done: 30, doneInTime: 30 } },
      { department: 'a', when: 'open', n: { open: 7, light: 1 } },
    ];
    const all = { ...none, matters: rows };
    expect(measuredIn('onTime', all, second)).toEqual({ value: 97.5, part: 39, whole: 40 });
    expect(measuredIn('onTime', all, { ...second, department: 'a' })).toEqual({ value: 90, part: 9, whole: 10 });
    expect(measuredIn('onTime', all, { ...second, department: 'c' })).toBeNull();
  });

  it('of published items is what stands now, with everything withdrawn so far', () => {
    const items: CountedRow[] = [
      { department: 'a', when: 'published', n: { items: 45, inCentre: 40 } },
      { department: 'a', when: '2026-Q1', n: { withdrawn: 3, published: 48 } },
      { department: 'a', when: '2026-Q2', n: { withdrawn: 2 } },
    ];
    expect(measuredIn('itemsReduced', { ...none, items }, second)).toEqual({ value: 10, part: 5, whole: 50 });
    expect(measuredIn('inCentre', { ...none, items }, second)).toEqual({ value: 88.9, part: 40, whole: 45 });
  });

  it('of shares lies between 0 and 100 whenever the part is no more than the whole', () => {
    const shares = MEASURES.filter((measure) => MEASURE_SPECS[measure].percent);
    fc.assert(
      fc.property(fc.constantFrom(...shares), fc.nat(1e6), fc.nat(1e6), (measure, part, more) => {
        const { part: name, whole } = MEASURE_SPECS[measure];
        const [first = ''] = whole;
        const value = measured(measure, { [first]: part + more, [name]: part })?.value ?? 0;
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('knows the quarters between two days, across a year', () => {
    expect(quartersOf('2025-11-03', '2026-04-01')).toEqual(['2025-Q4', '2026-Q1', '2026-Q2']);
    expect(quartersOf('2026-05-01', '2026-05-01')).toEqual([quarterOf('2026-05-01')]);
  });

  it('is computed for the period that runs and the one before; of items for the one that runs', () => {
    const facts = anIndicator({ every: 'quarter', startOn: '2026-01-01' });
    expect(measuredPeriods(facts, '2026-07-02')).toEqual([]);
    expect(measuredPeriods({ ...facts, measure: 'onTime' }, '2026-07-02')).toEqual(['2026-06-30', '2026-09-30']);
    expect(measuredPeriods({ ...facts, measure: 'inCentre' }, '2026-07-02')).toEqual(['2026-09-30']);
  });
});
