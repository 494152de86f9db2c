/** What is written to a .csv comes back as it was, and no spreadsheet computes it. */
import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { csvCells } from '../../src/documents/csv-cells.js';
import { decodeText } from '../../src/documents/decode-text.js';
import { writeCsv } from '../../src/documents/sheet-writer.js';
import { wellFormed } from '../../workflows/text.js';
import { rounds } from '../support/hunt.js';

async function written(texts: readonly string[]): Promise<Buffer> {
  const out = new PassThrough();
  const chunks: Buffer[] = [];
  out.on('data', (chunk: Buffer) => chunks.push(chunk));
  async function* rows() {
    for (const text of texts) yield ['x', text, 'y'];
  }
  await writeCsv(out, { title: '台账', head: ['一', '二', '三'], columns: [], rows: rows() });
  return Buffer.concat(chunks);
}

const ODD = [
  '=1+1',
  "'=1+1",
  "''+2",
  '＝1',
  '-5',
  '@a',
  "'甲",
  '"',
  '"甲",',
  '甲\r\n乙',
  ',',
  ';',
  '\ud800',
  '\ufeff',
  '\u0000',
];

describe('a .csv that is written', () => {
  it('brings every text back as it was, also what a spreadsheet would compute', async () => {
    const text = fc
      .array(fc.oneof(fc.constantFrom(...ODD), fc.string({ unit: 'binary' })), { maxLength: 4 })
      .map((some) => some.join(''));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 5 }), async (texts) => {
        const bytes = await written(texts);
        const read = csvCells(decodeText(bytes, true)?.text ?? '').slice(1);
        const cells = read.map(({ cells: [, cell] }) => cell);
        expect(cells.map((cell) => cell?.text)).toEqual(texts.map((one) => wellFormed(one).trim()));
        // Marked as text on the way out, and known as text on the way in.
        expect(cells.some((cell) => cell?.formula)).toBe(false);
        expect(bytes.toString()).not.toMatch(/^x,"?[=+\-@＝＋－＠]/m);
      }),
      { numRuns: rounds(50), examples: [[ODD]] },
    );
  });
});
