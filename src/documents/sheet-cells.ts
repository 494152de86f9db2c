/** A file that people keep in a spreadsheet, .xlsx or .csv, as rows of cells. */
import { extname } from 'node:path';
import { decodeText } from './decode-text.js';
import { csvCells } from './sheet-rows.js';
import { UnreadableDocument } from './unreadable-document.js';
import { type ReadRow, xlsxCells } from './xlsx-cells.js';

export const SHEET_KINDS = ['.xlsx', '.csv'] as const;

/** Throws {@link UnreadableDocument} for what is no such file. */
export async function sheetCells(name: string, bytes: Buffer): Promise<ReadRow[]> {
  const kind = extname(name).toLowerCase();
  if (!(SHEET_KINDS as readonly string[]).includes(kind)) {
    throw new UnreadableDocument('unknownKind', { kinds: SHEET_KINDS.join(' ') });
  }
  if (bytes.length === 0) throw new UnreadableDocument('empty');
  if (kind === '.xlsx') {
    const rows: ReadRow[] = [];
    for await (const row of xlsxCells(bytes)) rows.push(row);
    return rows;
  }
  const decoded = decodeText(bytes, true);
  if (!decoded) throw new UnreadableDocument('notText');
  return csvCells(decoded.text);
}
