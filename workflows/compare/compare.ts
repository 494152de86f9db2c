/** Two campaigns laid side by side: which of their tasks, phases and indicators are the same, and what differs. Pure. */
import { type CivilDate, daysBetween, lastDayOfMonth } from '../dates.js';

/** What can be the same in two campaigns; `quote` is the sentence it comes from, empty when there is none. */
export interface Comparable {
  code: string;
  title: string;
  quote: string;
}

/** What they were matched by. */
export type MatchedBy = 'code' | 'quote' | 'title';

export interface Pair<T> {
  a: T;
  b: T;
  by: MatchedBy;
}

export interface Matched<T> {
  both: Pair<T>[];
  onlyA: T[];
  onlyB: T[];
}

/** Spaces and punctuation do not make another title. */
const plain = (words: string) => words.normalize('NFKC').replace(/[\s\p{P}]/gu, '');

/**
 * Pair what is the same: by code, then by the sentence it comes from, then by title; each at most once, in the order of
 * the first campaign. Codes say something only within one template: elsewhere `codes` is false and they are not looked at.
 */
export function matched<T extends Comparable>(a: readonly T[], b: readonly T[], codes: boolean): Matched<T> {
  const keys: [MatchedBy, (one: T) => string][] = [
    ...(codes ? [['code', (one: T) => one.code] as [MatchedBy, (one: T) => string]] : []),
    ['quote', ({ quote }) => plain(quote)],
    ['title', ({ title }) => plain(title)],
  ];
  const found = new Map<T, Pair<T>>();
  const taken = new Set<T>();
  for (const [by, key] of keys) {
    const free = new Map<string, T[]>();
    for (const one of b) if (!taken.has(one)) free.set(key(one), [...(free.get(key(one)) ?? []), one]);
    for (const one of a) {
      const other = found.has(one) || key(one) === '' ? undefined : free.get(key(one))?.shift();
      if (!other) continue;
      found.set(one, { a: one, b: other, by });
      taken.add(other);
    }
  }
  return {
    both: a.flatMap((one) => found.get(one) ?? []),
    onlyA: a.filter((one) => !found.has(one)),
    onlyB: b.filter((one) => !taken.has(one)),
  };
}

/** What of a task is compared. Dates are counted from the start of its campaign, so that the year makes no difference. */
export interface ComparableTask extends Comparable {
  id: string;
  requirement: string;
  outcomes: readonly string[];
  lead: string | null;
  co: readonly string[];
  due: CivilDate | null;
  weight: number;
}

export const TASK_FIELDS = [
  'title',
  'requirement',
  'outcomes',
  'leadDepartment',
  'coDepartments',
  'due',
  'weight',
] as const;
export type TaskField = (typeof TASK_FIELDS)[number];

/** Calendar days from the start of a campaign; null without a date. */
export function dayOf(startOn: CivilDate, date: CivilDate | null): number | null {
  return date === null ? null : daysBetween(startOn, date);
}

/** Calendar months from the start of a campaign to a date, its day of the month, and whether that is the last one. */
function inMonths(startOn: CivilDate, date: CivilDate) {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const [startYear = 0, startMonth = 0] = startOn.split('-').map(Number);
  return { months: (year - startYear) * 12 + month - startMonth, day, end: lastDayOfMonth(year, month) === date };
}

/** Whether two dates lie equally far from the starts of their campaigns: in days, or in months as documents count. */
export function sameDistance(
  a: CivilDate | null,
  b: CivilDate | null,
  starts: { a: CivilDate; b: CivilDate },
): boolean {
  if (a === null || b === null) return a === b;
  if (dayOf(starts.a, a) === dayOf(starts.b, b)) return true;
  const [left, right] = [inMonths(starts.a, a), inMonths(starts.b, b)];
  return left.months === right.months && (left.day === right.day || (left.end && right.end));
}

/** The fields in which two tasks differ, in the order of {@link TASK_FIELDS}. */
export function changedFields(
  a: ComparableTask,
  b: ComparableTask,
  starts: { a: CivilDate; b: CivilDate },
): TaskField[] {
  const sorted = (list: readonly string[]) => [...list].sort().join('\n');
  const same: Record<TaskField, boolean> = {
    title: a.title === b.title,
    requirement: a.requirement === b.requirement,
    outcomes: sorted(a.outcomes) === sorted(b.outcomes),
    leadDepartment: a.lead === b.lead,
    coDepartments: sorted(a.co) === sorted(b.co),
    due: sameDistance(a.due, b.due, starts),
    weight: a.weight === b.weight,
  };
  return TASK_FIELDS.filter((name) => !same[name]);
}

/** The last day from the start that both campaigns have reached; negative while one of them has not begun. */
export function commonDay(starts: { a: CivilDate; b: CivilDate }, today: CivilDate): number {
  return Math.min(daysBetween(starts.a, today), daysBetween(starts.b, today));
}
