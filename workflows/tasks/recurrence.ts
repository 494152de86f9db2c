/** Duties that come back, 每月28日前, 每季度不少于两次: what is owed in each period, as stages with dates of their own. */
import { addDays, type CivilDate, exactDate, type FuzzyDate, lastDayOfMonth, weekday, yearOf } from '../dates.js';

export const PERIODS = ['week', 'month', 'quarter', 'halfYear', 'year'] as const;
export type Period = (typeof PERIODS)[number];

/** `times` in each period, by `day` of the month where the document says one. */
export interface Recurrence {
  every: Period;
  times: number;
  day: number | null;
  /** The document's own words. */
  text: string;
}

/** One time that something is owed. */
export interface Occurrence {
  /** 2026年第四季度 第1次. */
  title: string;
  due: FuzzyDate;
}

/** More stages than these nobody can look through; a longer duty is owed in longer periods. */
export const OCCURRENCES_MOST = 60;

const MONTHS: Record<Exclude<Period, 'week'>, number> = { month: 1, quarter: 3, halfYear: 6, year: 12 };
const COUNT = ['一', '二', '三', '四'];
const monthOf = (date: CivilDate) => Number(date.slice(5, 7));

/** The period in which a day lies. */
export function periodOf(every: Period, day: CivilDate): { from: CivilDate; to: CivilDate; name: string } {
  if (every === 'week') {
    const from = addDays(day, 1 - weekday(day));
    const to = addDays(from, 6);
    const short = (date: CivilDate) => `${monthOf(date)}月${Number(date.slice(8))}日`;
    return { from, to, name: `${yearOf(from)}年${short(from)}至${short(to)}` };
  }
  const year = yearOf(day);
  const months = MONTHS[every];
  const index = Math.floor((monthOf(day) - 1) / months);
  const first = index * months + 1;
  const names = {
    month: `${year}年${first}月`,
    quarter: `${year}年第${COUNT[index]}季度`,
    halfYear: `${year}年${index === 0 ? '上' : '下'}半年`,
    year: `${year}年`,
  };
  return {
    from: `${year}-${String(first).padStart(2, '0')}-01`,
    to: lastDayOfMonth(year, first + months - 1),
    name: names[every],
  };
}

/** The day by which it is owed in a period; null when that day is not between `from` and `to`. */
function dueIn(period: { from: CivilDate; to: CivilDate }, day: number | null, from: CivilDate, to: CivilDate) {
  if (day === null) return period.to < to ? period.to : to;
  const month = period.from.slice(0, 7);
  const named = `${month}-${String(day).padStart(2, '0')}`;
  const due = named > period.to ? period.to : named;
  return due < from || due > to ? null : due;
}

/**
 * Everything that is owed from `from` to `to`, both included, in the order of time. A quota is owed by the end of its period:
 * the document names no earlier day, so none is invented. At most OCCURRENCES_MOST: a quota too long to list is one stage a
 * period, and then one a longer period.
 */
export function occurrences(recurrence: Recurrence, from: CivilDate, to: CivilDate): Occurrence[] {
  const { every, times, day, text } = recurrence;
  const periods: { name: string; due: CivilDate }[] = [];
  for (let at = from; at <= to; ) {
    const period = periodOf(every, at);
    const due = dueIn(period, every === 'month' ? day : null, from, to);
    if (due !== null) periods.push({ name: period.name, due });
    at = addDays(period.to, 1);
  }
  if (periods.length > OCCURRENCES_MOST) {
    const longer = PERIODS[PERIODS.indexOf(every) + 1];
    const whole: Recurrence = { every: longer ?? 'year', times: 1, day: null, text };
    const found = longer ? occurrences(whole, from, to) : periods.slice(0, OCCURRENCES_MOST).map(asOne);
    return longer ? found.map(({ title, due }) => ({ title: `${title}（${text}）`, due })) : found;
  }
  if (times === 1) return periods.map(asOne);
  if (periods.length * times > OCCURRENCES_MOST) {
    return periods.map(({ name, due }) => ({ title: `${name}（${times}次）`, due: exactDate(due) }));
  }
  return periods.flatMap(({ name, due }) =>
    Array.from({ length: times }, (_, i) => ({ title: `${name} 第${i + 1}次`, due: exactDate(due) })),
  );
}

const asOne = ({ name, due }: { name: string; due: CivilDate }): Occurrence => ({ title: name, due: exactDate(due) });

/** What of the quota of the present period is done: stages that are due in it, and how many of them are passed. */
export function quotaNow(
  { every }: Recurrence,
  stages: readonly { due: FuzzyDate; passedOn: CivilDate | null }[],
  today: CivilDate,
): { done: number; of: number } {
  const { from, to } = periodOf(every, today);
  const mine = stages.filter(({ due }) => due.to >= from && due.to <= to);
  return { done: mine.filter(({ passedOn }) => passedOn !== null).length, of: mine.length };
}
