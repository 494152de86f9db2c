/** A file that people keep in a spreadsheet, .xlsx or .csv, as rows of cells. Runs where foreign files are read: see apart.ts. */
import { extname } from 'node:path';
import type { Tell } from './apart.js';
import { type ReadRow, rowsOfBook } from './cells.js';
import { csvCells } from './csv-cells.js';
import { decodeText } from './decode-text.js';
import { namingKinds, UnreadableDocument } from './unreadable-document.js';
import { withXlsx } from './xlsx/index.js';

export const SHEET_KINDS = ['.xlsx', '.csv'] as const;

export interface GivenSheetFile {
  name: string;
  bytes: Uint8Array;
}

/**
 * The rows of the sheet that has the head, where a line with these words can be one. Throws {@link UnreadableDocument} for what
 * is no such file.
 */
export async function sheetCells(
  { name, bytes }: GivenSheetFile,
  isHead: (texts: readonly string[]) => boolean,
  tell?: Tell,
): Promise<ReadRow[]> {
  return namingKinds(SHEET_KINDS, async () => {
    const kind = extname(name).toLowerCase();
    if (!(SHEET_KINDS as readonly string[]).includes(kind)) throw new UnreadableDocument('unknownKind');
    if (bytes.length === 0) throw new UnreadableDocument('empty');
    if (kind === '.xlsx') return withXlsx(Buffer.from(bytes), (sheets) => rowsOfBook(sheets, isHead), tell);
    const decoded = decodeText(bytes, true);
    if (!decoded) throw new UnreadableDocument('notText');
    return csvCells(decoded.text);
  });
}
