/**
 * The clock of a matter: from acceptance, through pauses and extensions, to the day it is due, with every term of the sum
 * (HANDBOOK 2.2: `due = workdays(start, limit) + paused + extended`; 行政许可法 42, 45, 82).
 */
import {
  addWorkingDays,
  type Calendar,
  type DeadlineTerm,
  rollForward,
  type StartRule,
  workingDaysBetween,
} from '../calendar.js';
import { addDays, type CivilDate, daysBetween, laterOf } from '../dates.js';

/** Most limits count working days; those of petitions count every day (信访工作条例 2022). */
export const LIMIT_UNITS = ['workingDays', 'days'] as const;
export type LimitUnit = (typeof LIMIT_UNITS)[number];

export interface Limit {
  /** Whole, at least 1. */
  n: number;
  unit: LimitUnit;
}

/** Days that do not count, the first and the last included; `to` null = the clock still stands. */
export interface Stop {
  from: CivilDate;
  to: CivilDate | null;
}

/** An extension that was granted: asked for on a day, so many more units of the limit. */
export interface Granted {
  askedOn: CivilDate;
  n: number;
}

export interface TimeClock {
  acceptedOn: CivilDate;
  /** Whether the day of acceptance is day one, or the day after it. */
  countFrom: StartRule;
  limit: Limit;
  stops: readonly Stop[];
  extensions: readonly Granted[];
}

/** The sum behind a due date. `days` of a term are units of the limit; the last term's `date` is the due date. */
export interface LimitSum {
  due: CivilDate;
  unit: LimitUnit;
  terms: DeadlineTerm[];
}

/** Units from `from` to `to`, both included; none when `to` is earlier. Throws UnpublishedYear. */
export function unitsIn(calendar: Calendar, unit: LimitUnit, from: CivilDate, to: CivilDate): number {
  if (to < from) return 0;
  return unit === 'days' ? daysBetween(from, to) + 1 : workingDaysBetween(calendar, addDays(from, -1), to);
}

function add(calendar: Calendar, unit: LimitUnit, date: CivilDate, n: number): CivilDate {
  return unit === 'days' ? addDays(date, n) : addWorkingDays(calendar, date, n);
}

interface Closed {
  from: CivilDate;
  to: CivilDate;
}

/** The day on which `n` units have passed since `before`, stops left out; stops are in order and do not overlap. */
function reach(calendar: Calendar, unit: LimitUnit, before: CivilDate, n: number, stops: readonly Closed[]): CivilDate {
  let at = add(calendar, unit, before, n);
  for (const { from, to } of stops) if (from <= at) at = add(calendar, unit, at, unitsIn(calendar, unit, from, to));
  return at;
}

/** The day itself, unless the clock stands on it or a period in days would end on a day off (民法典 203). */
function open(calendar: Calendar, unit: LimitUnit, date: CivilDate, stops: readonly Closed[]): CivilDate {
  let day = unit === 'days' ? rollForward(calendar, date) : date;
  for (const { from, to } of stops) if (from <= day && day <= to) day = open(calendar, unit, addDays(to, 1), stops);
  return day;
}

/**
 * The due date and its terms as they stand on `today`, which only matters while the clock stands: the first day on which
 * the limit with its extensions has passed, days of stops left out. A stop that begins after the due date and an extension
 * asked for after it change nothing: what is overdue stays overdue ([Fs1]).
 * Throws UnpublishedYear where the count runs into a year without its notice.
 */
export function limitSum(calendar: Calendar, clock: TimeClock, today: CivilDate): LimitSum {
  const { acceptedOn, countFrom, limit, stops, extensions } = clock;
  const { unit } = limit;
  const before = countFrom === 'sameDay' ? addDays(acceptedOn, -1) : acceptedOn;
  const closed: Closed[] = [];
  let goal = limit.n;
  let at = reach(calendar, unit, before, goal, closed);
  let due = open(calendar, unit, at, closed);
  const terms: DeadlineTerm[] = [
    { kind: 'start', days: 0, date: acceptedOn },
    { kind: 'limit', days: limit.n, date: at },
  ];
  const steps = [
    ...stops.map((stop) => ({ on: stop.from, stop, granted: null })),
    ...extensions.map((granted) => ({ on: granted.askedOn, stop: null, granted })),
  ].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  for (const { on, stop, granted } of steps) {
    if (on > due) continue;
    if (granted) goal += granted.n;
    // Days before the count begins, and those that a stop before has taken out, are not taken out again.
    const from = stop && laterOf(stop.from, addDays(closed.at(-1)?.to ?? before, 1));
    const to = stop && (stop.to ?? today);
    if (from && to && from <= to) closed.push({ from, to });
    at = reach(calendar, unit, before, goal, closed);
    due = open(calendar, unit, at, closed);
    const days = granted ? granted.n : from && to ? unitsIn(calendar, unit, from, to) : 0;
    terms.push({ kind: granted ? 'extended' : 'paused', days, date: at });
  }
  if (due !== at) terms.push({ kind: 'rolled', days: 0, date: due });
  return { due, unit, terms };
}
