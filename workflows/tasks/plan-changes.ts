/** Two versions of a plan beside one another: what was added, what was taken out, what says something else now. */
import type { FuzzyDate } from '../dates.js';

/** A task as a version of the plan keeps it. */
export interface PlannedLine {
  id: string;
  code: string;
  title: string;
  requirement: string;
  /** Department ids. */
  leadDepartment: string | null;
  coDepartments: string[];
  due: FuzzyDate | null;
  weight: number;
  /** Code of the task it is a part of; empty for none. */
  parent: string;
  cancelled: boolean;
}

/** What a change list compares, in the order it names them. */
export const COMPARED = [
  'title',
  'requirement',
  'leadDepartment',
  'coDepartments',
  'due',
  'weight',
  'parent',
] as const satisfies readonly (keyof PlannedLine)[];
export type Compared = (typeof COMPARED)[number];

export type PlanChange =
  | { kind: 'added' | 'cancelled' | 'removed' | 'restored'; line: PlannedLine }
  | { kind: 'changed'; line: PlannedLine; before: PlannedLine; fields: Compared[] };

const said: { [F in Compared]: (line: PlannedLine) => string } = {
  title: ({ title }) => title,
  requirement: ({ requirement }) => requirement,
  leadDepartment: ({ leadDepartment }) => leadDepartment ?? '',
  coDepartments: ({ coDepartments }) => [...coDepartments].sort().join(' '),
  due: ({ due }) => (due ? `${due.from} ${due.to}` : ''),
  weight: ({ weight }) => String(weight),
  parent: ({ parent }) => parent,
};

/**
 * Everything that differs, in the order of the later plan, with what it no longer holds at the end. A task is known by its
 * id; one that was cancelled in between is `cancelled`, whatever else was changed about it.
 */
export function planChanges(before: readonly PlannedLine[], after: readonly PlannedLine[]): PlanChange[] {
  const known = new Map(before.map((line) => [line.id, line]));
  const changes: PlanChange[] = [];
  for (const line of after) {
    const old = known.get(line.id);
    known.delete(line.id);
    if (!old) {
      if (!line.cancelled) changes.push({ kind: 'added', line });
    } else if (old.cancelled !== line.cancelled) {
      changes.push({ kind: line.cancelled ? 'cancelled' : 'restored', line });
    } else if (!line.cancelled) {
      const fields = COMPARED.filter((field) => said[field](old) !== said[field](line));
      if (fields.length > 0) changes.push({ kind: 'changed', line, before: old, fields });
    }
  }
  for (const line of known.values()) if (!line.cancelled) changes.push({ kind: 'removed', line });
  return changes;
}
