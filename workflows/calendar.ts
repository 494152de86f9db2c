/**
 * Working days with make-up days (调休). Years are data: each carries the State Council's notice it was taken from.
 * A year whose notice is not entered is refused, never guessed: every weekday counted as worked would be a wrong answer.
 */
import { addDays, type CivilDate, dateOfDay, dayNumber, weekday, yearOf } from './dates.js';

/** One published year. Days off include the weekend days inside a holiday; make-up days are worked weekend days. */
export interface CalendarYear {
  year: number;
  /** Where the year was taken from: the notice's number or address. */
  notice: string;
  /** Day off → name of the holiday. */
  daysOff: Record<CivilDate, string>;
  /** Worked weekend day → the holiday it makes up for. */
  makeUpDays: Record<CivilDate, string>;
}

interface YearIndex {
  first: number;
  /** `worked[i]` = working days from 1 January up to and including day i of the year. */
  worked: Uint16Array;
  source: CalendarYear;
}

/** Published years, indexed once so that every question is a subtraction. */
export interface Calendar {
  years: ReadonlyMap<number, YearIndex>;
}

/** The notice of a year that a sum needs has not been entered. */
export class UnpublishedYear extends Error {
  override readonly name = 'UnpublishedYear';
  constructor(readonly year: number) {
    super(`The working-day notice for ${year} has not been entered.`);
  }
}

/** Index published years. A later entry for the same year replaces the earlier one. */
export function calendarOf(years: readonly CalendarYear[]): Calendar {
  const index = new Map<number, YearIndex>();
  for (const source of years) {
    const first = dayNumber(`${source.year}-01-01`);
    const length = dayNumber(`${source.year + 1}-01-01`) - first;
    const worked = new Uint16Array(length);
    let sum = 0;
    for (let i = 0; i < length; i += 1) {
      const date = dateOfDay(first + i);
      const off = date in source.daysOff || (weekday(date) > 5 && !(date in source.makeUpDays));
      if (!off) sum += 1;
      worked[i] = sum;
    }
    index.set(source.year, { first, worked, source });
  }
  return { years: index };
}

function indexOf(calendar: Calendar, year: number): YearIndex {
  const index = calendar.years.get(year);
  if (!index) throw new UnpublishedYear(year);
  return index;
}

/** Whether the notice that covers a day has been entered. */
export function isPublished(calendar: Calendar, date: CivilDate): boolean {
  return calendar.years.has(yearOf(date));
}

/** Working days from 1 January of the day's year up to and including the day. */
function workedUpTo(calendar: Calendar, date: CivilDate): number {
  const year = indexOf(calendar, yearOf(date));
  return year.worked[dayNumber(date) - year.first] ?? 0;
}

/** Whether the `i`th day of an indexed year is worked. */
function isWorked({ worked }: YearIndex, i: number): boolean {
  return (worked[i] ?? 0) > (i === 0 ? 0 : (worked[i - 1] ?? 0));
}

/** Whether a day is worked. Throws {@link UnpublishedYear}. */
export function isWorkingDay(calendar: Calendar, date: CivilDate): boolean {
  const year = indexOf(calendar, yearOf(date));
  return isWorked(year, dayNumber(date) - year.first);
}

/** The name of the holiday or make-up day that makes a day differ from an ordinary week, else null. */
export function specialDay(calendar: Calendar, date: CivilDate): { name: string; worked: boolean } | null {
  const { source } = indexOf(calendar, yearOf(date));
  const off = source.daysOff[date];
  if (off !== undefined) return { name: off, worked: false };
  const madeUp = source.makeUpDays[date];
  return madeUp === undefined ? null : { name: madeUp, worked: true };
}

/**
 * Working days after `from` up to and including `to`; negative when `to` is earlier, 0 on the same day.
 * Throws {@link UnpublishedYear} for any year touched.
 */
export function workingDaysBetween(calendar: Calendar, from: CivilDate, to: CivilDate): number {
  if (to < from) return -workingDaysBetween(calendar, to, from);
  let days = workedUpTo(calendar, to) - workedUpTo(calendar, from);
  for (let year = yearOf(from); year < yearOf(to); year += 1) days += indexOf(calendar, year).worked.at(-1) ?? 0;
  return days;
}

/**
 * The day that lies `days` working days after `from` (before it when negative); 0 gives `from` itself.
 * Throws {@link UnpublishedYear} when the count runs into a year without its notice.
 */
export function addWorkingDays(calendar: Calendar, from: CivilDate, days: number): CivilDate {
  if (days === 0) return from;
  const step = Math.sign(days);
  let number = yearOf(from);
  let year = indexOf(calendar, number);
  let day = dayNumber(from);
  for (let left = Math.abs(days); left > 0; ) {
    day += step;
    if (day < year.first || day >= year.first + year.worked.length) {
      number += step;
      year = indexOf(calendar, number);
    }
    if (isWorked(year, day - year.first)) left -= 1;
  }
  return dateOfDay(day);
}

/** The working day `days` away, or null where the count runs into a year without its notice: silent, not guessed. */
export function workingDayAway(calendar: Calendar, from: CivilDate, days: number): CivilDate | null {
  try {
    return addWorkingDays(calendar, from, days);
  } catch (error) {
    if (error instanceof UnpublishedYear) return null;
    throw error;
  }
}

/** The day itself when worked, else the next worked one. */
export function rollForward(calendar: Calendar, date: CivilDate): CivilDate {
  return isWorkingDay(calendar, date) ? date : addWorkingDays(calendar, date, 1);
}

/** Whether the first day counts: the day of the act itself, or the next (regulations differ, HANDBOOK 2.2). */
export type StartRule = 'sameDay' | 'nextDay';

/** One line of the sum behind a deadline; `days` are working days and `date` is where the sum stands after it. */
export interface DeadlineTerm {
  kind: 'start' | 'limit' | 'fixed' | 'paused' | 'extended' | 'rolled';
  days: number;
  date: CivilDate;
}

/** A limit in working days from a start; the sum is kept term by term so that a screen can show it. */
export function deadlineOf(
  calendar: Calendar,
  { start, limit, startRule }: { start: CivilDate; limit: number; startRule: StartRule },
): DeadlineTerm[] {
  const from = startRule === 'sameDay' ? addDays(start, -1) : start;
  return [
    { kind: 'start', days: 0, date: start },
    { kind: 'limit', days: limit, date: addWorkingDays(calendar, from, limit) },
  ];
}

/** Put one more term to a sum: paused or extended working days, counted on from where the sum stands. */
export function addTerm(
  calendar: Calendar,
  terms: readonly DeadlineTerm[],
  kind: 'paused' | 'extended',
  days: number,
): DeadlineTerm[] {
  const last = terms.at(-1);
  if (!last) return [];
  return [...terms, { kind, days, date: addWorkingDays(calendar, last.date, days) }];
}
