/** First contacts through the web application: the counter, the receipt, handing over, two bounces, designation. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/platform/ids.js';
import { instantOf } from '../../workflows/dates.js';
import type { InquiryFacts } from '../../workflows/inquiries/inquiry.js';
import { createTestApp, LEAD, type TestApp } from '../support/app.js';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
}, 60_000);
afterAll(() => test.close());
beforeEach(() => test.wiring.clock.moveTo?.(instantOf('2026-06-02', '08:00')).catch(() => {}));

const load = (id: string) => test.wiring.records.load<InquiryFacts>('inquiry', id);
const form = (fields: Record<string, string> = {}) => ({
  campaign: test.campaign,
  key: newId(),
  askerName: '韦大山',
  askerContact: '138 0000 0000',
  subject: '办个体户执照要什么材料',
  papers: '身份证复印件\n\n租赁合同',
  promisedOn: '2026-06-05',
  channel: 'counter',
  phone: '0775-4567890',
  ...fields,
});

/** Register in a person's name and return the id of the request. */
async function register(login: string, fields: Record<string, string> = {}): Promise<string> {
  const agent = await test.agentFor(login);
  await agent.get('/counter');
  const answer = await agent.post('/inquiries', form(fields));
  expect([answer.status, answer.headers.location]).toEqual([
    303,
    expect.stringMatching(/^\/inquiries\/[0-9a-f]{24}\/receipt/),
  ]);
  await test.wiring.records.relay.drain();
  return /[0-9a-f]{24}/.exec(answer.headers.location as string)?.[0] as string;
}

async function put(login: string, id: string, event: string, fields: Record<string, string> = {}) {
  const agent = await test.agentFor(login);
  const { rev } = await load(id);
  const answer = await agent.post(`/inquiries/${id}/events/${event}`, { rev: String(rev), key: newId(), ...fields });
  await test.wiring.records.relay.drain();
  return answer;
}

describe('the counter', () => {
  it('registers in one form, and whoever registers is the first responder for good', async () => {
    const id = await register('department_liaison');
    const { facts, state } = await load(id);
    expect(state).toBe('received');
    expect(facts.firstResponder).toMatchObject({ name: '名department_liaison', department: LEAD });
    expect(facts.papers).toEqual(['身份证复印件', '租赁合同']);
    expect(facts.code).toMatch(/^FC-20260602-\d{5}$/);
  });

  it('fills the promise in and remembers the office phone', async () => {
    await register('department_liaison');
    const page = await (await test.agentFor('department_liaison')).get('/counter');
    expect(page.text).toMatch(/name="promisedOn"[^>]*value="2026-06-09"/);
    expect(page.text).toContain('0775-4567890');
  });

  it('gives numbers in order and each person a code of their own', async () => {
    const [a, b] = [await register('department_liaison'), await register('department_leader')];
    const [one, two] = [(await load(a)).facts, (await load(b)).facts];
    expect(Number(two.code.slice(-5))).toBe(Number(one.code.slice(-5)) + 1);
    expect(one.lookup).not.toBe(two.lookup);
  });

  it('registers once however often the button is pressed', async () => {
    const agent = await test.agentFor('department_liaison');
    await agent.get('/counter');
    const sent = form();
    const [first, second] = [await agent.post('/inquiries', sent), await agent.post('/inquiries', sent)];
    expect(second.headers.location).toBe(first.headers.location);
  });

  it.each([
    ['a phone number with letters', { askerContact: '138-ABCD-000' }, /电话只能写数字/],
    ['no request', { subject: ' ' }, /事项/],
    ['no name', { askerName: '' }, /来访人/],
    ['a promise beyond the pack’s days', { promisedOn: '2026-06-10' }, /最迟是 6月9日.*安阳市政务服务条例/s],
    ['a promise in the past', { promisedOn: '2026-06-01' }, /6月1日/],
    ['a day that does not exist', { promisedOn: '2026-02-30' }, /日期/],
  ])('refuses %s, and keeps what was typed', async (_what, wrong, said) => {
    const agent = await test.agentFor('department_liaison');
    await agent.get('/counter');
    const answer = await agent.post('/inquiries', form({ ...wrong, papers: '户口本' }));
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(said);
    expect(answer.text).toContain('户口本');
  });
});

describe('the receipt', () => {
  it('names responder, promised day, complaint phone and the code to look it up with', async () => {
    const id = await register('department_liaison');
    const { lookup } = (await load(id)).facts;
    const page = await (await test.agentFor('department_liaison')).get(`/inquiries/${id}/receipt`);
    expect(page.text).toContain(`${lookup.slice(0, 4)}-${lookup.slice(4, 8)}-${lookup.slice(8)}`);
    expect(page.text).toContain('名department_liaison');
    expect(page.text).toMatch(/2026年6月5日/);
    expect(page.text).toContain('投诉电话');
  });

  it('is not shown to another department', async () => {
    const id = await register('department_liaison');
    expect((await (await test.agentFor('foreign_liaison')).get(`/inquiries/${id}/receipt`)).status).toBe(403);
    expect((await (await test.agentFor('foreign_liaison')).get(`/inquiries/${id}`)).status).toBe(403);
  });
});

describe('a request', () => {
  it('is answered on the spot', async () => {
    const id = await register('department_liaison');
    expect((await put('department_liaison', id, 'ANSWER', { answer: '带身份证到三号窗口。' })).status).toBe(303);
    const { state, facts } = await load(id);
    expect(state).toBe('answered');
    expect(facts.answer).toMatchObject({ onTheSpot: true, on: '2026-06-02' });
  });

  it('is handed to a colleague, sent back, handed on again, sent back: the office names who handles it, who cannot send it on', async () => {
    const id = await register('department_liaison');
    const leader = test.actor('department_leader').id;
    const worker = test.actor('working_group').id;
    for (const [to, login] of [
      [leader, 'department_leader'],
      [worker, 'working_group'],
    ] as const) {
      expect((await put('department_liaison', id, 'HAND_OVER', { colleague: to, why: '属于您的岗位。' })).status).toBe(
        303,
      );
      expect((await load(id)).state).toBe('handedOver');
      expect((await put(login, id, 'BOUNCE', { reason: '不是我的岗位。' })).status).toBe(303);
    }
    expect((await load(id)).state).toBe('escalated');
    const named = { colleague: test.actor('foreign_liaison').id, promisedOn: '2026-06-08', reason: '由住建局承办。' };
    expect((await put('campaign_office', id, 'DESIGNATE', named)).status).toBe(303);
    const { state, facts } = await load(id);
    expect([state, facts.designated, facts.bounces]).toEqual(['handling', true, 2]);
    expect(facts.firstResponder.name).toBe('名department_liaison');
    const refused = await put('foreign_liaison', id, 'REFER', {
      unitName: '税务局',
      address: '一号路',
      reason: '不归我们。',
    });
    expect(refused.status).toBe(409);
    expect(refused.text).toMatch(/已指定承办人.*潍坊市12345政务服务便民热线条例第二十二条/s);
    const graph = await (await test.agentFor('department_liaison')).get('/inquiries/bounces');
    expect(graph.text).toContain('不是我的岗位');
    expect(graph.text).toContain('<svg');
  });

  it('is not handed to another unit, which is named to the person instead', async () => {
    const id = await register('department_liaison');
    const wrong = await put('department_liaison', id, 'HAND_OVER', {
      colleague: test.actor('foreign_liaison').id,
      why: '归住建局。',
    });
    expect([wrong.status, /只能移交本单位同志/.test(wrong.text)]).toEqual([422, true]);
    expect(wrong.text).toContain('归住建局。');
    const referred = {
      department: 'housing-bureau',
      address: '建设路 2 号',
      phone: '0775-1234567',
      reason: '属住建职责。',
    };
    expect((await put('department_liaison', id, 'REFER', referred)).status).toBe(303);
    expect((await load(id)).facts.referral).toMatchObject({
      name: '市住房和城乡建设局',
      department: 'housing-bureau',
    });
  });

  it('asks for papers once', async () => {
    const id = await register('department_liaison');
    const notice = { missing: '申请表\n照片', procedure: '补齐后到三号窗口。' };
    expect((await put('department_liaison', id, 'GIVE_NOTICE', notice)).status).toBe(303);
    expect((await load(id)).state).toBe('noticed');
    await put('department_liaison', id, 'SUPPLY', { papers: '申请表\n照片' });
    const again = await put('department_liaison', id, 'GIVE_NOTICE', notice);
    expect([again.status, /不能再次要求补材料/.test(again.text)]).toEqual([409, true]);
  });

  it('counts where the list says how many are open', async () => {
    const list = await (await test.agentFor('department_liaison')).get('/inquiries?state=open');
    const [, open] = /(\d+) 件在办/.exec(list.text) ?? [];
    await register('department_liaison');
    const later = await (await test.agentFor('department_liaison')).get('/inquiries?state=open');
    expect(later.text).toContain(`${Number(open) + 1} 件在办`);
  });

  it('finds who comes without the receipt by name, by phone however it is spaced, and by code', async () => {
    const id = await register('department_liaison', { askerName: '覃无条', askerContact: '139 1234 5678' });
    const { code } = (await load(id)).facts;
    for (const sought of ['覃无条', '139-1234 5678'.replace('-', ' '), '13912345678', code.toLowerCase()]) {
      const path = `/inquiries?q=${encodeURIComponent(sought)}`;
      const own = await (await test.agentFor('department_liaison')).get(path);
      expect([sought, own.text.match(/FC-\d{8}-\d{5}/g)]).toEqual([sought, [code]]);
      expect((await (await test.agentFor('foreign_liaison')).get(path)).text).not.toContain(code);
    }
    const jump = await (await test.agentFor('campaign_office')).get(`/tasks?q=${code}`);
    expect([jump.status, jump.headers.location]).toEqual([303, `/inquiries?q=${code}`]);
  });

  it('shows an English reader no Chinese key and no code', async () => {
    const id = await register('department_liaison');
    const agent = await test.agentFor('department_leader');
    for (const path of [
      '/counter',
      '/inquiries',
      `/inquiries/${id}`,
      `/inquiries/${id}/receipt`,
      '/inquiries/bounces',
    ]) {
      const page = await agent.agent.get(path).set('Accept-Language', 'en').set('Cookie', 'locale=en');
      expect([path, page.status]).toEqual([path, 200]);
      expect(page.text).not.toMatch(/inquir(?:y|ies)[:.][a-z]/);
    }
  });
});
