/** The page of a task through the whole web application: seen, acted on, refused, sent back with what was typed. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../support/app.js';

const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n');

let product: TestApp;

beforeAll(async () => {
  product = await createTestApp();
});

afterAll(async () => {
  await product.close();
});

/** The value of a hidden field of the form that posts to a path. */
function hiddenIn(html: string, action: string, name: string): string {
  const form = html.split('<form').find((part) => part.includes(`action="${action}`)) ?? '';
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? '';
}

async function active(given = {}): Promise<string> {
  const id = await product.newDraft(given);
  await product.put('campaign_office', id, { type: 'ASSIGN' });
  await product.put('department_liaison', id, { type: 'ACKNOWLEDGE' });
  return id;
}

describe('the page of a task', () => {
  it('offers the lead department what the machine allows and says why the rest is not possible', async () => {
    const id = await active();
    const leader = await product.agentFor('department_leader');
    const page = await leader.get(`/tasks/${id}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('id="do-REPORT"');
    expect(page.text).not.toContain('id="do-ACCEPT"');
    // Nothing shows the outcome yet, so it cannot be submitted; the sentence stands where the button would.
    expect(page.text).toContain('不能报结');
    expect(page.text).toContain('aria-label="办理流程：当前在“承办中”"');
    expect(page.text).toContain('3 条，链校验完好');
  });

  it('puts an event, goes back to the task and says what was done', async () => {
    const id = await active();
    const liaison = await product.agentFor('department_liaison');
    const page = await liaison.get(`/tasks/${id}?do=REPORT`);
    expect(page.text).toMatch(/id="do-REPORT" open/);
    const action = `/tasks/${id}/events/REPORT`;
    const answer = await liaison.post(action, {
      rev: hiddenIn(page.text, action, 'rev'),
      key: hiddenIn(page.text, action, 'key'),
      text: '核准 21 个部门进驻。',
      percent: '40',
      problem: '',
    });
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe(`/tasks/${id}?done=REPORT`);
    const after = await liaison.get(String(answer.headers.location));
    expect(after.text).toContain('进展已报送。');
    expect(after.text).toContain('报进展 40%');
    expect(after.text).toContain('核准 21 个部门进驻。');
  });

  it('puts a form sent twice once', async () => {
    const id = await active();
    const liaison = await product.agentFor('department_liaison');
    const page = await liaison.get(`/tasks/${id}`);
    const action = `/tasks/${id}/events/REPORT`;
    const form = { rev: hiddenIn(page.text, action, 'rev'), key: hiddenIn(page.text, action, 'key') };
    const first = await liaison.post(action, { ...form, text: '一次', percent: '10' });
    const second = await liaison.post(action, { ...form, text: '一次', percent: '10' });
    expect([first.status, second.status]).toEqual([303, 303]);
    const history = await product.wiring.records.history(await product.wiring.records.load('task', id));
    expect(history.filter(({ type }) => type === 'REPORT')).toHaveLength(1);
  });

  it('sends a wrong form back with everything typed and a summary that leads to the field', async () => {
    const id = await active();
    const liaison = await product.agentFor('department_liaison');
    await liaison.get(`/tasks/${id}`);
    await liaison.post(`/tasks/${id}/events/REPORT`, { text: '先到五十', percent: '50' });
    const back = await liaison.post(`/tasks/${id}/events/REPORT`, {
      text: '退到三十',
      percent: '30',
      nextStep: '再报',
    });
    expect(back.status).toBe(422);
    expect(back.text).toContain('退到三十');
    expect(back.text).toContain('value="再报"');
    expect(back.text).toContain('href="#REPORT-reason"');
    expect(back.text).toContain('id="REPORT-reason"');
    expect(back.text).toMatch(/id="do-REPORT" open/);
  });

  it('answers a stale page with what somebody else did and what was typed', async () => {
    const id = await active();
    const liaison = await product.agentFor('department_liaison');
    const page = await liaison.get(`/tasks/${id}`);
    const action = `/tasks/${id}/events/REPORT`;
    const rev = hiddenIn(page.text, action, 'rev');
    await product.put('campaign_office', id, { type: 'CHASE', text: '请快报' });
    const stale = await liaison.post(action, { rev, text: '我的文字', percent: '20' });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('您打开页面之后');
    expect(stale.text).toContain('催报');
    expect(stale.text).toContain('我的文字');
    // The form that came back carries the new revision, so sending it again goes through.
    const again = await liaison.post(action, {
      rev: hiddenIn(stale.text, action, 'rev'),
      text: '我的文字',
      percent: '20',
    });
    expect(again.status).toBe(303);
  });

  it('refuses an impossible event with the reasons and keeps what was typed', async () => {
    const id = await active();
    const leader = await product.agentFor('department_leader');
    await leader.get(`/tasks/${id}`);
    const refused = await leader.post(`/tasks/${id}/events/SUBMIT`, { outcome: '全部办结' });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('全部办结');
    expect(refused.text).toContain('class="errors"');
  });

  it('takes evidence, lists it with its hash and gives it back to those who may see the task', async () => {
    const id = await active();
    const liaison = await product.agentFor('department_liaison');
    await liaison.get(`/tasks/${id}`);
    const sent = await liaison.upload(
      `/tasks/${id}/evidence`,
      { file: { name: '名单.pdf', content: PDF } },
      { about: '' },
    );
    expect(sent.status).toBe(303);
    const page = await liaison.get(`/tasks/${id}`);
    expect(page.text).toContain('名单.pdf');
    expect(page.text).toContain('sha-256');
    const href = new RegExp(`/tasks/${id}/files/[0-9a-f]{24}`).exec(page.text)?.[0] ?? '';
    const file = await liaison.get(href);
    expect(file.headers['content-disposition']).toContain('attachment');
    const stranger = await product.agentFor('foreign_liaison');
    expect((await stranger.get(href)).status).toBe(403);
  });

  it('sends an upload without a file back as a form', async () => {
    const id = await active();
    const liaison = await product.agentFor('department_liaison');
    await liaison.get(`/tasks/${id}`);
    const back = await liaison.upload(`/tasks/${id}/evidence`, {}, { about: '' });
    expect(back.status).toBe(422);
    expect(back.text).toMatch(/id="do-ATTACH" open/);
  });

  it('edits the whole plan of a draft and names the row that is wrong', async () => {
    const id = await product.newDraft();
    const office = await product.agentFor('campaign_office');
    await office.get(`/tasks/${id}`);
    const plan = {
      title: '新的名称',
      requirement: '要求',
      outcomes: '一\n二',
      origin: 'mandated',
      leadDepartment: 'service-centre',
      coDepartments: ['housing-bureau', 'gangnan'],
      dueFrom: '',
      dueTo: '2026-06-12',
      dueText: '',
      cp0Key: '',
      cp0Text: '',
      cp0Title: '会签',
      cp0From: '',
      cp0To: '2026-02-30',
      reportEvery: '5',
      weight: '2',
      readinessItem: 'serviceCentre',
    };
    const wrong = await office.post(`/tasks/${id}/events/EDIT`, plan);
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('href="#EDIT-cp0To"');
    expect(wrong.text).toContain('新的名称');
    const right = await office.post(`/tasks/${id}/events/EDIT`, { ...plan, cp0To: '2026-06-05', cp0Evidence: 'on' });
    expect(right.status).toBe(303);
    const { facts } = await product.wiring.records.load<import('../../workflows/tasks/task.js').TaskFacts>('task', id);
    expect(facts).toMatchObject({
      title: '新的名称',
      outcomes: ['一', '二'],
      coDepartments: ['housing-bureau', 'gangnan'],
      due: { from: '2026-06-12', to: '2026-06-12' },
      weight: 2,
      reportEvery: 5,
      checkpoints: [{ title: '会签', evidenceRequired: true }],
    });
  });

  it('splits a task into the rows that were filled in', async () => {
    const id = await active();
    const office = await product.agentFor('campaign_office');
    await office.get(`/tasks/${id}`);
    const one = await office.post(`/tasks/${id}/events/SPLIT`, {
      part0Title: '只有一项',
      part1Title: '',
      part2Title: '',
    });
    expect(one.status).toBe(422);
    expect(one.text).toContain('只有一项');
    const two = await office.post(`/tasks/${id}/events/SPLIT`, {
      part0Title: '第一项',
      part0Lead: 'service-centre',
      part0Due: '2026-06-09',
      part1Title: '',
      part2Title: '第二项',
      part2Lead: '',
      part2Due: '',
    });
    expect(two.status).toBe(303);
    await product.wiring.records.relay.drain();
    const page = await office.get(`/tasks/${id}`);
    expect(page.text).toContain('第一项');
    expect(page.text).toContain('第二项');
  });

  it('shows the log entry by entry with its chain, in both languages', async () => {
    const id = await active();
    const office = await product.agentFor('campaign_office');
    const page = await office.get(`/tasks/${id}/log`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('3 条，链校验完好');
    expect(page.text).toContain('拟定 → 已交办');
    expect(page.text).toContain('要看到的结果：办结。');
  });

  it('says 404 for ids and events that do not exist, and 4xx for what nobody typed', async () => {
    const id = await active();
    const office = await product.agentFor('campaign_office');
    await office.get(`/tasks/${id}`);
    expect((await office.get('/tasks/nothing')).status).toBe(404);
    expect((await office.get('/tasks/0123456789abcdef01234567')).status).toBe(404);
    expect((await office.post(`/tasks/${id}/events/constructor`)).status).toBe(404);
    expect((await office.post(`/tasks/${id}/events/CLOCK`)).status).toBe(404);
    expect((await office.post(`/tasks/${id}/events/CHASE`, { text: '催', $where: '1' })).status).toBe(400);
    expect((await office.post(`/tasks/${id}/events/CHASE`, { text: ['a', 'b'] })).status).toBe(422);
    expect((await office.post(`/tasks/${id}/events/CHASE`, { rev: '-1' })).status).toBe(400);
  });

  it('shows nobody the task of a foreign department', async () => {
    const id = await active();
    const stranger = await product.agentFor('foreign_liaison');
    expect((await stranger.get(`/tasks/${id}`)).status).toBe(403);
    expect((await stranger.get(`/tasks/${id}/log`)).status).toBe(403);
    expect((await stranger.post(`/tasks/${id}/events/REPORT`, { text: 'x', percent: '1' })).status).toBe(403);
  });
});
