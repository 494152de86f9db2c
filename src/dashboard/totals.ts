/** Sums over counter rows: what a dashboard shows, from the kept counts alone. Pure. */
import { type CivilDate, dateOfDay, dayNumber } from '../../workflows/dates.js';
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

const sumOf = (rows: readonly Pick<CounterRow, 'n'>[], path: string) =>
  rows.reduce((total, { n }) => total + at(n, path), 0);

/** Weighted percent done, rounded; 0 where there is nothing to do. */
export function donePercent(rows: readonly Pick<CounterRow, 'n'>[]): number {
  const weight = sumOf(rows, 'weight');
  return weight === 0 ? 0 : Math.round(sumOf(rows, 'done') / weight);
}

/** Percent that should be done by a day, and the days on which that line bends, in order. */
export interface PlannedLine {
  on(day: CivilDate): number;
  bends: CivilDate[];
}

/** The planned line of rows: each carries the change of slope on the days where one of its tasks begins or is due. */
export function plannedLine(rows: readonly CounterRow[]): PlannedLine {
  const slopes = new Map<CivilDate, number>();
  for (const { n } of rows) {
    for (const [day, slope] of Object.entries((n.plan as Record<string, number> | undefined) ?? {})) {
      slopes.set(day, (slopes.get(day) ?? 0) + slope);
    }
  }
  const bends = [...slopes].filter(([, slope]) => slope !== 0).map(([day, slope]) => [dayNumber(day), slope] as const);
  const weight = sumOf(rows, 'weight');
  return {
    on(day) {
      if (weight === 0) return 0;
      const today = dayNumber(day);
      const done = bends.reduce((sum, [from, slope]) => sum + slope * Math.max(0, today - from), 0);
      return Math.max(0, Math.min(100, Math.round(done / PLAN_UNIT / weight)));
    },
    bends: bends.map(([day]) => dateOfDay(day)).sort(),
  };
}

/** What these rows come to on a day. */
export function totalsOf(rows: readonly CounterRow[], today: CivilDate): Totals {
  const sum = (path: string) => sumOf(rows, path);
  const states: Record<string, number> = {};
  for (const { n } of rows) {
    for (const [state, count] of Object.entries((n.state as Record<string, number> | undefined) ?? {})) {
      states[state] = (states[state] ?? 0) + count;
    }
  }
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
    percent: donePercent(rows),
    planned: plannedLine(rows).on(today),
  };
}

/** Rows put together by one of their names. */
export function rowsBy(rows: readonly CounterRow[], name: 'phase' | 'department'): Map<string, CounterRow[]> {
  const groups = new Map<string, CounterRow[]>();
  for (const row of rows) groups.set(row[name], [...(groups.get(row[name]) ?? []), row]);
  return groups;
}

/** What these rows come to on a day, with the percent done of each phase. */
export function figuresOf(rows: readonly CounterRow[], day: CivilDate) {
  const phases = Object.fromEntries([...rowsBy(rows, 'phase')].map(([phase, of]) => [phase, donePercent(of)]));
  return { ...totalsOf(rows, day), phases };
}
