/** The working-day calendar of the installation: the shipped years, and what an administrator entered from later notices. */
import { type Connection, type Model, Schema } from 'mongoose';
import { type Calendar, type CalendarYear, calendarOf } from '../../workflows/calendar.js';
import { weekday, yearOf } from '../../workflows/dates.js';
import type { Reason } from '../../workflows/step.js';
import { InvalidForm } from '../platform/errors.js';
import { kept } from '../platform/kept.js';
import { isDuplicate } from '../platform/write-errors.js';
import { expectRevision, fieldsChanged, keeping, type Save } from '../records/saves.js';
import { publishedYears } from './published-years.js';
import { writeDays } from './written-days.js';

/** A year as kept: a later save replaces an earlier one, who saved it stays on it. */
export interface KeptYear extends CalendarYear {
  enteredBy: string;
  enteredAt: string;
  rev: number;
  saves: Save[];
}

/** A year that is known; one that is shipped has revision 0 and was entered by nobody. */
export type KnownYear = CalendarYear & Pick<KeptYear, 'rev'> & { enteredBy: string | null };

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
      rev: { type: Number, default: 1 },
      saves: { type: [Schema.Types.Mixed], default: [] },
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
    return found.map(asKept);
  }
  const asKept = ({ _id, ...year }: YearDocument): KeptYear => ({
    ...year,
    rev: year.rev ?? 1,
    saves: year.saves ?? [],
  });
  const known = kept<Calendar>(KEEP_MS);
  const read = async () => calendarOf([...shipped, ...(await entered())]);

  /** False where somebody was faster. */
  async function saved(standing: object, set: object, save: Save, fresh: boolean): Promise<boolean> {
    try {
      if (fresh) await model.create({ ...standing, ...set, saves: [save] } as unknown as YearDocument);
      else return (await model.updateOne(standing, { $set: set, $push: keeping(save) } as never)).matchedCount === 1;
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  return {
    /** The calendar as it stands; asked for every event, so it is read from the database only every few seconds. */
    calendar: (): Promise<Calendar> => known.get('', read),
    /** Every year that is known, with where it was taken from. */
    async years(): Promise<KnownYear[]> {
      const own: KnownYear[] = (await entered()).map(({ saves, ...year }) => year);
      const replaced = new Set(own.map(({ year }) => year));
      const rest = shipped
        .filter(({ year }) => !replaced.has(year))
        .map((year) => ({ ...year, rev: 0, enteredBy: null }));
      return [...rest, ...own].sort((a, b) => a.year - b.year);
    },
    /**
     * Enter a year from its notice, or correct it (a regional holiday). Throws InvalidForm naming what is wrong, EditConflict
     * where the year is no longer what the page showed at `expected` (0 = not entered yet).
     */
    async enter(year: CalendarYear, expected: number, { by, at }: { by: Save['actor']; at: string }): Promise<void> {
      const reasons = wrongIn(year);
      if (reasons.length > 0) throw new InvalidForm(reasons);
      const _id = String(year.year);
      for (;;) {
        const found = await model.findById(_id).lean<YearDocument>();
        const before = found ? asKept(found) : null;
        expectRevision(expected, before ?? { rev: 0 });
        const from = before ?? shipped.find((one) => one.year === year.year);
        const fields = fieldsChanged(shownOf(from), shownOf(year));
        const save = { seq: expected + 1, type: 'ENTERED', at, actor: { id: by.id, name: by.name }, fields };
        const set = { ...year, enteredBy: by.name, enteredAt: at, rev: expected + 1 };
        // A year kept by an earlier version has no revision of its own.
        const standing = { _id, rev: found?.rev === undefined ? { $exists: false } : expected };
        if (await saved(found === null ? { _id } : standing, set, save, found === null)) break;
      }
      known.forget();
    },
  };
}

export type Calendars = ReturnType<typeof createCalendars>;

/** A year as its page has it. */
const shownOf = (year?: CalendarYear) =>
  year ? { notice: year.notice, daysOff: writeDays(year.daysOff), makeUpDays: writeDays(year.makeUpDays) } : {};

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
