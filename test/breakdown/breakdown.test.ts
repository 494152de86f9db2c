/** The office's tools for a plan, through the web application: parts, order, many at once, the check, dispatch, versions. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { exactDate } from '../../workflows/dates.js';
import type { TaskFacts } from '../../workflows/tasks/task.js';
import { createTestApp, FOREIGN, LEAD, type TestApp } from '../support/app.js';

let product: TestApp;
/** Drafts of the group of this test, in the order of their codes. */
let ids: string[];
let group = 'BA';
let key = 0;

beforeAll(async () => {
  product = await createTestApp();
}, 60_000);
afterAll(() => product.close());
beforeEach(async () => {
  group = `B${String.fromCharCode(group.charCodeAt(1) + 1)}`;
  ids = [];
  for (const n of [1, 2, 3]) ids.push(await product.newDraft({ code: `${group}-0${n}`, title: `${group}任务${n}` }));
});

const office = () => product.agentFor('campaign_office');
const plan = () => ({ campaign: product.campaign, phase: product.phase });
const load = (id: string) => product.wiring.records.load<TaskFacts>('task', id);
const page = async (query = '') =>
  (await (await office()).get(`/breakdown?campaign=${product.campaign}&phase=${product.phase}${query}`)).text;

async function picked(of: readonly string[]): Promise<string[]> {
  return Promise.all(of.map(async (id) => `${id}:${(await load(id)).rev}`));
}

async function many(what: Record<string, unknown>, of: readonly string[] = ids, who = 'campaign_office') {
  const agent = await product.agentFor(who);
  await agent.get('/breakdown');
  key += 1;
  return agent.post('/breakdown/many', { ...plan(), key: `one-press-${key}`, task: await picked(of), ...what });
}

/** Titles of this test's group from top to bottom. */
async function order(): Promise<string[]> {
  const text = await page();
  return [...text.matchAll(new RegExp(`>(${group}任务[^<]*)</a>`, 'g'))].map((found) => String(found[1]));
}

async function addPart(parent: string, title: string, weight = 1) {
  const agent = await office();
  await agent.get('/breakdown');
  key += 1;
  return agent.post('/breakdown/tasks', {
    ...plan(),
    group,
    parent,
    key: `one-press-${key}`,
    title,
    weight: String(weight),
  });
}

const partsOf = (parent: string) => product.wiring.tasks.childrenOf(parent);

describe('parts of a task', () => {
  it('are added under it, level by level, with codes of their own, and are counted up by their weights', async () => {
    const [whole = ''] = ids;
    expect((await addPart(whole, '第一部分', 3)).status).toBe(303);
    expect((await addPart(whole, '第二部分', 1)).status).toBe(303);
    await product.wiring.records.relay.drain();
    const parts = await partsOf(whole);
    expect(parts.map(({ facts }) => [facts.code, facts.weight])).toEqual([
      [`${group}-01-01`, 3],
      [`${group}-01-02`, 1],
    ]);
    // A part of a part of a part: four levels and more.
    let under = parts[0]?.id ?? '';
    for (const title of ['三级', '四级', '五级', '六级']) {
      expect((await addPart(under, title)).status).toBe(303);
      under = (await partsOf(under))[0]?.id ?? '';
    }
    const seventh = await addPart(under, '七级');
    expect(seventh.status).toBe(422);
    expect(seventh.text).toContain('子任务最多 6 级');
    // A new task of the group takes the next number of the group, not of its parts.
    const agent = await office();
    await agent.post('/breakdown/tasks', { ...plan(), group, key: `next-${group}-1`, title: '新的一项' });
    expect((await product.wiring.tasks.byCode(product.campaign, `${group}-04`))?.facts.title).toBe('新的一项');

    await product.wiring.connection
      .collection('tasks')
      .updateOne({ _id: parts[1]?.id as never }, { $set: { percent: 80 } });
    const text = await page();
    expect(text).toContain('2 项子任务合计 20%');
  });

  it('are refused under what is over, and under a task of elsewhere', async () => {
    const [whole = ''] = ids;
    await product.put('leading_group', whole, { type: 'CANCEL', reason: '重复' });
    const over = await addPart(whole, '晚了');
    expect(over.status).toBe(422);
    expect(over.text).toContain(`${group}-01 已经结束，不能再加子任务`);
    expect(over.text).toContain('晚了');
    const elsewhere = await product.newDraft({ code: `${group}-09`, phase: 'another' });
    expect((await addPart(elsewhere, '走错')).text).toContain('属于别的活动或别的阶段');
  });
});

describe('the order', () => {
  it('is changed by a press, and stays', async () => {
    const agent = await office();
    await agent.get('/breakdown');
    const move = async (task: string, to: number) => {
      const rev = String((await load(task).catch(() => ({ rev: 1 }))).rev);
      const key = `move-${to}-${task.slice(0, 4)}`;
      return agent.post('/breakdown/move', { ...plan(), task, to: String(to), key, rev });
    };
    expect((await move(ids[2] ?? '', 0)).status).toBe(303);
    expect(await order()).toEqual([`${group}任务3`, `${group}任务1`, `${group}任务2`]);
    await move(ids[0] ?? '', 2);
    expect(await order()).toEqual([`${group}任务3`, `${group}任务2`, `${group}任务1`]);
    // It is an event like any other: in the log, of somebody.
    const log = await product.wiring.records.history(await load(ids[2] ?? ''));
    expect(log.at(-1)).toMatchObject({ type: 'MOVE', actor: { id: product.actor('campaign_office').id } });
    expect((await move('0'.repeat(24), 0)).status).toBe(404);
    expect((await agent.post('/breakdown/move', { ...plan(), task: ids[0], to: '-1', key: 'x' })).status).toBe(422);
  });
});

describe('many at once', () => {
  it('are assigned, and each that is not says why', async () => {
    await product.put('campaign_office', ids[1] ?? '', { type: 'ASSIGN' });
    const bare = await product.newDraft({ code: `${group}-07`, title: '没有牵头', leadDepartment: null });
    const answer = await many({ do: 'ASSIGN' }, [...ids, bare]);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('办成 2 项，未办 2 项');
    expect(answer.text).toContain('没有牵头');
    expect((await load(ids[0] ?? '')).state).toBe('assigned');
    expect((await load(bare)).state).toBe('draft');
  });

  it('get a lead and a date as drafts only, and what somebody changed meanwhile is left', async () => {
    const stale = await picked(ids);
    await product.put('leading_group', ids[2] ?? '', { type: 'MOVE', order: 1 });
    const answer = await many({ do: 'LEAD', leadDepartment: FOREIGN, task: stale });
    expect(answer.text).toContain('办成 2 项，未办 1 项');
    expect((await load(ids[0] ?? '')).facts.leadDepartment).toBe(FOREIGN);
    expect((await load(ids[2] ?? '')).facts.leadDepartment).toBe(LEAD);
    await many({ do: 'DUE', due: '2026-06-24' });
    expect(await Promise.all(ids.map(async (id) => (await load(id)).facts.due?.to))).toEqual(
      Array(3).fill('2026-06-24'),
    );
    await many({ do: 'ASSIGN' });
    const late = await many({ do: 'DUE', due: '2026-06-25' });
    expect(late.text).toContain('办成 0 项，未办 3 项');
    expect((await load(ids[0] ?? '')).facts.due?.to).toBe('2026-06-24');
  });

  it('are copied to several departments, one task each, and pressed again nothing twice', async () => {
    const [whole = ''] = ids;
    const what = { do: 'COPY', departments: [FOREIGN, LEAD], asParts: '1', key: `copy-${group}` };
    const first = await many(what, [whole]);
    expect(first.text).toContain(`${group}-01-01 `);
    await many(what, [whole]);
    const parts = await partsOf(whole);
    expect(parts.map(({ facts }) => [facts.leadDepartment, facts.title])).toEqual([
      [FOREIGN, `市住建局：${group}任务1`],
      [LEAD, `市政务服务中心：${group}任务1`],
    ]);
    await many({ do: 'COPY', departments: FOREIGN }, [ids[1] ?? '']);
    expect((await product.wiring.tasks.byCode(product.campaign, `${group}-04`))?.facts).toMatchObject({
      title: `市住建局：${group}任务2`,
      parent: null,
    });
  });

  it('say what is missing before anything is done, with the ticks as they were', async () => {
    for (const [what, said] of [
      [{ do: 'LEAD' }, '请填写“牵头部门”'],
      [{ do: 'LEAD', leadDepartment: 'nowhere' }, 'nowhere'],
      [{ do: 'DUE' }, '请填写'],
      [{ do: 'DUE', due: '2026-02-30' }, ''],
      [{ do: 'COPY' }, '请填写“单位”'],
      [{ do: 'ASSIGN', task: [] }, '还没有勾选任务'],
    ] as const) {
      const answer = await many(what);
      expect([what, answer.status]).toEqual([what, 422]);
      expect(answer.text).toContain(said);
      if (!('task' in what)) expect(answer.text).toMatch(new RegExp(`value="${ids[0]}:\\d+" checked`));
    }
    expect((await many({ do: 'EXPLODE' })).status).toBe(422);
    expect((await many({ do: 'ASSIGN', more: '1' })).status).toBe(400);
  });

  it('are cancelled by the leading group, with its reason; the office may not', async () => {
    expect((await many({ do: 'CANCEL', reason: '合并' }, [ids[0] ?? ''])).text).toContain('办成 0 项，未办 1 项');
    const answer = await many({ do: 'CANCEL', reason: '合并' }, [ids[0] ?? ''], 'leading_group');
    expect(answer.text).toContain('办成 1 项');
    expect((await load(ids[0] ?? '')).state).toBe('cancelled');
    expect((await many({ do: 'CANCEL' }, [ids[1] ?? ''], 'leading_group')).status).toBe(422);
  });
});

describe('the check before dispatch', () => {
  const check = async () =>
    (await (await office()).get(`/breakdown/check?campaign=${product.campaign}&phase=${product.phase}`)).text;

  it('says what is ready for whom, what stays behind and why, and what to look at again', async () => {
    await product.newDraft({ code: `${group}-05`, title: '缺牵头的任务', leadDepartment: null });
    await product.newDraft({
      code: `${group}-06`,
      title: '请有关单位配合',
      requirement: '请有关单位配合。',
      due: exactDate('2026-06-06'),
    });
    const text = await check();
    expect(text).toContain('市政务服务中心');
    expect(text).toContain(`${group}-01 ${group}任务1`);
    expect(text).toMatch(/还没有确定牵头部门（\d+ 项）/);
    expect(text).toContain('用词不明确：“有关”');
    expect(text).toMatch(/时限 6月6日 是休息日/);
    expect(text).toContain('&amp;edit&#x3D;');
  });

  it('hands out all that is ready at one press, keeps the plan as a version, and does nothing twice', async () => {
    const text = await check();
    const form = [...text.matchAll(/name="(task|key|do|dispatch)" value="([^"]*)"/g)];
    const task = form.filter(([, name]) => name === 'task').map(([, , value]) => String(value));
    const one = (name: string) => String(form.find(([, at]) => at === name)?.[2]);
    const press = async () =>
      (await office()).post('/breakdown/many', {
        ...plan(),
        task,
        key: one('key'),
        do: one('do'),
        dispatch: one('dispatch'),
      });
    const first = await press();
    expect(first.text).toContain(`办成 ${task.length} 项，未办 0 项`);
    expect(first.text).toContain('已存为第 1 版');
    expect((await load(ids[0] ?? '')).state).toBe('assigned');
    const { rev } = await load(ids[0] ?? '');
    const second = await press();
    expect(second.text).toContain(`办成 ${task.length} 项，未办 0 项`);
    expect((await load(ids[0] ?? '')).rev).toBe(rev);
    expect(await product.wiring.connection.collection('planVersions').countDocuments()).toBe(1);
    expect(await check()).not.toContain(`${group}-01 ${group}任务1`);
  });
});

describe('versions of a plan', () => {
  const versions = (rest = '') => `/breakdown/versions${rest}?campaign=${product.campaign}&phase=${product.phase}`;

  it('are kept by name, only when something has changed, and compared field by field', async () => {
    const agent = await office();
    await agent.get('/breakdown');
    const keep = (name: string) => agent.post('/breakdown/versions', { ...plan(), name });
    expect((await keep('领导小组审定稿')).status).toBe(303);
    const again = await keep('又一次');
    expect(again.status).toBe(422);
    expect(again.text).toContain('没有变更，不必再存');
    expect(again.text).toContain('又一次');
    await many({ do: 'DUE', due: '2026-06-25' }, [ids[0] ?? '']);
    await many({ do: 'LEAD', leadDepartment: FOREIGN }, [ids[0] ?? '']);
    await product.put('leading_group', ids[1] ?? '', { type: 'CANCEL', reason: '合并' });
    await product.newDraft({ code: `${group}-08`, title: '后加的一项' });
    const list = (await agent.get(versions())).text;
    expect(list).toContain('领导小组审定稿');
    const newest = Number(/第 (\d+) 版比现在/.exec(list)?.[1]);
    const changes = (await agent.get(`${versions('/changes')}&from=${newest}&to=now`)).text;
    expect(changes).toContain('到期日：6月10日 → 6月25日');
    expect(changes).toContain('牵头部门：市政务服务中心 → 市住建局');
    expect(changes).toContain('后加的一项');
    expect(changes).toContain('撤销');
    expect(changes).toContain('共 3 项变更');
    expect((await keep('第二稿')).status).toBe(303);
    expect((await agent.get(`${versions('/changes')}&from=${newest}&to=${newest + 1}`)).text).toContain('共 3 项变更');
    expect((await agent.get(`${versions('/changes')}&from=99&to=now`)).status).toBe(404);
    expect((await agent.get(`${versions('/changes')}&from=1&to=soon`)).status).toBe(422);
  });

  it('and all the tools are read in English as well, and a department sees the plan but not the tools', async () => {
    const { people } = product.wiring;
    await people.accounts.setLocale(product.actor('campaign_office').id, 'en');
    const agent = await office();
    const check = `/breakdown/check?campaign=${product.campaign}&phase=${product.phase}`;
    for (const at of [
      '/breakdown',
      `/breakdown?under=${ids[0]}`,
      check,
      versions(),
      `${versions('/changes')}&from=1&to=now`,
    ]) {
      const { status, text } = await agent.get(at);
      expect([at, status]).toEqual([at, 200]);
      expect(text).not.toMatch(/breakdown:[a-zA-Z.]+|undefined|\bfields:/);
    }
    await people.accounts.setLocale(product.actor('campaign_office').id, 'zh-CN');
    const liaison = await product.agentFor('department_liaison');
    const text = (await liaison.get('/breakdown')).text;
    expect(text).not.toContain('成批处理');
    expect(text).not.toContain('name="to"');
    expect((await liaison.get(check)).status).toBe(403);
    expect((await liaison.get(versions())).status).toBe(200);
  });
});
