/** A file as the rows of a ledger: .xlsx or .csv, whichever of our languages its head is in. */
import { extname } from 'node:path';
import { labelsOf, type ReadSheet, readSheet, type SheetRow } from '../../workflows/ledger/read-sheet.js';
import { decodeText } from '../documents/decode-text.js';
import { csvCells } from '../documents/sheet-rows.js';
import { UnreadableDocument } from '../documents/unreadable-document.js';
import { xlsxCells } from '../documents/xlsx-cells.js';
import { LOCALES, translator } from '../platform/i18n.js';
import { COLUMNS } from './ledger-rows.js';

export const LEDGER_KINDS = ['.xlsx', '.csv'] as const;

const LABELS = labelsOf(
  LOCALES.flatMap((locale) => COLUMNS.map(({ key }) => [key, translator(locale)(`ledger:column.${key}`)] as const)),
);

async function rowsIn(bytes: Buffer, kind: string): Promise<SheetRow[]> {
  if (kind === '.xlsx') {
    const rows: SheetRow[] = [];
    for await (const row of xlsxCells(bytes)) rows.push(row);
    return rows;
  }
  const decoded = decodeText(bytes, true);
  if (!decoded) throw new UnreadableDocument('notText');
  return csvCells(decoded.text);
}

/** Throws {@link UnreadableDocument} for what is no such file; what is wrong with the sheet is in the answer. */
export async function readLedgerFile(name: string, bytes: Buffer): Promise<ReadSheet> {
  const kind = extname(name).toLowerCase();
  if (!(LEDGER_KINDS as readonly string[]).includes(kind)) {
    throw new UnreadableDocument('unknownKind', { kinds: LEDGER_KINDS.join(' ') });
  }
  if (bytes.length === 0) throw new UnreadableDocument('empty');
  return readSheet(await rowsIn(bytes, kind), LABELS);
}
