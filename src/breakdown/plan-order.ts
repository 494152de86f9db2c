/** The tasks of a phase as its plan shows them: groups, and in each the tree in its order. */
import { inOrder } from '../../workflows/tasks/order.js';
import type { TaskRecord } from '../tasks/task.query.js';

/** The letters before the first number of a code. */
export function groupOf(code: string): string {
  return code.split('-')[0] ?? code;
}

const placed = (tasks: readonly TaskRecord[]): TaskRecord[] =>
  inOrder(tasks.map((task) => ({ code: task.facts.code, order: task.facts.order ?? null, task }))).map(
    ({ task }) => task,
  );

export interface PlanTree {
  /** By the letters of their codes, in the order of the alphabet of codes. */
  groups: Map<string, TaskRecord[]>;
  /** By the task they are parts of. */
  parts: Map<string, TaskRecord[]>;
}

/** A part whose whole is not among the tasks stands in its group. */
export function planTree(tasks: readonly TaskRecord[]): PlanTree {
  const ids = new Set(tasks.map(({ id }) => id));
  const groups = new Map<string, TaskRecord[]>();
  const parts = new Map<string, TaskRecord[]>();
  for (const task of tasks) {
    const { parent, code } = task.facts;
    const [map, at] = parent && ids.has(parent) ? [parts, parent] : [groups, groupOf(code)];
    const row = map.get(at);
    if (row) row.push(task);
    else map.set(at, [task]);
  }
  for (const map of [groups, parts]) for (const [at, row] of map) map.set(at, placed(row));
  return { groups, parts };
}

/** All tasks in the order of the plan, each whole before its parts. */
export function inPlanOrder(tasks: readonly TaskRecord[]): TaskRecord[] {
  const { groups, parts } = planTree(tasks);
  const withParts = (task: TaskRecord): TaskRecord[] => [task, ...(parts.get(task.id) ?? []).flatMap(withParts)];
  return [...groups.values()].flat().flatMap(withParts);
}

/** Those beside a task: parts of the same whole, or the tasks of its group. */
export function besides(tasks: readonly TaskRecord[], id: string): TaskRecord[] {
  const { groups, parts } = planTree(tasks);
  return [...groups.values(), ...parts.values()].find((row) => row.some((task) => task.id === id)) ?? [];
}
