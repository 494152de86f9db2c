/** How days, instants and sizes are written: `6月10日` / `10 Jun`, with the year only where it is not this year. */
import {
  type CivilDate,
  civilDateOf,
  type FuzzyDate,
  type Instant,
  timeOfDay,
  weekday,
  yearOf,
} from '../../workflows/dates.js';
import type { Locale } from './i18n.js';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const WEEKDAYS: Record<Locale, string[]> = {
  'zh-CN': ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
};

function parts(date: CivilDate): { year: number; month: number; day: number; monthName: string } {
  const month = Number(date.slice(5, 7));
  return { year: yearOf(date), month, day: Number(date.slice(8, 10)), monthName: MONTHS[month - 1] ?? '' };
}

/** `6月10日` / `10 Jun`; with the year when it is not that of `today`. */
export function formatDate(locale: Locale, date: CivilDate, today: CivilDate): string {
  const { year, month, day, monthName } = parts(date);
  const otherYear = year !== yearOf(today);
  if (locale === 'en') return `${day} ${monthName.slice(0, 3)}${otherYear ? ` ${year}` : ''}`;
  return `${otherYear ? `${year}年` : ''}${month}月${day}日`;
}

/** `2026年6月10日` / `10 June 2026`. */
export function formatDateLong(locale: Locale, date: CivilDate): string {
  const { year, month, day, monthName } = parts(date);
  return locale === 'en' ? `${day} ${monthName} ${year}` : `${year}年${month}月${day}日`;
}

/** `6月3日 周三` / `Wed 3 Jun`. */
export function formatDateWeekday(locale: Locale, date: CivilDate, today: CivilDate): string {
  const name = WEEKDAYS[locale][weekday(date) - 1] ?? '';
  const day = formatDate(locale, date, today);
  return locale === 'en' ? `${name} ${day}` : `${day} ${name}`;
}

/** A month or a quarter: `2026年6月` / `June 2026`, `2026年第二季度` / `Q2 2026`. */
export function formatPeriod(locale: Locale, period: string): string {
  const year = period.slice(0, 4);
  const quarter = /-Q([1-4])$/.exec(period)?.[1];
  if (quarter) return locale === 'en' ? `Q${quarter} ${year}` : `${year}年第${'一二三四'[Number(quarter) - 1]}季度`;
  const { month, monthName } = parts(`${period}-01`);
  return locale === 'en' ? `${monthName} ${year}` : `${year}年${month}月`;
}

/** A promised date as people say it: one day, or `6月11日–20日（6月中旬）` with the document's words. */
export function formatFuzzy(locale: Locale, date: FuzzyDate, today: CivilDate): string {
  const to = formatDate(locale, date.to, today);
  if (date.from === date.to) return to;
  const range = `${formatDate(locale, date.from, today)}–${to}`;
  if (date.text === '') return range;
  return locale === 'en' ? `${range} (${date.text})` : `${range}（${date.text}）`;
}

/** `6月2日 08:00` / `2 Jun 08:00`, by the clock on the wall in Asia/Shanghai. */
export function formatInstant(locale: Locale, instant: Instant, today: CivilDate): string {
  return `${formatDate(locale, civilDateOf(instant), today)} ${timeOfDay(instant)}`;
}

/** `412 KB`, `1.2 MB`; a KB is 1024 bytes, as file managers count. */
export function formatFileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1_048_576) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1_048_576).toFixed(1)} MB`;
}

const collator = new Intl.Collator('zh-u-co-pinyin', { numeric: true });

/** Order of names by pinyin, with numbers inside them counted as numbers. */
export function byPinyin(a: string, b: string): number {
  return collator.compare(a, b);
}
