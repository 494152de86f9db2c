/** A file as the rows of a ledger: .xlsx or .csv, whichever of our languages its head is in. */
import { labelsOf, type ReadSheet, readSheet } from '../../workflows/ledger/read-sheet.js';
import { SHEET_KINDS, sheetCells } from '../documents/sheet-cells.js';
import { LOCALES, translator } from '../platform/i18n.js';
import { COLUMNS } from './ledger-rows.js';

export const LEDGER_KINDS = SHEET_KINDS;

const LABELS = labelsOf(
  LOCALES.flatMap((locale) => COLUMNS.map(({ key }) => [key, translator(locale)(`ledger:column.${key}`)] as const)),
);

/** Throws UnreadableDocument for what is no such file; what is wrong with the sheet is in the answer. */
export async function readLedgerFile(name: string, bytes: Buffer): Promise<ReadSheet> {
  return readSheet(await sheetCells(name, bytes), LABELS);
}
