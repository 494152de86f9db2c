/** Sheets as rows of text. The only file that knows the library which reads .xlsx: it is hardly kept up and must be easy to leave. */

import { parse } from 'csv-parse/sync';
import exceljs from 'exceljs';
import { wellFormed } from '../../workflows/text.js';
import { UnreadableDocument } from './unreadable-document.js';
import { CELLS_MOST, type ReadRow } from './xlsx-cells.js';
import { guardZip } from './zip-guard.js';

const { columns: COLUMNS_MOST, rows: ROWS_MOST } = CELLS_MOST;

type Value = exceljs.CellValue;

/** What a cell shows. A formula shows its last result and is never computed here. */
function shown(value: Value): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('hyperlink' in value) return shown(value.text as Value);
  if ('formula' in value || 'sharedFormula' in value) return shown((value as { result?: Value }).result ?? '');
  return 'error' in value ? '' : String(value);
}

const clean = (text: string) => wellFormed(text).trim();

function checked(rows: string[][]): string[][] {
  if (rows.length > ROWS_MOST) throw new UnreadableDocument('tooManyRows', { most: ROWS_MOST });
  const wide = rows.findIndex((row) => row.length > COLUMNS_MOST);
  if (wide >= 0) throw new UnreadableDocument('tooManyColumns', { row: wide + 1, most: COLUMNS_MOST });
  return rows;
}

/** The rows of the first sheet that has any; a merged cell is said once, where it begins. */
export async function xlsxRows(bytes: Buffer): Promise<string[][]> {
  await guardZip(bytes, 'xl/workbook.xml');
  const book = new exceljs.Workbook();
  await book.xlsx.load(bytes as never).catch(() => {
    throw new UnreadableDocument('truncated');
  });
  const sheet = book.worksheets.find(({ actualRowCount }) => actualRowCount > 0);
  if (!sheet) return [];
  if (sheet.columnCount > COLUMNS_MOST) throw new UnreadableDocument('tooManyColumns', { row: 1, most: COLUMNS_MOST });
  const rows: string[][] = [];
  sheet.eachRow({ includeEmpty: false }, (row) => {
    const cells: string[] = [];
    for (let column = 1; column <= sheet.columnCount; column += 1) {
      const cell = row.getCell(column);
      cells.push(cell.isMerged && cell.master !== cell ? '' : clean(shown(cell.value)));
    }
    rows.push(cells);
  });
  return checked(rows);
}

/** The rows of a .csv text, separated by commas, semicolons or tabs. */
export function csvRows(text: string): string[][] {
  const line = text.split('\n', 1)[0] ?? '';
  const delimiter = [',', '\t', ';'].sort((a, b) => line.split(b).length - line.split(a).length)[0] ?? ',';
  try {
    const rows: string[][] = parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    });
    return checked(rows.map((row) => row.map(clean)));
  } catch (error) {
    if (error instanceof UnreadableDocument) throw error;
    throw new UnreadableDocument('truncated');
  }
}

/** The cells of a .csv; what a spreadsheet would compute when it opens it is a formula here too. */
export function csvCells(text: string): ReadRow[] {
  return csvRows(text)
    .map((row, i) => ({ n: i + 1, cells: row.map((cell) => ({ text: cell, formula: /^[=＝]/.test(cell) })) }))
    .filter(({ cells }) => cells.some(({ text: cell }) => cell !== ''));
}

/** Rows as the rules read tables: cells between tabs, breaks inside a cell as ⏎. */
export function rowsText(rows: readonly string[][]): string {
  return rows.map((row) => row.map((cell) => cell.replaceAll('\n', '⏎').replaceAll('\t', ' ')).join('\t')).join('\n');
}
