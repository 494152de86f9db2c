/** Sheets of every kind as rows of cells: what a person sees in them, and under which number. */
import { wellFormed } from '../../workflows/text.js';
import { UnreadableDocument } from './unreadable-document.js';

/** A formula is told apart, since nobody typed what it shows. */
export interface ReadCell {
  text: string;
  formula: boolean;
  /** Shown by a merged cell that begins further left in this row. */
  beside?: true;
}

export interface ReadRow {
  /** As the spreadsheet counts, from 1. */
  n: number;
  /** From the first column to the last that has something in it. */
  cells: ReadCell[];
}

export interface ReadSheet {
  name: string;
  /** Not shown by the spreadsheet: lists behind drop-downs and the like. */
  hidden: boolean;
  /** Rows that have anything of their own in them; the first `most` where that many are enough. */
  rows(most?: number): Promise<ReadRow[]>;
}

/** More than any ledger has; a sheet with more is a mistake or an attack. */
export const CELLS_MOST = { rows: 50_000, columns: 200, cells: 1_000_000, characters: 32_000_000 };

/** Lines above a head that may be a title. */
export const HEAD_WITHIN = 10;

/** The text of a cell as it is kept. */
export const cleanText = (text: string) => wellFormed(text).trim();

const tooManyColumns = (row: number) => new UnreadableDocument('tooManyColumns', { row, most: CELLS_MOST.columns });

/** Counts what is read of a sheet and throws {@link UnreadableDocument} as soon as it is too much. */
export function cellCounter() {
  let rows = 0;
  let cells = 0;
  let characters = 0;
  return {
    /** A cell with something in it. */
    cell(n: number, column: number, text: string): void {
      if (column > CELLS_MOST.columns) throw tooManyColumns(n);
      cells += 1;
      characters += text.length;
      if (cells > CELLS_MOST.cells) throw new UnreadableDocument('tooManyCells', { most: CELLS_MOST.cells });
      if (characters > CELLS_MOST.characters) {
        throw new UnreadableDocument('tooMuchText', { most: CELLS_MOST.characters });
      }
    },
    row(): void {
      rows += 1;
      if (rows > CELLS_MOST.rows) throw new UnreadableDocument('tooManyRows', { most: CELLS_MOST.rows });
    },
  };
}

/**
 * The rows of the first visible sheet that has a head within its first lines, or else of the first visible one with anything
 * in it: a cover, an empty sheet and what is hidden are passed over. Hidden rows and columns are read: a filter hides rows
 * that nobody took out, and a ledger hides its own marks.
 */
export async function rowsOfBook(
  sheets: readonly ReadSheet[],
  isHead: (texts: readonly string[]) => boolean,
): Promise<ReadRow[]> {
  let first: ReadSheet | null = null;
  for (const sheet of sheets.filter(({ hidden }) => !hidden)) {
    const lines = (await sheet.rows(HEAD_WITHIN)).slice(0, HEAD_WITHIN);
    if (lines.some(({ cells }) => isHead(cells.map(({ text, beside }) => (beside ? '' : text))))) return sheet.rows();
    if (lines.length > 0) first ??= sheet;
  }
  return first ? first.rows() : [];
}

/** Rows as the rules read tables: cells between tabs, breaks inside a cell as ⏎; a merged cell once in a row. */
export function rowsText(rows: readonly ReadRow[]): string {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  return rows
    .map(({ cells }) =>
      Array.from({ length: width }, (_, i) => {
        const cell = cells[i];
        return cell && !cell.beside ? cell.text.replaceAll('\n', '⏎').replaceAll('\t', ' ') : '';
      }).join('\t'),
    )
    .join('\n');
}
