/** A document given again after it was changed: what the office sees, what its tasks take, and what they keep. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestApp, FOREIGN, LEAD, type TestApp } from '../support/app.js';
import { planPages } from './support.js';

const A = '（一）核准进驻部门。6月10日前核准进驻部门和项目。（市政务服务中心牵头，市住建局配合）';
const B = '（二）接通网络。6月15日前接通办证大厅网络。（市住建局负责）';
const C = '（三）开通监察。6月20日前开通电子监察。（市政务服务中心负责）';
const D = '（四）公开时限。6月25日前公开办理时限。（市住建局负责）';
const plan = (...clauses: string[]) => ['任务分工', '一、主要任务', ...clauses].join('\n');
const FIRST = plan(A, B, C, D);

let product: TestApp;
let pages: ReturnType<typeof planPages>;

const GROUPS = 'ABCDEFGHIJKLMNOPQRST'.split('').map((letter) => `E${letter}`);

beforeAll(async () => {
  product = await createTestApp();
}, 60_000);
beforeEach(() => {
  pages = planPages(product, GROUPS.shift() ?? 'EZ');
});
afterAll(() => product.close());

const idOf = (path: string) => String(path.split('/')[2]?.split(/[?#]/)[0]);

/** A first edition whose proposals are all tasks. */
async function madeOf(text: string): Promise<string> {
  const path = await pages.given(text);
  await pages.press(path, 'accept-certain');
  expect((await pages.press(path, 'confirm')).status).toBe(303);
  return path;
}

const anew = (text: string, before: string) => pages.given(text, { editionOf: idOf(before) });
const shown = async (path: string) => (await (await pages.office()).get(path)).text;
const kinds = async (path: string) => (await pages.draftOf(path)).items.map(({ edition }) => edition?.kind);

describe('a document given again', () => {
  it('word for word leads to what was made of it, and nothing is made twice', async () => {
    const before = await madeOf(FIRST);
    const again = await anew(`${FIRST}\n`, before);
    expect(idOf(again)).toBe(idOf(before));
    expect(await shown(again)).toContain('这份文件一字未改，已经交来过');
    expect(await pages.created()).toHaveLength(4);
  });

  it('is recognised by its clauses without anybody saying so', async () => {
    const before = await madeOf(FIRST);
    const again = await pages.given(plan(A, B.replace('6月15日', '6月18日'), C, D), { editionOf: 'auto' });
    const { previous, root, edition } = await pages.draftOf(again);
    // Whichever earlier document has these words: all tests here give them.
    expect([previous !== null, root !== idOf(again), edition > 1]).toEqual([true, true, true]);
    expect(idOf(before)).not.toBe(idOf(again));
  });

  it('shows field by field what it words differently, and changes no task by itself', async () => {
    const before = await madeOf(FIRST);
    const tasks = await pages.created();
    const again = await anew(
      plan(A, B.replace('6月15日', '6月18日').replace('（市住建局', '（市政务服务中心'), C, D),
      before,
    );
    expect(await kinds(again)).toEqual(['same', 'changed', 'same', 'same']);
    const text = await shown(again);
    expect(text).toContain('第 2 版');
    expect(text).toContain('未变');
    expect(text).toContain('“6月15日”改为“6月18日”');
    expect(text).toContain('“市住建局”改为“市政务服务中心”');
    expect(text).not.toContain('undefined');
    expect((await pages.created()).map(({ due, leadDepartment }) => [due, leadDepartment])).toEqual(
      tasks.map(({ due, leadDepartment }) => [due, leadDepartment]),
    );
    expect(text).not.toContain('已全部分解');
  });

  it('gives a draft what the office takes over, and only that, with its new words as the source', async () => {
    const before = await madeOf(FIRST);
    const again = await anew(
      plan(A, B.replace('6月15日', '6月18日').replace('（市住建局', '（市政务服务中心'), C, D),
      before,
    );
    expect((await pages.press(again, 'items/p2/take-over', { fields: ['due', 'requirement'] })).status).toBe(303);
    expect(await shown(`/plans/${idOf(again)}/check`)).toContain('“6月15日”改为“6月18日”');
    // Nothing before the check is confirmed.
    expect((await pages.created())[1]?.due?.to).toBe('2026-06-15');
    expect((await pages.press(again, 'confirm')).status).toBe(303);
    const [first, second, ...others] = await pages.created();
    expect(others).toHaveLength(2);
    expect(second).toMatchObject({ due: { to: '2026-06-18' }, leadDepartment: FOREIGN });
    expect(second?.source?.quote).toContain('6月18日前接通');
    expect(first?.source?.quote).toContain('6月10日前核准');
    expect(await shown(again)).toContain('任务已按新版修改。');
    // Confirmed once more there is nothing left to do.
    expect((await pages.press(again, 'confirm')).status).toBe(422);
  });

  it('leaves a task alone of which the office takes nothing over', async () => {
    const before = await madeOf(FIRST);
    const again = await anew(plan(A, B.replace('6月15日', '6月18日'), C, D), before);
    expect((await pages.press(again, 'items/p2/take-over')).status).toBe(303);
    expect((await pages.draftOf(again)).items[1]?.edition).toMatchObject({ taken: [] });
    expect(await shown(again)).toContain('任务不作修改');
    expect((await pages.press(again, 'confirm')).status).toBe(422);
    expect((await pages.created())[1]?.due?.to).toBe('2026-06-15');
  });

  it('amends words of a task that is handed out, says by which step its date and lead move, and keeps what was reported', async () => {
    const before = await madeOf(FIRST);
    const [, task] = await pages.created();
    const id = String(task?._id);
    const outcomes = { outcomes: ['网络接通。'] };
    const agent = await pages.office();
    const { title, requirement, weight, readinessItem, reportEvery } = task ?? ({} as never);
    await product.put('campaign_office', id, {
      type: 'EDIT',
      plan: {
        ...outcomes,
        title,
        requirement,
        origin: 'mandated',
        leadDepartment: FOREIGN,
        coDepartments: [],
        weight,
        readinessItem,
        reportEvery,
        due: task?.due,
        checkpoints: [],
      },
    });
    await product.put('campaign_office', id, { type: 'ASSIGN' });
    await product.put('foreign_liaison', id, { type: 'ACKNOWLEDGE', contact: { name: '李四', phone: '0775-4560001' } });
    await product.put('foreign_liaison', id, { type: 'REPORT', percent: 40, text: '已完成布线。' });
    const again = await anew(
      plan(A, '（二）接通网络。6月18日前接通办证大厅和分厅网络。（市政务服务中心负责）', C, D),
      before,
    );
    const text = (await agent.get(again)).text;
    expect(text).toContain('任务已交办，时限须经延期审批');
    expect(text).toContain('任务已交办，换牵头部门须先退回再改派');
    expect(text).not.toMatch(/name="fields" value="due"/);
    // A form that names them all the same: the task says no, and what it can take it takes.
    const fields = ['requirement', 'due', 'leadDepartment'];
    expect((await pages.press(again, 'items/p2/take-over', { fields })).status).toBe(303);
    expect((await pages.press(again, 'confirm')).status).toBe(303);
    const after = await product.wiring.records.load('task', id);
    expect(after).toMatchObject({
      state: 'active',
      facts: { percent: 40, leadDepartment: FOREIGN, due: { to: '2026-06-15' } },
    });
    expect(after.facts).toMatchObject({ requirement: expect.stringContaining('分厅') });
    const refused = await shown(again);
    expect(refused).toContain('任务没有按新版修改：');
    expect(refused).not.toMatch(/plan\.afterAssignment|leadDepartment[^"-]/);
  });

  it('offers what is new as a task of its own, and asks about what is gone until somebody has seen to it', async () => {
    const before = await madeOf(FIRST);
    const again = await anew(plan(A, B, D, '（四）设置窗口。6月28日前设置综合窗口。（市住建局负责）'), before);
    expect(await kinds(again)).toEqual(['same', 'same', 'same', 'added']);
    const text = await shown(again);
    expect(text).toContain('新版中删去的条目');
    expect(text).toContain('任务不会自动取消');
    await pages.press(again, 'accept-certain');
    await pages.press(again, 'confirm');
    const tasks = await pages.created();
    expect(tasks.map(({ title }) => title)).toEqual(['核准进驻部门', '接通网络', '开通监察', '公开时限', '设置窗口']);
    expect((await product.wiring.records.load('task', String(tasks[2]?._id))).state).toBe('draft');
    expect(await shown(again)).not.toContain('已全部分解');
    expect((await pages.press(again, 'gone/p3/settle')).status).toBe(303);
    const settled = await shown(again);
    expect(settled).toContain('已全部分解');
    expect((await pages.press(again, 'gone/p3/unsettle')).status).toBe(303);
    expect(await shown(again)).not.toContain('已全部分解');
    expect((await pages.press(again, 'gone/p99/settle')).status).toBe(404);
    expect((await pages.press(again, 'gone/p3/explode')).status).toBe(404);
  });

  it('shuts the edition before it: that one is only to look at', async () => {
    const before = await madeOf(FIRST);
    const again = await anew(plan(A, B, C), before);
    const text = await shown(before);
    expect(text).toContain('这份文件已有新版，这里只供查看。');
    expect(text).toContain(`/plans/${idOf(again)}`);
    expect(text).not.toContain('/items/p1/');
    expect((await pages.press(before, 'items/p1/skip')).status).toBe(409);
    const list = await shown(pages.listPath);
    expect(list).toContain(`/plans/${idOf(again)}`);
    expect(list).not.toContain(`"/plans/${idOf(before)}"`);
    // Two people give the next edition of the same one: the second is told.
    const agent = await pages.office();
    const late = await agent.upload(pages.listPath, {}, { ...pages.about, text: plan(A, B), editionOf: idOf(before) });
    expect(late.status).toBe(409);
    expect(late.text).toContain('（一）核准进驻部门');
  });

  it('is refused as the new edition of a document of nowhere', async () => {
    const agent = await pages.office();
    await agent.get(pages.listPath);
    const send = (editionOf: string) => agent.upload(pages.listPath, {}, { ...pages.about, text: FIRST, editionOf });
    expect((await send('0123456789abcdef01234567')).status).toBe(404);
    expect((await send('<script>')).status).toBe(422);
  });

  it('says all of it in English as well', async () => {
    const before = await madeOf(FIRST);
    const again = await anew(plan(A, B.replace('6月15日', '6月18日'), D, '（五）设置窗口。抓紧设置综合窗口。'), before);
    await pages.press(again, 'items/p2/take-over', { fields: ['due'] });
    const { people } = product.wiring;
    await people.accounts.setLocale(product.actor('campaign_office').id, 'en');
    for (const page of [pages.listPath, again, before, `/plans/${idOf(again)}/check`]) {
      const text = await shown(page);
      expect(text).not.toMatch(/plans:[a-z]|reasons:[a-z]|\bundefined\b|\{\{/);
    }
    await people.accounts.setLocale(product.actor('campaign_office').id, 'zh-CN');
  });
});

describe('a duty that comes round', () => {
  it('becomes one task with a date for each time, and says how often it is owed', async () => {
    const path = await pages.given(
      plan(
        '（一）情况报送。每月28日前报送工作情况。（市政务服务中心负责）',
        '（二）走访企业。每季度走访重点企业。（市住建局负责）',
      ),
    );
    const text = await shown(path);
    expect(text).toContain('到本阶段结束还有 1 次');
    await pages.press(path, 'accept-certain');
    await pages.press(path, 'confirm');
    const [monthly] = await pages.created();
    expect(monthly).toMatchObject({ leadDepartment: LEAD, recurs: { every: 'month' } });
    expect(monthly?.checkpoints.length).toBeGreaterThan(0);
    const page = await shown(`/tasks/${monthly?._id}`);
    expect(page).toContain('定期办理');
    expect(page).toContain('本期应办 1 次，已办 0 次');
    expect(monthly?.checkpoints.every(({ due }) => due.to.endsWith('-28') && due.to > '2026-06-02')).toBe(true);
  });
});
