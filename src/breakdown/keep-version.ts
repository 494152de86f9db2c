/** The plan of a phase as it stands is kept as a version, to compare later plans with. */
import type { Actor } from '../../workflows/moment.js';
import { type PlannedLine, planChanges } from '../../workflows/tasks/plan-changes.js';
import { may } from '../people/policy.js';
import type { Clock } from '../platform/clock.js';
import { Forbidden, InvalidForm } from '../platform/errors.js';
import type { TaskQueries, TaskRecord } from '../tasks/task.query.js';
import { inPlanOrder } from './plan-order.js';
import type { PlanVersions } from './plan-versions.store.js';

/** The tasks of a phase as a version keeps them, in the order of the plan. */
export function linesOf(tasks: readonly TaskRecord[]): PlannedLine[] {
  const codes = new Map(tasks.map(({ id, facts }) => [id, facts.code]));
  return inPlanOrder(tasks).map(({ id, state, facts }) => ({
    id,
    code: facts.code,
    title: facts.title,
    requirement: facts.requirement,
    leadDepartment: facts.leadDepartment,
    coDepartments: facts.coDepartments,
    due: facts.due && { from: facts.due.from, to: facts.due.to, text: facts.due.text },
    weight: facts.weight,
    parent: (facts.parent && codes.get(facts.parent)) ?? '',
    cancelled: state === 'cancelled',
  }));
}

export interface KeepVersionParts {
  versions: PlanVersions;
  queries: Pick<TaskQueries, 'ofPhase'>;
  clock: Clock;
}

/**
 * Returns its number. Throws Forbidden, and InvalidForm when nothing has changed since the last one: a version that
 * differs in nothing only makes the list longer.
 */
export function keepVersion({ versions, queries, clock }: KeepVersionParts) {
  return async (campaign: string, phase: string, name: string, actor: Actor): Promise<number> => {
    const verdict = may(actor, 'task.create');
    if (!verdict.allowed) throw new Forbidden([verdict.reason]);
    const lines = linesOf(await queries.ofPhase(campaign, phase));
    const last = await versions.last(campaign, phase);
    if (last ? planChanges(last.lines, lines).length === 0 : lines.length === 0) {
      throw new InvalidForm([{ code: 'breakdown.nothingChanged', params: { n: last?.n ?? 0 } }]);
    }
    return versions.add({ campaign, phase, name, at: clock.now(), by: { id: actor.id, name: actor.name }, lines });
  };
}

export type KeepVersion = ReturnType<typeof keepVersion>;
