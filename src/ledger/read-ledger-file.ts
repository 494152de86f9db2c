/** A file as the rows of a ledger: .xlsx or .csv. */
import type { ReadSheet } from '../../workflows/ledger/read-sheet.js';
import { apart, gathered, type Tell } from '../documents/apart.js';
import { type GivenSheetFile, SHEET_KINDS } from '../documents/sheet-cells.js';
import type { LedgerPiece, LedgerRow } from './ledger-file.reading.js';

export const LEDGER_KINDS = SHEET_KINDS;

const readApart = apart<GivenSheetFile, LedgerPiece>(new URL('./ledger-file.reading.js', import.meta.url));

export interface LedgerFile {
  /** What is wrong with the sheet; then nothing of it is told. */
  faults: ReadSheet['faults'];
  /** Rows in all, and the rows themselves in pieces. */
  total: number;
  pieces: AsyncGenerator<LedgerRow[]>;
}

/** Throws UnreadableDocument for what is no such file. Its `pieces` must be read to their end, or returned. */
export async function openLedgerFile(name: string, bytes: Buffer, tell?: Tell): Promise<LedgerFile> {
  const reading = readApart({ name, bytes }, tell ? { tell } : {});
  const first = (await reading.next()).value;
  async function* pieces(): AsyncGenerator<LedgerRow[]> {
    try {
      if (first && 'rows' in first) yield first.rows;
      for await (const piece of reading) if ('rows' in piece) yield piece.rows;
    } finally {
      await reading.return();
    }
  }
  const faults: ReadSheet['faults'] = first && 'faults' in first ? first.faults : [];
  const total = first && 'rows' in first ? first.total : 0;
  if (total === 0) await gathered(reading);
  return { faults, total, pieces: pieces() };
}

/** The same, all at once. */
export async function readLedgerFile(name: string, bytes: Buffer): Promise<ReadSheet> {
  const { faults, pieces } = await openLedgerFile(name, bytes);
  const [fault, ...more] = faults;
  if (fault) return { rows: [], faults: [fault, ...more] };
  return { rows: (await gathered(pieces)).flat().map(({ given }) => given), faults: [] };
}
