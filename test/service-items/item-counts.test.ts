/** What an item adds to the kept counts: the stock while it is published, and the quarters of publication and withdrawal. */
import { describe, expect, it } from '@jest/globals';
import { itemContributions, itemCounts } from '../../src/service-items/service-item.kind.js';
import { itemCountsOf } from '../../src/service-items/service-items.page.js';
import type { ServiceItemFacts } from '../../workflows/service-items/service-item.js';
import { aServiceItem } from '../support/workflows.js';

const of = (state: string, given: Partial<ServiceItemFacts> = {}) =>
  itemContributions({ state, facts: aServiceItem({ campaign: 'c', department: 'd', inCentre: false, ...given }) });
const row = (phase: string, inc: Record<string, number>) => ({ campaign: 'c:items', phase, department: 'd', inc });

describe('the counts of an item', () => {
  it('lie beside the campaign', () => {
    expect(itemCounts('c')).toBe('c:items');
  });

  it('are nothing while it is a draft', () => {
    expect(of('draft')).toEqual([]);
  });

  it.each<[string, Partial<ServiceItemFacts>, Record<string, number>]>([
    ['promised in working days', {}, { items: 1, promised: 1, promisedDays: 5 }],
    [
      'done on the spot, as no day at all',
      { onTheSpot: true, promised: { n: 1, unit: 'workingDays' } },
      { items: 1, onTheSpot: 1, promised: 1, promisedDays: 0 },
    ],
    [
      'promised in calendar days, which are not averaged with working days',
      { promised: { n: 60, unit: 'days' } },
      { items: 1 },
    ],
    ['handled in the centre', { inCentre: true }, { items: 1, inCentre: 1, promised: 1, promisedDays: 5 }],
  ])('of one %s', (_what, given, inc) => {
    expect(of('published', { publishedOn: '2026-06-30', ...given })).toEqual([
      row('published', inc),
      row('2026-Q2', { published: 1 }),
    ]);
  });

  it('keep the publication of one withdrawn, in the quarter it was', () => {
    expect(of('withdrawn', { publishedOn: '2026-06-30', withdrawnOn: '2026-07-01' })).toEqual([
      row('2026-Q2', { published: 1 }),
      row('2026-Q3', { withdrawn: 1 }),
    ]);
  });

  it('do not call a draft reduced that nobody ever read', () => {
    expect(of('withdrawn', { withdrawnOn: '2026-07-01' })).toEqual([]);
  });

  it('add up to the figures of the list', () => {
    expect(
      itemCountsOf([
        { phase: 'published', n: { items: 3, onTheSpot: 1, inCentre: 2, promised: 3, promisedDays: 10 } as never },
        { phase: '2026-Q2', n: { published: 4 } as never },
        { phase: '2026-Q3', n: { published: 1, withdrawn: 2 } as never },
      ]),
    ).toEqual({ items: 3, onTheSpot: 1, inCentre: 2, withdrawn: 2, average: 3.3 });
    expect(itemCountsOf([]).average).toBeNull();
  });
});
