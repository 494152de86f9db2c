/**
 * Dates as documents word them (DESIGN 4): 上旬 1–10, 中旬 11–20, 下旬 21 to the end; 前 and 底前 include the day itself;
 * a quarter, a half-year or 年内 is a range. Dates that only modify something else (自2019年1月1日起, 《…2016年…》, 2019年度的)
 * are no deadlines.
 */
import { type FuzzyDate, lastDayOfMonth } from '../dates.js';
import { within, before as wordsBefore } from '../linear-text.js';
import type { Recurrence } from '../tasks/recurrence.js';
import { numeral } from './numerals.js';
import type { Span } from './plan.js';

/** A date found in a text. */
export interface FoundDate extends Span {
  due: FuzzyDate;
  /** The year was not printed. */
  inferredYear: boolean;
  /** `6月10日之后`: a day before which nothing happens, not a deadline. */
  after: boolean;
}

const N = '[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}';
const YEAR = '(?:(?<year>[0-9０-９]{4}|[二一][〇零一二三四五六七八九]{3}|今|本|当|明|次)年度?)';
const BEFORE = '(?:之前|以前|前|止|以内|之内)';
const FORMS: { form: string; pattern: RegExp }[] = [
  {
    form: 'span',
    pattern: new RegExp(
      `${YEAR}?(?<month>${N})月(?<day>${N})日?(?:至|到|—|－|-|~|～|–)(?:(?<month2>${N})月)?(?<day2>${N})日`,
      'dgu',
    ),
  },
  {
    form: 'either',
    pattern: new RegExp(
      `${YEAR}?(?<month>${N})月(?<day>${N})日?(?:或者|或|、)(?:(?<month2>${N})月)?(?<day2>${N})日`,
      'dgu',
    ),
  },
  {
    form: 'months',
    pattern: new RegExp(`${YEAR}?(?<month>${N})月?份?(?:至|到|—|－|-|~|～|–)(?<month2>${N})月份?(?:底|末)?`, 'dgu'),
  },
  { form: 'day', pattern: new RegExp(`${YEAR}?(?<month>${N})月(?<day>${N})[日号](?<before>${BEFORE})?`, 'dgu') },
  {
    form: 'part',
    pattern: new RegExp(
      `${YEAR}?(?<month>${N})月份?(?<part>上中旬|中上旬|中下旬|上旬|中旬|下旬|初)(?<before>${BEFORE})?`,
      'dgu',
    ),
  },
  { form: 'monthEnd', pattern: new RegExp(`${YEAR}?(?<month>${N})月份?(?:底|末)(?<before>${BEFORE})?`, 'dgu') },
  {
    form: 'month',
    pattern: new RegExp(`${YEAR}?(?<month>${N})月份?(?<before>${BEFORE})?(?![一-龥]?[日号旬底末])`, 'dgu'),
  },
  {
    form: 'quarter',
    pattern: new RegExp(`${YEAR}?第?(?<quarter>[一二三四1-4])季度(?:底|末)?(?<before>${BEFORE})?`, 'dgu'),
  },
  { form: 'half', pattern: new RegExp(`${YEAR}?(?<half>[上下])半年(?:底|末)?(?<before>${BEFORE})?`, 'dgu') },
  {
    form: 'yearEnd',
    pattern: new RegExp(
      `(?:${YEAR}|(?<![0-9０-９今本当明次每往历常逐一二三四五六七八九十两])年)(?:年?底|年?末)(?<before>${BEFORE})?`,
      'dgu',
    ),
  },
  {
    form: 'withinYear',
    pattern: new RegExp(
      `(?:${YEAR}|(?<![0-9０-９今本当明次每往历常逐几多数一二三四五六七八九十两半])年)(?:内|之内|以内)`,
      'dgu',
    ),
  },
  { form: 'yearBefore', pattern: new RegExp(`${YEAR}(?<before>之前|以前|前)`, 'dgu') },
];

interface Read {
  span: Span;
  form: string;
  groups: Record<string, string | undefined>;
}

function matches(text: string): Read[] {
  const found: Read[] = [];
  const taken = new Uint8Array(text.length);
  for (const { form, pattern } of FORMS) {
    for (const match of text.matchAll(pattern)) {
      const span = { start: match.index, end: match.index + match[0].length };
      // The forms stand from the most to the least particular: a later one inside or across an earlier one says nothing new.
      if (taken.subarray(span.start, span.end).includes(1)) continue;
      taken.fill(1, span.start, span.end);
      found.push({ span, form, groups: match.groups ?? {} });
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

const ymd = (year: number, month: number, day: number) =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
const PARTS: Record<string, [number, number]> = {
  初: [1, 10],
  上旬: [1, 10],
  中旬: [11, 20],
  下旬: [21, 31],
  上中旬: [1, 20],
  中上旬: [1, 20],
  中下旬: [11, 31],
};

/** The days a wording stands for in a year; null where the calendar has no such day. */
function daysOf({ form, groups }: Read, year: number): { from: string; to: string } | null {
  const number = (name: string) => numeral(groups[name] ?? '') ?? 0;
  const month = number('month');
  if (groups.month !== undefined && (month < 1 || month > 12)) return null;
  const last = (of: number) => Number(lastDayOfMonth(year, of).slice(8));
  const by = (to: string) => ({ from: to, to });
  const before = groups.before !== undefined;
  switch (form) {
    case 'span':
    case 'either': {
      const second = groups.month2 === undefined ? month : number('month2');
      if (second < 1 || second > 12 || number('day') > last(month) || number('day2') > last(second)) return null;
      return { from: ymd(year, month, number('day')), to: ymd(year, second, number('day2')) };
    }
    case 'months': {
      const second = number('month2');
      if (second < month || second > 12) return null;
      return { from: ymd(year, month, 1), to: lastDayOfMonth(year, second) };
    }
    case 'day':
      return number('day') < 1 || number('day') > last(month) ? null : by(ymd(year, month, number('day')));
    case 'part': {
      const [from, to] = PARTS[groups.part ?? ''] ?? [1, 31];
      const end = ymd(year, month, Math.min(to, last(month)));
      return before ? by(end) : { from: ymd(year, month, from), to: end };
    }
    case 'monthEnd':
      return by(lastDayOfMonth(year, month));
    case 'month':
      return before ? by(lastDayOfMonth(year, month)) : { from: ymd(year, month, 1), to: lastDayOfMonth(year, month) };
    case 'quarter': {
      const quarter = number('quarter');
      const to = lastDayOfMonth(year, quarter * 3);
      return before ? by(to) : { from: ymd(year, quarter * 3 - 2, 1), to };
    }
    case 'half': {
      const to = groups.half === '上' ? ymd(year, 6, 30) : ymd(year, 12, 31);
      return before ? by(to) : { from: groups.half === '上' ? ymd(year, 1, 1) : ymd(year, 7, 1), to };
    }
    case 'yearEnd':
    case 'yearBefore':
      return by(ymd(year, 12, 31));
    case 'withinYear':
      return { from: ymd(year, 1, 1), to: ymd(year, 12, 31) };
    default:
      return null;
  }
}

/** Inside 《》 or “”: what is quoted or the name of a document promises nothing here. Asked in the order of the text. */
const quotedIn = (text: string) =>
  within(text, [
    ['《', '》'],
    ['“', '”'],
  ]);

/** Characters beside a date that tell what it is; no word that is looked for there is longer. */
const BESIDE = 12;

/** The words right before a place, without the blanks between; blanks before different places are different ones. */
function wordsEndingAt(text: string, at: number): string {
  let end = at;
  while (end > 0 && /\s/.test(text[end - 1] ?? '')) end -= 1;
  return wordsBefore(text, end, BESIDE);
}

/** A wording that says by itself that it is a deadline. */
const BINDS = new Set(['yearEnd', 'withinYear', 'monthEnd', 'part', 'either']);
const SINCE_BEFORE = /(?:自|从|由|早在|截至|截止到?|以|对|将|原定|原|始于|根据|按照|参照|同比|较|比)$/;
const SINCE_AFTER =
  /^(?:起|开始|以来|至今|以后的|颁布|印发|出台|发布|公布|下发|实施的|通过的|施行|修订|的|度|第|版|制定的|召开的|省|市|全国|国务院|《|我|各|全)/;
/** What may stand before a plain date so that it is when something is to be done. */
const WHEN_BEFORE =
  /(?:^|[。；，,;：:、（(\n⏎]|于|在|到|至|计划|初定|拟|定于|拟于|将于|力争|争取|确保|要求|要求他们|他们|并|且|时限|时间|务必|底|前|应|应当|须|最迟|不迟于|暂定|约定|预计)$/;

function isDeadline(text: string, { span, form, groups }: Read): boolean {
  const before = wordsEndingAt(text, span.start);
  const after = text.slice(span.end, span.end + BESIDE);
  if (SINCE_BEFORE.test(before) && !/(?:到|至)$/.test(before)) return false;
  if (/^(?:起|以来|至今)/.test(after)) return false;
  const limit = groups.before !== undefined;
  if (limit) return !/^(?:的|颁布|印发|出台|建成的|登记|注册|取得|出生)/.test(after);
  if (SINCE_AFTER.test(after)) return false;
  // 年内无案例 tells of a state that lasts, not of a day.
  if (form === 'withinYear' && /^[，,]?(?:无|不|未|没有|发生|累计|新增)/.test(after)) return false;
  if (BINDS.has(form)) return true;
  return WHEN_BEFORE.test(before);
}

/** The year a wording is meant in: its own, else the one before it in the sentence, else the given one. */
function yearIn(said: string | undefined, year: number): number | null {
  if (said === undefined) return null;
  if (/^[今本当]$/.test(said)) return year;
  if (/^[明次]$/.test(said)) return year + 1;
  return numeral(said);
}

/**
 * Every deadline of a text, in order. `year` is the year of the campaign or of the document, for dates without one.
 * `loose` takes every date, for cells and labels that hold nothing else.
 */
export function findDeadlines(text: string, year: number, loose = false): FoundDate[] {
  let current: number | null = null;
  const quoted = quotedIn(text);
  const found: FoundDate[] = [];
  let from = 0;
  for (const read of matches(text)) {
    // A year holds until the sentence ends.
    if (/[。；\n⏎]/.test(text.slice(from, read.span.start))) current = null;
    from = read.span.end;
    const own = yearIn(read.groups.year, year);
    const inYear = own ?? current ?? year;
    if (own !== null) current = own;
    if (!loose && (quoted(read.span.start) || !isDeadline(text, read))) continue;
    const days = daysOf(read, inYear);
    if (days === null) continue;
    const behind = /^(?:之后|以后|后)/.exec(text.slice(read.span.end, read.span.end + 2))?.[0] ?? '';
    const span = { start: read.span.start, end: read.span.end + behind.length };
    const due = { ...days, text: text.slice(span.start, span.end) };
    found.push({ ...span, due, inferredYear: own === null, after: behind !== '' });
  }
  return found;
}

const EVERY: { every: Recurrence['every']; pattern: RegExp }[] = [
  { every: 'week', pattern: /每个?(?:周|星期)|按周/ },
  { every: 'month', pattern: /每个?月|按月|月报|逐月/ },
  { every: 'quarter', pattern: /每个?季度?|按季度?/ },
  { every: 'halfYear', pattern: /每半年|半年一次/ },
  { every: 'year', pattern: /每一?年|每年度|按年/ },
];

/** `每月28日前`, `每季度`, `每年不少于两次`: a duty that comes back, with its quota. Null where nothing does. */
export function findRecurrence(text: string): Recurrence | null {
  for (const { every, pattern } of EVERY) {
    const found = pattern.exec(text);
    if (!found || quotedIn(text)(found.index)) continue;
    const clause = /^[^，。；]*/.exec(text.slice(found.index))?.[0] ?? '';
    const times = /(?:不少于|至少|不低于)?([0-9０-９]{1,2}|[一两二三四五六七八九十]{1,2})次/.exec(clause)?.[1];
    const day = every === 'month' ? /^每个?月\s*([0-9０-９]{1,2})[日号]/.exec(clause)?.[1] : undefined;
    return {
      every,
      times: times === undefined ? 1 : (numeral(times) ?? 1),
      day: day === undefined ? null : numeral(day),
      text: clause,
    };
  }
  return null;
}

/** Words that say that a duty has no end: no deadline is missing then. */
export function isOngoing(text: string): boolean {
  return /长期(?:坚持|推进|实施)?|持续(?:推进|实施|开展)|常年|常态化(?:推进|开展)|贯穿(?:始终|全年)/.test(text);
}

/** The year a document speaks from: its number 〔2020〕, its last full date, the year in its title; null without any. */
export function yearOfDocument(text: string): number | null {
  const number = /[〔[（(【]\s?(20\d{2}|19\d{2})\s?[〕\]）)】]\s?\d+\s?号/.exec(text)?.[1];
  if (number) return Number(number);
  const title = /(20\d{2})\s?年度?/.exec(text.slice(0, 120))?.[1];
  const dated = [...text.matchAll(/(20\d{2})\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日/g)].at(-1)?.[1];
  const header = /(20\d{2})-\d{2}-\d{2}/.exec(text.slice(0, 200))?.[1];
  const found = title ?? header ?? dated;
  return found ? Number(found) : null;
}
