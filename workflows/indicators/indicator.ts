/** An indicator: a quantified target, the figures entered against it, and the periods in which one is owed. */
import { addDays, type CivilDate, type FuzzyDate, lastDayOfMonth, laterOf } from '../dates.js';
import type { Evidence } from '../evidence.js';
import type { Source } from '../tasks/task.js';
import type { TemplateIndicator } from '../templates/template.js';
import { MEASURE_SPECS, type Measure, type MeasuredOf } from './measures.js';

export const INDICATOR_STATES = ['planned', 'tracked', 'settled', 'cancelled'] as const;
export type IndicatorState = (typeof INDICATOR_STATES)[number];

/** How often a figure is owed; `target` = once for each date of the planned line. */
export const EVERY = ['month', 'quarter', 'year', 'target'] as const;
export type Every = (typeof EVERY)[number];

export type Direction = TemplateIndicator['direction'];

/** A point of the planned line; it binds on `by.to`. `words` are the document's own. */
export interface Target {
  by: FuzzyDate;
  value: number;
  words: string;
}

/** What the office lays down. */
export interface IndicatorPlan {
  title: string;
  definition: string;
  unit: string;
  direction: Direction;
  baseline: number | null;
  /** In order of time, the last one is the target. */
  targets: Target[];
  every: Every;
  /** Department id. */
  owner: string;
  /** What it is computed from; null where its figures are entered. */
  measure: Measure | null;
  measuredOf: MeasuredOf;
}

/** A figure as it was before a correction, and why it was corrected. */
export interface FormerValue {
  value: number;
  on: CivilDate;
  by: string;
  reason: string;
}

/** The figure of a period. `period` is its last day; a figure of a period that still runs counts as of `on`. */
export interface IndicatorValue {
  period: CivilDate;
  value: number;
  /** Where the figure comes from. */
  note: string;
  on: CivilDate;
  by: string;
  /** What a computed figure is the quotient of; null where it was entered. */
  counted: { part: number; whole: number } | null;
  was: FormerValue[];
}

export interface IndicatorFacts extends IndicatorPlan {
  campaign: string;
  /** `IN-01`. */
  code: string;
  origin: 'mandated' | 'local';
  source: Source | null;
  /** The day the baseline stands for and the first period begins. */
  startOn: CivilDate;
  /** By period. */
  values: IndicatorValue[];
  /** What proves entered figures; `about` is the period. */
  files: Evidence[];
  /** The last period whose figure the owner has been asked for. */
  askedFor: CivilDate | null;
  outcome: { reached: boolean; note: string; on: CivilDate } | null;
  cancelReason: string;
}

export type IndicatorEvent =
  | { type: 'EDIT'; plan: IndicatorPlan; reason: string }
  | { type: 'ENTER_VALUE'; period: CivilDate; value: number; note: string }
  | { type: 'MEASURE'; period: CivilDate; value: number; part: number; whole: number }
  | { type: 'CORRECT_VALUE'; period: CivilDate; value: number; reason: string }
  | { type: 'ATTACH'; evidence: Evidence }
  | { type: 'WITHDRAW_EVIDENCE'; file: string; reason: string }
  | { type: 'SETTLE'; reached: boolean; note: string }
  | { type: 'REOPEN'; reason: string }
  | { type: 'CANCEL'; reason: string }
  | { type: 'CLOCK' };

/** An indicator as it is laid down: no figure yet. */
export function newIndicator(
  given: Omit<IndicatorPlan, 'measure' | 'measuredOf'> &
    Pick<IndicatorFacts, 'campaign' | 'code' | 'startOn'> &
    Partial<IndicatorFacts>,
): IndicatorFacts {
  return {
    origin: 'local',
    source: null,
    measure: null,
    measuredOf: 'all',
    values: [],
    files: [],
    askedFor: null,
    outcome: null,
    cancelReason: '',
    ...given,
  };
}

/** How far a planned line may reach; a longer one is a slip of the pen. */
export const MOST_YEARS = 20;

const MONTHS: Record<Exclude<Every, 'target'>, number> = { month: 1, quarter: 3, year: 12 };

/** Last day of the period that holds a day. */
function endOf(every: Exclude<Every, 'target'>, day: CivilDate): CivilDate {
  const year = Number(day.slice(0, 4));
  const months = MONTHS[every];
  return lastDayOfMonth(year, Math.ceil(Number(day.slice(5, 7)) / months) * months);
}

/** The last days of all periods, in order. The last period ends with the last target, whatever the calendar says. */
export function periodsOf({ every, targets, startOn }: Pick<IndicatorFacts, 'every' | 'targets' | 'startOn'>) {
  const last = targets.at(-1)?.by.to;
  if (last === undefined) return [];
  if (every === 'target') return targets.map(({ by }) => by.to);
  const periods: CivilDate[] = [];
  for (let end = endOf(every, startOn); end < last; end = endOf(every, addDays(end, 1))) periods.push(end);
  return [...periods, last];
}

/** The first day of a period. */
export function beginOf(facts: Pick<IndicatorFacts, 'every' | 'targets' | 'startOn'>, period: CivilDate): CivilDate {
  const before = periodsOf(facts)
    .filter((end) => end < period)
    .at(-1);
  return before === undefined ? facts.startOn : addDays(before, 1);
}

/** Periods that have begun and have no figure. */
export function openPeriods(facts: IndicatorFacts, today: CivilDate): CivilDate[] {
  const known = new Set(facts.values.map(({ period }) => period));
  return periodsOf(facts).filter((period) => !known.has(period) && beginOf(facts, period) <= today);
}

/** Periods that have ended without a figure somebody must enter. */
export function owedPeriods(facts: IndicatorFacts, today: CivilDate): CivilDate[] {
  if (facts.measure) return [];
  return openPeriods(facts, today).filter((period) => period < today);
}

/**
 * The periods a computed figure is (still) computed for: the one that runs, and the one before it, whose last matters may
 * have been counted after its end. What is published now says nothing about a period that is over.
 */
export function measuredPeriods(facts: IndicatorFacts, today: CivilDate): CivilDate[] {
  if (!facts.measure) return [];
  const begun = periodsOf(facts).filter((period) => beginOf(facts, period) <= today);
  const { stock } = MEASURE_SPECS[facts.measure];
  return begun.filter((period) => period >= today || (!stock && period === begun.filter((one) => one < today).at(-1)));
}

/** The day a figure counts for. */
export function asOf({ period, on }: IndicatorValue): CivilDate {
  return period < on ? period : on;
}

/** How often a figure is owed where the document does not say: the longer the way, the rarer. */
export function everyFor(startOn: CivilDate, targets: readonly Target[]): Every {
  const last = targets.at(-1)?.by.to ?? startOn;
  const years = Number(laterOf(startOn, last).slice(0, 4)) - Number(startOn.slice(0, 4));
  return years > 1 ? 'year' : years === 1 ? 'quarter' : 'month';
}
