/** What a plan needs to know of other records: the department's open tasks, the plan before, how its tasks stand. */
import type { Found, PeriodPlanFacts, PlanLine } from '../../workflows/period-plans/period-plan.js';
import { daysOf } from '../../workflows/period-plans/period-plan.js';
import { foundFor, offered, type PulledTask, undoneOf } from '../../workflows/period-plans/pull.js';
import type { TaskFacts } from '../../workflows/tasks/task.js';
import type { StoredRecord } from '../records/record.js';
import type { PeriodPlanQueries } from './period-plan.query.js';

type Of = Pick<PeriodPlanFacts, 'campaign' | 'department' | 'period'>;

export interface PlanSourcesParts {
  queries: PeriodPlanQueries;
  /** What a department leads or supports in these states, by due date. */
  workOf(department: string, states: readonly string[], limit?: number): Promise<StoredRecord<TaskFacts>[]>;
  tasksByIds(ids: readonly string[]): Promise<StoredRecord<TaskFacts>[]>;
}

const OPEN = ['assigned', 'returned', 'active'] as const;
const MOST_TASKS = 500;

export function planSources({ queries, workOf, tasksByIds }: PlanSourcesParts) {
  return {
    /** All that a plan of this department and period takes in. */
    async offered({ campaign, department, period }: Of): Promise<PlanLine[]> {
      const [tasks, former] = await Promise.all([
        workOf(department, OPEN, MOST_TASKS),
        queries.before(campaign, department, period),
      ]);
      const here = tasks.filter(({ facts }) => facts.campaign === campaign) as PulledTask[];
      return offered(period, here, former?.state === 'settled' ? former.facts : null);
    },
    /** What the plan before still holds: what it left undone, or that it is not settled yet. */
    async former({ campaign, department, period }: Of) {
      const former = await queries.before(campaign, department, period);
      if (!former) return { undone: [], formerEnds: null };
      if (former.state !== 'settled') return { undone: [], formerEnds: daysOf(former.facts.period).end };
      return { undone: undoneOf(former.facts).map(({ key, title }) => ({ key, title })), formerEnds: null };
    },
    /** What the tasks of a plan say of its lines. */
    async found({ lines }: Pick<PeriodPlanFacts, 'lines'>): Promise<Found[]> {
      const ids = [...new Set(lines.flatMap(({ task }) => (task ? [task.id] : [])))];
      const tasks = new Map((await tasksByIds(ids)).map((task) => [task.id, task as PulledTask]));
      return lines.flatMap((line) => {
        const found = line.task && foundFor(line, tasks.get(line.task.id));
        return found ? [found] : [];
      });
    },
  };
}

export type PlanSources = ReturnType<typeof planSources>;
