/**
 * Civil dates: what people promise is a day in the campaign's zone, not an instant.
 * All arithmetic is on whole days counted from 1970-01-01, so no host time zone can bend it.
 */

/** A day as `YYYY-MM-DD`. */
export type CivilDate = string;

/** A moment as ISO 8601 in UTC, `2026-06-02T00:00:00.000Z`. */
export type Instant = string;

/** A promised date as the document words it: any day from `from` to `to`; the last day binds (DESIGN 4). */
export interface FuzzyDate {
  from: CivilDate;
  to: CivilDate;
  /** The document's own words, `6月中旬`; empty when the date was typed as a date. */
  text: string;
}

/** Asia/Shanghai has kept UTC+8 without daylight saving since 1991, so a constant is exact for every campaign. */
const ZONE_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** True for an existing day written `YYYY-MM-DD`; `2026-02-30` is not one, nor are the years that JavaScript takes for 19xx. */
export function isCivilDate(value: unknown): value is CivilDate {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value) || value < '0100') return false;
  const ms = Date.parse(`${value}T00:00:00Z`);
  return Number.isFinite(ms) && new Date(ms).toISOString().slice(0, 10) === value;
}

/** Days since 1970-01-01. */
export function dayNumber(date: CivilDate): number {
  // Asked a dozen times for each light: reading the digits takes a tenth of what parsing an instant does.
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY_MS;
}

/** The days written lately: a campaign turns around in a few hundred, and writing one costs more than all else here. */
const written = new Map<number, CivilDate>();
const MOST_WRITTEN = 4_000;

/** The day `n` days after 1970-01-01. */
export function dateOfDay(n: number): CivilDate {
  const known = written.get(n);
  if (known !== undefined) return known;
  if (written.size >= MOST_WRITTEN) written.clear();
  const date = new Date(n * DAY_MS).toISOString().slice(0, 10);
  written.set(n, date);
  return date;
}

/** The day `days` calendar days later (earlier when negative). */
export function addDays(date: CivilDate, days: number): CivilDate {
  return dateOfDay(dayNumber(date) + days);
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The year of a day. */
export function yearOf(date: CivilDate): number {
  return Number(date.slice(0, 4));
}

/** `2026-Q2`: the quarter that holds a day. */
export function quarterOf(date: CivilDate): string {
  return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(date: CivilDate): number {
  return ((dayNumber(date) + 3) % 7) + 1;
}

/** The campaign-zone day of an instant. */
export function civilDateOf(instant: Instant): CivilDate {
  return new Date(Date.parse(instant) + ZONE_OFFSET_MS).toISOString().slice(0, 10);
}

/** The campaign-zone time of day of an instant, `HH:mm`. */
export function timeOfDay(instant: Instant): string {
  return new Date(Date.parse(instant) + ZONE_OFFSET_MS).toISOString().slice(11, 16);
}

/** The instant at which the clock in the campaign's zone shows `date` `time` (`HH:mm`, midnight by default). */
export function instantOf(date: CivilDate, time = '00:00'): Instant {
  // Midnight is what every light's clock asks for; it needs no instant to be parsed.
  if (time === '00:00') return `${addDays(date, -1)}T16:00:00.000Z`;
  return new Date(Date.parse(`${date}T${time}:00.000Z`) - ZONE_OFFSET_MS).toISOString();
}

/** The later of two days. */
export function laterOf(a: CivilDate, b: CivilDate): CivilDate {
  return a > b ? a : b;
}

/** The earlier of two days. */
export function earlierOf(a: CivilDate, b: CivilDate): CivilDate {
  return a < b ? a : b;
}

/** The last day of a month, `2026-02` → `2026-02-28`. */
export function lastDayOfMonth(year: number, month: number): CivilDate {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** The day of the same number `months` later (earlier when negative); where that month has none, its last. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const count = yearOf(date) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const last = lastDayOfMonth(Math.floor(count / 12), (((count % 12) + 12) % 12) + 1);
  const same = `${last.slice(0, 8)}${date.slice(8)}`;
  return same < last ? same : last;
}

/** A promise of one exact day. */
export function exactDate(date: CivilDate, text = ''): FuzzyDate {
  return { from: date, to: date, text };
}
