/**
 * Dates counted from the month in which a campaign starts, worded as documents word them.
 * 上旬 1–10, 中旬 11–20, 下旬 21 to the end, 中下旬 11 to the end, 月底前 up to and including the last day (DESIGN 4).
 */
import { type CivilDate, type FuzzyDate, isCivilDate, lastDayOfMonth, laterOf } from '../dates.js';

const PARTS = { 上旬: [1, 10], 中旬: [11, 20], 下旬: [21, 31], 中下旬: [11, 31], 月底前: [31, 31] } as const;
export type PartOfMonth = keyof typeof PARTS;

/**
 * A date in the month that lies `month` months after the start's month (negative = before): a day, one day or another,
 * or a part of the month; `months` later for the second of two days that are not of one month. `words` replaces the usual
 * wording; `{month}` in it is the month's number.
 */
export type RelativeDate = { month: number; words?: string } & (
  | { day: number }
  | { from: number; to: number; months?: number }
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
  const dayOf = (day: number, later = 0): CivilDate => {
    const { year, month } = monthAfter(startOn, date.month + later);
    const last = lastDayOfMonth(year, month);
    const wanted = `${last.slice(0, 8)}${String(day).padStart(2, '0')}`;
    const found = wanted > last ? last : wanted;
    return date.month + later === 0 ? laterOf(found, startOn) : found;
  };
  const { month } = monthAfter(startOn, date.month);
  const later = 'from' in date ? date.months : 0;
  const [from, to] = 'day' in date ? [date.day, date.day] : 'part' in date ? PARTS[date.part] : [date.from, date.to];
  return { from: dayOf(from), to: dayOf(to, later), text: wording(month, date) };
}

const monthsOf = (date: CivilDate) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;

function monthAfter(startOn: CivilDate, months: number): { year: number; month: number } {
  const count = monthsOf(startOn) + months;
  return { year: Math.floor(count / 12), month: (((count % 12) + 12) % 12) + 1 };
}

/**
 * The other way round: a date of a campaign as one that is counted from its start. A month's end stays a month's end and a
 * third of a month a third, whatever month it falls in; the number of its month in its words goes with it.
 */
export function relativeTo(startOn: CivilDate, { from, to, text }: FuzzyDate): RelativeDate {
  const month = monthsOf(from) - monthsOf(startOn);
  const words = text.replace(new RegExp(`(?<!\\d)${Number(from.slice(5, 7))}(?=月)`, 'g'), '{month}');
  const [first, second] = [Number(from.slice(8)), Number(to.slice(8))];
  const last = Number(lastDayOfMonth(Number(from.slice(0, 4)), Number(from.slice(5, 7))).slice(8));
  const months = monthsOf(to) - monthsOf(from);
  if (months !== 0) return { month, from: first, to: second, months, words };
  const part = (Object.keys(PARTS) as PartOfMonth[]).find((name) => {
    const [low, high] = PARTS[name];
    return Math.min(low, last) === first && Math.min(high, last) === second;
  });
  if (part !== undefined) return { month, part, words };
  return first === second ? { month, day: first, words } : { month, from: first, to: second, words };
}

/** A day set by the office where the document names none: it has no words of its own. */
export function setDay(month: number, day: number): RelativeDate {
  return { month, day, words: '' };
}
