/** Rows to an .xlsx, streamed. */
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';
import { letterOf } from '../../../workflows/ledger/read-sheet.js';
import { asXml, escaped } from './escapes.js';
import { fixedParts, STYLES, sheetEnd, sheetStart } from './workbook-parts.js';

export type Cell = string | number;

export interface Sheet {
  title: string;
  head: string[];
  /** Widths in characters. */
  columns: readonly { width: number; hidden?: boolean }[];
  rows: AsyncIterable<Cell[]>;
}

/** Rows of one group that are merged at most, about what a page holds. */
const GROUP_MOST = 40;
/** A cell of Excel holds this many characters. */
const CELL_MOST = 32_767;
/** Characters of XML that are handed on at once. */
const PIECE = 65_536;

/** A text cut to what a cell holds, never within a character. */
export function cellText(text: string): string {
  return text.length <= CELL_MOST ? text : text.slice(0, CELL_MOST).replace(/[\ud800-\udbff]$/, '');
}

function cellXml(cell: Cell, reference: string, style: number): string {
  const start = `<c r="${reference}" s="${style}"`;
  if (cell === '') return `${start}/>`;
  if (typeof cell === 'number') return Number.isFinite(cell) ? `${start}><v>${cell}</v></c>` : `${start}/>`;
  // Text is written as text, so that what begins with = is no formula.
  return `${start} t="inlineStr"><is><t xml:space="preserve">${asXml(escaped(cellText(cell)))}</t></is></c>`;
}

const rowXml = (cells: readonly Cell[], n: number, style: number) =>
  `<row r="${n}">${cells.map((cell, i) => cellXml(cell, `${letterOf(i)}${n}`, style)).join('')}</row>`;

async function* sheetXml({ head, columns, rows }: Sheet): AsyncGenerator<string> {
  let text = sheetStart(columns) + rowXml(head, 1, STYLES.head);
  let n = 1;
  const merges: string[] = [];
  let group: { cell: Cell | undefined; from: number } = { cell: undefined, from: 2 };
  // A group's name is said once, on each page that the reader of a print turns to.
  const close = () => {
    if (n > group.from) merges.push(`A${group.from}:A${n}`);
  };
  for await (const cells of rows) {
    if (n + 1 - group.from >= GROUP_MOST || cells[0] !== group.cell) {
      close();
      group = { cell: cells[0], from: n + 1 };
    }
    n += 1;
    text += rowXml(cells, n, STYLES.body);
    if (text.length < PIECE) continue;
    yield text;
    text = '';
  }
  close();
  yield text + sheetEnd(merges);
}

/**
 * Write a sheet as it is to be printed: A4 landscape, one page wide, the head frozen and repeated, equal neighbours of the
 * first column merged.
 */
export async function writeXlsx(out: Writable, sheet: Sheet): Promise<void> {
  const zip = new yazl.ZipFile();
  for (const [name, content] of fixedParts(sheet.title)) zip.addBuffer(Buffer.from(content), name);
  const rows = Readable.from(sheetXml(sheet));
  const written = pipeline(zip.outputStream, out);
  // A fault while rows are asked for ends the file, which is then seen to be broken.
  const broken = (error: unknown) => (zip.outputStream as Readable).destroy(error as Error);
  zip.on('error', broken);
  rows.on('error', broken);
  zip.addReadStream(rows, 'xl/worksheets/sheet1.xml');
  zip.end();
  try {
    await written;
  } finally {
    rows.destroy();
  }
}
