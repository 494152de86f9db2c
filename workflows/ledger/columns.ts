/** The columns of the ledger, and how what is written in a cell is brought to one spelling before it is compared. */
import type { FuzzyDate } from '../dates.js';
import { dateOfDay, isCivilDate } from '../dates.js';
import { partsOf } from '../names/list.js';
import { findDeadlines, isOngoing } from '../plans/deadlines.js';

/** What a row shows, in the order of the file. */
export const SHOWN_COLUMNS = [
  'phase',
  'code',
  'parent',
  'title',
  'requirement',
  'lead',
  'supporting',
  'due',
  'dueText',
  'state',
  'light',
  'why',
  'percent',
  'lastReport',
  'reportedOn',
] as const;
export type ShownColumn = (typeof SHOWN_COLUMNS)[number];

/** What tells the rows apart on the way back: hidden, never to be changed. */
export const HIDDEN_COLUMNS = ['id', 'rev', 'base'] as const;
export type LedgerColumn = ShownColumn | (typeof HIDDEN_COLUMNS)[number];

/** The cells of a row as text; a column that is missing in the file is missing here. */
export type Cells = Partial<Record<ShownColumn, string>>;

/** The days of an Excel date before 1970-01-01. */
const EXCEL_EPOCH = 25_569;
const SERIALS = { least: 32_874, most: 73_050 };

const pad = (n: string) => n.padStart(2, '0');

/** An exact day as people write it: `2026-6-10`, `2026/6/10`, `2026.6.10`, `20260610`, an Excel serial. Null for anything else. */
function exactDay(text: string): string | null {
  const split =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]0{1,2}:00(?::00)?)?$/.exec(text) ??
    /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  if (split) {
    const day = `${split[1]}-${pad(split[2] ?? '')}-${pad(split[3] ?? '')}`;
    return isCivilDate(day) ? day : null;
  }
  const serial = /^\d{5}$/.test(text) ? Number(text) : 0;
  return serial >= SERIALS.least && serial <= SERIALS.most ? dateOfDay(serial - EXCEL_EPOCH) : null;
}

/**
 * A promised date as a cell words it; null for none (empty, 无, 持续推进), undefined for what is no date. `year` is meant where
 * none is written.
 */
export function dueIn(text: string, year: number): FuzzyDate | null | undefined {
  const plain = text.normalize('NFKC').trim();
  if (plain === '' || plain === '无' || plain === '-' || plain === '/' || isOngoing(plain)) return null;
  const day = exactDay(plain);
  if (day) return { from: day, to: day, text: '' };
  const [found, more] = findDeadlines(plain, year, true);
  const whole = found && !more && found.start === 0 && found.end === plain.length && !found.after;
  return whole ? found.due : undefined;
}

/**
 * One spelling for what means the same: spaces at the ends, kinds of line breaks, the apostrophe that keeps a formula text,
 * full-width digits, the ways a spreadsheet writes a day or a percentage.
 */
export function plainCell(column: ShownColumn, text: string): string {
  const plain = text
    .replace(/\r\n?/g, '\n')
    .replace(/^'(?=[=+\-@\t＝＋－＠])/, '')
    .trim();
  switch (column) {
    case 'due':
    case 'reportedOn':
      return exactDay(plain.normalize('NFKC')) ?? plain;
    case 'percent':
      return plain
        .normalize('NFKC')
        .replace(/%$/, '')
        .trimEnd()
        .replace(/^(\d+)\.0+$/, '$1');
    case 'code':
    case 'parent':
      return plain.normalize('NFKC').toUpperCase();
    case 'supporting':
      return partsOf(plain)
        .filter((name) => name !== '无')
        .join('、');
    default:
      return plain;
  }
}
