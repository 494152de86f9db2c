/** An exported ledger, edited, brought back: what changes, what must be decided, what is refused, and nothing else. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TaskFacts } from '../../workflows/tasks/task.js';
import { createTestApp, FOREIGN, LEAD, type TestApp } from '../support/app.js';
import { bring, confirm, download, look, opened } from './support.js';

let product: TestApp;
let n = 0;
let draft: string;
let active: string;
let codes: { draft: string; active: string };

beforeAll(async () => {
  product = await createTestApp();
}, 60_000);
afterAll(() => product.close());

beforeEach(async () => {
  n += 1;
  codes = { draft: `D${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[n]}-01`, active: `A${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[n]}-01` };
  draft = await product.newDraft({ code: codes.draft, title: '核准进驻项目' });
  active = await product.newDraft({ code: codes.active, title: '接通网络' });
  await product.put('campaign_office', active, { type: 'ASSIGN' });
  await product.put('department_liaison', active, { type: 'ACKNOWLEDGE' });
});

const task = (id: string) => product.wiring.records.load<TaskFacts>('task', id);
const exported = async (login = 'campaign_office') => opened((await download(product, '/ledger.xlsx', login)).bytes);
const events = async (id: string) => (await product.wiring.records.history(await task(id))).map(({ type }) => type);

describe('a ledger that comes back', () => {
  it('unedited asks for nothing, as .xlsx and as .csv', async () => {
    const xlsx = await bring(product, { name: '台账.xlsx', content: (await download(product, '/ledger.xlsx')).bytes });
    expect(xlsx.about).toMatchObject({ state: 'ready', counts: { changes: 0, conflicts: 0, refused: 0, new: 0 } });
    const csv = await bring(product, { name: '台账.csv', content: (await download(product, '/ledger.csv')).bytes });
    expect(csv.about.counts).toMatchObject({ changes: 0, conflicts: 0, refused: 0, new: 0, same: csv.about.total });
  });

  it('shows the edited cells and nothing else, and puts them to the tasks once it is confirmed', async () => {
    const file = await exported();
    file.set(codes.draft, '任务', '核准进驻部门和项目');
    file.set(codes.draft, '时限', new Date('2026-06-12T00:00:00Z'));
    file.set(codes.draft, '牵头部门', '市住建局');
    file.set(codes.active, '要求', '办证大厅全部接通。');
    const brought = await bring(product, { name: '六月台账.xlsx', content: await file.bytes() });
    expect(brought.row(codes.draft).refused).toEqual([]);
    expect(brought.row(codes.draft).changes).toMatchObject([
      { column: 'title', now: '核准进驻项目', wanted: '核准进驻部门和项目' },
      { column: 'lead', wanted: '市住建局' },
      { column: 'due', now: '2026-06-10', wanted: '2026-06-12' },
    ]);
    expect(brought.about.counts).toMatchObject({ changes: 2, conflicts: 0, refused: 0, new: 0 });
    expect((await task(draft)).facts.title).toBe('核准进驻项目');
    const page = await (await product.agentFor('campaign_office')).get(`${brought.path}?show=changes`);
    expect(page.text).toContain('核准进驻部门和项目</ins>');

    const done = await confirm(product, brought);
    expect(done.about.state).toBe('done');
    expect((await task(draft)).facts).toMatchObject({
      title: '核准进驻部门和项目',
      leadDepartment: FOREIGN,
      due: { to: '2026-06-12' },
      outcomes: ['办结。'],
    });
    const entries = await product.wiring.records.history(await task(active));
    expect(entries.at(-1)).toMatchObject({ type: 'AMEND', payload: { reason: '按台账《六月台账.xlsx》修改' } });
  });

  it('lets a person decide a cell that somebody else has changed meanwhile', async () => {
    const file = await exported();
    file.set(codes.active, '任务', '接通全部网络');
    file.set(codes.active, '要求', '要求甲');
    await product.put('leading_group', active, {
      type: 'AMEND',
      title: '接通外网',
      requirement: '按时办结。',
      coDepartments: [],
      reason: '会议要求',
    });
    const brought = await bring(product, { name: '台账.xlsx', content: await file.bytes() });
    const row = brought.row(codes.active);
    expect(row.conflicts).toMatchObject([{ column: 'title', now: '接通外网', wanted: '接通全部网络' }]);
    expect(row.changes).toMatchObject([{ column: 'requirement' }]);

    const agent = await product.agentFor('campaign_office');
    const early = await agent.post(`${brought.path}/confirm`);
    expect(early.status).toBe(409);
    expect(early.text).toContain('还有 1 行冲突没有决定');
    const chosen = await agent.post(`${brought.path}/choices`, { [`c-${row.n}-title`]: 'mine', page: '1' });
    expect(chosen.status).toBe(303);
    const done = await confirm(product, brought);
    expect(done.row(codes.active).outcome).toMatchObject({ applied: ['requirement', 'title'], refused: [] });
    expect((await task(active)).facts).toMatchObject({ title: '接通全部网络', requirement: '要求甲' });
  });

  it('keeps what is there where that is decided', async () => {
    const file = await exported();
    file.set(codes.active, '任务', '接通全部网络');
    await product.put('leading_group', active, {
      type: 'AMEND',
      title: '接通外网',
      requirement: '按时办结。',
      coDepartments: [],
      reason: '会议要求',
    });
    const brought = await bring(product, { name: '台账.xlsx', content: await file.bytes() });
    const agent = await product.agentFor('campaign_office');
    await agent.post(`${brought.path}/choices`, { rest: 'theirs' });
    await confirm(product, brought);
    expect((await task(active)).facts.title).toBe('接通外网');
  });

  it('refuses a state that cannot be reached, with the reasons, and takes the rest', async () => {
    const poor = await product.newDraft({ code: `P${n}-01`, requirement: '', outcomes: [] });
    const file = await exported();
    file.set(codes.active, '状态', '已销号');
    file.set(codes.active, '任务', '接通网络并验收');
    file.set(codes.draft, '状态', '已交办');
    file.set(`P${n}-01`, '状态', '已交办');
    const brought = await bring(product, { name: '台账.xlsx', content: await file.bytes() });
    expect(brought.row(codes.active)).toMatchObject({
      changes: [{ column: 'title' }],
      refused: [{ column: 'state', reasons: [{ code: 'ledger.refused.noWay' }] }],
    });
    expect(brought.row(`P${n}-01`).refused[0]?.reasons.map(({ code }) => code)).toEqual([
      'task.noRequirement',
      'task.noOutcomeAsked',
    ]);
    await confirm(product, brought);
    expect((await task(draft)).state).toBe('assigned');
    expect((await task(active)).facts.title).toBe('接通网络并验收');
    expect((await task(poor)).state).toBe('draft');
  });

  it('reports for the department that leads, and for no other', async () => {
    const file = await exported('department_liaison');
    file.set(codes.active, '完成%', 40);
    file.set(codes.active, '最近进展', '外网已接通');
    const brought = await bring(product, { name: '台账.xlsx', content: await file.bytes() }, 'department_liaison');
    await confirm(product, brought, 'department_liaison');
    expect((await task(active)).facts).toMatchObject({ percent: 40, lastReport: { text: '外网已接通' } });

    const office = await exported();
    office.set(codes.active, '完成%', 60);
    office.set(codes.active, '最近进展', '内网已接通');
    const others = await bring(product, { name: '台账.xlsx', content: await office.bytes() });
    expect(others.row(codes.active).refused[0]?.reasons).toMatchObject([{ code: 'policy.onlyLead' }]);
  });

  it('makes drafts of rows without an id, each under the one it belongs to', async () => {
    const group = `N${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[n]}`;
    const file = await exported();
    file.add({
      编号: `${group}-B`,
      上级任务: `${group}-A`,
      任务: '子任务',
      牵头部门: '市政务服务中心',
      时限: '6月下旬',
    });
    file.add({ 编号: `${group}-A`, 任务: '新的一项', 要求: '全部办成', 上级任务: codes.draft });
    file.add({ 编号: codes.active, 任务: '冒用编号' });
    file.add({ 编号: `${group}-C`, 任务: '没有上级', 上级任务: 'XX-99' });
    file.add({ 任务: '部门写错', 牵头部门: '市政务中心办公厅' });
    const brought = await bring(product, { name: '台账.xlsx', content: await file.bytes() });
    expect(brought.about.counts).toMatchObject({ new: 3, refused: 3, changes: 0 });
    const done = await confirm(product, brought);
    const made = done.rows.flatMap(({ outcome }) => outcome?.made ?? []);
    expect(made).toHaveLength(3);
    const tasks = await product.wiring.tasks.byIds(made);
    const child = tasks.find(({ facts }) => facts.title === '子任务');
    const parent = tasks.find(({ facts }) => facts.title === '新的一项');
    expect(child?.facts).toMatchObject({
      parent: parent?.id,
      leadDepartment: LEAD,
      due: { from: '2026-06-21', to: '2026-06-30', text: '6月下旬' },
    });
    // A part's code begins with that of its whole, whatever letters the row gives it.
    expect(parent?.facts).toMatchObject({ parent: draft, code: `${codes.draft}-01` });
    expect(tasks.find(({ facts }) => facts.title === '部门写错')?.facts).toMatchObject({
      leadDepartment: null,
      code: 'TZ-01',
    });
  });

  it('is confirmed once, however often it is pressed or taken up again', async () => {
    const file = await exported();
    file.set(codes.active, '任务', '接通一次');
    file.add({ 任务: `只建一次${n}` });
    const brought = await bring(product, { name: '台账.xlsx', content: await file.bytes() });
    await confirm(product, brought);
    await confirm(product, brought);
    // A process that died before it said that it was done: all of it again.
    const { connection, ledgerImports } = product.wiring;
    await connection
      .collection('ledgerImports')
      .updateOne({ _id: brought.id as never }, { $set: { state: 'applying' } });
    await connection.collection('ledgerImportRows').updateMany({ import: brought.id }, { $set: { outcome: null } });
    await (await product.agentFor('campaign_office')).post(`${brought.path}/continue`);
    await ledgerImports.drain();
    expect((await look(product, brought.id)).row(codes.active).outcome).toMatchObject({
      applied: ['title'],
      refused: [],
    });
    expect((await events(active)).filter((type) => type === 'AMEND')).toHaveLength(1);
    expect(await connection.collection('tasks').countDocuments({ title: `只建一次${n}` })).toBe(1);
  });

  it('gives the result back as a file that can be edited and brought back again', async () => {
    const file = await exported();
    file.set(codes.active, '任务', '接通好了');
    file.set(codes.active, '时限', '2026-06-20');
    const brought = await bring(product, { name: '台账.xlsx', content: await file.bytes() });
    await confirm(product, brought);
    const { bytes } = await download(product, `${brought.path}/result.xlsx`);
    const result = await opened(bytes);
    expect(result.get(codes.active, '任务')).toBe('接通好了');
    expect(result.get(codes.active, '时限')).toBe('2026-06-20');
    expect(result.get(codes.active, '导入结果')).toBe('已改：任务\n未改 时限：任务已交办，时限须经延期审批');
    result.set(codes.active, '时限', '2026-06-10');
    result.set(codes.active, '任务', '接通好了二');
    const again = await bring(product, { name: '结果.xlsx', content: await result.bytes() });
    expect(again.about.counts).toMatchObject({ changes: 1, conflicts: 0, refused: 0 });
  });

  it('belongs to whoever gave it, and a department changes only what it leads', async () => {
    const brought = await bring(product, {
      name: '台账.xlsx',
      content: (await download(product, '/ledger.xlsx')).bytes,
    });
    expect((await (await product.agentFor('leading_group')).get(brought.path)).status).toBe(404);
    const shared = await product.newDraft({ code: `S${n}-01`, leadDepartment: LEAD, coDepartments: [FOREIGN] });
    await product.put('campaign_office', shared, { type: 'ASSIGN' });
    const file = await exported('foreign_liaison');
    file.set(`S${n}-01`, '任务', '由配合单位改');
    const theirs = await bring(product, { name: '台账.xlsx', content: await file.bytes() }, 'foreign_liaison');
    expect(theirs.row(`S${n}-01`)).toMatchObject({
      changes: [],
      refused: [{ reasons: [{ code: 'policy.onlyOfficeOrLead' }] }],
    });
  });
});

describe('work under way', () => {
  it('is shown with how far it has come; where it died the page says so, and another press goes on', async () => {
    const file = await exported();
    file.set(codes.active, '任务', '接着做');
    const brought = await bring(product, { name: '台账.xlsx', content: await file.bytes() });
    const imports = product.wiring.connection.collection('ledgerImports');
    const set = (values: object) => imports.updateOne({ _id: brought.id as never }, { $set: values });
    const agent = await product.agentFor('campaign_office');
    // Somebody is at it: shown, and nobody else begins.
    await set({ state: 'applying', done: 1, beat: Date.now() });
    const busy = await agent.get(brought.path);
    expect(busy.text).toContain(`已处理 1 行，共 ${brought.about.total} 行`);
    expect(busy.text).toContain('data-progress');
    await agent.post(`${brought.path}/continue`);
    await product.wiring.ledgerImports.drain();
    expect((await task(active)).facts.title).toBe('接通网络');
    expect((await agent.post(`${brought.path}/choices`, { rest: 'mine' })).status).toBe(409);
    // Silent for too long: its process has died.
    await set({ beat: Date.now() - 60_000 });
    const dead = await agent.get(brought.path);
    expect(dead.text).toContain('处理中断了');
    expect(dead.text).not.toContain('data-progress');
    await agent.post(`${brought.path}/continue`);
    await product.wiring.ledgerImports.drain();
    expect((await look(product, brought.id)).about.state).toBe('done');
    expect((await task(active)).facts.title).toBe('接着做');
  });

  it('that breaks while the rows are read, or dies with its process, ends as failed and can be tried again', async () => {
    const file = await exported();
    file.set(codes.active, '任务', '接着做');
    const brought = await bring(product, { name: '台账.xlsx', content: await file.bytes() });
    const imports = product.wiring.connection.collection('ledgerImports');
    const rows = product.wiring.connection.collection('ledgerImportRows');
    const set = (values: object) => imports.updateOne({ _id: brought.id as never }, { $set: values });
    const agent = await product.agentFor('campaign_office');
    // Its process died while it read.
    await set({ state: 'comparing', beat: Date.now() - 60_000 });
    expect((await agent.get(brought.path)).text).toContain('处理中断了');
    expect((await agent.get('/ledger/imports')).text).not.toContain('比对中');
    expect((await look(product, brought.id)).about.state).toBe('failed');
    // Something in a row breaks the comparison.
    const [broken] = await rows.find({ import: brought.id }).sort({ n: 1 }).limit(1).toArray();
    await rows.updateOne({ _id: broken?._id as never }, { $set: { given: null } });
    await rows.updateMany({ import: brought.id }, { $set: { compared: false } });
    await agent.post(`${brought.path}/continue`);
    await product.wiring.ledgerImports.drain();
    const failed = await agent.get(brought.path);
    expect(failed.text).toContain('文件没有比对完：读取各行时系统出错');
    expect(failed.text).not.toContain('data-progress');
    expect((await look(product, brought.id)).about.state).toBe('failed');
    await rows.updateOne({ _id: broken?._id as never }, { $set: { given: broken?.given } });
    await agent.post(`${brought.path}/continue`);
    await product.wiring.ledgerImports.drain();
    expect((await look(product, brought.id)).about.state).toBe('ready');
  });

  it('leaves alone what was changed after the comparison, and says so', async () => {
    const file = await exported();
    file.set(codes.active, '任务', '文件里的');
    const brought = await bring(product, { name: '台账.xlsx', content: await file.bytes() });
    await product.put('leading_group', active, {
      type: 'AMEND',
      title: '后来定的',
      requirement: '按时办结。',
      coDepartments: [],
      reason: '会议要求',
    });
    const done = await confirm(product, brought);
    expect(done.row(codes.active).outcome).toMatchObject({
      applied: [],
      refused: [{ column: 'title', reasons: [{ code: 'ledger.refused.changedAgain' }] }],
    });
    expect((await task(active)).facts.title).toBe('后来定的');
  });
});
