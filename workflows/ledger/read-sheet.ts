/** From the rows of a sheet to the rows of a ledger, or what is wrong with the sheet as a whole; then nothing of it is taken. */
import type { Reason } from '../step.js';
import { type Base, readBase } from './base.js';
import {
  type Cells,
  type HIDDEN_COLUMNS,
  type LedgerColumn,
  plainCell,
  SHOWN_COLUMNS,
  type ShownColumn,
} from './columns.js';

/** A row as it lies in the file: its number there, and its cells from the first column on. */
export interface SheetRow {
  n: number;
  cells: readonly SheetCell[];
}
export interface SheetCell {
  text: string;
  /** Computed by the spreadsheet; what it shows is nobody's word. */
  formula: boolean;
  /** Shown by a merged cell that begins further left: as the name of a column it names that one alone. */
  beside?: true;
}

export interface GivenRow {
  n: number;
  id: string | null;
  /** Name of the cell that the id stands in, `P7`. */
  idCell: string;
  rev: number | null;
  base: Base | null;
  cells: Cells;
  /** Names of cells that hold a formula, `D7`. */
  formulas: string[];
}

export type ReadSheet = { rows: GivenRow[]; faults: [] } | { rows: []; faults: [Reason, ...Reason[]] };

/** Lines above the head that may be a title. */
const HEAD_WITHIN = 10;
/** So many of our words in one line make it a head. */
const HEAD_LEAST = 3;
/** The replacement character, and what is left of it after one more wrong reading. */
const GARBLED = /\ufffd|锟斤拷|ï»¿|ï¿½/;

/** `A`, `Z`, `AA` … of a column counted from 0. */
export function letterOf(column: number): string {
  const rest = Math.floor(column / 26);
  return `${rest > 0 ? letterOf(rest - 1) : ''}${String.fromCharCode(65 + (column % 26))}`;
}

const plainLabel = (text: string) => text.replace(/\s/g, '').toLowerCase();
const fault = (code: string, params: Record<string, string | number> = {}): ReadSheet => ({
  rows: [],
  faults: [{ code: `ledger.fault.${code}`, field: 'file', params }],
});

/** The columns of a line by our words for them, of every language. */
function columnsIn({ cells }: SheetRow, labels: ReadonlyMap<string, LedgerColumn>): (LedgerColumn | null)[] {
  return cells.map(({ text, beside }) => (beside ? null : (labels.get(plainLabel(text)) ?? null)));
}

/** True for a line that can be the head of a ledger. */
export function isLedgerHead(texts: readonly string[], labels: ReadonlyMap<string, LedgerColumn>): boolean {
  return texts.filter((text) => labels.has(plainLabel(text))).length >= HEAD_LEAST;
}

/** Words of heads, `labels` per column in every language, as they are looked up. */
export function labelsOf(words: readonly (readonly [LedgerColumn, string])[]): Map<string, LedgerColumn> {
  return new Map(words.map(([column, label]) => [plainLabel(label), column]));
}

/** Read a sheet. Order of columns and rows does not matter; columns that are not ours are left aside. */
export function readSheet(sheet: readonly SheetRow[], labels: ReadonlyMap<string, LedgerColumn>): ReadSheet {
  const heads = sheet.filter((row) => columnsIn(row, labels).filter((one) => one !== null).length >= HEAD_LEAST);
  const [head, second] = heads;
  if (!head || sheet.indexOf(head) >= HEAD_WITHIN) return fault('noHead');
  if (second) return fault('twoHeads', { first: head.n, row: second.n });
  const columns = columnsIn(head, labels);
  const twice = columns.findIndex((one, i) => one !== null && columns.indexOf(one) < i);
  if (twice >= 0)
    return fault('columnTwice', { cell: `${letterOf(twice)}${head.n}`, label: head.cells[twice]?.text ?? '' });
  if (!columns.includes('title')) return fault('noTitleColumn', { row: head.n });

  const rows: GivenRow[] = [];
  const seen = new Map<string, number>();
  for (const row of sheet.slice(sheet.indexOf(head) + 1)) {
    const garbled = row.cells.findIndex(({ text }) => GARBLED.test(text));
    if (garbled >= 0) return fault('garbled', { row: row.n, cell: `${letterOf(garbled)}${row.n}` });
    const read = rowOf(row, columns);
    if ('code' in read) return { rows: [], faults: [read] };
    if (Object.values(read.cells).every((text) => text?.trim() === '') && read.formulas.length === 0 && !read.id)
      continue;
    if (read.id) {
      const first = seen.get(read.id);
      if (first !== undefined) return fault('idTwice', { row: row.n, cell: read.idCell, first });
      seen.set(read.id, row.n);
    }
    rows.push(read);
  }
  if (rows.length === 0) return fault('noRows');
  return cycleIn(rows, columns) ?? { rows, faults: [] };
}

/** The name of a row's cell in a column, `O7`; the hidden mark stands in for an id that has no column. */
function cellOf(column: LedgerColumn, columns: readonly (LedgerColumn | null)[], n: number): string {
  const at = columns.indexOf(column);
  return `${letterOf(at >= 0 ? at : Math.max(0, columns.indexOf('base')))}${n}`;
}

const isShown = (column: LedgerColumn): column is ShownColumn => (SHOWN_COLUMNS as readonly string[]).includes(column);

function rowOf(row: SheetRow, columns: readonly (LedgerColumn | null)[]): GivenRow | Reason {
  const cells: Cells = {};
  const hidden: Partial<Record<(typeof HIDDEN_COLUMNS)[number], string>> = {};
  const formulas: string[] = [];
  for (const [i, column] of columns.entries()) {
    if (column === null) continue;
    const cell = row.cells[i] ?? { text: '', formula: false };
    if (cell.formula) formulas.push(`${letterOf(i)}${row.n}`);
    if (isShown(column)) cells[column] = cell.text;
    else hidden[column] = cell.text.trim();
  }
  const base = readBase(hidden.base ?? '');
  const typed = hidden.id?.toLowerCase() ?? '';
  const id = /^[0-9a-f]{24}$/.test(typed) ? typed : null;
  const params = { row: row.n, cell: cellOf('id', columns, row.n) };
  // A spreadsheet takes some ids in a .csv for numbers; the mark beside it still has the id.
  if (id === null && typed !== '' && base === null) return { code: 'ledger.fault.badId', field: 'file', params };
  if (id !== null && base !== null && id !== base.id) return { code: 'ledger.fault.idMoved', field: 'file', params };
  const rev = /^\d{1,9}$/.test(hidden.rev ?? '') ? Number(hidden.rev) : null;
  return { n: row.n, id: id ?? base?.id ?? null, idCell: params.cell, rev, base, cells, formulas };
}

/** Codes of a ring that are named before the rest is left to the reader. */
const RING_SHOWN = 8;

/** Rows that would stand under one another in a ring. */
function cycleIn(rows: readonly GivenRow[], columns: readonly (LedgerColumn | null)[]): ReadSheet | null {
  const above = new Map<string, { parent: string; n: number }>();
  for (const { cells, n } of rows) {
    const code = plainCell('code', cells.code ?? '');
    const parent = plainCell('parent', cells.parent ?? '');
    if (code !== '' && parent !== '') above.set(code, { parent, n });
  }
  const clear = new Set<string>();
  for (const [start, { n }] of above) {
    const path = new Set<string>();
    let at: string | undefined = start;
    while (at !== undefined && !clear.has(at) && !path.has(at)) {
      path.add(at);
      at = above.get(at)?.parent;
    }
    if (at !== undefined && path.has(at)) {
      const ring = [...path].slice([...path].indexOf(at));
      const row = above.get(at)?.n ?? n;
      const shown = ring.length > RING_SHOWN ? [...ring.slice(0, RING_SHOWN), '…', at] : [...ring, at];
      return fault('cycle', { row, cell: cellOf('parent', columns, row), codes: shown.join(' → ') });
    }
    for (const code of path) clear.add(code);
  }
  return null;
}
