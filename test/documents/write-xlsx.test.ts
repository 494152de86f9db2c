/** What is written to an .xlsx is well-formed, opens elsewhere, and comes back as it was. */
import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import fc from 'fast-check';
import { rowsOfBook } from '../../src/documents/cells.js';
import { type Cell, withXlsx, writeXlsx } from '../../src/documents/xlsx/index.js';
import { rounds } from '../support/hunt.js';

async function written(title: string, rows: Cell[][], fail = false): Promise<Buffer> {
  const out = new PassThrough();
  const chunks: Buffer[] = [];
  out.on('data', (chunk: Buffer) => chunks.push(chunk));
  async function* given() {
    yield* rows;
    if (fail) throw new Error('no more rows');
  }
  await writeXlsx(out, {
    title,
    head: ['一', '二'],
    columns: [{ width: 10 }, { width: 8, hidden: true }],
    rows: given(),
  });
  return Buffer.concat(chunks);
}
const read = (bytes: Buffer) => withXlsx(bytes, (sheets) => rowsOfBook(sheets, (texts) => texts[0] === '一'));

/** What of a text a sheet can hold; blanks at its ends are nobody's word. */
const held = (text: string) =>
  Buffer.from(text)
    .toString()
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}\ufffe\uffff]/gu, (char) => ('\t\n'.includes(char) ? char : ''))
    .trim();

describe('a sheet that is written', () => {
  it('brings every text back as it was, also one that looks like an escape or a formula', async () => {
    const odd = fc.constantFrom(
      '_x0041_',
      '_x005F_x0041_',
      '__x000A_',
      '_x',
      '=1+1',
      '<&">',
      ']]>',
      '\ud800',
      '\uffff',
      '\u0007',
      '\r\n',
    );
    const text = fc.array(fc.oneof(odd, fc.string({ unit: 'binary' })), { maxLength: 6 }).map((some) => some.join(''));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 5 }), async (texts) => {
        const rows = await read(
          await written(
            '台账',
            texts.map((one): Cell[] => ['x', one]),
          ),
        );
        expect(rows.slice(1).map(({ cells }) => cells[1]?.text ?? '')).toEqual(texts.map(held));
      }),
      { numRuns: rounds(20) },
    );
  });

  it('opens elsewhere under any name, with its groups merged and its columns hidden', async () => {
    const rows: Cell[][] = [
      ['甲', 1],
      ['甲', Number.NaN],
      ['乙', '_x0041_'],
    ];
    for (const title of ["'a'/[b]", '\uffff', '', `${'长'.repeat(40)}`]) {
      const book = new exceljs.Workbook();
      await book.xlsx.load((await written(title, rows)) as never);
      const [sheet] = book.worksheets;
      expect(sheet?.getCell('A3').master.address).toBe('A2');
      expect(sheet?.getColumn(2).hidden).toBe(true);
      expect(sheet?.getCell('B3').value).toBeNull();
    }
  });

  it('ends with the fault of whoever gives its rows', async () => {
    await expect(written('台账', [['甲', 1]], true)).rejects.toThrow('no more rows');
  });
});
