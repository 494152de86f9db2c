import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp, theSystem } from '../support/app.js';

const TEMPLATE = 'third-phase-rectification';

describe('the comparison of two campaigns', () => {
  let test: TestApp;
  let second: string;

  beforeAll(async () => {
    test = await createTestApp({ template: TEMPLATE, startOn: '2026-06-01' });
    const opened = await test.wiring.openCampaign({
      template: TEMPLATE,
      startOn: '2026-05-01',
      title: '第二次活动',
      region: '贵港市',
      upperLevel: '自治区',
      actor: theSystem,
    });
    second = opened.campaign;
    const task = opened.tasks['ZW-01'] as string;
    const { facts } = await test.wiring.records.load<Record<string, unknown>>('task', task);
    const {
      title,
      requirement,
      outcomes,
      origin,
      leadDepartment,
      coDepartments,
      readinessItem,
      due,
      checkpoints,
      reportEvery,
    } = facts;
    const plan = {
      title,
      requirement,
      outcomes,
      origin,
      leadDepartment,
      coDepartments,
      readinessItem,
      due,
      checkpoints,
      reportEvery,
    };
    await test.put('campaign_office', task, { type: 'EDIT', plan: { ...plan, weight: 7 } });
  }, 120_000);
  afterAll(() => test.close());

  const get = async (login: string, path: string) => (await test.agentFor(login)).get(path);

  it('matches the tasks of one template by code and names the field that was changed', async () => {
    const page = await get('public_supervisor', `/campaigns/${test.campaign}/compare?with=${second}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('作风效能建设活动 与 第二次活动');
    expect(page.text).toMatch(/有改动 1；只在前者 0 项，只在后者 0 项/);
    expect(page.text).toContain('按各自开始后的第 2 天比较');
  });

  it('offers the other campaigns before one is chosen, and knows no others', async () => {
    const page = await get('department_liaison', `/campaigns/${test.campaign}/compare`);
    expect([page.status, page.text.includes('第二次活动')]).toEqual([200, true]);
    expect((await get('reviewer', `/campaigns/${test.campaign}/compare?with=nothing`)).status).toBe(404);
    expect((await get('reviewer', `/campaigns/${test.campaign}/compare?with[$ne]=x`)).status).toBeLessThan(500);
    expect((await get('auditor', `/campaigns/${test.campaign}/compare?with=${second}`)).status).toBe(403);
  });
});
