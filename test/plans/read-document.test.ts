/** Files as text: each kind as an office saves it, and everything that is not what its name says. */
import { describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import JSZip from 'jszip';
import { data, document, row as sheetRow, workbook } from '../../scripts/bench/packages.js';
import { openPackage } from '../../src/documents/xlsx/index.js';
import { readDocument, UnreadableDocument } from '../../src/plans/read-document.js';
import { parsePlan } from '../../workflows/plans/parse-plan.js';

const read = (name: string, bytes: Buffer | string) => readDocument({ name, bytes: Buffer.from(bytes) });
const fault = async (name: string, bytes: Buffer | string) => {
  try {
    await read(name, bytes);
    return 'none';
  } catch (error) {
    return error instanceof UnreadableDocument ? error.fault : String(error);
  }
};

async function xlsx(fill: (sheet: exceljs.Worksheet) => void): Promise<Buffer> {
  const book = new exceljs.Workbook();
  fill(book.addWorksheet('任务'));
  return Buffer.from(await book.xlsx.writeBuffer());
}

async function docx(body: string): Promise<Buffer> {
  const zip = new JSZip();
  const types = 'http://schemas.openxmlformats.org/package/2006/content-types';
  const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  zip.file(
    '[Content_Types].xml',
    `<Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
  );
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument';
  zip.file(
    '_rels/.rels',
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relation}" Target="word/document.xml"/></Relationships>`,
  );
  const w = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  zip.file('word/document.xml', `<w:document xmlns:w="${w}"><w:body>${body}</w:body></w:document>`);
  return zip.generateAsync({ type: 'nodebuffer' });
}
const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const row = (...cells: string[]) => `<w:tr>${cells.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`;

describe('a document from a file', () => {
  it('is text in UTF-8, with or without its mark, or in GB18030', async () => {
    expect(await read('a.txt', '一、任务\r\n二、要求')).toBe('一、任务\n二、要求');
    expect(await read('a.txt', Buffer.from('efbbbfe4b880', 'hex'))).toBe('一');
    expect(await read('a.txt', Buffer.from('d2bba1a2c8cecef1', 'hex'))).toBe('一、任务');
  });

  it('is a sheet with merged cells, numbers, dates and formulas as they are shown', async () => {
    const bytes = await xlsx((sheet) => {
      sheet.addRow(['序号', '工作任务', '牵头单位', '配合单位', '完成时限']);
      sheet.addRow([1, '接通网络', '市信息办', '市财政局', new Date('2026-06-10T00:00:00Z')]);
      sheet.addRow([2, '开通监察', '', '市监察局\n市编办', '6月底前']);
      sheet.addRow([3, { formula: '1+1', result: '公开时限' }, '市法制办', '', '长期']);
      sheet.mergeCells('C2:C3');
    });
    const text = await read('台账.xlsx', bytes);
    expect(text.split('\n')[1]).toBe('1\t接通网络\t市信息办\t市财政局\t2026-06-10');
    const { proposals } = parsePlan(text, { year: 2026 });
    expect(proposals.map(({ lead, basis }) => [lead, basis.lead])).toEqual([
      ['市信息办', 'stated'],
      ['市信息办', 'stated'],
      ['市法制办', 'stated'],
    ]);
    expect(proposals[1]).toMatchObject({ departments: ['市监察局', '市编办'], due: [{ to: '2026-06-30' }] });
    expect(proposals[2]).toMatchObject({ title: '公开时限', due: [], basis: { due: 'stated' } });
  });

  it('is a .docx with paragraphs and tables', async () => {
    const bytes = await docx(
      `${paragraph('一、任务')}${paragraph('（一）接通网络。抓紧接通。（市信息办负责）')}<w:tbl>${row('序号', '事项')}${row('1', '公开 &amp; 张贴')}</w:tbl>`,
    );
    expect(await read('方案.docx', bytes)).toBe(
      '一、任务\n（一）接通网络。抓紧接通。（市信息办负责）\n序号\t事项\n1\t公开 & 张贴',
    );
  });

  it('is a .csv with commas or semicolons, quotes and breaks inside cells', async () => {
    expect(await read('a.csv', '序号,任务\n1,"甲,乙\n丙"')).toBe('序号\t任务\n1\t甲,乙⏎丙');
    expect(await read('a.csv', '序号;任务\n1;甲')).toBe('序号\t任务\n1\t甲');
  });
});

describe('a file that is not what it should be', () => {
  it('is refused by name, and nothing of it is taken', async () => {
    const good = await docx(paragraph('一、任务'));
    expect(await fault('a.docx', good.subarray(0, good.length - 40))).toBe('truncated');
    expect(await fault('a.xlsx', good)).toBe('wrongKind');
    expect(await fault('a.docx', 'plain text')).toBe('wrongKind');
    expect(await fault('a.docx', Buffer.from('d0cf11e0a1b11ae100', 'hex'))).toBe('encrypted');
    expect(await fault('a.doc', good)).toBe('unknownKind');
    expect(await fault('a.txt', Buffer.from([0, 1, 2, 3, 255, 254]))).toBe('notText');
    expect(await fault('a.txt', '')).toBe('empty');
    expect(await fault('a.csv', `${'a,'.repeat(10_000)}b`)).toBe('tooManyColumns');
    expect(await fault('a.csv', 'a,b\n'.repeat(60_000))).toBe('tooManyRows');
  });

  it('that unpacks to too much is refused before anything opens it', async () => {
    const many = new JSZip();
    for (let i = 0; i < 5_100; i += 1) many.file(`f${i}`, '');
    expect(await fault('a.docx', await many.generateAsync({ type: 'nodebuffer' }))).toBe('bomb');
    const large = new JSZip();
    large.file('word/document.xml', Buffer.alloc(3 * 1024 * 1024));
    const bytes = await large.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
    expect(bytes.length).toBeLessThan(10_000);
    const main = 'word/document.xml';
    await expect(openPackage(bytes, main, { most: 2 * 1024 * 1024 })).rejects.toMatchObject({ fault: 'bomb' });
    (await openPackage(bytes, main, { most: 4 * 1024 * 1024 })).close();
  });
});

describe('a reference to a character', () => {
  const paragraph = (text: string) => document(`<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`);
  const numbers = ['0', '55296', '65534', '1114112', '99999999', 'xD800', 'xFFFFFFFF', '9'.repeat(400)];

  it.each(numbers)('&#%s; that people typed is text, in Word and in a sheet', async (number) => {
    const typed = `甲&amp;#${number};乙`;
    expect(await read('a.docx', paragraph(typed))).toBe(`甲&#${number};乙`);
    const sheet = workbook([data([sheetRow(1, [typed, '牵头部门'])])]);
    expect(await read('a.xlsx', sheet)).toContain(`甲&#${number};乙`);
  });

  it.each(numbers)('&#%s; that stands for none is never more than a damaged file', async (number) => {
    for (const [name, bytes] of [
      ['a.docx', paragraph(`甲&#${number};乙`)],
      ['a.xlsx', workbook([data([sheetRow(1, [`甲&#${number};乙`, '牵头部门'])])])],
    ] as const) {
      const found = await read(name, bytes).catch((error: UnreadableDocument) => error.fault);
      expect([name, found === 'truncated' || found.startsWith('甲')]).toEqual([name, true]);
    }
  });
});

describe('a file that cannot be read', () => {
  it.each([
    ['a.heic', 'x'],
    ['a.xlsx', 'no package'],
    ['a.docx', 'no package'],
    ['a.txt', Buffer.from([0, 1, 2, 0xff])],
  ])('names the kinds that can: %s', async (name, bytes) => {
    await expect(read(name, bytes)).rejects.toMatchObject({ params: { kinds: '.txt .docx .xlsx .csv' } });
  });
});
