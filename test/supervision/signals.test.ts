import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, FOREIGN, LEAD, type TestApp } from '../support/app.js';
import { matterForms, newReceivedMatter } from '../support/new-matter.js';

describe('electronic supervision', () => {
  let test: TestApp;
  let forms: ReturnType<typeof matterForms>;

  beforeAll(async () => {
    test = await createTestApp();
    forms = matterForms(test);
    const late = await newReceivedMatter(test, { code: 'MT-20260602-90001' });
    await forms.put('department_liaison', late, 'ACCEPT', { on: '2026-06-02' });
    const person = test.actor('foreign_liaison');
    const has = { id: person.id, name: person.name, department: FOREIGN };
    await test.newRegisteredInquiry({ code: 'FC-20260602-90002', firstResponder: has, handler: has });
    await forms.day('2026-06-15');
  });
  afterAll(() => test.close());

  const page = (login: string, path: string) => forms.page(login, path);

  it('shows what is past its time by name, the gravest first, and how each department stands', async () => {
    const text = await page('campaign_office', '/supervision');
    expect(text).toContain('MT-20260602-90001');
    expect(text).toContain('FC-20260602-90002');
    expect(text).toMatch(/href="\/matters\/[0-9a-f]{24}"/);
    const { rows } = { rows: await test.wiring.matters.signals(test.campaign, 10) };
    expect(rows.map(({ code, light, department }) => [code, light.colour, department])).toEqual([
      ['MT-20260602-90001', 'red', LEAD],
    ]);
  });

  it('links a department only to what is its own', async () => {
    const text = await page('foreign_liaison', '/supervision');
    expect(text).toContain('MT-20260602-90001');
    expect(text).not.toMatch(/href="\/matters\/[0-9a-f]{24}"/);
    expect(text).toMatch(/href="\/inquiries\/[0-9a-f]{24}"/);
  });

  it('shows on the wall nothing personal and nothing to press, in both languages', async () => {
    const browser = await test.agentFor('public_supervisor');
    for (const locale of ['zh-CN', 'en']) {
      await browser.get('/account');
      await browser.post('/locale', { locale, next: '/supervision/wall' });
      const { text, status } = await browser.get('/supervision/wall');
      expect([status, text.includes('MT-20260602-90001')]).toEqual([200, true]);
      for (const personal of ['韦大山', '13800000000', '大山米粉店']) expect(text).not.toContain(personal);
      expect(text).not.toMatch(/<form|href="\/(?:matters|inquiries)/);
    }
  });

  it('reads the gravest by the index of the lights', async () => {
    const { connection } = test.wiring;
    const plan = await connection
      .collection('matters')
      .find({ campaign: test.campaign, 'light.colour': 'red' })
      .sort({ 'light.since': 1 })
      .explain('executionStats');
    const stages = JSON.stringify(plan.queryPlanner.winningPlan);
    expect([stages.includes('IXSCAN'), stages.includes('"SORT"')]).toEqual([true, false]);
  });
});
