/** A table of items as people keep one in a spreadsheet: which column is what, and each row as an item or the reasons why not. */

import type { SheetRow } from '../ledger/read-sheet.js';
import { withoutBrackets } from '../linear-text.js';
import type { Directory } from '../names/directory.js';
import type { Reason } from '../step.js';
import { cut, lengthOf } from '../text.js';
import type { Limit } from '../time-limits/clock.js';
import type { ItemKind, ServiceItemPlan } from './service-item.js';

/** Columns in the order of the file that goes out; what is of no use on the way back is left unread. */
export const SHEET_COLUMNS = [
  'code',
  'state',
  'title',
  'department',
  'kind',
  'onTheSpot',
  'promised',
  'statutory',
  'legalBasis',
  'inCentre',
  'papers',
  'steps',
  'fee',
  'place',
  'phone',
] as const;
export type SheetColumn = (typeof SHEET_COLUMNS)[number];

/** What the words of a table stand for, in whichever of our languages it is. Keys are written as {@link plainWord} gives them. */
export interface TableWords {
  head: ReadonlyMap<string, SheetColumn>;
  directory: Directory;
  nameOf(department: string): string;
  kinds: ReadonlyMap<string, ItemKind>;
  yes: ReadonlySet<string>;
  no: ReadonlySet<string>;
  onTheSpot: ReadonlySet<string>;
  nothing: ReadonlySet<string>;
}

export interface GivenItem {
  /** As the spreadsheet counts. */
  n: number;
  /** Null where a cell cannot be read at all. */
  plan: ServiceItemPlan | null;
  title: string;
  reasons: Reason[];
}

export interface ReadTable {
  items: GivenItem[];
  /** What keeps the whole table from being read. */
  faults: Reason[];
}

export const MOST_ROWS = 500;
const HEAD_WITHIN = 10;
const MOST_LINES = 40;
const MOST_LINE = 200;

/** A word as it is compared: without spaces, brackets and what stands in them, 全角 and capitals. */
export function plainWord(text: string): string {
  return withoutBrackets(text.normalize('NFKC')).replace(/[\s:]/g, '').toLowerCase();
}

const fault = (code: string, params: Reason['params'] = {}): ReadTable => ({
  items: [],
  faults: [{ code: `serviceItem.table.${code}`, field: 'table', params }],
});

/** True for a line that can be the head of a table of items. */
export function isItemHead(texts: readonly string[], { head }: Pick<TableWords, 'head'>): boolean {
  const columns = texts.map((text) => head.get(plainWord(text)));
  return columns.includes('title') && columns.includes('department');
}

/** Read a table. Every row comes back, the ones that cannot be taken with their reasons. */
export function readItemTable(rows: readonly SheetRow[], words: TableWords): ReadTable {
  const labelsOf = ({ cells }: SheetRow) => cells.map(({ text, beside }) => (beside ? '' : text));
  const head = rows.slice(0, HEAD_WITHIN).find((row) => isItemHead(labelsOf(row), words));
  if (!head) return fault('noHead');
  const columns = labelsOf(head).map((text) => words.head.get(plainWord(text)) ?? null);
  const body = rows
    .slice(rows.indexOf(head) + 1)
    .filter(({ cells }) => cells.some(({ text }, i) => columns[i] && text.trim() !== ''));
  if (body.length === 0) return fault('noRows');
  if (body.length > MOST_ROWS) return fault('tooMany', { count: body.length, most: MOST_ROWS });
  const seen = new Map<string, number>();
  const items = body.map((row) => {
    const item = itemOf(row, columns, words);
    if (!item.plan || item.title === '') return item;
    const same = `${item.plan.department} ${plainWord(item.title)}`;
    const first = seen.get(same);
    if (first === undefined) seen.set(same, row.n);
    else item.reasons.push({ code: 'serviceItem.table.twice', field: 'title', params: { row: first } });
    return item;
  });
  return { items, faults: [] };
}

/** The one department that a cell names, or what is wrong with it. */
function departmentIn(text: string, { directory, nameOf }: TableWords) {
  const { names } = directory.list(text);
  const said = { department: names.join('、').slice(0, 120) };
  if (names.length > 1) return { id: '', refusal: 'severalDepartments', params: said };
  const match = directory.find(names[0] ?? '');
  if (match.kind === 'known') return { id: match.id, refusal: '', params: {} };
  const nearest = match.kind === 'unknown' ? match.nearest.map(nameOf).join('、') : '';
  if (nearest === '') return { id: '', refusal: 'unknownDepartment', params: said };
  return { id: '', refusal: 'departmentNear', params: { ...said, nearest } };
}

function itemOf(row: SheetRow, columns: readonly (SheetColumn | null)[], words: TableWords): GivenItem {
  const cell = (column: SheetColumn) => row.cells[columns.indexOf(column)]?.text.trim() ?? '';
  const reasons: Reason[] = [];
  const refuse = (code: string, field: string, params: Reason['params'] = {}) =>
    reasons.push({ code: `serviceItem.table.${code}`, field, params: { ...params, field } });
  if (row.cells.some(({ formula }, i) => formula && columns[i])) refuse('formula', 'table', { row: row.n });

  const { id: department, refusal, params } = departmentIn(cell('department'), words);
  if (refusal !== '') refuse(refusal, 'department', params);
  const kindCell = plainWord(cell('kind'));
  const kind = kindCell === '' ? 'service' : words.kinds.get(kindCell);
  if (!kind) refuse('unknownKind', 'kind', { kind: cut(cell('kind'), 60) });

  const flag = (column: 'onTheSpot' | 'inCentre'): boolean => {
    const word = plainWord(cell(column));
    if (word === '' || words.no.has(word)) return false;
    if (words.yes.has(word) || (column === 'onTheSpot' && words.onTheSpot.has(word))) return true;
    refuse('notYesNo', column, { value: cut(cell(column), 60) });
    return false;
  };
  const limit = (column: 'promised' | 'statutory'): Limit | null => {
    const word = plainWord(cell(column));
    if (word === '' || words.nothing.has(word)) return null;
    const found = limitIn(word);
    if (!found) refuse('notALimit', column, { value: cut(cell(column), 60) });
    return found;
  };
  const spoken = words.onTheSpot.has(plainWord(cell('promised')));
  const onTheSpot = flag('onTheSpot') || spoken;
  const promised = spoken ? null : limit('promised');
  const statutory = limit('statutory');
  const list = (column: 'papers' | 'steps'): string[] => {
    const lines = words.nothing.has(plainWord(cell(column))) ? [] : linesIn(cell(column));
    if (lines.length > MOST_LINES || lines.some((line) => lengthOf(line) > MOST_LINE)) {
      refuse('tooLong', column, { most: MOST_LINES, long: MOST_LINE });
    }
    // What is too long is refused, and no more of it is carried along than a row may have.
    return lines.slice(0, MOST_LINES).map((line) => cut(line, MOST_LINE));
  };
  const short = (column: SheetColumn, most: number): string => {
    const text = cell(column).replace(/\s+/g, ' ');
    const count = lengthOf(text);
    if (count > most) reasons.push({ code: 'tooLong', field: column, params: { field: column, most, count } });
    return cut(text, most);
  };
  const title = short('title', 120);
  const [papers, steps] = [list('papers'), list('steps')];
  const rest = { legalBasis: short('legalBasis', 400), place: short('place', 200), fee: short('fee', 200) };
  const fee = words.nothing.has(plainWord(rest.fee)) ? '' : rest.fee;
  const phone = cut(cell('phone').normalize('NFKC'), 30);
  const plan: ServiceItemPlan | null =
    kind && department
      ? {
          department,
          title,
          kind,
          onTheSpot,
          promised: onTheSpot ? { n: 1, unit: 'workingDays' } : (promised ?? { n: 0, unit: 'workingDays' }),
          statutory,
          legalBasis: rest.legalBasis,
          inCentre: flag('inCentre'),
          papers,
          steps,
          fee,
          place: rest.place,
          phone,
        }
      : null;
  return { n: row.n, plan, title, reasons };
}

/** 「5」「5 个工作日」「60 天」 as a limit; working days where nothing is said. */
function limitIn(word: string): Limit | null {
  const [, n, unit = ''] = /^(\d{1,3})(个?工作日|workingdays?|个?自然日|日历日|日|天|days?)?$/.exec(word) ?? [];
  if (n === undefined) return null;
  return { n: Number(n), unit: unit === '' || /工作|working/.test(unit) ? 'workingDays' : 'days' };
}

/** The lines of a cell, without the numbers people put before them. */
function linesIn(text: string): string[] {
  return text
    .split(/[\n⏎;；]+/)
    .map((line) => line.trim().replace(/^(?:\d{1,2}\s*[.、．)）]\s*|[（(]\d{1,2}[）)]\s*|[①-⑳]\s*)/u, ''))
    .map((line) => line.replace(/[。.]$/, '').trim())
    .filter((line) => line !== '');
}
