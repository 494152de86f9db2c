/** Items of service through the web application: drafted, published, changed, merged, and offered to a matter. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/platform/ids.js';
import { itemCounts } from '../../src/service-items/service-item.kind.js';
import type { ServiceItemFacts } from '../../workflows/service-items/service-item.js';
import { createTestApp, FOREIGN, LEAD, type TestApp } from '../support/app.js';
import { newDraftedItem } from '../support/new-item.js';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
}, 60_000);
afterAll(() => test.close());

const load = (id: string) => test.wiring.records.load<ServiceItemFacts>('serviceItem', id);
const page = async (login: string, path: string) => (await (await test.agentFor(login)).get(path)).text;
const form = (fields: Record<string, string> = {}) => ({
  department: LEAD,
  title: '食品经营许可（新办）',
  kind: 'permit',
  promised: '5',
  statutory: '20',
  limitUnit: 'workingDays',
  legalBasis: '行政许可法第四十二条',
  inCentre: '1',
  papers: '申请表\n身份证',
  steps: '受理\n审查\n决定',
  fee: '',
  venue: '政务服务中心二楼 3 号窗口',
  phone: '0775-4567890',
  ...fields,
});

async function enter(login: string, fields: Record<string, string> = {}) {
  const agent = await test.agentFor(login);
  await agent.get('/service-items/new');
  const answer = await agent.post('/service-items', { campaign: test.campaign, key: newId(), ...form(fields) });
  await test.wiring.records.relay.drain();
  return { answer, id: /[0-9a-f]{24}/.exec(String(answer.headers.location))?.[0] ?? '' };
}

async function put(login: string, id: string, event: string, fields: Record<string, string> = {}) {
  const agent = await test.agentFor(login);
  const { rev } = await load(id);
  const answer = await agent.post(`/service-items/${id}/events/${event}`, {
    rev: String(rev),
    key: newId(),
    ...fields,
  });
  await test.wiring.records.relay.drain();
  return answer;
}

describe('an item of service', () => {
  it('is drafted by its department with a number of its own, and published once it is clear', async () => {
    const { answer, id } = await enter('department_liaison', { papers: '身份证等材料', title: '甲许可' });
    expect(answer.status).toBe(303);
    const { facts, state } = await load(id);
    expect([state, /^SI-\d{4}$/.test(facts.code), facts.promised, facts.inCentre]).toEqual([
      'draft',
      true,
      { n: 5, unit: 'workingDays' },
      true,
    ]);
    const vague = await put('department_liaison', id, 'PUBLISH');
    expect([vague.status, /模糊用语“等”.*时限表用语/s.test(vague.text)]).toEqual([409, true]);
    expect((await put('department_liaison', id, 'EDIT', form({ title: '甲许可' }))).status).toBe(303);
    expect((await put('department_liaison', id, 'PUBLISH')).status).toBe(303);
    expect((await load(id)).facts.publishedOn).toBe('2026-06-02');
  });

  it('keeps what changes after publication, and says so on its card', async () => {
    const id = await newDraftedItem(test, { title: '乙备案' });
    await put('department_liaison', id, 'PUBLISH');
    const unreasoned = await put('department_liaison', id, 'EDIT', form({ title: '乙备案', promised: '3' }));
    expect(unreasoned.status).toBe(422);
    const sent = form({ title: '乙备案', promised: '3', reason: '压缩时限。' });
    expect((await put('department_liaison', id, 'EDIT', sent)).status).toBe(303);
    const card = await page('reviewer', `/service-items/${id}`);
    expect(card).toMatch(/承诺时限：由“5 个工作日”改为“3 个工作日”/);
    expect(card).toContain('压缩时限。');
  });

  it.each([
    ['a promise longer than the statute', { promised: '21' }, /不能长于法定时限/],
    ['a limit that is no number', { statutory: '二十' }, /法定时限/],
    ['a phone in words', { phone: '问门卫' }, /电话只能写数字/],
    ['no title', { title: ' ' }, /名称/],
    ['a department that is not there', { department: 'nowhere' }, /单位/],
  ])('is not taken with %s, and what was typed is kept', async (_what, wrong, said) => {
    const { answer } = await enter('campaign_office', { ...wrong, papers: '户口本' });
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(said);
    expect(answer.text).toContain('户口本');
  });

  it('is entered for another department only by the office', async () => {
    expect((await enter('department_liaison', { department: FOREIGN })).answer.status).toBe(403);
    expect((await enter('campaign_office', { department: FOREIGN, title: '丙' })).answer.status).toBe(303);
  });

  it('is merged into a published one, and comes back as a draft', async () => {
    const [id, draft, other] = [
      await newDraftedItem(test),
      await newDraftedItem(test),
      await newDraftedItem(test, { title: '合并后的许可' }),
    ];
    await put('department_liaison', id, 'PUBLISH');
    await put('department_liaison', other, 'PUBLISH');
    const gone = { withdrawal: 'merged', reason: '两项合并。' };
    expect((await put('department_liaison', id, 'WITHDRAW', { ...gone, mergedInto: draft })).status).toBe(422);
    expect((await put('department_liaison', id, 'WITHDRAW', { ...gone, mergedInto: id })).status).toBe(422);
    expect((await put('department_liaison', id, 'WITHDRAW', { ...gone, mergedInto: other })).status).toBe(303);
    expect(await page('reviewer', `/service-items/${id}`)).toContain('并入 合并后的许可');
    expect((await put('department_liaison', id, 'REOPEN', { reason: '恢复办理。' })).status).toBe(303);
    expect((await load(id)).state).toBe('draft');
  });

  it('is offered to a matter only while it is published', async () => {
    const { items } = test.wiring;
    const id = await newDraftedItem(test, { title: '丁服务' });
    expect(await items.offeredOne(id)).toBeNull();
    await put('department_liaison', id, 'PUBLISH');
    const offered = await items.offeredOne(id);
    expect([offered?.department, offered?.item.title, offered?.papers]).toEqual([LEAD, '丁服务', ['申请表', '身份证']]);
    expect((await items.offered(test.campaign)).some((one) => one.id === id)).toBe(true);
    const begun = await page('department_liaison', `/matters/new?item=${id}`);
    expect(begun).toContain('丁服务');
    await put('department_liaison', id, 'WITHDRAW', { withdrawal: 'abolished', reason: '取消。' });
    expect(await items.offeredOne(id)).toBeNull();
  });

  it('counts in the list while it is published', async () => {
    const stock = async () => {
      const rows = await test.wiring.records.counters.rows({ campaign: itemCounts(test.campaign), department: LEAD });
      return Number((rows.find(({ phase }) => phase === 'published')?.n as { items?: number } | undefined)?.items ?? 0);
    };
    const before = await stock();
    const id = await newDraftedItem(test);
    await put('department_liaison', id, 'PUBLISH');
    expect(await stock()).toBe(before + 1);
    expect(await page('public_supervisor', `/service-items?department=${LEAD}`)).toContain(`已公布 ${before + 1} 项`);
    await put('department_liaison', id, 'WITHDRAW', { withdrawal: 'abolished', reason: '取消。' });
    expect(await stock()).toBe(before);
  });
});

describe('the catalogue', () => {
  it('is filtered by state, department and a part of the name, which is no pattern', async () => {
    const id = await newDraftedItem(test, { title: '独一无二.许可' });
    const link = `/service-items/${id}`;
    const has = async (query: string) => (await page('reviewer', `/service-items?${query}`)).includes(link);
    expect(await has(`state=draft&department=${LEAD}&q=${encodeURIComponent('无二.')}`)).toBe(true);
    expect(await has(`state=published&q=${encodeURIComponent('无二')}`)).toBe(false);
    expect(await has(`department=${FOREIGN}&q=${encodeURIComponent('无二')}`)).toBe(false);
    expect(await has(`q=${encodeURIComponent('无.许可')}`)).toBe(false);
  });

  it('goes out as a file with its lines', async () => {
    await newDraftedItem(test, { title: '出口许可' });
    const agent = await test.agentFor('reviewer');
    const answer = await agent.get(`/service-items.csv?q=${encodeURIComponent('出口许可')}`);
    expect(answer.status).toBe(200);
    expect(answer.text).toMatch(/编号,状态,事项/);
    expect(answer.text).toMatch(/出口许可.*"申请表\n身份证"/s);
    expect((await agent.get('/service-items.xlsx')).status).toBe(200);
  });

  it('shows an English reader no Chinese key and no code', async () => {
    const id = await newDraftedItem(test);
    await put('department_liaison', id, 'PUBLISH');
    const agent = await test.agentFor('department_leader');
    for (const path of ['/service-items', '/service-items/new', `/service-items/${id}`]) {
      const shown = await agent.agent.get(path).set('Accept-Language', 'en').set('Cookie', 'locale=en');
      expect([path, shown.status]).toEqual([path, 200]);
      expect(shown.text).not.toMatch(/serviceItems[:.][a-z]/);
    }
  });
});
