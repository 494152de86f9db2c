/** The departments' duties in the demonstration: booklets in every state, plans made, kept and rolled over. */
import { Readable } from 'node:stream';
import { bookletId } from '../../src/booklets/ask-booklets.js';
import { periodPlanId } from '../../src/period-plans/make-plan.js';
import type { Wiring } from '../../src/wiring.js';
import type { CivilDate } from '../../workflows/dates.js';
import type { Actor } from '../../workflows/moment.js';
import { daysOf, type PeriodPlanFacts, type PlanLine } from '../../workflows/period-plans/period-plan.js';
import { foundFor, type PulledTask } from '../../workflows/period-plans/pull.js';
import { pdf } from './files.js';
import type { Cast } from './people.js';

interface Stage {
  wiring: Wiring;
  cast: Cast;
  campaign: string;
}

const ASKED_ON = '2026-05-06';
const ASKED_BY = '2026-06-05';
const ASKED = [
  'service-centre',
  'housing-bureau',
  'government-office',
  'data-office',
  'publicity-department',
  'supervision-bureau',
  'efficiency-office',
];
const REASON = '实施办法没有写明窗口的办理时限，请补充。';

/** What happens to a booklet on which day, and by whom; the reviewer's own department is judged by the office. */
const BOOKLETS: { on: CivilDate; department: string; does: 'prepare' | 'send' | 'approve' | 'sendBack' | 'adopt' }[] = [
  { on: '2026-05-08', department: 'service-centre', does: 'adopt' },
  { on: '2026-05-14', department: 'service-centre', does: 'send' },
  { on: '2026-05-15', department: 'government-office', does: 'send' },
  { on: '2026-05-18', department: 'publicity-department', does: 'send' },
  { on: '2026-05-19', department: 'housing-bureau', does: 'send' },
  { on: '2026-05-20', department: 'service-centre', does: 'approve' },
  { on: '2026-05-21', department: 'government-office', does: 'approve' },
  { on: '2026-05-21', department: 'government-office', does: 'adopt' },
  { on: '2026-05-22', department: 'publicity-department', does: 'approve' },
  { on: '2026-05-25', department: 'housing-bureau', does: 'sendBack' },
  { on: '2026-05-27', department: 'supervision-bureau', does: 'prepare' },
  { on: '2026-06-01', department: 'data-office', does: 'send' },
];
const PART_NAMES = { regional: '自治区三项制度', own: '落实三项制度实施办法' } as const;

async function attach({ wiring, cast, campaign }: Stage, department: string, part: keyof typeof PART_NAMES) {
  const actor = cast.liaison(department);
  const content = pdf(['Sanxiang demonstration', `booklet ${department} ${part}`]);
  const file = await wiring.evidenceStore.save(Readable.from([content]), `${PART_NAMES[part]}.pdf`);
  const id = bookletId(campaign, department);
  await wiring.attachEvidence({ kind: 'booklet', id, files: [file], about: part, actor });
}

async function adopt({ wiring, cast, campaign }: Stage, department: string, today: CivilDate) {
  const id = bookletId(campaign, department);
  const put = (type: string, body: object, actor: Actor) => wiring.putBookletEvent({ id, type, body, actor });
  const whole = department === 'service-centre';
  for (const system of ['firstContact', 'timeLimits', ...(whole ? ['accountability'] : [])]) {
    const adoption = whole ? 'implemented' : 'adopted';
    const document = whole ? '政务服务中心落实三项制度实施办法' : '';
    await put('RECORD_ADOPTION', { system, adoption, on: today, document }, cast.liaison(department));
  }
  if (!whole) return;
  const checked = { system: 'firstContact', on: today, note: '现场看了窗口登记簿，与实施办法一致。' };
  await put('CHECK_ADOPTION', checked, cast.office);
}

async function liveBooklets(stage: Stage, today: CivilDate): Promise<void> {
  const { wiring, cast, campaign } = stage;
  if (today === ASKED_ON) {
    const body = { dueOn: ASKED_BY, systemSet: 'three-systems', departments: ASKED };
    await wiring.askBooklets({ campaign, body, actor: cast.office });
  }
  for (const { on, department, does } of BOOKLETS) {
    if (on !== today) continue;
    const id = bookletId(campaign, department);
    const judge = cast.reviewer.department === department ? cast.office : cast.reviewer;
    if (does === 'adopt') await adopt(stage, department, today);
    if (does === 'prepare' || does === 'send') await attach(stage, department, 'regional');
    if (does === 'send') {
      await attach(stage, department, 'own');
      await wiring.putBookletEvent({ id, type: 'SUBMIT', body: {}, actor: cast.liaison(department) });
    }
    if (does === 'approve') await wiring.putBookletEvent({ id, type: 'APPROVE', body: {}, actor: judge });
    if (does === 'sendBack') {
      await wiring.putBookletEvent({ id, type: 'SEND_BACK', body: { reason: REASON }, actor: judge });
    }
  }
}

/** Who makes plans, and how many of the lines they typed themselves are done in time: in April, in May. */
const PLANNERS: Record<string, [number, number]> = {
  'service-centre': [1, 3],
  'housing-bureau': [2, 0],
  'data-office': [2, 2],
};
/** What departments write down themselves, by period. */
const OWN_WORK: Record<string, string[]> = {
  '2026-04': ['窗口人员首问负责业务培训', '公开本单位事项的办理时限', '设立首问登记簿'],
  '2026-05': ['印制一次性告知单', '核对办理时限与法定时限', '检查首问登记情况'],
  '2026-06': ['首问负责业务考核', '压缩两项事项的办理时限', '回访首问登记的来访人'],
  '2026-Q2': ['建立首问、限时、追责三本台账', '清理没有时限的事项', '组织一次窗口评议'],
};
const SYSTEMS = ['firstContact', 'timeLimits', 'firstContact'];
/** Made, promised and settled on these days; June's runs, one department has only a draft of it. */
const PLANS: Record<CivilDate, { period: string; does: 'make' | 'commit' | 'settle' }[]> = {
  '2026-04-02': [
    { period: '2026-04', does: 'make' },
    { period: '2026-Q2', does: 'make' },
  ],
  '2026-04-03': [
    { period: '2026-04', does: 'commit' },
    { period: '2026-Q2', does: 'commit' },
  ],
  '2026-04-30': [{ period: '2026-04', does: 'settle' }],
  '2026-05-06': [{ period: '2026-05', does: 'make' }],
  '2026-05-07': [{ period: '2026-05', does: 'commit' }],
  '2026-06-01': [
    { period: '2026-05', does: 'settle' },
    { period: '2026-06', does: 'make' },
    { period: '2026-06', does: 'commit' },
  ],
};
const ONLY_DRAFT = 'housing-bureau';
const QUARTERLY = 'service-centre';

/** The days by which typed work is promised: spread over the period. */
const promisedOn = (period: string, n: number) => `${daysOf(period).end.slice(0, 8)}${['12', '20', '26'][n] ?? '26'}`;

async function make({ wiring, cast, campaign }: Stage, department: string, period: string): Promise<void> {
  const actor = cast.liaison(department);
  const { id } = await wiring.makePlan({ campaign, period, actor });
  for (const [n, title] of (OWN_WORK[period] ?? []).entries()) {
    const body = { title, due: promisedOn(period, n), system: SYSTEMS[n] };
    await wiring.putPlanEvent({ id, type: 'ADD_LINE', body, actor });
  }
  const { facts } = await wiring.records.load<PeriodPlanFacts>('periodPlan', id);
  const fields = facts.lines.map(({ key, due, system }) => ({
    [`due-${key}`]: due,
    [`system-${key}`]: system || 'timeLimits',
  }));
  await wiring.putPlanEvent({ id, type: 'SET_LINES', body: Object.assign({}, ...fields), actor });
}

/** What a department records at the end: its own work done in time or not, a reason for each task that is still open. */
async function settle({ wiring, cast, campaign }: Stage, department: string, period: string): Promise<void> {
  const id = periodPlanId(campaign, department, period);
  const { facts } = await wiring.records.load<PeriodPlanFacts>('periodPlan', id);
  const ids = facts.lines.flatMap(({ task }) => (task ? [task.id] : []));
  const tasks = new Map((await wiring.tasks.byIds([...new Set(ids)])).map((task) => [task.id, task as PulledTask]));
  const open = (line: PlanLine) => {
    const found = line.task && foundFor(line, tasks.get(line.task.id));
    return !found || (found.doneOn === null && !found.void);
  };
  const [april = 0, may = 0] = PLANNERS[department] ?? [];
  const keeps = period === '2026-04' ? april : may;
  const typed = facts.lines.filter(({ task }) => task === null);
  const body: Record<string, string> = {};
  for (const line of facts.lines.filter(open)) {
    const kept = typed.indexOf(line) >= 0 && typed.indexOf(line) < keeps;
    if (kept) body[`doneOn-${line.key}`] = line.due;
    else body[`reason-${line.key}`] = line.task ? '配合单位材料未齐，已商定下期办结。' : '人手不足，转入下期。';
  }
  await wiring.putPlanEvent({ id, type: 'REPORT_LINES', body, actor: cast.liaison(department) });
  await wiring.putPlanEvent({ id, type: 'SETTLE', body: {}, actor: cast.head(department) });
}

async function livePlans(stage: Stage, today: CivilDate): Promise<void> {
  const { wiring, cast, campaign } = stage;
  for (const { period, does } of PLANS[today] ?? []) {
    for (const department of Object.keys(PLANNERS)) {
      if (period.includes('Q') && department !== QUARTERLY) continue;
      if (does === 'make') await make(stage, department, period);
      if (does === 'settle') await settle(stage, department, period);
      if (does !== 'commit' || (period === '2026-06' && department === ONLY_DRAFT)) continue;
      const id = periodPlanId(campaign, department, period);
      await wiring.putPlanEvent({ id, type: 'COMMIT', body: {}, actor: cast.head(department) });
    }
  }
}

/** What departments do for their duties on a working day. */
export async function liveDuties(stage: Stage, today: CivilDate): Promise<void> {
  await liveBooklets(stage, today);
  await livePlans(stage, today);
}
