/** Rows to a file, streamed. The only file here that knows the libraries which write .xlsx and .csv. */
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import exceljs from 'exceljs';
import { part, wellFormed } from '../../workflows/text.js';
import type { Cell } from './ledger-rows.js';

export interface Sheet {
  title: string;
  head: string[];
  columns: readonly { width: number; hidden?: boolean }[];
  rows: AsyncIterable<Cell[]>;
}
/** Rows of one group that are merged at most, about what a page holds. */
const GROUP_MOST = 40;
/** A cell of Excel holds this many characters. */
const CELL_MOST = 32_767;

const plain = (cell: Cell): Cell => (typeof cell === 'string' ? part(wellFormed(cell), 0, CELL_MOST) : cell);

/**
 * Write an .xlsx as it is to be printed: A4 landscape, one page wide, the head frozen and repeated, equal neighbours of the
 * first column merged. Text is written as text, so that what begins with = is no formula.
 */
export async function writeXlsx(out: Writable, { title, head, columns, rows }: Sheet): Promise<void> {
  const book = new exceljs.stream.xlsx.WorkbookWriter({
    stream: out as never,
    useStyles: true,
    useSharedStrings: false,
  });
  const sheet = book.addWorksheet(part(wellFormed(title).replace(/[[\]*?:/\\]/g, ' '), 0, 31), {
    views: [{ state: 'frozen', ySplit: 1, xSplit: 0 }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '1:1',
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.5, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: '&P / &N' },
  });
  sheet.columns = columns.map(({ width, hidden = false }) => ({ width, hidden }));
  const border = { style: 'thin' as const, color: { argb: 'FFC3CAD0' } };
  const edges = { top: border, left: border, bottom: border, right: border };
  const body = { alignment: { vertical: 'top' as const, wrapText: true }, border: edges };
  const top = sheet.addRow(head);
  top.eachCell((cell) => {
    cell.font = { bold: true };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE4EDF3' } };
    cell.alignment = { vertical: 'middle', wrapText: true };
    cell.border = edges;
  });
  top.commit();
  // Rows wait until their group ends or a page is full: a row that is written cannot be merged any more, and a group's
  // name once a page is what a reader of the print needs.
  let group: exceljs.Row[] = [];
  const close = () => {
    const [first, last] = [group[0], group.at(-1)];
    if (first && last && first !== last) sheet.mergeCells(first.number, 1, last.number, 1);
    for (const row of group) row.commit();
    group = [];
  };
  for await (const cells of rows) {
    const values = cells.map(plain);
    if (group.length === GROUP_MOST || (group[0] && group[0].getCell(1).value !== values[0])) close();
    const row = sheet.addRow(values);
    // One object for all cells: the library knows it again, and looks no style up a hundred thousand times.
    row.eachCell({ includeEmpty: true }, (cell) => {
      cell.style = body;
    });
    group.push(row);
  }
  close();
  sheet.commit();
  await book.commit();
}

/** Write a .csv for Excel: UTF-8 with its mark; what a spreadsheet would take for a formula is marked as text. */
export async function writeCsv(out: Writable, { head, rows }: Sheet): Promise<void> {
  async function* lines() {
    yield head;
    for await (const cells of rows) yield cells.map(plain);
  }
  // Rows end in two characters, cells break in one: unquoted, such a cell would become two rows.
  const options = { bom: true, escape_formulas: true, record_delimiter: 'windows', quoted_match: /[\r\n]/ } as const;
  await pipeline(lines, stringify(options), out);
}
