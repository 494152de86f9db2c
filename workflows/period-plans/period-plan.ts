/**
 * A department's plan for a month or a quarter (seed 001: 每个月、每个季度的重点工作安排都要按“三项制度”来落实): what is to be done,
 * by when, which system it implements; at the end what was kept.
 */
import { addWorkingDays, type Calendar } from '../calendar.js';
import { addDays, type CivilDate, lastDayOfMonth, quarterOf } from '../dates.js';
import type { PackSystem, PackVersion } from '../packs/pack.js';

export const PERIOD_PLAN_STATES = ['draft', 'committed', 'running', 'settled'] as const;
export type PeriodPlanState = (typeof PERIOD_PLAN_STATES)[number];

export const PERIOD_SORTS = ['month', 'quarter'] as const;
export type PeriodSort = (typeof PERIOD_SORTS)[number];

/** `2026-06` or `2026-Q2`. */
export type PlanPeriod = string;

/** The working day of the period up to which its plan is to be committed. */
export const COMMIT_ON_WORKING_DAY = 5;

/** Where a line comes from: a task, one stage of it, or the department itself. */
export interface LineTask {
  id: string;
  code: string;
  /** Key of the checkpoint; null = the task as a whole. */
  checkpoint: string | null;
}

export interface PlanLine {
  /** Unique in a plan and kept when the line is rolled over: `2026-05_3`, the task's id, or that and the stage's key. */
  key: string;
  task: LineTask | null;
  title: string;
  /** The promised day, in the period. */
  due: CivilDate;
  /** The first day ever promised for it; the same as `due` until it is rolled over. */
  firstDue: CivilDate;
  /** Key of the system it implements; empty until somebody says. */
  system: string;
  /** How many plans it was not done in. */
  rolled: number;
  doneOn: CivilDate | null;
  /** Why it was not done. */
  reason: string;
  /** No longer owed: its task was cancelled or suspended. */
  void: boolean;
}

/** A line that was taken out of a draft, with the reason. */
export interface DroppedLine {
  line: PlanLine;
  reason: string;
  on: CivilDate;
  by: string;
}

/** Lines done by their promised day, and all that were promised. */
export interface Share {
  kept: number;
  promised: number;
}

export interface PeriodPlanFacts {
  campaign: string;
  department: string;
  period: PlanPeriod;
  /** The systems that lines can name. */
  systems: PackSystem[];
  /** The pack they are taken from. */
  pack: PackVersion;
  lines: PlanLine[];
  dropped: DroppedLine[];
  /** Number of the last line that was typed. */
  typed: number;
  commitBy: CivilDate;
  committedOn: CivilDate | null;
  committedBy: string;
  settledOn: CivilDate | null;
  share: Share | null;
}

/** What is known of a line from elsewhere when a plan is settled: its task's own state. */
export interface Found {
  key: string;
  doneOn: CivilDate | null;
  void: boolean;
}

export type PeriodPlanEvent =
  | { type: 'ADD_LINE'; title: string; due: CivilDate; system: string }
  | { type: 'SET_LINES'; lines: { line: string; due: CivilDate; system: string }[] }
  | { type: 'REMOVE_LINE'; line: string; reason: string }
  /** What is new among the open tasks and what the plan before left undone. */
  | { type: 'PULL'; lines: PlanLine[] }
  /** `undone`: what the plan before left undone; `formerEnds`: the last day of a plan before that is not settled. */
  | { type: 'COMMIT'; undone: { key: string; title: string }[]; formerEnds: CivilDate | null }
  | { type: 'REPORT_LINES'; lines: { line: string; doneOn: CivilDate | null; reason: string }[] }
  | { type: 'SETTLE'; found: Found[] }
  | { type: 'CLOCK' };
export type PeriodPlanEventType = PeriodPlanEvent['type'];

const MONTH = /^(20\d{2})-(0[1-9]|1[0-2])$/;
const QUARTER = /^(20\d{2})-Q([1-4])$/;

/** True for a month or a quarter of this century. */
export function isPlanPeriod(value: unknown): value is PlanPeriod {
  return typeof value === 'string' && (MONTH.test(value) || QUARTER.test(value));
}

export function sortOf(period: PlanPeriod): PeriodSort {
  return QUARTER.test(period) ? 'quarter' : 'month';
}

/** First and last day of a period. */
export function daysOf(period: PlanPeriod): { begin: CivilDate; end: CivilDate } {
  const year = period.slice(0, 4);
  const last = sortOf(period) === 'month' ? Number(period.slice(5)) : Number(period.slice(6)) * 3;
  const first = sortOf(period) === 'month' ? last : last - 2;
  return { begin: `${year}-${String(first).padStart(2, '0')}-01`, end: lastDayOfMonth(Number(year), last) };
}

/** The period of a sort that holds a day. */
export function periodAt(sort: PeriodSort, day: CivilDate): PlanPeriod {
  if (sort === 'month') return day.slice(0, 7);
  return quarterOf(day);
}

/** The period after one. */
export function nextPeriod(period: PlanPeriod): PlanPeriod {
  return periodAt(sortOf(period), addDays(daysOf(period).end, 1));
}

/** The day by which a period's plan is to be committed. Throws UnpublishedYear. */
export function commitDay(calendar: Calendar, period: PlanPeriod): CivilDate {
  return addWorkingDays(calendar, addDays(daysOf(period).begin, -1), COMMIT_ON_WORKING_DAY);
}

/** A plan as a department begins it. */
export function newPeriodPlan(
  given: Pick<PeriodPlanFacts, 'campaign' | 'department' | 'period' | 'systems' | 'pack' | 'commitBy'> &
    Partial<PeriodPlanFacts>,
): PeriodPlanFacts {
  return {
    lines: [],
    dropped: [],
    typed: 0,
    committedOn: null,
    committedBy: '',
    settledOn: null,
    share: null,
    ...given,
  };
}

/** Whether a line was done by its promised day. */
export function isKept({ doneOn, due }: Pick<PlanLine, 'doneOn' | 'due'>): boolean {
  return doneOn !== null && doneOn <= due;
}

/** What was kept of what was promised; lines no longer owed are neither. */
export function shareOf(lines: readonly PlanLine[]): Share {
  const owed = lines.filter((line) => !line.void);
  return { kept: owed.filter(isKept).length, promised: owed.length };
}

/** A share in whole percent; null where nothing was promised. */
export function percentOf(share: Share | null): number | null {
  return share === null || share.promised === 0 ? null : Math.round((100 * share.kept) / share.promised);
}
