/** A published score sheet through the web application: given, looked through, kept; readiness counts by it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CampaignFacts } from '../../workflows/campaigns/campaign.js';
import { createTestApp, LEAD, type TestApp, theSystem } from '../support/app.js';

const SHEET = [
  '考核项目\t分值\t考核指标\t负责考核部门',
  '小册子\t40\t1.印发小册子，得20分；2.有实施办法，得20分\t市作风效能办',
  '限时办结\t50\t少一次扣0.5分，扣完为止\t市政务服务中心',
  '群众投诉\t10\t发生重大责任事故的，一票否决\t市住建局',
  '合计\t100\t\t',
].join('\n');

let product: TestApp;
const sheetsPath = () => `/campaigns/${product.campaign}/checklist`;
const office = () => product.agentFor('campaign_office');

beforeAll(async () => {
  product = await createTestApp();
}, 60_000);
afterAll(() => product.close());

async function given(text: string): Promise<string> {
  const agent = await office();
  await agent.get(sheetsPath());
  const answer = await agent.upload(sheetsPath(), {}, { text, name: '' });
  expect(answer.status).toBe(303);
  return String(answer.headers.location);
}

/** What the form of a sheet sends when nothing in it was touched. */
async function formOf(path: string): Promise<Record<string, string>> {
  const { text } = await (await office()).get(path);
  const form: Record<string, string> = {};
  for (const [tag] of text.matchAll(/<input [^>]*>/g)) {
    const at = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1];
    const name = at('name') ?? '';
    if (!/^(keep|title|points|total)/.test(name)) continue;
    if (!tag.includes('checkbox') || tag.includes('checked')) form[name] = at('value') ?? '';
  }
  for (const [, name = '', options = ''] of text.matchAll(/<select [^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g)) {
    form[name] = /value="([^"]*)" selected/.exec(options)?.[1] ?? '';
  }
  return form;
}

const checklist = async () =>
  (await product.wiring.records.load<CampaignFacts>('campaign', product.campaign)).facts.checklist;

describe('a score sheet that is given', () => {
  it('is shown item by item with its points, how they are given and what does not add up', async () => {
    const path = await given(SHEET.replace('小册子\t40', '小册子\t45'));
    const { text } = await (await office()).get(path);
    expect(text).toContain('小册子');
    expect(text).toContain('表上印 45 分，各条相加 40 分');
    expect(text).toContain('总分：表上印 100 分，各条相加 105 分');
    expect(text).toContain('每次扣 0.5 分');
    expect(text).toContain('一票否决');
    expect(text).toContain('市政务服务中心');
    // What would be left without an heir is said before it happens.
    expect(text).toMatch(/没有同名沿用的项：[^。]*政务中心/);
    expect((await checklist()).items).toHaveLength(9);
  });

  it('becomes the checklist when the office takes it; tasks of an item that is continued stay with it', async () => {
    const task = await product.newDraft({ readinessItem: 'booklet' });
    const path = await given(SHEET);
    const form = await formOf(path);
    expect(form).toMatchObject({ 'keep-0': '1', 'points-1': '50', 'continues-0': 'booklet', total: '100' });
    const taken = await (await office()).post(path, { ...form, title: '绩效考核表', 'title-2': '群众满意' });
    expect([taken.status, taken.headers.location]).toEqual([303, `/readiness/checklist?campaign=${product.campaign}`]);
    const kept = await checklist();
    expect(kept).toMatchObject({ title: { zh: '绩效考核表' }, total: 100 });
    expect(kept.items.map(({ title, max }) => [title.zh, max])).toEqual([
      ['小册子', 40],
      ['限时办结', 50],
      ['群众满意', 10],
    ]);
    expect(kept.items[0]?.key).toBe('booklet');
    // Tasks can be put under the new items, and a check counts by them.
    const agent = await office();
    const veto = String(kept.items[2]?.key);
    const late = await product.newDraft({
      readinessItem: veto,
      due: { from: '2026-05-01', to: '2026-05-01', text: '' },
    });
    expect((await agent.get(`/tasks/${task}`)).text).toContain('群众满意');
    await product.put('campaign_office', task, { type: 'ASSIGN' });
    await product.put('campaign_office', late, { type: 'ASSIGN' });
    await agent.get('/readiness');
    expect((await agent.post('/readiness/checks', { campaign: product.campaign })).status).toBe(303);
    const department = await agent.get(`/readiness/${LEAD}?campaign=${product.campaign}`);
    expect(department.text).toContain('一票否决项未达到：群众满意。');
    const cell = await agent.get(`/readiness/${LEAD}/${veto}?campaign=${product.campaign}`);
    expect(cell.text).toContain('发生重大责任事故的，一票否决');
    expect(cell.text).toContain('评分单位');
    expect((await agent.get(sheetsPath())).text).toContain('采用');
    // The same sheet taken once more is the same checklist: keys do not change under the tasks.
    const again = await given(SHEET);
    await agent.post(again, { ...(await formOf(again)), title: '绩效考核表' });
    expect((await checklist()).items.map(({ key }) => key)).toEqual(kept.items.map(({ key }) => key));
  });

  it('comes back with everything typed when its points do not come to the total', async () => {
    const path = await given(SHEET);
    const form = await formOf(path);
    const before = await checklist();
    const agent = await office();
    for (const [wrong, said] of [
      [{ 'points-1': '60.25' }, '合计 110.25 分，与总分 100 分不符'],
      [{ 'points-1': '' }, '第 2 项的分值'],
      [{ 'title-0': '' }, '请填写“第 1 项的名称”'],
      [{ 'points-2': '一' }, '“第 3 项的分值”的内容不符合要求'],
      [{ 'points-1': '-3' }, ''],
      [{ 'continues-1': 'booklet' }, '已由另一项沿用'],
      [{ 'continues-1': 'nowhere' }, '已不在现行检查表中'],
    ] as const) {
      const answer = await agent.post(path, { ...form, title: '我的检查表', ...wrong });
      expect([wrong, answer.status]).toEqual([wrong, 422]);
      expect(answer.text).toContain(said);
      expect(answer.text).toContain('我的检查表');
    }
    const nothing = Object.fromEntries(Object.entries(form).filter(([name]) => !name.startsWith('keep')));
    const answer = await agent.post(path, { ...nothing, title: '空' });
    expect([answer.status, answer.text.includes('没有保留任何检查项')]).toEqual([422, true]);
    expect((await agent.post(path, { ...form, title: '表', 'points-99': '1' })).status).toBe(400);
    expect(await checklist()).toEqual(before);
  });

  it('is refused where there is none, and is found only under its own campaign', async () => {
    const agent = await office();
    await agent.get(sheetsPath());
    const refused = await agent.upload(sheetsPath(), {}, { text: '今天天气很好。', name: '我的名称' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('没有读出评分表');
    expect(refused.text).toContain('我的名称');
    expect((await agent.upload(sheetsPath(), {}, { text: '', name: '' })).status).toBe(422);
    const many = ['考核项目\t分值', ...Array.from({ length: 91 }, (_, i) => `第${i}项\t1`)].join('\n');
    expect((await agent.upload(sheetsPath(), {}, { text: many, name: '' })).text).toContain('分项有 91 条，最多 90 条');
    const path = await given(SHEET);
    expect((await agent.get(path.replace(/[0-9a-f]{24}$/, '0'.repeat(24)))).status).toBe(404);
    const facts = {
      ...(await product.wiring.records.load<CampaignFacts>('campaign', product.campaign)).facts,
      title: '另一个',
    };
    const other = 'a'.repeat(24);
    await product.wiring.records.create({ kind: 'campaign', id: other, facts, actor: theSystem });
    expect((await agent.get(path.replace(product.campaign, other))).status).toBe(404);
    const liaison = await product.agentFor('department_liaison');
    expect((await liaison.get(sheetsPath())).status).toBe(403);
  });

  it('is read in English as well', async () => {
    const path = await given(SHEET.replace('小册子\t40', '小册子\t45'));
    const { people } = product.wiring;
    await people.accounts.setLocale(product.actor('campaign_office').id, 'en');
    for (const page of [sheetsPath(), path, '/readiness/checklist']) {
      const { status, text } = await (await office()).get(page);
      expect([page, status]).toEqual([page, 200]);
      expect(text).not.toMatch(/plans:sheet|readiness:[a-z]|undefined/);
    }
    await people.accounts.setLocale(product.actor('campaign_office').id, 'zh-CN');
  });
});
