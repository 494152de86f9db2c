/**
 * What an indicator can be computed from: the kept counts of matters, first contacts and published items (HANDBOOK 2.2, seed
 * 001: 当场办结率、承诺时限、进驻率、压减率). Where nothing is counted a figure is entered by hand.
 */
import { type CivilDate, quarterOf } from '../dates.js';
import type { Direction } from './indicator.js';

export const MEASURES = [
  'onTheSpot',
  'onTime',
  'averagePromise',
  'answeredInTime',
  'inCentre',
  'itemsReduced',
] as const;
export type Measure = (typeof MEASURES)[number];

/** Whose records are counted: everybody's, or those of the indicator's owner alone. */
export const MEASURED_OF = ['all', 'owner'] as const;
export type MeasuredOf = (typeof MEASURED_OF)[number];

export const COUNTED = ['matters', 'contacts', 'items'] as const;
/** What is counted, beside the tasks of a campaign. */
export type Counted = (typeof COUNTED)[number];

/** Counts of one kind by name, in one quarter or summed over several. */
export type Numbers = Record<string, number>;

interface MeasureSpec {
  from: Counted;
  part: string;
  /** The whole is the sum of these. */
  whole: readonly string[];
  percent: boolean;
  direction: Direction;
  /** True where only the present can be counted: what is published now, not in a quarter long gone. */
  stock: boolean;
}

export const MEASURE_SPECS: Record<Measure, MeasureSpec> = {
  /** 当场办结率: of what was decided in the period, what needed no second visit. */
  onTheSpot: {
    from: 'matters',
    part: 'onTheSpot',
    whole: ['done'],
    percent: true,
    direction: 'atLeast',
    stock: false,
  },
  /** 按期办结率: of what was decided in the period, what kept its promised day. */
  onTime: { from: 'matters', part: 'doneInTime', whole: ['done'], percent: true, direction: 'atLeast', stock: false },
  /** 平均承诺时限 in working days over the published items; an item done on the spot counts as 0. */
  averagePromise: {
    from: 'items',
    part: 'promisedDays',
    whole: ['promised'],
    percent: false,
    direction: 'atMost',
    stock: true,
  },
  /** 咨询投诉按时答复率: of the first contacts that came in the period and were answered, those within the promise. */
  answeredInTime: {
    from: 'contacts',
    part: 'answeredInTime',
    whole: ['answered'],
    percent: true,
    direction: 'atLeast',
    stock: false,
  },
  /** 进驻率: of the published items, those handled in the service centre. */
  inCentre: {
    from: 'items',
    part: 'inCentre',
    whole: ['items'],
    percent: true,
    direction: 'atLeast',
    stock: true,
  },
  /** 压减率: of all items that were ever published here, those abolished or merged. */
  itemsReduced: {
    from: 'items',
    part: 'withdrawn',
    whole: ['items', 'withdrawn'],
    percent: true,
    direction: 'atLeast',
    stock: true,
  },
};

/** A computed figure with what it is the quotient of. */
export interface Measured {
  value: number;
  part: number;
  whole: number;
}

/** The figure of a measure from summed counts; null where there is nothing to count. */
export function measured(measure: Measure, numbers: Numbers): Measured | null {
  const { part: name, whole: names, percent } = MEASURE_SPECS[measure];
  const part = numbers[name] ?? 0;
  const whole = names.reduce((sum, one) => sum + (numbers[one] ?? 0), 0);
  if (whole <= 0) return null;
  return { value: Math.round((part / whole) * (percent ? 1_000 : 10)) / 10, part, whole };
}

/** The quarters from one day to another, both included: `2026-Q1`, `2026-Q2`, … */
export function quartersOf(from: CivilDate, to: CivilDate): string[] {
  const quarters: string[] = [];
  let [year, quarter] = [Number(from.slice(0, 4)), Number(quarterOf(from).slice(6))];
  for (const last = quarterOf(to); `${year}-Q${quarter}` <= last; ) {
    quarters.push(`${year}-Q${quarter}`);
    [year, quarter] = quarter === 4 ? [year + 1, 1] : [year, quarter + 1];
  }
  return quarters;
}

/** A row of kept counts: `when` is a quarter, or what stands now (`open`, `published`). */
export interface CountedRow {
  department: string;
  when: string;
  n: Numbers;
}

/** Counts summed over rows. */
export function summed(rows: readonly CountedRow[]): Numbers {
  const sum: Numbers = {};
  for (const { n } of rows) for (const [name, by] of Object.entries(n)) sum[name] = (sum[name] ?? 0) + Number(by);
  return sum;
}

/**
 * The figure of a measure for the days from `from` to `to`, in whole quarters, of all departments or of one; null where
 * nothing is counted. What stands now is counted whatever the days.
 */
export function measuredIn(
  measure: Measure,
  rows: Record<Counted, readonly CountedRow[]>,
  { from, to, department = null }: { from: CivilDate; to: CivilDate; department?: string | null },
): Measured | null {
  const { from: counted, stock } = MEASURE_SPECS[measure];
  const quarters = new Set(quartersOf(from, to));
  const asked = rows[counted].filter(
    (row) => (department === null || row.department === department) && (stock || quarters.has(row.when)),
  );
  return measured(measure, summed(asked));
}
