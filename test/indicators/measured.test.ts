import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IndicatorFacts } from '../../workflows/indicators/indicator.js';
import { createTestApp, FOREIGN, LEAD, type TestApp } from '../support/app.js';
import { keepCounts } from '../support/keep-counts.js';

describe('an indicator that is computed', () => {
  let test: TestApp;
  let id: string;

  beforeAll(async () => {
    test = await createTestApp();
    // As the relay keeps them; whoever counts matters has tests of their own.
    const rows = [
      { department: LEAD, phase: '2026-Q2', n: { done: 50, onTheSpot: 20, doneInTime: 49, doneLate: 1 } },
      { department: FOREIGN, phase: '2026-Q2', n: { done: 50, onTheSpot: 30, doneInTime: 50 } },
    ];
    for (const row of rows) await keepCounts(test, { campaign: `${test.campaign}:matters`, ...row });
  });
  afterAll(() => test.close());

  async function post(login: string, path: string, body: Record<string, string>) {
    return (await test.agentFor(login)).post(path, body);
  }
  const get = async (login: string, path: string) => (await test.agentFor(login)).agent.get(path);
  const factsOf = async (of: string) => (await test.wiring.records.load<IndicatorFacts>('indicator', of)).facts;
  const given = () => ({
    campaign: test.campaign,
    title: '当场办结率',
    definition: '当场办结件占全部办结件的比例。',
    unit: '%',
    direction: 'atLeast',
    baseline: '30',
    every: 'quarter',
    owner: LEAD,
    measure: 'onTheSpot',
    measuredOf: 'all',
    targets: '2026-12-31 45',
  });

  it('is laid down with its source, by the quarter and never by the month', async () => {
    const monthly = await post('campaign_office', '/indicators', { ...given(), every: 'month' });
    expect([monthly.status, monthly.text.includes('不能按月')]).toEqual([422, true]);
    const made = await post('campaign_office', '/indicators', given());
    expect(made.status).toBe(303);
    id = String(made.headers.location).slice('/indicators/'.length, '/indicators/'.length + 24);
    expect((await factsOf(id)).measure).toBe('onTheSpot');
  });

  it('gets its figure from what is counted, once a day, and says what it is the quotient of', async () => {
    await test.wiring.jobs.runDueWork();
    expect((await factsOf(id)).values).toMatchObject([{ value: 50, counted: { part: 50, whole: 100 } }]);
    const { text } = await get('department_liaison', `/indicators/${id}`);
    for (const said of ['50 ÷ 100', '系统计算', '分单位数值', '20 ÷ 50', '30 ÷ 50', '60 %'])
      expect(text).toContain(said);
    const { rev } = await test.wiring.records.load('indicator', id);
    await test.wiring.clock.moveTo('2026-06-03T00:00:00.000Z');
    await test.wiring.jobs.runDueWork();
    // Nothing new was counted, so nothing is entered.
    expect((await test.wiring.records.load('indicator', id)).rev).toBe(rev);
  });

  it('takes no figure by hand', async () => {
    const sent = { period: '2026-06-30', value: '99', note: '手工统计。' };
    const refused = await post('department_liaison', `/indicators/${id}/events/ENTER_VALUE`, sent);
    expect([refused.status, refused.text.includes('这个指标由系统计算')]).toEqual([409, true]);
  });

  it('shows a period that is over when it is asked for one, and the running one for anything else', async () => {
    expect((await get('reviewer', `/indicators/${id}?period=2026-06-30`)).text).toContain('aria-current="page"');
    expect((await get('reviewer', `/indicators/${id}?period=2019-99-99`)).status).toBe(200);
  });
});

describe('evidence for an entered figure', () => {
  let test: TestApp;
  let id: string;

  beforeAll(async () => {
    test = await createTestApp();
    id = await test.newTrackedIndicator();
    const event = { type: 'ENTER_VALUE', period: '2026-05-31', value: 40, note: 'Monthly report.' };
    await test.put('department_liaison', id, event, 'indicator');
  });
  afterAll(() => test.close());

  async function upload(login: string, about: string, content: string) {
    const browser = await test.agentFor(login);
    const file = { name: 'report.pdf', content: `%PDF-1.4\n${content}` };
    return browser.upload(`/indicators/${id}/evidence`, { file }, { about });
  }

  it('is taken for a figure that stands, is read by everybody of the campaign and can be withdrawn', async () => {
    expect((await upload('department_liaison', '2026-05-31', 'the report')).status).toBe(303);
    const { facts } = await test.wiring.records.load<IndicatorFacts>('indicator', id);
    const [file] = facts.files;
    const browser = await test.agentFor('reviewer');
    const read = await browser.agent.get(`/indicators/${id}/files/${file?.file}`);
    expect(read.status).toBe(200);
    expect((await browser.agent.get(`/indicators/${id}`)).text).toContain('report.pdf');
    const event = { type: 'WITHDRAW_EVIDENCE', file: String(file?.file), reason: 'A wrong file.' };
    await test.put('department_liaison', id, event, 'indicator');
    expect((await browser.agent.get(`/indicators/${id}`)).text).toContain('A wrong file.');
  });

  it('is refused for a period without a figure and from another department, and leaves nothing behind', async () => {
    const refused = await upload('department_liaison', '2026-06-30', 'another report');
    expect([refused.status, refused.text.includes('没有这一期')]).toEqual([422, true]);
    expect((await upload('foreign_liaison', '2026-05-31', 'another report')).status).toBe(403);
    const { facts } = await test.wiring.records.load<IndicatorFacts>('indicator', id);
    expect(facts.files).toHaveLength(1);
  });
});
