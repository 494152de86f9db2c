/** What a plan takes in by itself: open tasks with a day in the period or before it, and what the plan before left undone. */
import type { CivilDate } from '../dates.js';
import type { TaskFacts } from '../tasks/task.js';
import { daysOf, type Found, type PeriodPlanFacts, type PlanLine, type PlanPeriod } from './period-plan.js';

/** A task as it stands; only what a plan asks of it. */
export interface PulledTask {
  id: string;
  state: string;
  facts: Pick<TaskFacts, 'code' | 'title' | 'due' | 'checkpoints' | 'submittedOn' | 'closedOn'>;
}

/** Work that is still to be done by a department; what it has submitted is not. */
const TO_DO = new Set(['assigned', 'returned', 'active']);
const DONE = new Set(['submitted', 'closed']);
const OWED_NO_MORE = new Set(['cancelled', 'suspended']);

const fresh = { system: '', rolled: 0, doneOn: null, reason: '', void: false } as const;

/** A day in the period stays; what is overdue is promised anew, at the latest for the period's last day. */
function promised(firstDue: CivilDate, period: PlanPeriod): Pick<PlanLine, 'due' | 'firstDue'> {
  const { begin, end } = daysOf(period);
  return { firstDue, due: firstDue >= begin && firstDue <= end ? firstDue : end };
}

/** The lines of one task: the task itself when it is due by the period's end, and each open stage that is. */
function linesOf({ id, state, facts }: PulledTask, period: PlanPeriod): PlanLine[] {
  if (!TO_DO.has(state)) return [];
  const { end } = daysOf(period);
  const { code, title, due, checkpoints } = facts;
  const stages = checkpoints
    .filter((stage) => stage.passedOn === null && stage.due.to <= end)
    .map((stage) => ({
      ...fresh,
      key: `${id}_${stage.key}`,
      task: { id, code, checkpoint: stage.key },
      title: `${title}：${stage.title}`,
      ...promised(stage.due.to, period),
    }));
  if (due === null || due.to > end) return stages;
  return [...stages, { ...fresh, key: id, task: { id, code, checkpoint: null }, title, ...promised(due.to, period) }];
}

/** What a settled plan left undone, in its order. */
export function undoneOf({ lines }: Pick<PeriodPlanFacts, 'lines'>): PlanLine[] {
  return lines.filter((line) => line.doneOn === null && !line.void);
}

/** A line that was not done, taken into a later plan: counted once more, to be promised anew. */
function rolledOver(line: PlanLine, period: PlanPeriod): PlanLine {
  return {
    ...line,
    due: promised(line.firstDue, period).due,
    rolled: line.rolled + 1,
    reason: '',
    doneOn: null,
  };
}

/**
 * All that a plan of the period offers: everything the settled plan before left undone, then open tasks by their day.
 * `former` = that plan; null where there is none. Nothing is offered twice.
 */
export function offered(
  period: PlanPeriod,
  tasks: readonly PulledTask[],
  former: Pick<PeriodPlanFacts, 'lines'> | null,
): PlanLine[] {
  const rolled = former ? undoneOf(former).map((line) => rolledOver(line, period)) : [];
  const known = new Set(rolled.map(({ key }) => key));
  const open = tasks
    .flatMap((task) => linesOf(task, period))
    .filter(({ key }) => !known.has(key))
    .sort((a, b) => (a.due === b.due ? compare(a.key, b.key) : compare(a.due, b.due)));
  return [...rolled, ...open];
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** What is offered and neither in the plan nor taken out of it. */
export function missingFrom(facts: Pick<PeriodPlanFacts, 'lines' | 'dropped'>, lines: readonly PlanLine[]): PlanLine[] {
  const known = new Set([...facts.lines.map(({ key }) => key), ...facts.dropped.map(({ line }) => line.key)]);
  return lines.filter(({ key }) => !known.has(key));
}

/** What its task says of a line: done when the department submitted it and it was not sent back. */
export function foundFor({ key, task }: PlanLine, standing: PulledTask | undefined): Found | null {
  if (!task) return null;
  // A task that is gone is owed to nobody.
  if (!standing) return { key, doneOn: null, void: true };
  const { state, facts } = standing;
  const stage = task.checkpoint === null ? null : facts.checkpoints.find((one) => one.key === task.checkpoint);
  const finished = DONE.has(state) ? (facts.submittedOn ?? facts.closedOn) : null;
  const doneOn = stage?.passedOn ?? finished;
  const gone = task.checkpoint !== null && !stage;
  return { key, doneOn, void: doneOn === null && (OWED_NO_MORE.has(state) || gone) };
}

/** The lines of a plan with what their tasks say. */
export function withFound(lines: readonly PlanLine[], found: readonly Found[]): PlanLine[] {
  const known = new Map(found.map((one) => [one.key, one]));
  return lines.map((line) => {
    const one = line.task ? known.get(line.key) : undefined;
    return one ? { ...line, doneOn: one.doneOn, void: one.void } : line;
  });
}
