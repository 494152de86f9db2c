/** Sums over counter rows: what a dashboard shows, from the kept counts alone. Pure. */
import { type CivilDate, dayNumber } from '../../workflows/dates.js';
import type { Colour } from '../../workflows/lights.js';
import type { CounterRow } from '../records/counters.js';
import { PLAN_UNIT } from '../tasks/task.kind.js';

export interface Totals {
  /** All tasks but cancelled ones. */
  total: number;
  drafts: number;
  closed: number;
  closedOnTime: number;
  closedLate: number;
  submitted: number;
  lights: Record<Exclude<Colour, 'none'>, number>;
  states: Record<string, number>;
  /** Tasks supported, not led. */
  supports: number;
  supportsOpen: number;
  /** Calendar days that open red tasks are past their due days, together. */
  overdueDays: number;
  /** Weighted percent done, and percent planned for the day, 0–100; both over all tasks that are planned. */
  percent: number;
  planned: number;
}

type Numbers = Record<string, unknown>;

function at(n: Numbers, path: string): number {
  const value = path.split('.').reduce<unknown>((here, part) => (here as Numbers | undefined)?.[part], n);
  return typeof value === 'number' ? value : 0;
}

/** Weighted percent that rows' planned lines stand at on a day, in weight × percent. */
function plannedDone(rows: readonly CounterRow[], day: CivilDate): number {
  const today = dayNumber(day);
  let sum = 0;
  for (const { n } of rows) {
    for (const [from, slope] of Object.entries((n.plan as Record<string, number> | undefined) ?? {})) {
      const days = today - dayNumber(from);
      if (days > 0) sum += slope * days;
    }
  }
  return sum / PLAN_UNIT;
}

/** Percent that should be done on a day by the planned lines of these rows. */
export function plannedPercentOn(rows: readonly CounterRow[], day: CivilDate): number {
  const weight = rows.reduce((sum, { n }) => sum + at(n, 'weight'), 0);
  if (weight === 0) return 0;
  return Math.max(0, Math.min(100, Math.round(plannedDone(rows, day) / weight)));
}

/** The days on which the planned line of these rows bends, in order. */
export function planDays(rows: readonly CounterRow[]): CivilDate[] {
  const days = new Set<CivilDate>();
  for (const { n } of rows) {
    for (const [day, slope] of Object.entries((n.plan as Record<string, number> | undefined) ?? {})) {
      if (slope !== 0) days.add(day);
    }
  }
  return [...days].sort();
}

/** What these rows come to on a day. */
export function totalsOf(rows: readonly CounterRow[], today: CivilDate): Totals {
  const sum = (path: string) => rows.reduce((total, { n }) => total + at(n, path), 0);
  const states: Record<string, number> = {};
  for (const { n } of rows) {
    for (const [state, count] of Object.entries((n.state as Record<string, number> | undefined) ?? {})) {
      states[state] = (states[state] ?? 0) + count;
    }
  }
  const weight = sum('weight');
  const red = sum('light.red');
  return {
    total: sum('total'),
    drafts: states.draft ?? 0,
    closed: states.closed ?? 0,
    closedOnTime: sum('closedOnTime'),
    closedLate: sum('closedLate'),
    submitted: states.submitted ?? 0,
    lights: { green: sum('light.green'), blue: sum('light.blue'), yellow: sum('light.yellow'), red },
    states,
    supports: sum('supports'),
    supportsOpen: sum('supportsOpen'),
    overdueDays: red * dayNumber(today) - sum('redDue'),
    percent: weight === 0 ? 0 : Math.round(sum('done') / weight),
    planned: plannedPercentOn(rows, today),
  };
}

/** Rows put together by one of their names. */
export function rowsBy(rows: readonly CounterRow[], name: 'phase' | 'department'): Map<string, CounterRow[]> {
  const groups = new Map<string, CounterRow[]>();
  for (const row of rows) groups.set(row[name], [...(groups.get(row[name]) ?? []), row]);
  return groups;
}
