/** Files that are no ledger, or not wholly: one sentence that names the row and the cell, and nothing of it is kept. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import JSZip from 'jszip';
import type { CampaignFacts } from '../../workflows/campaigns/campaign.js';
import { createTestApp, FOREIGN, LEAD, type TestApp, theSystem } from '../support/app.js';
import { bring, download, opened, sentences } from './support.js';

let product: TestApp;
let xlsx: Buffer;
let csv: string;
let elsewhere: string;

beforeAll(async () => {
  product = await createTestApp();
  await product.newDraft({ code: 'ZW-01', title: '核准进驻项目' });
  await product.newDraft({ code: 'ZW-02', title: '接通网络' });
  const campaign = 'c'.repeat(24);
  const { facts } = await product.wiring.records.load<CampaignFacts>('campaign', product.campaign);
  await product.wiring.records.create({ kind: 'campaign', id: campaign, facts, actor: theSystem });
  elsewhere = await product.newDraft({ campaign, code: 'QT-01' });
  await product.newDraft({ code: 'FG-01', leadDepartment: FOREIGN });
  xlsx = (await download(product, '/ledger.xlsx')).bytes;
  csv = (await download(product, '/ledger.csv')).bytes.toString('utf8');
}, 60_000);
afterAll(() => product.close());

/** What is said of a file; its status beside it. */
async function said(name: string, content: Buffer | string, login = 'campaign_office') {
  const agent = await product.agentFor(login);
  await agent.get('/ledger/imports');
  const answer = await agent.upload('/ledger/imports', { file: { name, content } }, { group: 'XY' });
  return { status: answer.status, texts: sentences(answer.text), page: answer.text };
}

async function edited(edit: (file: Awaited<ReturnType<typeof opened>>) => void): Promise<Buffer> {
  const file = await opened(xlsx);
  edit(file);
  return file.bytes();
}

const kept = async () => ({
  imports: await product.wiring.connection.collection('ledgerImports').countDocuments(),
  rows: await product.wiring.connection.collection('ledgerImportRows').countDocuments(),
});

describe('a file that is no ledger', () => {
  it.each<[string, string, () => Promise<Buffer | string> | Buffer | string, string]>([
    ['with another extension', '台账.docx', () => xlsx, '只读这几种文件：.xlsx .csv'],
    ['empty', '台账.xlsx', () => '', '文件里没有文字'],
    [
      'truncated',
      '台账.xlsx',
      () => xlsx.subarray(0, xlsx.length / 2),
      '文件不完整或已损坏，打不开；可以交 .xlsx .csv',
    ],
    [
      'encrypted',
      '台账.xlsx',
      () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
      '文件加了密码，或是旧格式的 Office 文件；请去掉密码，另存为新格式；可以交 .xlsx .csv',
    ],
    ['a text named .xlsx', '台账.xlsx', () => csv, '文件的内容和扩展名不符；可以交 .xlsx .csv'],
    [
      'of bytes in no encoding',
      '台账.csv',
      () => Buffer.from([0xff, 0x81, 0x20, 0xff, 0xfe, 0x80]),
      '文件不是文本：既不是 UTF-8，也不是 GB18030；可以交 .xlsx .csv',
    ],
    [
      'a bomb',
      '台账.xlsx',
      async () => {
        const zip = await JSZip.loadAsync(xlsx);
        zip.file('xl/media/zeros.bin', Buffer.alloc(300 * 1024 * 1024));
        return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
      },
      '文件解压后超过 256 MB',
    ],
    [
      'ten thousand columns wide',
      '台账.xlsx',
      async () => {
        const book = new exceljs.Workbook();
        book.addWorksheet('宽').addRow(Array.from({ length: 10_000 }, (_, i) => `列${i}`));
        return Buffer.from(await book.xlsx.writeBuffer());
      },
      '第 1 行超过 200 列',
    ],
    [
      'without a head',
      '台账.csv',
      () => '甲,乙\n1,2\n',
      '没有找到表头：开头 10 行里应有一行写着“编号”“任务”“状态”等列名',
    ],
    ['with a head only', '台账.csv', () => `${csv.split('\r\n')[0]}\r\n`, '表头下面没有内容'],
    [
      'with two heads',
      '台账.csv',
      () => `${csv}${csv.split('\r\n')[0]}\r\n`,
      '有两行表头：第 1 行和第 5 行，请删去一行',
    ],
    [
      'with a column twice',
      '台账.csv',
      () => '编号,任务,状态,任务\nZW-01,甲,拟定,乙\n',
      'D1 格：“任务”这一列出现了两次',
    ],
    [
      'garbled by a wrong encoding',
      '台账.csv',
      () => '编号,任务,状态\nZW-01,\ufffd\ufffd,拟定\n',
      '第 2 行 B2 格是乱码：文件曾用错误的编码打开并保存，请用原来导出的文件重做',
    ],
    [
      'with an id that was changed',
      '台账.csv',
      () => '编号,任务,状态,标识（勿改）\nZW-01,甲,拟定,1.2E+23\n',
      '第 2 行 D2 格的标识被改动了，请从导出的文件里复制回来',
    ],
  ])('%s is refused in words', async (_what, name, content, text) => {
    const before = await kept();
    const { status, texts, page } = await said(name, await content());
    expect({ status, texts }).toEqual({ status: 422, texts: [text] });
    // What was typed is still there.
    expect(page).toContain('value="XY"');
    expect(await kept()).toEqual(before);
  });

  it('larger than a ledger may be is refused, all of its hundred megabytes read', async () => {
    const { status, texts } = await said('台账.xlsx', Buffer.alloc(100 * 1024 * 1024));
    expect({ status, texts }).toEqual({ status: 422, texts: ['文件超过 20 MB'] });
  }, 60_000);

  it('not chosen at all is asked for', async () => {
    const agent = await product.agentFor('campaign_office');
    await agent.get('/ledger/imports');
    const answer = await agent.upload('/ledger/imports', {}, { group: 'XY' });
    expect(answer.status).toBe(422);
    expect(sentences(answer.text)).toEqual(['请选择一个文件']);
  });
});

describe('ids that are not what they should be', () => {
  it('are refused twice in a file, of another campaign, and of a task the person cannot see', async () => {
    const twice = await edited((file) => {
      for (const label of ['标识（勿改）', '校验（勿改）']) file.set('ZW-02', label, file.get('ZW-01', label));
    });
    expect((await said('台账.xlsx', twice)).texts).toEqual([
      expect.stringMatching(/^第 \d 行 P\d 格的标识与第 \d 行相同，请删去一行$/),
    ]);
    const other = await edited((file) => {
      file.set('ZW-01', '标识（勿改）', elsewhere);
      file.set('ZW-01', '校验（勿改）', '');
    });
    expect((await said('台账.xlsx', other)).texts).toEqual([
      expect.stringMatching(/^第 \d 行 P\d 格的标识属于另一个活动$/),
    ]);
    expect((await said('台账.xlsx', xlsx, 'foreign_liaison')).texts).toEqual([
      expect.stringMatching(/^第 \d 行 P\d 格的标识不是您能看到的任务$/),
    ]);
  });

  it('are refused where a row was sorted away from its hidden cells', async () => {
    const moved = await edited((file) => file.set('ZW-01', '标识（勿改）', file.get('ZW-02', '标识（勿改）')));
    expect((await said('台账.xlsx', moved)).texts[0]).toContain('可能排序时没有选中隐藏列');
    const both = await edited((file) => {
      const [a, b] = ['ZW-01', 'ZW-02'].map((code) => file.rowOf(code).number) as [number, number];
      for (const label of ['编号', '任务']) {
        const at = file.columnOf(label);
        const [x, y] = [file.sheet.getRow(a).getCell(at).value, file.sheet.getRow(b).getCell(at).value];
        file.sheet.getRow(a).getCell(at).value = y;
        file.sheet.getRow(b).getCell(at).value = x;
      }
    });
    const { about, rows } = await bring(product, { name: '台账.xlsx', content: both });
    expect(about.counts).toMatchObject({ changes: 0, refused: 2 });
    expect(rows.flatMap(({ refused }) => refused.flatMap(({ reasons }) => reasons.map(({ code }) => code)))).toEqual([
      'ledger.refused.code',
      'ledger.refused.code',
    ]);
  });

  it('that a spreadsheet took for a number are still known by the mark beside them', async () => {
    const broken = csv.replace(/,[0-9a-f]{24},(\d+),/g, ',1.23E+23,$1,').replace('核准进驻项目', '核准全部项目');
    const { about } = await bring(product, { name: '台账.csv', content: broken });
    expect(about.counts).toMatchObject({ changes: 1, new: 0, refused: 0 });
  });
});

describe('cells', () => {
  it('with formulas are never computed: their row is refused by the cell’s name, in either kind of file', async () => {
    const formula = await edited((file) =>
      file.set('ZW-01', '任务', { formula: 'HYPERLINK("http://evil","看")', result: '看' }),
    );
    const one = await bring(product, { name: '台账.xlsx', content: formula });
    expect(one.row('ZW-01').refused[0]?.reasons).toMatchObject([
      { code: 'ledger.refused.formula', params: { cell: expect.stringMatching(/^D\d$/) } },
    ]);
    const two = await bring(product, { name: '台账.csv', content: csv.replace('接通网络', '=1+1') });
    expect(two.row('ZW-02').refused[0]?.reasons).toMatchObject([{ code: 'ledger.refused.formula' }]);
  });

  it('that only look like formulas go out as text and come back as they were', async () => {
    const id = await product.newDraft({ code: 'GS-01', title: '=SUM(1)', requirement: "+1\n-2'" });
    const { bytes } = await download(product, '/ledger.csv');
    const text = bytes.toString('utf8');
    expect(text).toContain(",'=SUM(1),");
    const { about, rows } = await bring(product, { name: '台账.csv', content: text });
    expect(rows.flatMap(({ refused }) => refused)).toEqual([]);
    expect(about.counts).toMatchObject({ changes: 0, conflicts: 0, refused: 0, new: 0 });
    await product.put('leading_group', id, { type: 'CANCEL', reason: '试验' });
  });

  it('with control characters lose them, in GB18030 are read as they are', async () => {
    const controls = await bring(product, { name: '台账.csv', content: csv.replace('接通网络', '接通\u0007外网') });
    expect(controls.row('ZW-02').changes).toMatchObject([{ column: 'title', wanted: '接通外网' }]);
    const gbk = Buffer.concat([
      Buffer.from('b1e0bac52cc8cecef12cd7b4ccac0a', 'hex'),
      Buffer.from('2cd0c2b5c4d2bbcfee2c0a', 'hex'),
    ]);
    const { about, rows } = await bring(product, { name: '台账.csv', content: gbk });
    expect(about.counts.new).toBe(1);
    expect(rows[0]?.title).toBe('新的一项');
  });

  it('that put tasks under one another in a ring are named', async () => {
    const ring = '编号,上级任务,任务,状态\nA-1,A-2,甲,\nA-2,A-3,乙,\nA-3,A-1,丙,\n';
    expect((await said('台账.csv', ring)).texts).toEqual(['第 2 行 B2 格：上级任务绕成了圈（A-1 → A-2 → A-3 → A-1）']);
  });

  it('of a new row that ask for more than a draft are not taken, and the draft is', async () => {
    const { rows } = await bring(product, {
      name: '台账.csv',
      content: `编号,任务,状态,完成%,牵头部门,时限\n,新的一项,已交办,50,${'市政务服务中心'},看情况\n,,,,,6月底\n`,
    });
    expect(rows[0]?.fresh?.plan).toMatchObject({ title: '新的一项', leadDepartment: LEAD, due: null });
    expect(rows[0]?.refused.map(({ column }) => column).sort()).toEqual(['due', 'percent', 'state']);
    expect(rows[1]).toMatchObject({ fresh: null, refused: [{ reasons: [{ code: 'ledger.refused.noTitle' }] }] });
  });
});
