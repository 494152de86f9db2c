import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import type { IndicatorFacts } from '../../workflows/indicators/indicator.js';
import { createTestApp, FOREIGN, LEAD, type TestApp } from '../support/app.js';

describe('the pages of indicators', () => {
  let test: TestApp;
  let id: string;

  beforeAll(async () => {
    test = await createTestApp();
    id = await test.newTrackedIndicator();
    await test.newTrackedIndicator({ code: 'IN-02', owner: FOREIGN });
  });
  afterAll(() => test.close());

  async function post(login: string, path: string, body: Record<string, string>) {
    return (await test.agentFor(login)).post(path, body);
  }
  const get = async (login: string, path: string) => (await test.agentFor(login)).agent.get(path);
  const factsOf = async (of: string) => (await test.wiring.records.load<IndicatorFacts>('indicator', of)).facts;

  it('let the owner enter a figure, correct it and see both', async () => {
    const value = { period: '2026-05-31', value: '３４.5', note: '窗口系统月报。' };
    const entered = await post('department_liaison', `/indicators/${id}/events/ENTER_VALUE`, value);
    expect([entered.status, entered.headers.location]).toEqual([303, `/indicators/${id}?done=ENTER_VALUE`]);
    const correction = { period: '2026-05-31', value: '44', reason: '漏计两个窗口。' };
    expect((await post('department_leader', `/indicators/${id}/events/CORRECT_VALUE`, correction)).status).toBe(303);
    expect((await factsOf(id)).values).toMatchObject([{ value: 44, was: [{ value: 34.5, reason: '漏计两个窗口。' }] }]);
    const { text } = await get('public_supervisor', `/indicators/${id}`);
    for (const said of ['原为 34.5 %，改为 44 %', '漏计两个窗口。', '窗口系统月报。', '领先', '校验完好'])
      expect(text).toContain(said);
  });

  it('give a refused figure back with a sentence and everything typed', async () => {
    const path = `/indicators/${id}/events/ENTER_VALUE`;
    const wrong = await post('department_liaison', path, { period: '2026-06-30', value: '很多', note: '手工统计。' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('手工统计。');
    expect(wrong.text).toContain('很多');
    const twice = await post('department_liaison', path, { period: '2026-05-31', value: '40', note: '月报。' });
    expect([twice.status, twice.text.includes('这一期已经填报，请用更正')]).toEqual([422, true]);
    expect((await post('foreign_liaison', path, { period: '2026-06-30', value: '40', note: '月报。' })).status).toBe(
      403,
    );
  });

  it('let the office add one, and refuse targets out of order', async () => {
    const given = {
      campaign: test.campaign,
      title: '事项进驻率',
      definition: '进驻政务服务中心的事项占全部事项的比例。',
      unit: '%',
      direction: 'atLeast',
      baseline: '',
      every: 'quarter',
      owner: LEAD,
    };
    const wrong = await post('campaign_office', '/indicators', { ...given, targets: '2026-12-31 85\n2026-09-30 70' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('目标要按时间先后填写');
    expect(wrong.text).toContain('事项进驻率');
    const unread = await post('campaign_office', '/indicators', { ...given, targets: '年底 85' });
    expect(unread.status).toBe(422);
    const added = await post('campaign_office', '/indicators', {
      ...given,
      targets: '2026-09-30 70\n2026-12-31 85 以上',
    });
    expect(added.status).toBe(303);
    const made = await factsOf(String(added.headers.location).slice('/indicators/'.length, '/indicators/'.length + 24));
    expect([made.code, made.baseline, made.targets.at(-1)]).toEqual([
      'IN-03',
      null,
      { by: { from: '2026-12-31', to: '2026-12-31', text: '' }, value: 85, words: '以上' },
    ]);
  });

  it('show the same indicator of several owners side by side within their categories', async () => {
    const { text } = await get('department_liaison', '/indicators');
    expect(text).toContain('同类单位比较');
    expect(text).toContain('IN-02');
    const browser = await test.agentFor('reviewer');
    expect((await browser.agent.get('/indicators').set('Cookie', 'locale=en')).status).toBe(200);
  });

  it('ask the owner for the figure of a period once it has ended', async () => {
    await test.wiring.clock.moveTo('2026-07-01T00:00:00.000Z');
    await test.wiring.jobs.runDueWork();
    const { text } = await get('department_liaison', '/inbox');
    expect(text).toContain('请填报指标：IN-01 当场办结率');
  });

  it('are over the API with their line and figures', async () => {
    const token = await test.tokenFor('reviewer');
    const answer = await request(test.app()).get('/api/v1/indicators').set('Authorization', `Bearer ${token}`);
    expect(answer.status).toBe(200);
    const [first] = (answer.body as { items: Record<string, unknown>[] }).items;
    expect(first).toMatchObject({
      code: 'IN-01',
      line: [
        { on: '2026-05-01', value: 30 },
        { on: '2026-06-30', value: 45 },
      ],
      values: [{ period: '2026-05-31', value: 44, corrections: 1 }],
    });
  });
});
