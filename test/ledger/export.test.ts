/** The ledger as a file: what the list shows, as it is filtered, printable, and never a formula. */
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import { type Sheet, writeCsv, writeXlsx } from '../../src/documents/sheet-writer.js';
import { createTestApp, FOREIGN, type TestApp } from '../support/app.js';

let product: TestApp;
let evil: string;

beforeAll(async () => {
  product = await createTestApp();
  evil = await product.newDraft({ title: '=HYPERLINK("http://evil","看")', requirement: '第一行\n第二行\u0007' });
  await product.put('campaign_office', evil, { type: 'ASSIGN' });
  await product.newDraft({ title: '+1', leadDepartment: FOREIGN });
  await product.newDraft({ title: '普通任务' });
}, 60_000);
afterAll(() => product.close());

async function download(path: string, login = 'campaign_office') {
  const { agent } = await product.agentFor(login);
  const answer = await agent
    .get(path)
    .buffer(true)
    .parse((res, done) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () => done(null, Buffer.concat(chunks)));
    });
  return { status: answer.status, headers: answer.headers, bytes: answer.body as Buffer };
}

async function sheetOf(bytes: Buffer) {
  const book = new exceljs.Workbook();
  await book.xlsx.load(bytes as never);
  const [sheet] = book.worksheets;
  if (!sheet) throw new Error('There is no sheet.');
  return sheet;
}

describe('the ledger as .xlsx', () => {
  it('holds what the list shows, printable on A4 landscape with its head frozen and repeated', async () => {
    const { status, headers, bytes } = await download('/ledger.xlsx');
    expect(status).toBe(200);
    expect(decodeURIComponent(String(headers['content-disposition']))).toContain('作风效能建设活动');
    const sheet = await sheetOf(bytes);
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToWidth: 1,
      printTitlesRow: '1:1',
    });
    expect(sheet.getRow(1).values).toContain('牵头部门');
    expect(sheet.rowCount).toBe(4);
    const row = sheet.getRows(2, 3)?.find((one) => one.getCell(16).value === evil);
    expect(row?.getCell(10).value).toBe('已交办');
    expect(row?.getCell(11).value).toBe('正常');
    expect(row?.getCell(8).value).toBe('2026-06-10');
    // The phase is said once for the rows that share it.
    expect(sheet.getCell('A3').master.address).toBe('A2');
    expect(sheet.getColumn(16).hidden).toBe(true);
  });

  it('writes as text what would be a formula, and nothing that cannot be printed', async () => {
    const sheet = await sheetOf((await download('/ledger.xlsx')).bytes);
    const row = sheet.getRows(2, 3)?.find((one) => one.getCell(16).value === evil);
    expect(row?.getCell(4).type).toBe(exceljs.ValueType.String);
    expect(row?.getCell(4).value).toBe('=HYPERLINK("http://evil","看")');
    expect(row?.getCell(5).value).toBe('第一行\n第二行');
  });

  it('keeps the filters of the list and what the person may see', async () => {
    const filtered = await sheetOf((await download(`/ledger.xlsx?department=${FOREIGN}`)).bytes);
    expect(filtered.rowCount).toBe(2);
    const liaison = await sheetOf((await download('/ledger.xlsx', 'foreign_liaison')).bytes);
    expect(liaison.rowCount).toBe(2);
    const list = await (await product.agentFor('campaign_office')).get(`/tasks?department=${FOREIGN}`);
    expect(list.text.replaceAll('&#x3D;', '=')).toContain(`href="/ledger.xlsx?department=${FOREIGN}"`);
  });

  it('speaks the language of who asks', async () => {
    const { people } = product.wiring;
    await people.accounts.setLocale(product.actor('campaign_office').id, 'en');
    const sheet = await sheetOf((await download('/ledger.xlsx')).bytes);
    expect(sheet.getRow(1).values).toContain('Lead department');
    await people.accounts.setLocale(product.actor('campaign_office').id, 'zh-CN');
  });
});

describe('the ledger as .csv', () => {
  it('is UTF-8 with its mark, and a formula is text', async () => {
    const { status, bytes } = await download('/ledger.csv');
    expect(status).toBe(200);
    const text = bytes.toString('utf8');
    expect(text.startsWith('\ufeff阶段,编号,上级任务,任务')).toBe(true);
    expect(text).toContain(`"'=HYPERLINK(""http://evil"",""看"")"`);
    expect(text).toContain(",'+1,");
  });
});

describe('ten thousand rows', () => {
  it.each([
    ['xlsx', writeXlsx],
    ['csv', writeCsv],
  ] as const)('are streamed as .%s, not gathered', async (_kind, write) => {
    let asked = 0;
    async function* rows() {
      for (; asked < 10_000; asked += 1) yield ['阶段', `BM-${asked}`, '完善首问负责和限时办结', asked];
    }
    const sheet: Sheet = {
      title: '台账',
      head: ['a', 'b', 'c', 'd'],
      columns: [{ width: 10 }, { width: 10 }, { width: 30 }, { width: 8 }],
      rows: rows(),
    };
    const out = new PassThrough({ highWaterMark: 16_384 });
    let before = 0;
    let bytes = 0;
    out.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (asked < 9_000) before += chunk.length;
    });
    await write(out, sheet);
    expect(asked).toBe(10_000);
    expect(bytes).toBeGreaterThan(50_000);
    expect(before).toBeGreaterThan(0);
  });
});
