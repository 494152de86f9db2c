/** A file as the rows of a ledger: .xlsx or .csv. */
import type { ReadSheet } from '../../workflows/ledger/read-sheet.js';
import { apart, type Tell } from '../documents/apart.js';
import { type GivenSheetFile, SHEET_KINDS } from '../documents/sheet-cells.js';
import type { LedgerPiece } from './ledger-file.reading.js';

export const LEDGER_KINDS = SHEET_KINDS;

const readApart = apart<GivenSheetFile, LedgerPiece>(new URL('./ledger-file.reading.js', import.meta.url));

/** Throws UnreadableDocument for what is no such file; what is wrong with the sheet is in the answer. */
export async function readLedgerFile(name: string, bytes: Buffer, tell?: Tell): Promise<ReadSheet> {
  const pieces = await readApart({ name, bytes }, tell);
  const faults = pieces.flatMap((piece) => ('faults' in piece ? piece.faults : []));
  if (faults.length > 0) return { rows: [], faults } as ReadSheet;
  return { rows: pieces.flatMap((piece) => ('rows' in piece ? piece.rows : [])), faults: [] };
}
