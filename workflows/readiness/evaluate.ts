/** Readiness: a checklist put to what tasks and sites say. Pure; the same facts on the same day give the same answer. */
import { addWorkingDays, type Calendar, UnpublishedYear } from '../calendar.js';
import type { CivilDate } from '../dates.js';
import type { Checklist, ChecklistItem } from './checklist.js';
import { judgeBooklet, judgePlans } from './duties.js';
import { daysFor, type Judged, judgeOwnership, judgeSite, judgeTask } from './judge.js';
import type {
  CheckDay,
  CheckedRecord,
  DepartmentFacts,
  DepartmentReadiness,
  ItemReadiness,
  ReadinessTask,
} from './readiness.js';
import { oneDecimal, sumOf } from './sums.js';

type Found = Pick<CheckedRecord, 'kind' | 'id' | 'code' | 'title' | 'weight'> & { judged: Judged };

/** The day an item should stand; null without an inspection date, or in a year whose notice is not entered. */
function readyBy(calendar: Calendar, inspectionOn: CivilDate | null, buffer: number): CivilDate | null {
  if (inspectionOn === null) return null;
  try {
    return addWorkingDays(calendar, inspectionOn, -buffer);
  } catch (error) {
    if (error instanceof UnpublishedYear) return null;
    throw error;
  }
}

/** Tasks that count: drafts promise nothing yet, cancelled ones no longer do. */
function counts(task: ReadinessTask): boolean {
  return task.state !== 'draft' && task.state !== 'cancelled';
}

/** What the department's own booklet or plans say; empty where it has none. */
function dutiesFor({ rule }: ChecklistItem, { booklet, plans }: DepartmentFacts, today: CivilDate): Found[] {
  if (rule === 'booklet' && booklet) {
    const judged = judgeBooklet(booklet, today);
    const { id, version } = booklet;
    return judged ? [{ kind: 'booklet', id, code: '', title: String(version), weight: 2, judged }] : [];
  }
  if (rule !== 'plans') return [];
  return judgePlans(plans ?? [], today).map(({ plan: { id, period }, judged }) => {
    return { kind: 'periodPlan', id, code: '', title: period, weight: 2, judged };
  });
}

function recordsFor(item: ChecklistItem, facts: DepartmentFacts, today: CivilDate): Found[] {
  const duties = dutiesFor(item, facts, today);
  if (duties.length > 0) return duties;
  const { tasks, sites } = facts;
  const found: Found[] = [];
  for (const task of tasks) {
    if (!counts(task)) continue;
    const proves = task.readinessItem === item.key;
    if (!proves && !(item.rule === 'ownership' && task.role === 'lead')) continue;
    const { id, code, title } = task;
    const weight = task.role === 'lead' ? 2 : 1;
    const judged = proves ? judgeTask(task, today) : judgeOwnership(task, today);
    found.push({ kind: 'task', id, code, title, weight, judged });
  }
  if (item.rule === 'sites') {
    for (const site of sites) {
      const judged = judgeSite(site, today);
      const { id, code, title } = site;
      if (judged) found.push({ kind: 'site', id, code, title, weight: 2, judged });
    }
  }
  return found.sort((a, b) => compareText(a.code, b.code) || compareText(a.id, b.id));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function checkedRecord(item: ChecklistItem, found: Found, weights: number): CheckedRecord {
  const { judged, ...record } = found;
  const { share, reason, then } = judged;
  const pointsFor = (percent: number) => oneDecimal((item.max * found.weight * percent) / (100 * weights));
  const won = then && share !== null ? pointsFor(then.share - share) : 0;
  return {
    ...record,
    share,
    reason,
    lost: share === null ? 0 : pointsFor(100 - share),
    winnable: then && won > 0 ? { points: won, days: daysFor(item, then.effort) } : null,
  };
}

function evaluateItem(item: ChecklistItem, facts: DepartmentFacts, day: CheckDay): ItemReadiness {
  const found = recordsFor(item, facts, day.today);
  // Shares and weights are whole numbers, so the sums are exact and do not depend on the order of the records.
  let weights = 0;
  let assessed = 0;
  let earned = 0;
  for (const { weight, judged } of found) {
    weights += weight;
    if (judged.share === null) continue;
    assessed += weight;
    earned += weight * judged.share;
  }
  const of = (percentWeights: number) =>
    weights === 0 ? 0 : oneDecimal((item.max * percentWeights) / (100 * weights));
  const records = found.map((one) => checkedRecord(item, one, weights));
  const short = records.filter(({ share }) => share !== null && share < 100).length;
  const base = {
    item: item.key,
    max: item.max,
    points: of(earned),
    lost: of(assessed * 100 - earned),
    open: of((weights - assessed) * 100),
    readyBy: readyBy(day.calendar, day.inspectionOn, item.dueBuffer),
    records,
  };
  const unseen = records.filter(({ share }) => share === null).length;
  if (weights === 0) return { ...base, verdict: 'notApplicable', reason: { code: 'nothingApplies' } };
  if (assessed === 0) {
    return { ...base, verdict: 'notAssessed', reason: { code: 'nothingToSee', params: { count: unseen } } };
  }
  const met = earned >= item.metFrom * assessed;
  const params = { count: records.length, short, unseen, lost: base.lost };
  const code = short === 0 ? (unseen === 0 ? 'allStand' : 'standSoFar') : 'pointsLost';
  return { ...base, verdict: met ? 'met' : 'unmet', reason: { code, params } };
}

/** Put a checklist to one department. Points are to one decimal; `assessedPercent` and `scorePercent` are separate answers. */
export function evaluate(checklist: Checklist, facts: DepartmentFacts, day: CheckDay): DepartmentReadiness {
  const items = checklist.items.map((item) => evaluateItem(item, facts, day));
  return { department: facts.department, ...sumOf(items), items };
}
