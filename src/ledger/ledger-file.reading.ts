/** A file as the rows of a ledger, whichever of our languages its head is in; apart from the thread that answers people. */
import { type GivenRow, isLedgerHead, labelsOf, type ReadSheet, readSheet } from '../../workflows/ledger/read-sheet.js';
import { contentOf } from '../../workflows/ledger/row-content.js';
import type { Tell } from '../documents/apart.js';
import { inPieces } from '../documents/pieces.js';
import { digestOf } from '../documents/row-digest.js';
import { type GivenSheetFile, sheetCells } from '../documents/sheet-cells.js';
import { LOCALES, translator } from '../platform/i18n.js';
import { COLUMNS } from './ledger-columns.js';

export interface LedgerRow {
  given: GivenRow;
  /** The phase that merged cells carry down. */
  phaseAbove: string;
  /** Of what a row says that would become a task, so that the same is known when it comes again; null for one that has its task. */
  digest: string | null;
}
/** Faults alone, or the rows in pieces, each with the number of all. */
export type LedgerPiece = { rows: LedgerRow[]; total: number } | { faults: ReadSheet['faults'] };

/** Three times a row is kept (as given, as it stands, as wanted), at three bytes a character: far from the limit of a document. */
const ROW_MOST_CHARACTERS = 500_000;

const LABELS = labelsOf(
  LOCALES.flatMap((locale) => COLUMNS.map(({ key }) => [key, translator(locale)(`ledger:column.${key}`)] as const)),
);

/** The first row that one document could not hold beside what stands and what is wanted of each cell. */
function tooLong(rows: readonly GivenRow[]): ReadSheet['faults'] {
  const long = rows.find(({ cells }) => Object.values(cells).join('').length > ROW_MOST_CHARACTERS);
  return long
    ? [{ code: 'ledger.fault.rowTooLong', field: 'file', params: { row: long.n, most: ROW_MOST_CHARACTERS } }]
    : [];
}

export async function* read(file: GivenSheetFile, tell: Tell): AsyncGenerator<LedgerPiece> {
  const cells = await sheetCells(file, (texts) => isLedgerHead(texts, LABELS), tell);
  const { rows, faults: found } = readSheet(cells, LABELS);
  const faults = found.length > 0 ? found : tooLong(rows);
  if (faults.length > 0) {
    yield { faults };
    return;
  }
  let phaseAbove = '';
  const told = rows.map((given): LedgerRow => {
    phaseAbove = given.cells.phase?.trim() || phaseAbove;
    return { given, phaseAbove, digest: given.id === null ? digestOf(contentOf(given.cells, phaseAbove)) : null };
  });
  let sent = 0;
  for (const piece of inPieces(told)) {
    tell(sent / told.length, 'keeping');
    yield { rows: piece, total: told.length };
    sent += piece.length;
  }
}
