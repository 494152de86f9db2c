/** How far a task has come by its parts, counted up from the lowest ones. */

export interface RolledTask {
  id: string;
  parent: string | null;
  state: string;
  /** Percent its lead reports. */
  percent: number;
  /** Share among those beside it, whole numbers from 1. */
  weight: number;
}

/**
 * For every task: Σ weight × percent ÷ Σ weight over its parts, each counted up the same way; what has no parts counts by what
 * its lead reports. Cancelled ones are out of the plan, and a task all of whose parts are cancelled counts by itself.
 * Percent from 0 to 100, not rounded. A parent that is not among the tasks is no parent here.
 */
export function rolledUp(tasks: readonly RolledTask[]): Map<string, number> {
  const parts = new Map<string, RolledTask[]>();
  for (const task of tasks) {
    if (task.parent === null || task.state === 'cancelled') continue;
    const beside = parts.get(task.parent);
    if (beside) beside.push(task);
    else parts.set(task.parent, [task]);
  }
  const found = new Map<string, number>();
  const of = (task: RolledTask): number => {
    const known = found.get(task.id);
    if (known !== undefined) return known;
    const mine = parts.get(task.id);
    const percent = mine ? weighted(mine, of) : task.percent;
    found.set(task.id, percent);
    return percent;
  };
  for (const task of tasks) of(task);
  return found;
}

function weighted(tasks: readonly RolledTask[], of: (task: RolledTask) => number): number {
  const weight = tasks.reduce((sum, one) => sum + one.weight, 0);
  return weight === 0 ? 0 : tasks.reduce((sum, one) => sum + one.weight * of(one), 0) / weight;
}

/** The progress of several side by side, a group or a phase; null when none of them counts. */
export function progressOf(tasks: readonly RolledTask[], rolled: ReadonlyMap<string, number>): number | null {
  const counted = tasks.filter(({ state }) => state !== 'cancelled');
  return counted.length === 0 ? null : weighted(counted, ({ id }) => rolled.get(id) ?? 0);
}
