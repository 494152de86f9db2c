/**
 * Dates counted from the month in which a campaign starts, worded as documents word them.
 * 上旬 1–10, 中旬 11–20, 下旬 21 to the end, 中下旬 11 to the end, 月底前 up to and including the last day (DESIGN 4).
 */
import { type CivilDate, type FuzzyDate, isCivilDate, lastDayOfMonth, laterOf } from '../dates.js';

const PARTS = { 上旬: [1, 10], 中旬: [11, 20], 下旬: [21, 31], 中下旬: [11, 31], 月底前: [31, 31] } as const;
export type PartOfMonth = keyof typeof PARTS;

/**
 * A date in the month that lies `month` months after the start's month (negative = before): a day, one day or another,
 * or a part of the month. `words` replaces the usual wording; `{month}` in it is the month's number.
 */
export type RelativeDate = { month: number; words?: string } & (
  | { day: number }
  | { from: number; to: number }
  | { part: PartOfMonth }
);

function wording(month: number, date: RelativeDate): string {
  if (date.words !== undefined) return date.words.replaceAll('{month}', String(month));
  if ('day' in date) return `${month}月${date.day}日`;
  if ('part' in date) return `${month}${date.part === '月底前' ? date.part : `月${date.part}`}`;
  return date.to === date.from + 1
    ? `${month}月${date.from}日或${date.to}日`
    : `${month}月${date.from}日至${date.to}日`;
}

/**
 * The days a relative date stands for. A day the month does not have becomes its last; a date in the start's own month
 * is never before the start. Throws RangeError when `startOn` is not an existing day.
 */
export function resolveDate(date: RelativeDate, startOn: CivilDate): FuzzyDate {
  if (!isCivilDate(startOn)) throw new RangeError(`Not a day: ${startOn}.`);
  const months = Number(startOn.slice(0, 4)) * 12 + Number(startOn.slice(5, 7)) - 1 + date.month;
  const year = Math.floor(months / 12);
  const month = (months % 12) + 1;
  const last = lastDayOfMonth(year, month);
  const dayOf = (day: number): CivilDate => {
    const wanted = `${last.slice(0, 8)}${String(day).padStart(2, '0')}`;
    const found = wanted > last ? last : wanted;
    return date.month === 0 ? laterOf(found, startOn) : found;
  };
  const [from, to] = 'day' in date ? [date.day, date.day] : 'part' in date ? PARTS[date.part] : [date.from, date.to];
  return { from: dayOf(from), to: dayOf(to), text: wording(month, date) };
}

/** A day set by the office where the document names none: it has no words of its own. */
export function setDay(month: number, day: number): RelativeDate {
  return { month, day, words: '' };
}
