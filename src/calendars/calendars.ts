/** The working-day calendar of the installation: the shipped years, and what an administrator entered from later notices. */
import { type Connection, type Model, Schema } from 'mongoose';
import { type Calendar, type CalendarYear, calendarOf } from '../../workflows/calendar.js';
import { weekday, yearOf } from '../../workflows/dates.js';
import type { Reason } from '../../workflows/step.js';
import { InvalidForm } from '../platform/errors.js';
import { kept } from '../platform/kept.js';
import { publishedYears } from './published-years.js';

/** A year as kept: a later save replaces an earlier one, who saved it stays on it. */
export interface KeptYear extends CalendarYear {
  enteredBy: string;
  enteredAt: string;
}

type YearDocument = KeptYear & { _id: string };

function yearModel(connection: Connection): Model<YearDocument> {
  const schema = new Schema(
    {
      _id: { type: String, required: true },
      year: Number,
      notice: String,
      // Days are keys here, so the maps are kept as they are.
      daysOff: Schema.Types.Mixed,
      makeUpDays: Schema.Types.Mixed,
      enteredBy: String,
      enteredAt: String,
    },
    { versionKey: false, minimize: false },
  );
  return (connection.models.CalendarYear ??
    connection.model('CalendarYear', schema, 'calendarYears')) as unknown as Model<YearDocument>;
}

/** How long a process may go on with the calendar it read; years change once a year. */
const KEEP_MS = 5_000;

export function createCalendars({ connection }: { connection: Connection }) {
  const model = yearModel(connection);
  const shipped = publishedYears();

  async function entered(): Promise<KeptYear[]> {
    const found = await model.find().sort({ year: 1 }).lean<YearDocument[]>();
    return found.map(({ _id, ...year }) => year);
  }
  const known = kept<Calendar>(KEEP_MS);
  const read = async () => calendarOf([...shipped, ...(await entered())]);

  return {
    /** The calendar as it stands; asked for every event, so it is read from the database only every few seconds. */
    calendar: (): Promise<Calendar> => known.get('', read),
    /** Every year that is known, with where it was taken from. */
    async years(): Promise<(CalendarYear & { enteredBy: string | null })[]> {
      const own = await entered();
      const replaced = new Set(own.map(({ year }) => year));
      const rest = shipped.filter(({ year }) => !replaced.has(year)).map((year) => ({ ...year, enteredBy: null }));
      return [...rest, ...own].sort((a, b) => a.year - b.year);
    },
    /** Enter a year from its notice, or correct it (a regional holiday). Throws InvalidForm naming what is wrong. */
    async enter(year: CalendarYear, by: string, at: string): Promise<void> {
      const reasons = wrongIn(year);
      if (reasons.length > 0) throw new InvalidForm(reasons);
      const document = { ...year, enteredBy: by, enteredAt: at };
      await model.updateOne({ _id: String(year.year) }, { $set: document }, { upsert: true });
      known.forget();
    },
  };
}

export type Calendars = ReturnType<typeof createCalendars>;

/** Why a year cannot be right: days of another year, a make-up day on a weekday, a day both off and worked. */
function wrongIn({ year, notice, daysOff, makeUpDays }: CalendarYear): Reason[] {
  const reasons: Reason[] = [];
  if (!notice.trim()) reasons.push({ code: 'required', field: 'notice', params: { field: 'notice' } });
  if (Object.keys(daysOff).length === 0) reasons.push({ code: 'calendar.noDaysOff', field: 'daysOff' });
  for (const [field, days] of Object.entries({ daysOff, makeUpDays })) {
    const foreign = Object.keys(days).find((date) => yearOf(date) !== year);
    if (foreign) reasons.push({ code: 'calendar.otherYear', field, params: { date: foreign } });
  }
  const weekdays = Object.keys(makeUpDays).find((date) => weekday(date) <= 5);
  if (weekdays) reasons.push({ code: 'calendar.notAWeekend', field: 'makeUpDays', params: { date: weekdays } });
  const both = Object.keys(makeUpDays).find((date) => date in daysOff);
  if (both) reasons.push({ code: 'calendar.bothWays', field: 'makeUpDays', params: { date: both } });
  return reasons;
}
