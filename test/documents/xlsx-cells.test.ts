/** Sheets as spreadsheets of every make write them: what a cell shows, row by row. */
import { describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import JSZip from 'jszip';
import { type ReadRow, rowsOfBook } from '../../src/documents/cells.js';
import { decodeText } from '../../src/documents/decode-text.js';
import { UnreadableDocument } from '../../src/documents/unreadable-document.js';
import { withXlsx } from '../../src/documents/xlsx/index.js';

const read = (bytes: Buffer, isHead: (texts: readonly string[]) => boolean = () => false): Promise<ReadRow[]> =>
  withXlsx(bytes, (sheets) => rowsOfBook(sheets, isHead));
const texts = (rows: ReadRow[]) => rows.map(({ cells }) => cells.map(({ text }) => text));

/** A package of parts by hand; what is not given is as small as it can be. */
async function packed(sheet: string, parts: Record<string, string> = {}): Promise<Buffer> {
  const zip = new JSZip();
  const all = {
    'xl/workbook.xml': '<workbook><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Target="worksheets/sheet1.xml" Id="rId1"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
    ...parts,
  };
  for (const [name, text] of Object.entries(all)) zip.file(name, text);
  return zip.generateAsync({ type: 'nodebuffer' });
}

describe('a sheet', () => {
  it('shows dates, percentages, numbers, links and rich text as people see them', async () => {
    const book = new exceljs.Workbook();
    const sheet = book.addWorksheet('台账');
    sheet.addRow(['标题 & <记号>', new Date('2026-06-10T00:00:00Z'), 0.5, 1234.5, true, null, '末']);
    sheet.getCell('C1').numFmt = '0%';
    sheet.getCell('A2').value = { richText: [{ text: '红' }, { font: { bold: true }, text: '黄' }] };
    sheet.getCell('B2').value = { text: '链接', hyperlink: 'http://localhost/' };
    sheet.getCell('C2').value = { formula: 'C1*2', result: 1 };
    const rows = await read(Buffer.from(await book.xlsx.writeBuffer()));
    expect(texts(rows)).toEqual([
      ['标题 & <记号>', '2026-06-10', '50%', '1234.5', 'TRUE', '', '末'],
      ['红黄', '链接', '1'],
    ]);
    expect(rows[1]?.cells.map(({ formula }) => formula)).toEqual([false, false, true]);
  });

  it('keeps the numbers of its rows, and leaves out those with nothing in them', async () => {
    const rows = await read(
      await packed(
        '<row r="2"/><row r="3"><c r="B3" t="inlineStr"><is><t>甲</t></is></c></row><row r="7"><c r="A7"/></row><row r="9"><c t="n"><v>1</v></c><c><v>2</v></c></row>',
      ),
    );
    expect(rows.map(({ n }) => n)).toEqual([3, 9]);
    expect(texts(rows)).toEqual([
      ['', '甲'],
      ['1', '2'],
    ]);
  });

  it('is read with prefixes, readings beside the words, Excel’s escapes and the other calendar', async () => {
    const bytes = await packed(
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>44724</v></c><c r="C1" t="s"><v>1</v></c></row>',
      {
        'xl/workbook.xml':
          '<x:workbook><x:workbookPr date1904="1"/><x:sheets><x:sheet name="a" sheetId="1" r:id="rId1"/></x:sheets></x:workbook>',
        'xl/sharedStrings.xml':
          '<sst><si><t>重</t><rPh sb="0" eb="1"><t>chóng</t></rPh><t xml:space="preserve"> 庆_x000D_\n二</t></si><si><t><![CDATA[<甲>]]>&#x4e59;</t></si></sst>',
        'xl/styles.xml':
          '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellXfs><xf/><xf numFmtId="170"/></cellXfs></styleSheet>',
      },
    );
    expect(texts(await read(bytes))).toEqual([['重 庆\n二', '2026-06-13', '<甲>乙']]);
  });

  it('is the first of the book, wherever its part lies', async () => {
    const bytes = await packed('<row r="1"><c t="n"><v>2</v></c></row>', {
      'xl/workbook.xml':
        '<workbook><sheets><sheet name="b" sheetId="2" r:id="rId2"/><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Target="worksheets/sheet1.xml" Id="rId1"/><Relationship Id="rId2" Target="/xl/worksheets/other.xml"/></Relationships>',
      'xl/worksheets/other.xml': '<worksheet><sheetData><row r="1"><c t="n"><v>1</v></c></row></sheetData></worksheet>',
    });
    expect(texts(await read(bytes))).toEqual([['1']]);
  });

  it('without its part, or wider than a ledger, is refused', async () => {
    const lost = await packed('', { 'xl/_rels/workbook.xml.rels': '<Relationships/>' });
    const zip = await JSZip.loadAsync(lost);
    zip.remove('xl/worksheets/sheet1.xml');
    await expect(read(await zip.generateAsync({ type: 'nodebuffer' }))).rejects.toEqual(
      new UnreadableDocument('truncated'),
    );
    const wide = await packed('<row r="4"><c r="XFD4" t="n"><v>1</v></c></row>');
    await expect(read(wide)).rejects.toMatchObject({ fault: 'tooManyColumns', params: { row: 4, most: 200 } });
  });
});

describe('text', () => {
  it('with stray characters is none, unless its reader names the cell they are in', () => {
    const stray = Buffer.from('一\ufffd\u0007');
    expect(decodeText(stray)).toBeNull();
    expect(decodeText(stray, true)).toEqual({ text: '一\ufffd', encoding: 'utf-8' });
    expect(decodeText(Buffer.from('b1e0bac5', 'hex'), true)).toEqual({ text: '编号', encoding: 'gb18030' });
  });
});
