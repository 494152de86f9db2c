/**
 * Dates counted from the month in which a campaign starts, worded as documents word them.
 * 上旬 1–10, 中旬 11–20, 下旬 21 to the end, 中下旬 11 to the end, 月底前 up to and including the last day (DESIGN 4).
 */
import { type CivilDate, type FuzzyDate, isCivilDate, lastDayOfMonth, laterOf } from '../dates.js';

const PARTS = { 上旬: [1, 10], 中旬: [11, 20], 下旬: [21, 31], 中下旬: [11, 31], 月底前: [31, 31] } as const;
export type PartOfMonth = keyof typeof PARTS;

/**
 * A date in the month that lies `month` months after the start's month (negative = before): a day, one day or another,
 * or a part of the month; `months` later for the second of two days that are not of one month. 31 as the second day is the
 * month's last. `early`: it may lie before the start in the start's own month.
 * `words` replaces the usual wording; `{month}` in it is the month's number. With `wordsOf` the words are true in that month
 * alone (`2026-12`), and in any other the date has none.
 */
export type RelativeDate = { month: number; words?: string; wordsOf?: string; early?: boolean } & (
  | { day: number }
  | { from: number; to: number; months?: number }
  | { part: PartOfMonth }
);

interface Month {
  year: number;
  month: number;
}

const keyOf = ({ year, month }: Month) => `${year}-${String(month).padStart(2, '0')}`;
const monthsOf = (date: CivilDate) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;

function monthAfter(startOn: CivilDate, months: number): Month {
  const count = monthsOf(startOn) + months;
  return { year: Math.floor(count / 12), month: (((count % 12) + 12) % 12) + 1 };
}

function wording(at: Month, date: RelativeDate): string {
  const { month } = at;
  if (date.wordsOf !== undefined && date.wordsOf !== keyOf(at)) return '';
  if (date.words !== undefined) return date.words.replaceAll('{month}', String(month));
  if ('day' in date) return `${month}月${date.day}日`;
  if ('part' in date) return `${month}${date.part === '月底前' ? date.part : `月${date.part}`}`;
  return date.to === date.from + 1
    ? `${month}月${date.from}日或${date.to}日`
    : `${month}月${date.from}日至${date.to}日`;
}

/**
 * The days a relative date stands for. A day the month does not have becomes its last, and words that name it fall away; a
 * date in the start's own month is not before the start unless it says so. Throws RangeError when `startOn` is no day.
 */
export function resolveDate(date: RelativeDate, startOn: CivilDate): FuzzyDate {
  if (!isCivilDate(startOn)) throw new RangeError(`Not a day: ${startOn}.`);
  const [first, second] =
    'day' in date ? [date.day, date.day] : 'part' in date ? PARTS[date.part] : [date.from, date.to];
  const text = wording(monthAfter(startOn, date.month), date);
  /** The day, and whether it is another than the one asked for. */
  const dayOf = (day: number, later = 0): { on: CivilDate; other: boolean } => {
    const { year, month } = monthAfter(startOn, date.month + later);
    const last = lastDayOfMonth(year, month);
    const wanted = `${last.slice(0, 8)}${String(day).padStart(2, '0')}`;
    const cut = wanted > last && ('day' in date || day < END || text.includes(`${END}日`));
    const found = wanted > last ? last : wanted;
    const held = date.month + later === 0 && !date.early ? laterOf(found, startOn) : found;
    return { on: held, other: held !== found || ('part' in date ? false : cut) };
  };
  const from = dayOf(first);
  const to = dayOf(second, 'from' in date ? date.months : 0);
  // Of a part of a month that has begun, the rest is still that part.
  const untrue = to.other || (from.other && !('part' in date));
  return { from: from.on, to: to.on, text: untrue ? '' : text };
}

/** As the second day of two: the last of the month, however many it has. */
const END = 31;

/** Whether words stay true in another month: they name no month but the first day's and no day but the two. */
function portable(text: string, month: number, days: readonly number[]): boolean {
  if (/[年季]/.test(text)) return false;
  return [...text.matchAll(/(\d+)(.?)/g)].every(([, number, unit]) =>
    unit === '月' ? Number(number) === month : days.includes(Number(number)),
  );
}

/**
 * The other way round: a date of a campaign as one that is counted from its start. A month's end stays a month's end and a
 * third of a month a third, whatever month it falls in; words go with it where they are still true there.
 */
export function relativeTo(startOn: CivilDate, { from, to, text }: FuzzyDate): RelativeDate {
  const at = monthAfter(from, 0);
  const [first, second] = [Number(from.slice(8)), Number(to.slice(8))];
  const end = (date: CivilDate) => date === lastDayOfMonth(Number(date.slice(0, 4)), Number(date.slice(5, 7)));
  const months = monthsOf(to) - monthsOf(from);
  /** A day that the words name by its number is that day, and no end of a month. */
  const named = (day: number) => new RegExp(`(?<!\\d)${day}(?!\\d|月)`).test(text);
  const part = (Object.keys(PARTS) as PartOfMonth[]).find((name) => {
    const [low, high] = PARTS[name];
    const last = Number(lastDayOfMonth(at.year, at.month).slice(8));
    return months === 0 && Math.min(low, last) === first && Math.min(high, last) === second && !named(second);
  });
  const shape =
    part !== undefined
      ? { part }
      : from === to
        ? { day: first }
        : { from: first, to: end(to) && !named(second) ? END : second, ...(months === 0 ? {} : { months }) };
  const words = text.replace(new RegExp(`(?<!\\d)${at.month}(?=月)`, 'g'), '{month}');
  return {
    month: monthsOf(from) - monthsOf(startOn),
    ...shape,
    words: portable(text, at.month, [first, second]) ? words : text,
    ...(portable(text, at.month, [first, second]) ? {} : { wordsOf: keyOf(at) }),
    ...([from, to].some((one) => one < startOn && monthsOf(one) === monthsOf(startOn)) ? { early: true } : {}),
  };
}

/** A day set by the office where the document names none: it has no words of its own. */
export function setDay(month: number, day: number): RelativeDate {
  return { month, day, words: '' };
}
