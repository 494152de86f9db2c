import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bookletId } from '../../src/booklets/ask-booklets.js';
import { createTestApp, FOREIGN, LEAD, type TestApp } from '../support/app.js';

const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const file = (name: string, mark = name) => ({ file: { name, content: Buffer.concat([PDF, Buffer.from(mark)]) } });

describe('the booklets of a campaign', () => {
  let test: TestApp;
  let path: string;
  beforeAll(async () => {
    test = await createTestApp();
    path = `/booklets/${bookletId(test.campaign, LEAD)}`;
  });
  afterAll(() => test.close());

  const asked = { dueOn: '2026-06-10', systemSet: 'six-systems', departments: [LEAD, FOREIGN] };

  it('are asked for by the office, with everything typed kept when something is wrong', async () => {
    const office = await test.agentFor('campaign_office');
    await office.get('/booklets');
    const bad = await office.post('/booklets', { ...asked, campaign: test.campaign, dueOn: '2026-05-01' });
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('value="2026-05-01"');
    expect(bad.text).toMatch(/value="six-systems" checked/);
    const none = await office.post('/booklets', { ...asked, campaign: test.campaign, departments: [] });
    expect([none.status, /单位/.test(none.text)]).toEqual([422, true]);
    const strange = await office.post('/booklets', { ...asked, campaign: test.campaign, departments: ['nowhere'] });
    expect(strange.status).toBe(422);

    const done = await office.post('/booklets', { ...asked, campaign: test.campaign });
    expect(done.status).toBe(303);
    const list = await office.get(String(done.headers.location));
    expect(list.text).toContain('已要求编制');
    expect(list.text).toContain('要求 2 个单位编制');
    expect(list.text).toContain('一次性告知制');
  });

  it('are asked for once: asking again asks only who was not asked', async () => {
    const office = await test.agentFor('campaign_office');
    await office.get('/booklets');
    await office.post('/booklets', { ...asked, campaign: test.campaign, departments: [LEAD, 'gangnan'] });
    const booklets = await test.wiring.booklets.ofCampaign(test.campaign);
    expect(booklets.map(({ facts }) => facts.department).sort()).toEqual(['gangnan', FOREIGN, LEAD].sort());
    expect(booklets.find(({ facts }) => facts.department === LEAD)?.rev).toBe(1);
  });

  it('tell the department by letter', async () => {
    await test.wiring.records.relay.drain();
    const leader = await test.agentFor('department_leader');
    const inbox = await leader.get('/inbox');
    expect(inbox.text).toContain('请编制落实制度小册子');
    expect(inbox.text).toContain('6月10日');
  });

  it('are not sent with one part alone, and the page says which is missing and who says so', async () => {
    const liaison = await test.agentFor('department_liaison');
    await liaison.get(path);
    expect((await liaison.upload(`${path}/evidence`, file('a.pdf'), { about: 'regional' })).status).toBe(303);
    const page = await liaison.get(path);
    expect(page.text).toContain('a.pdf');
    expect(page.text).toContain('缺“本单位实施办法”，两部分齐全才能报送（全市作风效能建设第三阶段工作讲话');
    const refused = await liaison.post(`${path}/events/SUBMIT`, { note: '' });
    expect(refused.status).toBe(409);
  });

  it('take no file twice, none without a part, and none of somebody else’s', async () => {
    const liaison = await test.agentFor('department_liaison');
    await liaison.get(path);
    const again = await liaison.upload(`${path}/evidence`, file('b.pdf', 'a.pdf'), { about: 'regional' });
    expect([again.status, again.text.includes('a.pdf')]).toEqual([422, true]);
    expect((await liaison.upload(`${path}/evidence`, file('c.pdf'), { about: 'cover' })).status).toBe(422);
    expect((await liaison.upload(`${path}/evidence`, {}, { about: 'own' })).status).toBe(422);
    const foreign = await test.agentFor('foreign_liaison');
    await foreign.get(path);
    expect((await foreign.upload(`${path}/evidence`, file('d.pdf'), { about: 'own' })).status).toBe(403);
  });

  it('are sent, sent back with a remark, sent again and approved for a year', async () => {
    const liaison = await test.agentFor('department_liaison');
    await liaison.get(path);
    await liaison.upload(`${path}/evidence`, file('own.pdf'), { about: 'own' });
    expect((await liaison.post(`${path}/events/SUBMIT`, { note: '' })).status).toBe(303);
    const reviewer = await test.agentFor('reviewer');
    await reviewer.get(path);
    const empty = await reviewer.post(`${path}/events/SEND_BACK`, { reason: ' ' });
    expect(empty.status).toBe(422);
    expect((await reviewer.post(`${path}/events/SEND_BACK`, { reason: '没有时限。' })).status).toBe(303);
    expect((await liaison.get(path)).text).toContain('没有时限。');
    expect((await liaison.post(`${path}/events/SUBMIT`, { note: '' })).status).toBe(303);
    expect((await liaison.post(`${path}/events/APPROVE`, { remark: '' })).status).toBe(403);
    expect((await reviewer.post(`${path}/events/APPROVE`, { remark: '' })).status).toBe(303);
    const page = await reviewer.get(path);
    expect(page.text).toContain('有效期至 2027年6月2日');
    const sent = /href="(\/booklets\/[0-9a-f]{24}\/files\/[0-9a-f]{24})">own\.pdf/.exec(page.text)?.[1];
    expect((await reviewer.agent.get(String(sent))).status).toBe(200);
  });

  it('show what each department has made of each system, in both languages', async () => {
    const liaison = await test.agentFor('department_liaison');
    await liaison.get(path);
    const body = { system: 'timeLimits', adoption: 'implemented', on: '2026-06-01', document: '', note: '' };
    const bad = await liaison.post(`${path}/events/RECORD_ADOPTION`, body);
    expect([bad.status, bad.text.includes('请填写“文件名称”')]).toEqual([422, true]);
    await liaison.post(`${path}/events/RECORD_ADOPTION`, { ...body, document: '限时办结实施办法' });
    const office = await test.agentFor('campaign_office');
    await office.get(path);
    const check = { system: 'timeLimits', on: '2026-06-02', note: '看了登记簿。' };
    expect((await office.post(`${path}/events/CHECK_ADOPTION`, check)).status).toBe(303);
    expect((await office.get('/booklets')).text).toContain('已核实');
    const supervisor = await test.agentFor('public_supervisor');
    await supervisor.get('/account');
    await supervisor.post('/locale', { locale: 'en' });
    const english = await supervisor.get('/booklets');
    expect(english.text).toContain('Checked');
    expect(english.text).toContain('Time limits');
    expect(english.text).not.toMatch(/\bbooklets:|\breasons:/);
  });

  it('take another set of systems for all at once', async () => {
    const office = await test.agentFor('campaign_office');
    await office.get('/booklets');
    const done = await office.post('/booklets', {
      campaign: test.campaign,
      dueOn: '2026-06-10',
      systemSet: 'five-systems',
    });
    expect(done.status).toBe(303);
    const booklets = await test.wiring.booklets.ofCampaign(test.campaign);
    expect(new Set(booklets.map(({ facts }) => facts.systems.length))).toEqual(new Set([5]));
    expect((await office.get('/booklets')).text).toContain('岗位责任制');
  });

  it('turn red by the clock when they are not sent, and the office hears of it', async () => {
    await test.wiring.clock.moveTo('2026-06-11T00:00:00.000Z');
    await test.wiring.records.sweepClock();
    await test.wiring.records.relay.drain();
    const office = await test.agentFor('campaign_office');
    expect((await office.get('/booklets')).text).toContain('报送期限（6月10日）已过');
    expect((await office.get('/inbox')).text).toContain('小册子逾期未报');
  });

  it('are what their item of the inspection checklist is judged from', async () => {
    const campaign = await test.wiring.campaigns.byId(test.campaign);
    const check = await test.wiring.readiness.runCheck({ campaign, trigger: 'manual', before: null, by: 'test' });
    const of = (department: string) =>
      check.departments.find((one) => one.department === department)?.items.find(({ item }) => item === 'booklet');
    expect(of(LEAD)).toMatchObject({ verdict: 'met', points: 10, records: [{ kind: 'booklet', title: '1' }] });
    expect(of(FOREIGN)).toMatchObject({ verdict: 'unmet', points: 0, records: [{ reason: { code: 'bookletLate' } }] });
    const reviewer = await test.agentFor('reviewer');
    const page = await reviewer.get(`/readiness/${LEAD}/booklet`);
    expect(page.text).toContain('小册子第 1 版');
    expect(page.text).toContain(path);
  });
});
