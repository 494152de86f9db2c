/** A file as the rows of a ledger, whichever of our languages its head is in; apart from the thread that answers people. */
import { type GivenRow, isLedgerHead, labelsOf, type ReadSheet, readSheet } from '../../workflows/ledger/read-sheet.js';
import type { Tell } from '../documents/apart.js';
import { inPieces } from '../documents/pieces.js';
import { type GivenSheetFile, sheetCells } from '../documents/sheet-cells.js';
import { LOCALES, translator } from '../platform/i18n.js';
import { COLUMNS } from './ledger-rows.js';

export type LedgerPiece = { rows: GivenRow[] } | { faults: ReadSheet['faults'] };

const LABELS = labelsOf(
  LOCALES.flatMap((locale) => COLUMNS.map(({ key }) => [key, translator(locale)(`ledger:column.${key}`)] as const)),
);

export async function* read(file: GivenSheetFile, tell: Tell): AsyncGenerator<LedgerPiece> {
  const cells = await sheetCells(file, (texts) => isLedgerHead(texts, LABELS), tell);
  const { rows, faults } = readSheet(cells, LABELS);
  if (faults.length > 0) yield { faults };
  for (const piece of inPieces(rows)) yield { rows: piece };
}
