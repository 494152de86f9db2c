/** `ledger export` and `ledger import`: what the pages do, for whoever sits at the server. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TaskFacts } from '../../workflows/tasks/task.js';
import { opened } from '../ledger/support.js';
import { createTestApp, FOREIGN, type TestApp } from '../support/app.js';
import { cliHere } from './program.js';

let product: TestApp;
let folder: string;
let draft: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sanxiang-ledger-'));
  product = await createTestApp();
  draft = await product.newDraft({ code: 'ZW-01', title: '核准进驻项目' });
  await product.newDraft({ code: 'ZW-02', leadDepartment: FOREIGN });
}, 240_000);
afterAll(async () => {
  await product.close();
  rmSync(folder, { recursive: true, force: true });
});

const cli = (...args: string[]) => cliHere(product.uri, ['ledger', ...args]);
const at = (name: string) => join(folder, name);
const task = async (id: string) => (await product.wiring.records.load<TaskFacts>('task', id)).facts;

/** Export, edit, and put the file beside it. */
async function edited(name: string, edit: (file: Awaited<ReturnType<typeof opened>>) => void): Promise<string> {
  await cli('export', at(`${name}.xlsx`));
  const file = await opened(readFileSync(at(`${name}.xlsx`)));
  edit(file);
  writeFileSync(at(`${name}-edited.xlsx`), await file.bytes());
  return at(`${name}-edited.xlsx`);
}

describe('ledger export', () => {
  it('writes everything, or what a person sees, and never over a file that is there', async () => {
    const all = await cli('export', at('all.csv'));
    expect(all).toMatchObject({ code: 0 });
    expect(all.said).toContain('已导出 2 行');
    expect(all.said).toContain('2 rows written');
    const theirs = await cli('export', at('theirs.csv'), '--as', 'foreign_liaison');
    expect(theirs.said).toContain('已导出 1 行');
    const again = await cli('export', at('all.csv'));
    expect(again).toMatchObject({ code: 1 });
    expect(again.said).toContain('已存在，不覆盖');
    expect((await cli('export', at('all.pdf'))).said).toContain('台账文件是 .xlsx 或 .csv');
    expect((await cli('export', at('x.csv'), '--as', 'nobody')).said).toContain('没有“nobody”这个账号');
  }, 120_000);
});

describe('ledger import', () => {
  it('asks in whose name, compares without changing, then changes', async () => {
    const file = await edited('one', (sheet) => {
      sheet.set('ZW-01', '任务', '核准进驻部门');
      sheet.set('ZW-01', '状态', '已销号');
    });
    expect(await cli('import', file)).toMatchObject({ code: 1, said: expect.stringContaining('--as') });
    const dry = await cli('import', file, '--as', 'campaign_office', '--dry-run');
    expect(dry).toMatchObject({ code: 0 });
    expect(dry.stdout).toContain('核准进驻项目 → 核准进驻部门');
    expect(dry.stdout).toContain('不能由“拟定”改为“已销号”');
    expect((await task(draft)).title).toBe('核准进驻项目');

    const done = await cli('import', file, '--as', 'campaign_office', '--json');
    expect(done).toMatchObject({ code: 0 });
    expect(JSON.parse(done.stdout)).toMatchObject({
      state: 'done',
      counts: { changes: 1, refused: 1 },
      rows: [{ code: 'ZW-01', outcome: { applied: ['title'], refused: [{ column: 'state' }] } }],
    });
    expect((await task(draft)).title).toBe('核准进驻部门');
  }, 120_000);

  it('changes nothing while a conflict is open, and takes the side it is told', async () => {
    const file = await edited('two', (sheet) => {
      sheet.set('ZW-01', '任务', '文件里的');
      sheet.set('ZW-02', '任务', '另一处改动');
    });
    const { leadDepartment, coDepartments, due } = await task(draft);
    const plan = {
      outcomes: ['办结。'],
      origin: 'local',
      weight: 1,
      readinessItem: '',
      checkpoints: [],
      reportEvery: 0,
    };
    await product.put('leading_group', draft, {
      type: 'EDIT',
      plan: { ...plan, title: '会上定的', requirement: '按时办结。', leadDepartment, coDepartments, due },
    });
    const open = await cli('import', file, '--as', 'campaign_office');
    expect(open).toMatchObject({ code: 1 });
    expect(open.said).toContain('有 1 行冲突没有决定，什么也没有改');
    expect((await task(draft)).title).toBe('会上定的');
    const theirs = await cli('import', file, '--as', 'campaign_office', '--prefer', 'theirs');
    expect(theirs.said).toContain('修改 1 行');
    expect((await task(draft)).title).toBe('会上定的');
    expect(await cli('import', file, '--as', 'campaign_office', '--prefer', 'mine')).toMatchObject({ code: 0 });
    expect((await task(draft)).title).toBe('文件里的');
  }, 120_000);

  it('says of a wrong file what the page says', async () => {
    writeFileSync(at('bad.xlsx'), 'PK');
    writeFileSync(at('head.csv'), '甲,乙\n1,2\n');
    const bad = await cli('import', at('bad.xlsx'), '--as', 'campaign_office');
    expect(bad).toMatchObject({ code: 1, said: expect.stringContaining('不完整或已损坏') });
    const head = await cli('import', at('head.csv'), '--as', 'campaign_office');
    expect(head).toMatchObject({ code: 1, said: expect.stringContaining('没有找到表头') });
    expect(head.said).toContain('No head was found');
    expect((await cli('import', at('gone.xlsx'), '--as', 'campaign_office')).said).toContain('不能读');
  }, 120_000);
});
