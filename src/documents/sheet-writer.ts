/** Rows to a file of either kind, streamed. */
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { wellFormed } from '../../workflows/text.js';
import { marked } from './csv-marks.js';
import { type Cell, cellText, type Sheet } from './xlsx/index.js';

export { type Cell, type Sheet, writeXlsx } from './xlsx/index.js';

const plain = (cell: Cell): Cell => (typeof cell === 'string' ? marked(cellText(wellFormed(cell))) : cell);

/** Write a .csv for Excel: UTF-8 with its mark; what a spreadsheet would take for a formula is marked as text. */
export async function writeCsv(out: Writable, { head, rows }: Sheet): Promise<void> {
  async function* lines() {
    yield head;
    for await (const cells of rows) yield cells.map(plain);
  }
  // Rows end in two characters, cells break in one: unquoted, such a cell would become two rows.
  const options = { bom: true, record_delimiter: 'windows', quoted_match: /[\r\n]/ } as const;
  await pipeline(lines, stringify(options), out);
}
