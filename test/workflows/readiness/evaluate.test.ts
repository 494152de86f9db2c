import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { calendarOf } from '../../../workflows/calendar.js';
import { exactDate } from '../../../workflows/dates.js';
import { type Checklist, DEFAULT_CHECKLIST } from '../../../workflows/readiness/checklist.js';
import { evaluate } from '../../../workflows/readiness/evaluate.js';
import { readinessTask } from '../../../workflows/readiness/facts.js';
import { judgeOwnership, judgeSite, judgeTask } from '../../../workflows/readiness/judge.js';
import type { CheckDay, ReadinessSite, ReadinessTask } from '../../../workflows/readiness/readiness.js';
import { compare, easiestPoints, total } from '../../../workflows/readiness/sums.js';
import { newTask } from '../../../workflows/tasks/task.js';

const calendar = calendarOf([{ year: 2026, notice: 'test', daysOff: { '2026-06-19': '端午节' }, makeUpDays: {} }]);
const day: CheckDay = { today: '2026-06-02', calendar, inspectionOn: '2026-06-26' };

function aTask(given: Partial<ReadinessTask> = {}): ReadinessTask {
  return {
    id: given.code ?? 't1',
    code: 'T-01',
    title: '任务',
    state: 'active',
    role: 'lead',
    readinessItem: 'booklet',
    complete: true,
    due: exactDate('2026-06-12'),
    percent: 0,
    lastReportOn: null,
    acknowledgeBy: '2026-04-03',
    acknowledgedOn: '2026-04-02',
    lateDays: 0,
    light: 'green',
    evidence: { approved: 0, inReview: 0, rejected: 0 },
    ...given,
  };
}

function aSite(given: Partial<ReadinessSite> = {}): ReadinessSite {
  return {
    id: 's1',
    code: 'S-01',
    title: '大厅',
    state: 'preparing',
    readyBy: exactDate('2026-06-10'),
    dimensionsShown: 0,
    ...given,
  };
}

const check = (tasks: ReadinessTask[], sites: ReadinessSite[] = [], on = day) =>
  evaluate(DEFAULT_CHECKLIST, { department: 'd1', tasks, sites }, on);
const itemOf = (key: string, ...given: Parameters<typeof check>) =>
  check(...given).items.find(({ item }) => item === key)!;

describe('the default checklist', () => {
  it('has nine items that add up to 100 points', () => {
    expect(DEFAULT_CHECKLIST.items).toHaveLength(9);
    expect(DEFAULT_CHECKLIST.items.reduce((sum, { max }) => sum + max, 0)).toBe(100);
  });
});

describe('what a task earns', () => {
  const past = exactDate('2026-05-29');
  it.each<[string, Partial<ReadinessTask>, number | null, string]>([
    ['closed on time', { state: 'closed', due: past }, 100, 'closedOnTime'],
    ['closed late', { state: 'closed', due: past, lateDays: 2 }, 80, 'closedLate'],
    ['submitted in time', { state: 'submitted', due: past }, 80, 'submitted'],
    ['submitted late', { state: 'submitted', due: past, lateDays: 1 }, 60, 'submittedLate'],
    ['reported 40 %', { percent: 40, lastReportOn: '2026-05-22' }, 40, 'inProgress'],
    ['reported 95 %', { percent: 95, lastReportOn: '2026-05-22' }, 70, 'inProgress'],
    ['reported 95 % and past due', { percent: 95, lastReportOn: '2026-05-22', due: past }, 0, 'pastDue'],
    ['due today', { due: exactDate('2026-06-02') }, null, 'notReported'],
    ['never reported, not yet due', {}, null, 'notReported'],
    ['never acknowledged and past due', { state: 'assigned', due: past }, 0, 'pastDue'],
    ['suspended', { state: 'suspended', due: past }, null, 'suspended'],
    ['without a due date', { due: null, percent: 10, lastReportOn: '2026-05-22' }, 10, 'inProgress'],
  ])('%s', (_, given, share, code) => {
    const judged = judgeTask(aTask(given), day.today);
    expect(judged.share).toBe(share);
    expect(judged.reason.code).toBe(code);
  });

  it.each<[string, Partial<ReadinessTask>, number | null, string]>([
    ['acknowledged in time', {}, 100, 'acknowledgedInTime'],
    ['acknowledged late', { acknowledgedOn: '2026-04-07' }, 50, 'acknowledgedLate'],
    ['unacknowledged after the limit', { state: 'assigned', acknowledgedOn: null }, 0, 'notAcknowledged'],
    [
      'unacknowledged within the limit',
      { state: 'assigned', acknowledgedOn: null, acknowledgeBy: '2026-06-02' },
      null,
      'acknowledgePending',
    ],
    ['returned', { state: 'returned', acknowledgedOn: null }, 0, 'returned'],
    ['without requirement or due date', { complete: false }, 0, 'incomplete'],
    ['closed on time, acknowledged late', { state: 'closed', acknowledgedOn: '2026-04-09' }, 100, 'ownedAndClosed'],
  ])('for having an owner: %s', (_, given, share, code) => {
    const judged = judgeOwnership(aTask(given), day.today);
    expect(judged.share).toBe(share);
    expect(judged.reason.code).toBe(code);
  });
});

describe('what an exemplary site earns', () => {
  it.each<[string, Partial<ReadinessSite>, number | null, string]>([
    ['accepted', { state: 'accepted' }, 100, 'siteAccepted'],
    ['featured', { state: 'featured' }, 100, 'siteFeatured'],
    ['ready', { state: 'ready', dimensionsShown: 5 }, 70, 'siteReady'],
    ['sent back', { state: 'sentBack' }, 30, 'siteSentBack'],
    ['three dimensions shown', { dimensionsShown: 3 }, 30, 'sitePreparing'],
    ['all five shown, not declared ready', { dimensionsShown: 5 }, 50, 'sitePreparing'],
    ['nothing shown yet', {}, null, 'siteNotStarted'],
    ['past its ready-by date', { dimensionsShown: 4, readyBy: exactDate('2026-06-01') }, 0, 'siteLate'],
    ['only nominated', { state: 'nominated' }, null, 'siteNotStarted'],
  ])('%s', (_, given, share, code) => {
    const judged = judgeSite(aSite(given), day.today);
    expect(judged?.share).toBe(share);
    expect(judged?.reason.code).toBe(code);
  });

  it('no longer counts once retired', () => {
    expect(judgeSite(aSite({ state: 'retired' }), day.today)).toBeNull();
  });
});

describe('readiness of a department', () => {
  it('does not apply where the department has nothing of the kind', () => {
    const found = check([]);
    expect(found.items.every(({ verdict }) => verdict === 'notApplicable')).toBe(true);
    expect(found).toMatchObject({ points: 0, max: 0, assessedPercent: 100, scorePercent: null });
  });

  it('leaves drafts and cancelled tasks out', () => {
    const tasks = [aTask({ state: 'draft' }), aTask({ state: 'cancelled', id: 't2' })];
    expect(check(tasks).max).toBe(0);
  });

  it('keeps how much was assessed apart from how much was earned', () => {
    const tasks = [
      aTask({ code: 'A', state: 'closed', readinessItem: 'cases' }),
      aTask({ code: 'B', readinessItem: 'publicity' }),
    ];
    const found = check(tasks);
    // plan 15 (both owned) and cases 10 are assessed and earned; publicity 5 is neither.
    expect(found).toMatchObject({ points: 25, max: 30, assessedMax: 25, assessedPercent: 83, scorePercent: 100 });
    expect(found.verdicts).toEqual({ met: 2, unmet: 0, notAssessed: 1, notApplicable: 6 });
  });

  it('splits the points of an item into earned, lost and still open', () => {
    const tasks = [
      aTask({ code: 'A', state: 'closed', readinessItem: 'serviceCentre' }),
      aTask({ code: 'B', readinessItem: 'serviceCentre', due: exactDate('2026-05-29') }),
      aTask({ code: 'C', readinessItem: 'serviceCentre' }),
      aTask({ code: 'D', readinessItem: 'serviceCentre', percent: 50, lastReportOn: '2026-05-29' }),
    ];
    const item = itemOf('serviceCentre', tasks);
    expect(item).toMatchObject({ verdict: 'unmet', max: 20, points: 7.5, lost: 7.5, open: 5 });
    expect(item.reason).toEqual({ code: 'pointsLost', params: { count: 4, short: 2, unseen: 1, lost: 7.5 } });
    expect(item.records.map(({ code, share, lost }) => [code, share, lost])).toEqual([
      ['A', 100, 0],
      ['B', 0, 5],
      ['C', null, 0],
      ['D', 50, 2.5],
    ]);
  });

  it('counts a task that the department only supports half as much as one it leads', () => {
    const tasks = [
      aTask({ code: 'A', state: 'closed', readinessItem: 'cases' }),
      aTask({ code: 'B', role: 'support', readinessItem: 'cases', due: exactDate('2026-05-29') }),
    ];
    expect(itemOf('cases', tasks)).toMatchObject({ points: 6.7, lost: 3.3 });
  });

  it('judges a task that proves the plan by its result, every other led task by its owner', () => {
    const tasks = [
      aTask({ code: 'A', readinessItem: 'plan', state: 'submitted' }),
      aTask({ code: 'B', readinessItem: '' }),
      aTask({ code: 'C', readinessItem: '', role: 'support', acknowledgedOn: null }),
    ];
    const item = itemOf('plan', tasks);
    expect(item.records.map(({ code, share }) => [code, share])).toEqual([
      ['A', 80],
      ['B', 100],
    ]);
    expect(item).toMatchObject({ verdict: 'met', points: 13.5 });
  });

  it('judges sites and the tasks about them together', () => {
    const item = itemOf('sites', [aTask({ readinessItem: 'sites', state: 'closed' })], [aSite({ state: 'ready' })]);
    expect(item.records.map(({ kind, share }) => [kind, share])).toEqual([
      ['site', 70],
      ['task', 100],
    ]);
    expect(item.points).toBe(8.5);
  });

  it('counts the day an item should stand back from the inspection in working days', () => {
    const booklet = (on: CheckDay) => itemOf('booklet', [], [], on).readyBy;
    expect(booklet(day)).toBe('2026-06-11');
    expect(booklet({ ...day, inspectionOn: null })).toBeNull();
    expect(booklet({ ...day, inspectionOn: '2027-06-25' })).toBeNull();
  });

  it('reads a stored task from the side of each of its departments', () => {
    const facts = newTask({
      campaign: 'c',
      phase: 'p',
      code: 'T-01',
      title: '任务',
      requirement: '要求',
      leadDepartment: 'd1',
      coDepartments: ['d2'],
      due: exactDate('2026-06-12'),
    });
    const light = { colour: 'green', reason: { code: 'light.onTrack' }, since: '2026-04-01' } as const;
    const standing = { id: 't', state: 'active', facts, light };
    expect(readinessTask(standing, 'd1')).toMatchObject({ role: 'lead', complete: true, lastReportOn: null });
    expect(readinessTask(standing, 'd2')).toMatchObject({ role: 'support' });
    expect(readinessTask(standing, 'd3')).toBeNull();
  });
});

describe('winning points back', () => {
  it('ranks by points per working day and leaves out what cannot be won back', () => {
    const late = exactDate('2026-05-29');
    const departments = [
      check([
        aTask({ code: 'booklet', readinessItem: 'booklet', due: late }),
        aTask({ code: 'centre', readinessItem: 'serviceCentre', due: late, percent: 60 }),
        aTask({ code: 'case', readinessItem: 'cases', state: 'closed', lateDays: 3 }),
      ]),
    ];
    expect(
      easiestPoints(departments).map(({ record, points, days, perDay }) => [record.code, points, days, perDay]),
    ).toEqual([
      ['booklet', 8, 0.5, 16],
      ['centre', 16, 6, 2.7],
    ]);
  });
});

describe('two checks and the whole campaign', () => {
  const before = [check([aTask({ code: 'A', percent: 20, lastReportOn: '2026-05-20' })])];
  const after = [
    check([
      aTask({ code: 'A', percent: 60, lastReportOn: '2026-05-29' }),
      aTask({ code: 'B', readinessItem: 'cases' }),
    ]),
  ];

  it('lists what changed, and nothing when nothing did', () => {
    expect(compare(before, before)).toEqual([]);
    expect(compare(before, after)).toMatchObject([
      { department: 'd1', item: 'booklet', from: 2, to: 6, delta: 4, verdict: { from: 'unmet', to: 'unmet' } },
      { department: 'd1', item: 'cases', from: 0, to: 0, verdict: { from: 'notApplicable', to: 'notAssessed' } },
    ]);
  });

  it('puts losses first', () => {
    expect(compare(after, before)[0]).toMatchObject({ item: 'booklet', delta: -4 });
  });

  it('adds departments up, also per item, leaving out those with nothing to check', () => {
    const empty = { ...check([]), department: 'd2' };
    const sum = total([...after, empty]);
    expect(sum).toMatchObject({ departments: 1, max: 35, points: 21, assessedMax: 25 });
    expect(sum.items.find(({ item }) => item === 'booklet')).toMatchObject({ points: 6, max: 10, scorePercent: 60 });
  });
});

describe('the texts of reasons', () => {
  it('has words for every reason in both languages', () => {
    const sources = ['judge', 'evaluate'].map((file) =>
      readFileSync(new URL(`../../../workflows/readiness/${file}.ts`, import.meta.url), 'utf8'),
    );
    const used = new Set<string>();
    for (const [, code] of sources.join('\n').matchAll(/judged\([^'\n]*?'(\w+)'/g)) used.add(code!);
    for (const code of ['submitted', 'submittedLate', 'nothingApplies', 'nothingToSee', 'allStand', 'standSoFar'])
      used.add(code);
    used.add('pointsLost').add('acknowledgedLate').add('acknowledgedInTime').add('closedLate');
    expect(used.size).toBeGreaterThan(20);
    for (const lng of ['zh-CN', 'en']) {
      const file = new URL(`../../../locales/${lng}/readiness.json`, import.meta.url);
      const { because } = JSON.parse(readFileSync(file, 'utf8')) as { because: Record<string, string> };
      // A text that counts something has its plural under `_other`.
      expect([...used].filter((code) => !because[code] && !because[`${code}_other`])).toEqual([]);
    }
  });
});

describe('a checklist of one’s own', () => {
  it('is evaluated by the same rules', () => {
    const own: Checklist = { ...DEFAULT_CHECKLIST, items: [{ ...DEFAULT_CHECKLIST.items[1]!, max: 30, metFrom: 50 }] };
    const facts = { department: 'd1', tasks: [aTask({ percent: 50, lastReportOn: '2026-05-29' })], sites: [] };
    expect(evaluate(own, facts, day)).toMatchObject({ max: 30, points: 15, verdicts: { met: 1 } });
  });
});
