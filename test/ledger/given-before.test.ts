/** A ledger that is brought twice: the second time is seen, in whatever order and kind of file, and nothing is made twice unasked. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import { createTestApp, type TestApp } from '../support/app.js';
import { bring, confirm, look } from './support.js';

const HEAD = ['阶段', '编号', '上级任务', '任务', '要求', '牵头部门', '配合单位', '时限'];
const row = (title: string, due = '2026/6/20') => ['', '', '', title, '要求', '市住建局', '', due];
const ROWS = [row('同一文件导入两遍'), row('第二行')];
const csv = (rows: string[][]) => rows.map((cells) => cells.join(',')).join('\n');
const turned = (rows: string[][]) => rows.map((cells) => [...cells].reverse());

async function xlsx(rows: string[][]): Promise<Buffer> {
  const book = new exceljs.Workbook();
  book.addWorksheet('台账').addRows(rows);
  return Buffer.from(await book.xlsx.writeBuffer());
}

let product: TestApp;
beforeAll(async () => {
  product = await createTestApp();
}, 60_000);
afterAll(() => product.close());

const made = () => product.wiring.connection.collection('tasks').countDocuments({ title: '第二行' });

describe('a ledger that came before', () => {
  it('is seen with who and when, and makes its tasks again only for somebody who says so', async () => {
    const first = await bring(product, { name: '一.csv', content: csv([HEAD, ...ROWS]) });
    await confirm(product, first);
    expect(await made()).toBe(1);

    const variants: [string, Buffer | string, RegExp][] = [
      ['二.csv', csv([HEAD, ...ROWS]), /这份文件 名campaign_office 于 .* 交来过（《一\.csv》）/],
      ['三.csv', csv([HEAD, ...[...ROWS].reverse()]), /其中 2 行（新任务共 2 行）与/],
      ['四.csv', csv(turned([HEAD, ...ROWS])), /其中 2 行（新任务共 2 行）与/],
      ['五.csv', csv([HEAD, ...ROWS, row('新的一行')]), /其中 2 行（新任务共 3 行）与/],
      [
        '六.xlsx',
        await xlsx([HEAD, row('同一文件导入两遍', '2026-06-20'), row('第二行')]),
        /其中 2 行（新任务共 2 行）与/,
      ],
    ];
    const agent = await product.agentFor('campaign_office');
    for (const [name, content, said] of variants) {
      const again = await bring(product, { name, content });
      const { text } = await agent.get(again.path);
      expect(text).toMatch(said);
      expect(text).toContain(`href="/ledger/imports/${first.id}"`);
      expect((await agent.post(`${again.path}/confirm`)).status).toBe(409);
      expect((await look(product, again.id)).about.state).toBe('ready');
    }
    expect(await made()).toBe(1);

    const last = await bring(product, { name: '七.csv', content: csv([HEAD, ...ROWS]) });
    expect((await agent.post(`${last.path}/confirm`, { twice: 'on' })).status).toBe(303);
    await product.wiring.ledgerImports.drain();
    expect(await made()).toBe(2);
  });
});
