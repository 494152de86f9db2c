/** What a matter adds to the kept counts: by quarter and department, each time once, and nothing when it is gone. */
import { describe, expect, it } from '@jest/globals';
import { matterContributions, subjectOf } from '../../src/matters/matter.kind.js';
import type { MatterFacts } from '../../workflows/matters/matter.js';
import { aMatter } from '../support/workflows.js';

const of = (state: string, given: Partial<MatterFacts> = {}, colour = 'green') =>
  matterContributions({
    state,
    facts: aMatter({ campaign: 'c', department: 'd', startedOn: '2026-06-30', ...given }),
    light: { colour },
  });
const row = (phase: string, inc: Record<string, number>) => ({ campaign: 'c:matters', phase, department: 'd', inc });
const decision = { outcome: 'granted' as const, text: '', basis: '', on: '2026-07-01', by: '' };
const item = (given: Partial<MatterFacts['item']> = {}) => ({
  ...aMatter().item,
  promised: { n: 5, unit: 'workingDays' as const },
  ...given,
});

describe('the counts of a matter', () => {
  it('are what came in and what is open now, by light', () => {
    expect(of('accepted', {}, 'blue')).toEqual([
      row('2026-Q2', { received: 1 }),
      row('open', { open: 1, 'light.blue': 1 }),
    ]);
  });

  it('stand in the quarter of the decision, in time with what was promised', () => {
    expect(of('delivered', { decision, item: item() })).toEqual([
      row('2026-Q2', { received: 1 }),
      row('2026-Q3', { done: 1, doneInTime: 1, promised: 1, promisedDays: 5 }),
    ]);
  });

  it.each([
    ['late', { overdueOn: '2026-06-30' }, { done: 1, doneLate: 1, promised: 1, promisedDays: 5 }],
    [
      'on the spot',
      { item: item({ onTheSpot: true }) },
      { done: 1, doneInTime: 1, onTheSpot: 1, promised: 1, promisedDays: 0 },
    ],
    [
      'in calendar days, which are not averaged with working days',
      { item: item({ promised: { n: 60, unit: 'days' as const } }) },
      { done: 1, doneInTime: 1 },
    ],
    [
      'where the person did not come',
      { absence: { on: '2026-07-01', note: '' } },
      { done: 1, doneInTime: 1, promised: 1, promisedDays: 5 },
    ],
  ])('of one done %s', (_what, given, inc) => {
    expect(of('delivered', { decision, item: item(), ...given })[1]).toEqual(row('2026-Q3', inc));
  });

  it('of consent by silence stand in its quarter, late', () => {
    const rows = of('consented', { consentedOn: '2026-10-08', overdueOn: '2026-10-08', item: item() });
    expect(rows[1]).toEqual(row('2026-Q4', { done: 1, doneLate: 1, promised: 1, promisedDays: 5 }));
  });

  it('of what was not accepted and of each breach stand in theirs', () => {
    const rows = of('notAccepted', {
      notAccepted: { ground: 'other', reason: '', on: '2026-07-02' },
      deemedOverdue: [{ breach: 'refused', on: '2026-07-02' }],
    });
    expect(rows).toEqual([
      row('2026-Q2', { received: 1 }),
      row('2026-Q3', { notAccepted: 1 }),
      row('2026-Q3', { deemed: 1 }),
    ]);
  });

  it('are of the handling department, while the source’s may look', () => {
    const source = { kind: 'inquiry' as const, id: 'i', code: 'FC', department: 'from' };
    expect(subjectOf(aMatter({ department: 'd', source }))).toEqual({
      department: 'd',
      leadDepartment: 'd',
      coDepartments: ['from'],
    });
  });
});
