import { describe, expect, it } from '@jest/globals';
import { calendarOf } from '../../../workflows/calendar.js';
import { DEFAULT_CHECKLIST } from '../../../workflows/readiness/checklist.js';
import {
  judgeBooklet,
  judgePlans,
  PLANS_LOOKED_AT,
  type ReadinessBooklet,
  type ReadinessPlan,
  readinessBooklet,
  readinessPlan,
} from '../../../workflows/readiness/duties.js';
import { evaluate } from '../../../workflows/readiness/evaluate.js';
import type { DepartmentFacts, ReadinessTask } from '../../../workflows/readiness/readiness.js';
import { aBooklet, aLine, aPeriodPlan, bothParts } from '../../support/duties.js';

const day = { today: '2026-06-02', calendar: calendarOf([]), inspectionOn: null };
const closed: ReadinessTask = {
  id: 't1',
  code: 'T-01',
  title: '任务',
  state: 'closed',
  role: 'lead',
  readinessItem: '',
  complete: true,
  due: null,
  percent: 100,
  lastReportOn: null,
  acknowledgeBy: null,
  acknowledgedOn: '2026-04-02',
  lateDays: 0,
  light: 'none',
  evidence: { approved: 0, inReview: 0, rejected: 0 },
};
const itemOf = (key: string, given: Partial<DepartmentFacts>) =>
  evaluate(DEFAULT_CHECKLIST, { department: 'd1', tasks: [], sites: [], ...given }, day).items.find(
    ({ item }) => item === key,
  )!;

const booklet = (given: Partial<ReadinessBooklet> = {}): ReadinessBooklet => ({
  id: 'b1',
  state: 'missing',
  version: 1,
  parts: 0,
  dueOn: '2026-06-10',
  validUntil: null,
  holds: false,
  ...given,
});
const plan = (given: Partial<ReadinessPlan> = {}): ReadinessPlan => ({
  id: given.period ?? 'p1',
  period: '2026-05',
  state: 'settled',
  commitBy: '2026-05-08',
  kept: 80,
  ...given,
});

describe('the booklet of a department', () => {
  it('earns all while it is in force, whatever is being written beside it', () => {
    const item = itemOf('booklet', { booklet: booklet({ state: 'revising', holds: true, validUntil: '2027-06-01' }) });
    expect(item).toMatchObject({ verdict: 'met', points: 10, records: [{ kind: 'booklet', title: '1', share: 100 }] });
  });

  it.each([
    ['sent', booklet({ state: 'submitted', parts: 2 }), '2026-06-20', 80, 'bookletSent'],
    ['sent back in time', booklet({ state: 'sentBack', parts: 2 }), '2026-06-02', 30, 'bookletSentBack'],
    ['sent back and late', booklet({ state: 'sentBack', parts: 2 }), '2026-06-11', 0, 'bookletLate'],
    ['not sent', booklet({ parts: 1 }), '2026-06-11', 0, 'bookletLate'],
    ['not due yet', booklet(), '2026-06-10', null, 'bookletNotDue'],
    ['run out', booklet({ state: 'expired', validUntil: '2026-06-01' }), '2026-06-02', 0, 'bookletExpired'],
  ])('is judged when it is %s', (_case, given, today, share, code) => {
    expect(judgeBooklet(given, today)).toMatchObject({ share, reason: { code } });
  });

  it('does not count once it is not asked for', () => {
    expect(judgeBooklet(booklet({ state: 'cancelled' }), '2026-06-11')).toBeNull();
  });

  it('decides its item alone; without one the tasks do, as before', () => {
    const tasks = [{ ...closed, readinessItem: 'booklet' }];
    expect(itemOf('booklet', { tasks })).toMatchObject({ verdict: 'met', records: [{ kind: 'task' }] });
    const late = booklet({ state: 'expired', validUntil: '2026-06-01' });
    expect(itemOf('booklet', { tasks, booklet: late })).toMatchObject({ verdict: 'unmet', points: 0 });
  });

  it('is read off its record', () => {
    const seen = readinessBooklet({ id: 'b1', state: 'missing', facts: aBooklet({ files: bothParts }) }, day.today);
    expect(seen).toEqual(booklet({ parts: 2 }));
  });
});

describe('the plans of a department', () => {
  it('earn the share they kept', () => {
    const item = itemOf('plans', { plans: [plan(), plan({ period: '2026-04', kept: 100 })] });
    expect(item).toMatchObject({ verdict: 'met', points: 13.5, lost: 1.5 });
    expect(item.records.map(({ title, share }) => [title, share])).toEqual([
      ['2026-05', 80],
      ['2026-04', 100],
    ]);
  });

  it('are looked at for the last three of each sort', () => {
    const months = ['01', '02', '03', '04', '05'].map((month) => plan({ period: `2026-${month}` }));
    const quarters = [plan({ period: '2026-Q1' })];
    const seen = judgePlans([...months, ...quarters], day.today).map((one) => one.plan.period);
    expect(seen).toEqual(['2026-Q1', '2026-05', '2026-04', '2026-03']);
    expect(seen.filter((period) => !period.includes('Q'))).toHaveLength(PLANS_LOOKED_AT);
  });

  it('earn nothing for one that was not committed in time, and what runs is not assessed', () => {
    const draft = plan({ period: '2026-06', state: 'draft', kept: null, commitBy: '2026-06-01' });
    expect(judgePlans([draft], day.today)[0]?.judged).toMatchObject({ share: 0, reason: { code: 'planNotCommitted' } });
    const running = plan({ period: '2026-06', state: 'running', kept: null });
    expect(itemOf('plans', { plans: [running] })).toMatchObject({ verdict: 'notAssessed', points: 0, open: 15 });
    expect(judgePlans([running, plan()], day.today).map((one) => one.plan.period)).toEqual(['2026-05']);
    expect(judgePlans([plan({ kept: null })], day.today)[0]?.judged.share).toBeNull();
  });

  it('leave the item to the tasks where a department makes none', () => {
    const tasks = [{ ...closed, readinessItem: 'plans' }];
    expect(itemOf('plans', { tasks })).toMatchObject({ verdict: 'met', records: [{ kind: 'task' }] });
    expect(itemOf('plans', { tasks, plans: [] })).toMatchObject({ verdict: 'met', records: [{ kind: 'task' }] });
  });

  it('are read off their records', () => {
    const facts = aPeriodPlan({
      period: '2026-05',
      commitBy: '2026-05-08',
      share: { kept: 4, promised: 5 },
      lines: [aLine()],
    });
    expect(readinessPlan({ id: 'p1', state: 'settled', facts })).toEqual(plan({ id: 'p1' }));
  });
});
