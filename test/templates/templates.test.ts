/** Campaigns from templates through the web application: looked at first, opened, saved as a template, opened again. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CampaignFacts } from '../../workflows/campaigns/campaign.js';
import { TEMPLATES } from '../../workflows/templates/index.js';
import { createTestApp, LEAD, type TestApp } from '../support/app.js';

let product: TestApp;
beforeAll(async () => {
  product = await createTestApp();
}, 60_000);
afterAll(() => product.close());

const office = () => product.agentFor('campaign_office');

async function send(what: Record<string, string>) {
  const agent = await office();
  await agent.get('/campaigns/new');
  return agent.post('/campaigns/new', {
    template: 'three-years',
    startOn: '2026-03-02',
    title: '“三个年”活动',
    region: '贵港市',
    upperLevel: '自治区',
    ...what,
  });
}

const campaigns = () => product.wiring.connection.collection('campaigns').countDocuments();
const tasksOf = async (campaign: string) => {
  const found = await product.wiring.connection.collection('tasks').find({ campaign }).sort({ code: 1 }).toArray();
  return found as unknown as {
    _id: string;
    code: string;
    title: string;
    due: { to: string };
    leadDepartment: string;
  }[];
};

describe('opening a campaign', () => {
  it('offers a template for each of the five documents, and says what is in it and where it comes from', async () => {
    const { text } = await (await office()).get('/campaigns/new');
    for (const { title, document } of Object.values(TEMPLATES)) {
      expect(text).toContain(title.zh);
      expect(text).toContain(document.title);
    }
    expect(Object.keys(TEMPLATES)).toHaveLength(5);
    expect(text).toMatch(/\d+ 个阶段，\d+ 项任务，\d+ 个单位，0 个现场参观点，7 项指标/);
  });

  it('shows the plan with its dates before anything is made', async () => {
    const before = await campaigns();
    const { status, text } = await send({ do: 'preview', startOn: '2027-03-01' });
    expect(status).toBe(200);
    expect(text).toContain('2028年2月29日');
    expect(text).toContain('不低于 45 %');
    expect(text).toContain('不高于 4 个工作日');
    expect(text).toContain('一件一件分解、落实、检查考核');
    expect(text).toContain('2028 年的放假安排还没有公布');
    // What was chosen is still chosen.
    expect(text).toMatch(/value="three-years" checked/);
    expect(text).toContain('value="2027-03-01"');
    expect(await campaigns()).toBe(before);
    expect((await send({ do: 'preview', template: 'nowhere' })).status).toBe(422);
    expect((await send({ do: 'preview', startOn: '2027-02-30' })).status).toBe(422);
  });

  it('makes its phases, tasks and indicators', async () => {
    const answer = await send({});
    expect(answer.status).toBe(303);
    const id = String(answer.headers.location).split('/').at(-1) ?? '';
    const indicators = await product.wiring.connection.collection('indicators').find({ campaign: id }).toArray();
    expect(indicators.map(({ title }) => title)).toContain('承诺件平均时限');
    expect((await tasksOf(id)).length).toBeGreaterThan(50);
  });
});

describe('a campaign saved as a template', () => {
  it('is offered beside the others, and opened again has the same plan on other days, without what came of it', async () => {
    const agent = await office();
    const opened = await send({ title: '试点' });
    const first = String(opened.headers.location).split('/').at(-1) ?? '';
    // Parts to the fourth level, a task taken out, a report, a checklist of its own.
    const [one] = await tasksOf(first);
    await agent.get('/breakdown');
    let parent = String(one?._id);
    const phase = 'carrying-out';
    for (const title of ['二级', '三级', '四级']) {
      const made = await agent.post('/breakdown/tasks', {
        ...{ campaign: first, phase, group: 'BZ', parent, title, key: `level-${parent}`, dueTo: '2026-12-10' },
        leadDepartment: LEAD,
      });
      expect(made.status).toBe(303);
      parent = String((await product.wiring.tasks.childrenOf(parent))[0]?.id);
    }
    const gone = (await tasksOf(first)).find(({ code }) => code === 'XM-01');
    await product.put('leading_group', String(gone?._id), { type: 'CANCEL', reason: '不再办' });

    await agent.get(`/campaigns/${first}/template`);
    const saved = await agent.post(`/campaigns/${first}/template`, { name: '三个年常用方案' });
    expect(saved.status).toBe(303);
    const list = await agent.get(String(saved.headers.location));
    expect(list.text).toContain('三个年常用方案');
    expect(list.text).toMatch(/第 1 次存，名campaign_office/);
    const key = String(/template=(saved-[0-9a-f]{24})/.exec(String(saved.headers.location))?.[1]);
    expect(list.text).toMatch(new RegExp(`value="${key}" checked`));

    const again = await send({ template: key, startOn: '2026-04-01', title: '再办一次' });
    expect(again.status).toBe(303);
    const second = String(again.headers.location).split('/').at(-1) ?? '';
    const [before, after] = [await tasksOf(first), await tasksOf(second)];
    expect(after.map(({ code }) => code)).toEqual(
      before.filter(({ code }) => code !== 'XM-01').map(({ code }) => code),
    );
    const due = (tasks: typeof before, title: string) => tasks.find((task) => task.title === title)?.due.to;
    expect([due(before, '四级'), due(after, '四级')]).toEqual(['2026-12-10', '2027-01-10']);
    // The end of a month stays the end of a month.
    expect([due(before, '园区基础设施年内投入到位'), due(after, '园区基础设施年内投入到位')]).toEqual([
      '2027-01-31',
      '2027-02-28',
    ]);
    const facts = async (id: string) => (await product.wiring.records.load<CampaignFacts>('campaign', id)).facts;
    expect((await facts(second)).checklist).toEqual((await facts(first)).checklist);
    const { items } = await product.wiring.tasks.page({ campaign: second, text: '四级', visible: { all: true } });
    expect(items[0]).toMatchObject({ state: 'draft', facts: { percent: 0, lastReport: null } });

    // Saved under the same name once more it is the next of that name.
    const next = await agent.post(`/campaigns/${first}/template`, { name: '三个年常用方案' });
    expect((await agent.get(String(next.headers.location))).text).toMatch(/第 2 次存/);
  });

  it('needs a name, and the office', async () => {
    const agent = await office();
    await agent.get('/work');
    const path = `/campaigns/${product.campaign}/template`;
    const wrong = await agent.post(path, { name: ' ' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('请填写“名称”');
    expect((await agent.post(path, { name: '好', more: '1' })).status).toBe(400);
    expect((await agent.get(`/campaigns/${'0'.repeat(24)}/template`)).status).toBe(404);
    expect((await (await product.agentFor('department_liaison')).get(path)).status).toBe(403);
  });

  it('is said in English as well', async () => {
    const { people } = product.wiring;
    await people.accounts.setLocale(product.actor('campaign_office').id, 'en');
    const agent = await office();
    for (const { status, text } of [
      await agent.get('/campaigns/new'),
      await agent.get(`/campaigns/${product.campaign}/template`),
      await send({ do: 'preview' }),
    ]) {
      expect(status).toBe(200);
      expect(text).not.toMatch(/campaigns:[a-zA-Z.]+|undefined/);
    }
    await people.accounts.setLocale(product.actor('campaign_office').id, 'zh-CN');
  });
});
