/** What the number of a cell shows: a day, a time, a share or the number itself, by the format the workbook gives it. */
import { dateOfDay } from '../../../workflows/dates.js';
import type { Attributes, Package } from './parts.js';

export type Format = 'plain' | 'date' | 'month' | 'time' | 'percent';

/** Days from 1970-01-01 back to the day a workbook counts from. */
export const EPOCHS = { 1900: 25_569, 1904: 24_107 } as const;
/** The day after 9999-12-31, counted from 1900. */
const DAYS_MOST = 2_958_466;
/** Excel's calendar has a 29 February 1900, which there never was; before it all days are one off. */
const LEAP_ERROR = 60;
const DAY_MINUTES = 24 * 60;

const between = (id: number, ...ranges: [number, number][]) => ranges.some(([a, b]) => id >= a && id <= b);

/** Formats that are known by number: those of every Excel, then those of a Chinese one (27–36, 50–58). */
function builtIn(id: number): Format {
  if (id === 9 || id === 10) return 'percent';
  if (between(id, [18, 21], [32, 35], [45, 47], [55, 56])) return 'time';
  if ([17, 27, 36, 50, 52, 57].includes(id)) return 'month';
  return between(id, [14, 22], [27, 36], [50, 58]) ? 'date' : 'plain';
}

/** A format by its code. Words in quotes, after a stroke and in brackets are shown as they are and say nothing. */
export function formatOf(code: string): Format {
  const bare = code
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi, '')
    .replace(/G\/通用格式|General/gi, '')
    .replace(/[0#?.]e[+-]/gi, '')
    .toLowerCase();
  const day = /d|日|aaa/.test(bare);
  const clock = /[hs]|[时秒]/.test(bare);
  const year = /y|年|\be|g/.test(bare);
  if (day || (year && clock)) return 'date';
  if (year || (/m|月/.test(bare) && !clock)) return 'month';
  if (clock) return 'time';
  return bare.includes('%') ? 'percent' : 'plain';
}

/** The formats of the cells of a workbook, by their style. */
export async function readFormats(parts: Package, name: string): Promise<Format[]> {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let within = false;
  await parts.read(name, {
    open(tag: string, attributes: Attributes) {
      if (tag === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      else if (tag === 'cellXfs') within = true;
      else if (tag === 'xf' && within) ids.push(Number(attributes.numFmtId ?? 0));
    },
    close(tag) {
      if (tag === 'cellXfs') within = false;
    },
  });
  return ids.map((id) => {
    const code = codes.get(id);
    return code === undefined ? builtIn(id) : formatOf(code);
  });
}

const pad = (n: number) => String(n).padStart(2, '0');

/** What a cell with a number shows. A day is `2026-06-22`, whatever the order and the words of its format. */
export function shownNumber(number: number, format: Format, epoch: number): string {
  const isDay = number >= 1 && number < DAYS_MOST;
  if (format === 'time' && number >= 0 && number < 1) {
    const minutes = Math.round(number * DAY_MINUTES) % DAY_MINUTES;
    return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
  }
  if ((format === 'date' || format === 'month' || format === 'time') && isDay) {
    // A moment just before midnight may have been rounded on its way.
    const whole = Math.floor(number + 1e-6);
    const day = dateOfDay(whole - epoch + (epoch === EPOCHS[1900] && whole < LEAP_ERROR ? 1 : 0));
    // A month is kept as its first day; shown without a day, it means the month.
    return format === 'month' && day.endsWith('-01') ? `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月` : day;
  }
  // 50 % is kept as 0.5, and a tenth may be kept as 0.1000000000000001.
  if (format === 'percent') return `${Number((number * 100).toPrecision(12))}%`;
  return String(Number(number.toPrecision(15)));
}
