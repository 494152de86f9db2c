/** A document through the whole web application: given, looked through, checked, confirmed; and every refusal in its form. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, FOREIGN, LEAD, type TestApp } from '../support/app.js';
import { planPages } from './support.js';

const SPEECH = readFileSync(new URL('../fixtures/seeds/001.txt', import.meta.url), 'utf8');
const TEXT = `任务分工
一、主要任务
（一）核准进驻部门。6月10日前核准进驻部门和项目。（市政务服务中心牵头，市住建局等有关部门按职责分工负责）
（二）接通网络。抓紧接通办证大厅网络。（市政务服务中心、市住建局按职责分工负责）
（三）开通监察。6月20日前开通电子监察。（市政务大厅管理处负责）
（四）公开时限。公开办理时限。张贴办事指南。
各部门要认真组织实施。`;

let product: TestApp;
let pages: ReturnType<typeof planPages>;

beforeAll(async () => {
  product = await createTestApp();
  pages = planPages(product, 'WJ');
}, 60_000);
afterAll(() => product.close());

describe('a document that is given', () => {
  it('is shown beside what it asks, each tied to its words', async () => {
    const path = await pages.given(TEXT);
    const { text } = await (await pages.office()).get(path);
    expect(text).toContain('核准进驻部门');
    expect(text).toMatch(/<a class="review__mark review__mark--task" id="q-p1" href="#p1">（一）核准进驻部门/);
    expect(text).toMatch(/id="p1"[\s\S]*?href="#q-p1"/);
    // Stated, concluded by a named rule, to be decided.
    expect(text).toContain('原文写明');
    expect(text).toContain('原文未写年份，按本活动的年份');
    expect(text).toContain('原文写“市政务大厅管理处”，请指定');
    expect(text).toContain('原文未写明，请指定');
    expect(text).toContain('“市政务大厅管理处”不在单位名录中，相近的有：市政务服务中心');
    expect(text).toContain('“有关部门”是一类单位，请指明是哪些');
    const { items, uncovered } = await pages.draftOf(path);
    expect(items.map(({ plan }) => plan.leadDepartment)).toEqual([LEAD, null, null]);
    expect(items[0]?.plan.coDepartments).toEqual([FOREIGN]);
    expect(items.map(({ plan }) => plan.due?.to ?? null)).toEqual(['2026-06-10', null, '2026-06-20']);
    expect(uncovered.map(({ text: words }) => words)).toContain('各部门要认真组织实施。');
    expect(await pages.created()).toEqual([]);
  });

  it('knows a department by the other names that the directory gives it', async () => {
    const { departments } = product.wiring.people;
    const { id, rev, active: _, ...fields } = await departments.byId(FOREIGN);
    await departments.edit(id, rev, { ...fields, aliases: ['市建设规划委'] }, { id: 'system', name: 'system' });
    const path = await pages.given('任务分工\n（一）接通网络。6月15日前接通大厅网络。（市建设规划委负责）');
    expect((await pages.draftOf(path)).items.map(({ plan }) => plan.leadDepartment)).toEqual([FOREIGN]);
  });

  it('comes as a file too, in the encoding it has', async () => {
    const agent = await pages.office();
    await agent.get(pages.listPath);
    const gb = Buffer.from(
      // 一、任务（一）接通网络。抓紧接通。（市住建局负责） in GB18030.
      'd2bba1a2c8cecef1a3a8d2bba3a9bdd3cda8cdf8c2e7a1a3d7a5bdf4bdd3cda8a1a3a3a8cad0d7a1bda8bed6b8bad4f0a3a9',
      'hex',
    );
    const sent = await agent.upload(pages.listPath, { file: { name: '方案.txt', content: gb } }, pages.about);
    expect(sent.status).toBe(303);
    const draft = await pages.draftOf(String(sent.headers.location));
    expect(draft.name).toBe('方案.txt');
    expect(draft.items.map(({ plan }) => plan.leadDepartment)).toEqual([FOREIGN]);
  });

  it('that cannot be read comes back with everything typed and the reason', async () => {
    const agent = await pages.office();
    await agent.get(pages.listPath);
    const send = async (name: string, content: Buffer | string) =>
      agent.upload(pages.listPath, { file: { name, content } }, { ...pages.about, name: '我的名称' });
    for (const [name, content, said] of [
      ['a.docx', 'PK not a zip', '文件不完整或已损坏'],
      ['a.xlsx', 'hello', '内容和扩展名不符'],
      ['a.docx', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '文件加了密码'],
      ['a.pdf', '%PDF-1.7', '只读这几种文件'],
      ['a.txt', Buffer.from([0xff, 0x00, 0xd8, 0x80, 0x00, 0x01]), '文件不是文本'],
      ['a.txt', '  \n ', '文件里没有文字'],
      ['a.txt', '天气很好。', '没有读出任何任务或要求'],
    ] as const) {
      const answer = await send(name, content);
      expect([name, answer.status]).toEqual([name, 422]);
      expect(answer.text).toContain(said);
      expect(answer.text).toContain('我的名称');
    }
    expect((await agent.upload(pages.listPath, {}, pages.about)).status).toBe(422);
    expect((await agent.upload(pages.listPath, {}, { ...pages.about, text: TEXT, more: '1' })).status).toBe(400);
    expect((await agent.upload(pages.listPath, {}, { ...pages.about, text: TEXT, phase: 'nowhere' })).status).toBe(404);
  });

  it('with a part that has no name is refused, and the process lives', async () => {
    const agent = await pages.office();
    await agent.get(pages.listPath);
    const task = await product.newDraft();
    await product.put('campaign_office', task, { type: 'ASSIGN' });
    const liaison = await product.agentFor('department_liaison');
    await liaison.get('/work');
    const body = ['--b', 'Content-Disposition: form-data', '', 'nobody knows', '--b--', ''].join('\r\n');
    for (const [who, path] of [
      [agent, pages.listPath],
      [liaison, `/tasks/${task}/evidence`],
    ] as const) {
      const sending = who.agent
        .post(`${path}?_csrf=${who.token()}`)
        .set('Content-Type', 'multipart/form-data; boundary=b');
      expect((await sending.send(body)).status).toBe(400);
    }
    expect((await agent.get(pages.listPath)).status).toBe(200);
  });

  it('is nobody’s business but the office’s', async () => {
    const path = await pages.given(TEXT);
    const liaison = await product.agentFor('department_liaison');
    await liaison.get('/work');
    expect((await liaison.get(path)).status).toBe(403);
    expect((await liaison.get(pages.listPath)).status).toBe(403);
    expect((await liaison.post(`${path}/confirm`, { rev: '1' })).status).toBe(403);
  });
});

describe('the review', () => {
  it('accepts, skips, edits, merges and splits, and leaving it loses nothing', async () => {
    const path = await pages.given(TEXT);
    await pages.press(path, 'items/p1/accept');
    await pages.press(path, 'items/p2/skip');
    const plan = {
      title: '开通电子监察',
      requirement: '开通',
      leadDepartment: FOREIGN,
      coDepartments: [LEAD, FOREIGN],
      due: '2026-06-20',
    };
    expect((await pages.press(path, 'items/p3/edit', plan)).status).toBe(303);
    const { items } = await pages.draftOf(path);
    expect(items.map(({ state }) => state)).toEqual(['accepted', 'skipped', 'accepted']);
    expect(items[2]?.plan).toMatchObject({ title: '开通电子监察', leadDepartment: FOREIGN, coDepartments: [LEAD] });
    // The words of a date that was left as it is stay with it.
    expect(items[2]?.plan.due?.text).toBe('6月20日前');
    await pages.press(path, 'items/p1/merge');
    const merged = await pages.draftOf(path);
    expect(merged.items.map(({ key }) => key)).toEqual(['p1', 'p3']);
    expect(merged.items[0]?.plan.requirement).toContain('接通办证大厅网络');
    await pages.press(path, 'items/p1/split');
    expect((await pages.draftOf(path)).items.map(({ proposal }) => proposal.text)).toEqual(
      expect.arrayContaining(['6月10日前核准进驻部门和项目。', '抓紧接通办证大厅网络。']),
    );
  });

  it('gives back a form with a mistake, with what was typed', async () => {
    const path = await pages.given(TEXT);
    const wrong = await pages.press(path, 'items/p1/edit', {
      title: '',
      leadDepartment: LEAD,
      due: '2026-02-30',
      requirement: '打好的字',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('href="#p1-title"');
    expect(wrong.text).toContain('打好的字');
    expect((await pages.press(path, 'items/p1/edit', { title: '好', leadDepartment: 'nobody' })).status).toBe(422);
    expect((await pages.press(path, 'items/p99/accept')).status).toBe(404);
    expect((await pages.press(path, 'items/p1/explode')).status).toBe(404);
  });

  it('refuses a page that somebody else has overtaken', async () => {
    const path = await pages.given(TEXT);
    const { rev } = await pages.draftOf(path);
    await pages.press(path, 'items/p1/accept');
    const late = await (await pages.office()).post(`${path}/items/p1/skip`, { rev: String(rev) });
    expect(late.status).toBe(409);
    expect((await pages.draftOf(path)).items[0]?.state).toBe('accepted');
  });

  it('counts a document as broken down only when every duty has a task or a name that dismissed it', async () => {
    const path = await pages.given(TEXT);
    const { items, uncovered } = await pages.draftOf(path);
    for (const { key } of items) await pages.press(path, `items/${key}/accept`);
    expect((await (await pages.office()).get(path)).text).not.toContain('已全部分解');
    for (const [i, { start }] of uncovered.entries()) {
      await pages.press(path, `uncovered/${i === 0 ? 'take-up' : 'dismiss'}`, { start: String(start) });
    }
    const after = await pages.draftOf(path);
    expect(after.items).toHaveLength(items.length + 1);
    await pages.press(path, 'items/p4/skip');
    const page = await (await pages.office()).get(path);
    expect(page.text).toContain('已全部分解');
    if (uncovered.length > 1) expect(page.text).toContain('名campaign_office 注明不列为任务');
  });
});

describe('the check', () => {
  it('says what will be created and what is doubtful, and creates nothing before it is confirmed', async () => {
    const path = await pages.given(TEXT);
    await pages.press(path, 'items/p1/accept');
    await pages.press(path, 'items/p2/accept');
    const page = await (await pages.office()).get(`${path}/check`);
    expect(page.text).toContain('生成 2 项任务草稿');
    expect(page.text).toContain('几个单位共同负责，没有写明谁牵头');
    expect(page.text).toContain('没有时限');
    expect(page.text).toContain('还有 1 条建议待定');
    expect(await pages.created()).toEqual([]);
  });

  it('confirmed, makes drafts with the words they come from; confirmed again, nothing more', async () => {
    const path = await pages.given(TEXT);
    expect((await pages.press(path, 'confirm')).status).toBe(422);
    await pages.press(path, 'accept-certain');
    expect((await pages.draftOf(path)).items.map(({ state }) => state)).toEqual(['accepted', 'open', 'open']);
    const done = await pages.press(path, 'confirm');
    expect([done.status, done.headers.location]).toEqual([
      303,
      `/breakdown?campaign=${product.campaign}&phase=${product.phase}&done=IMPORTED`,
    ]);
    const [task, ...more] = await pages.created();
    expect(more).toEqual([]);
    expect(task).toMatchObject({
      code: 'WJ-01',
      title: '核准进驻部门',
      leadDepartment: LEAD,
      coDepartments: [FOREIGN],
      due: { to: '2026-06-10' },
    });
    expect(task?.source).toMatchObject({ document: '任务分工', place: '一、主要任务 （一）' });
    expect(task?.source?.quote).toContain('核准进驻部门和项目');
    expect((await pages.press(path, 'confirm')).status).toBe(422);
    await pages.press(path, 'items/p1/skip');
    expect((await pages.draftOf(path)).items[0]).toMatchObject({ state: 'accepted', task: task?._id });
    expect(await pages.created()).toHaveLength(1);
    const shown = await (await pages.office()).get(`/tasks/${task?._id}`);
    expect(shown.text).toContain('核准进驻部门和项目');
  });

  it('makes what a crash had already made only once', async () => {
    const path = await pages.given(TEXT);
    await pages.press(path, 'items/p1/accept');
    const { id } = await pages.draftOf(path);
    const kept = ['planDrafts', 'planDraftPages'].map((name) => product.wiring.connection.collection(name));
    const [heads, lists] = await Promise.all(
      kept.map((one, i) => one.find({ [i === 0 ? '_id' : 'draft']: id as never }).toArray()),
    );
    await pages.press(path, 'confirm');
    const made = await pages.created();
    // As if the process had died after the tasks were made and before the draft was saved.
    await kept[0]?.replaceOne({ _id: id as never }, heads?.[0] ?? {});
    await kept[1]?.deleteMany({ draft: id });
    await kept[1]?.insertMany(lists ?? []);
    expect((await pages.press(path, 'confirm')).status).toBe(303);
    expect((await pages.created()).map(({ _id }) => _id)).toEqual(made.map(({ _id }) => _id));
  });
});

describe('the speech of the demonstration', () => {
  it('gives tasks for its duties, with leads and dates where it states them', async () => {
    const path = await pages.given(SPEECH);
    const { items } = await pages.draftOf(path);
    const about_ = (words: string) => items.find(({ proposal }) => proposal.text.includes(words));
    expect(about_('办公室要组织对全市')?.proposal).toMatchObject({
      lead: '办公室',
      due: [{ from: '2026-06-21', to: '2026-06-30' }],
    });
    expect(about_('拿出一个方案')?.proposal.lead).toBe('干部作风组');
    expect(about_('查处几件典型个案')?.proposal).toMatchObject({ lead: '监督组', due: [{ to: '2026-06-30' }] });
    expect((await (await pages.office()).get(path)).status).toBe(200);
  });
});

describe('the pages', () => {
  it('read in English as well', async () => {
    const path = await pages.given(TEXT);
    await pages.press(path, 'items/p1/accept');
    const { people } = product.wiring;
    await people.accounts.setLocale(product.actor('campaign_office').id, 'en');
    const agent = await pages.office();
    for (const page of [pages.listPath, path, `${path}?edit=p2`, `${path}/check`]) {
      const { status, text } = await agent.get(page);
      expect([page, status]).toEqual([page, 200]);
      expect(text).not.toMatch(/\bplans:[a-z]/);
    }
    await people.accounts.setLocale(product.actor('campaign_office').id, 'zh-CN');
  });
});
