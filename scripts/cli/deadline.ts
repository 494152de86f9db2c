/** `deadline`: the due date of a limit and the sum behind it, by the installation's calendar or by a file's. */

import { readFile } from 'node:fs/promises';
import { createCalendars } from '../../src/calendars/calendars.js';
import { readConfig } from '../../src/config.js';
import { connectMongo } from '../../src/platform/mongo.js';
import {
  type Calendar,
  type CalendarYear,
  calendarOf,
  type StartRule,
  UnpublishedYear,
} from '../../workflows/calendar.js';
import { type CivilDate, civilDateOf, isCivilDate, weekday } from '../../workflows/dates.js';
import { cut } from '../../workflows/text.js';
import {
  type Granted,
  type LimitUnit,
  limitSum,
  type Stop,
  type TimeClock,
} from '../../workflows/time-limits/clock.js';
import { both, fileFault, read, refuse } from './say.js';

const OPTIONS = {
  accepted: { type: 'string' },
  limit: { type: 'string' },
  unit: { type: 'string' },
  'count-from': { type: 'string' },
  pause: { type: 'string', multiple: true },
  extend: { type: 'string', multiple: true },
  calendar: { type: 'string' },
  json: { type: 'boolean' },
} as const;

const START: Record<string, StartRule> = { next: 'nextDay', same: 'sameDay' };
const UNITS: Record<string, LimitUnit> = { 'working-days': 'workingDays', days: 'days' };

const bad = (option: string, value: unknown) => refuse('badDeadline', { option, value: cut(String(value ?? ''), 60) });

/** A day, or an instant whose day in the campaign's zone is meant. */
function dayOf(value: string): CivilDate {
  if (isCivilDate(value)) return value;
  const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(value)
    ? Date.parse(value)
    : Number.NaN;
  return Number.isNaN(instant) ? bad('--accepted', value) : civilDateOf(new Date(instant).toISOString());
}

function units(option: string, value: string | undefined): number {
  if (value === undefined || !/^\d{1,4}$/.test(value) || Number(value) < 1) return bad(option, value);
  return Number(value);
}

function stopOf(value: string): Stop {
  const [from = '', to = '', more] = value.split('..');
  if (!isCivilDate(from) || !isCivilDate(to) || to < from || more !== undefined) return bad('--pause', value);
  return { from, to };
}

type Days = Record<CivilDate, string> | CivilDate[];
interface YearInFile {
  year?: unknown;
  notice?: unknown;
  daysOff?: Days;
  makeUpDays?: Days;
  /** As public calendars list them: each day with whether it is off. */
  days?: { date: CivilDate; name?: string; isOffDay: boolean }[];
}

/** Days by name; a bare list has none. Throws for what is no day of the year. */
function named(days: Days | undefined, year: number): Record<CivilDate, string> {
  const entries = Array.isArray(days) ? days.map((day) => [day, ''] as const) : Object.entries(days ?? {});
  // Public lists give the days of a holiday that lie in the year before; they are of that year.
  for (const [day] of entries) if (!isCivilDate(day)) throw new RangeError(String(day));
  return Object.fromEntries(entries.filter(([day]) => day.startsWith(`${year}-`)));
}

function yearIn(given: YearInFile): CalendarYear {
  const year = Number(given.year);
  if (!Number.isInteger(year) || year < 1900 || year > 2200) throw new RangeError(String(given.year));
  const listed = (off: boolean) => (given.days ?? []).filter((one) => one.isOffDay === off).map(({ date }) => date);
  const daysOff = named(given.days ? listed(true) : given.daysOff, year);
  const makeUp = named(given.days ? listed(false) : given.makeUpDays, year);
  const makeUpDays = Object.fromEntries(Object.entries(makeUp).filter(([day]) => weekday(day) > 5));
  return { year, notice: String(given.notice ?? ''), daysOff, makeUpDays };
}

/** A calendar from a file: a year or a list of years. Refused with a sentence when it is none. */
async function calendarIn(file: string): Promise<Calendar> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return fileFault(error, 'cannotRead', file);
  }
  try {
    const given = JSON.parse(text) as YearInFile | YearInFile[];
    const years = (Array.isArray(given) ? given : [given]).map(yearIn);
    if (years.length === 0) throw new RangeError('no year');
    return calendarOf(years);
  } catch {
    return refuse('badCalendar', { file });
  }
}

async function installed(): Promise<Calendar> {
  const connection = await connectMongo(readConfig().MONGODB_URI);
  try {
    return await createCalendars({ connection }).calendar();
  } finally {
    await connection.close();
  }
}

function clockOf(values: Record<string, string | boolean | string[] | undefined>): TimeClock {
  const text = (name: string) => values[name] as string | undefined;
  const several = (name: string) => (values[name] as string[] | undefined) ?? [];
  if (text('accepted') === undefined) return refuse('missing', { what: '--accepted' });
  if (text('limit') === undefined) return refuse('missing', { what: '--limit' });
  const countFrom = START[text('count-from') ?? 'next'] ?? bad('--count-from', values['count-from']);
  const unit = UNITS[text('unit') ?? 'working-days'] ?? bad('--unit', values.unit);
  const acceptedOn = dayOf(text('accepted') as string);
  const stops = several('pause')
    .map(stopOf)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  const overlap = stops.find((stop, i) => i > 0 && stop.from <= (stops[i - 1]?.to ?? ''));
  if (overlap) bad('--pause', `${overlap.from}..${overlap.to}`);
  if (stops.some(({ from }) => from < acceptedOn)) bad('--pause', stops[0]?.from);
  return { acceptedOn, countFrom, limit: { n: units('--limit', text('limit')), unit }, stops, extensions: [] };
}

/** Extensions on the command line were asked for in time: on the day that was the last before each. */
function extended(calendar: Calendar, clock: TimeClock, more: readonly number[]): TimeClock {
  let now = clock;
  for (const n of more) {
    const granted: Granted = { askedOn: limitSum(calendar, now, clock.acceptedOn).due, n };
    now = { ...now, extensions: [...now.extensions, granted] };
  }
  return now;
}

export async function deadline(args: string[]): Promise<void> {
  const { values } = read(args, [], OPTIONS);
  const asked = clockOf(values);
  const more = ((values.extend as string[] | undefined) ?? []).map((value) => units('--extend', value));
  const calendar = await (typeof values.calendar === 'string' ? calendarIn(values.calendar) : installed());
  try {
    const clock = extended(calendar, asked, more);
    const late = clock.stops.find(
      ({ from }) =>
        from > limitSum(calendar, { ...clock, stops: clock.stops.filter((one) => one.from < from) }, from).due,
    );
    if (late) bad('--pause', `${late.from}..${late.to}`);
    const { due, unit, terms } = limitSum(calendar, clock, clock.acceptedOn);
    const { acceptedOn: accepted, countFrom, limit } = clock;
    if (values.json) {
      process.stdout.write(`${JSON.stringify({ accepted, due, limit: limit.n, unit, countFrom, terms }, null, 2)}\n`);
      return;
    }
    for (const { kind, days, date } of terms) {
      process.stdout.write(`${both(`term.${kind}`, { days, date, unit: '' }).split('\n').join(' / ')}\n`);
    }
  } catch (error) {
    if (error instanceof UnpublishedYear) return refuse('unpublished', { year: error.year });
    throw error;
  }
}
