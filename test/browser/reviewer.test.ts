/** The reviewer's day in a real browser: check, follow a number to its record, judge tasks, accept a site. */
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { pdf, png } from '../../scripts/demo/files.js';
import { DIMENSIONS } from '../../workflows/sites/site.js';
import { createTestApp, PASSWORD, type TestApp } from '../support/app.js';
import { openBrowser, signIn } from './browser.js';

let product: TestApp;
let browser: Browser;

beforeAll(async () => {
  product = await createTestApp();
  product.app();
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await product.close();
});

const reviewer = () => signIn(browser, product.baseUrl(), { login: 'reviewer', password: PASSWORD });

async function stateOf(kind: string, id: string): Promise<string> {
  return (await product.wiring.records.load(kind, id)).state;
}

async function attach(kind: 'task' | 'site', id: string, about: string, name: string): Promise<void> {
  const content = kind === 'task' ? pdf([name]) : png(about.length);
  const file = await product.wiring.evidenceStore.save(Readable.from([content]), name);
  await product.wiring.attachEvidence({ kind, id, files: [file], about, actor: product.actor('department_liaison') });
}

async function submitted(title: string): Promise<string> {
  const id = await product.newDraft({ title, readinessItem: 'hall' });
  await product.put('campaign_office', id, { type: 'ASSIGN' });
  await product.put('department_liaison', id, { type: 'ACKNOWLEDGE' });
  await attach('task', id, '', '结果.pdf');
  await product.put('department_leader', id, { type: 'SUBMIT', outcome: '已办结，见附件。' });
  return id;
}

describe('a reviewer', () => {
  it('runs a check and gets from a number to the record behind it in two clicks', async () => {
    const id = await submitted('大厅导办台');
    const { page, faults, picture, context } = await reviewer();
    await page.goto('/readiness');
    await page.getByRole('button', { name: '现在检查' }).click();
    await page.locator('table.mx').waitFor();
    expect(await page.locator('main').textContent()).toContain('人工');
    await picture('reviewer-readiness');
    const row = page.locator('table.mx tbody tr').filter({ hasText: '政务' });
    // One: the department's points. Two: the record.
    await row.locator('td a').first().click();
    await page.waitForURL(/\/readiness\/service-centre\/\w+/);
    await picture('reviewer-cell');
    await page.locator(`main a[href^="/tasks/${id}"]`).first().click();
    await page.waitForURL(new RegExp(`/tasks/${id}`));
    expect(await page.locator('h1').textContent()).toContain('大厅导办台');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('closes a task that was submitted and sends another back with the reason', async () => {
    const good = await submitted('公示办事指南');
    const poor = await submitted('设一窗受理');
    const { page, faults, picture, context } = await reviewer();
    await page.goto(`/tasks/${good}`);
    await page.locator('#do-ACCEPT summary').click();
    const accept = page.locator('#do-ACCEPT');
    for (const name of ['onTime', 'quality', 'quantity']) await accept.locator(`[name=${name}]`).check();
    await picture('reviewer-accept');
    await accept.getByRole('button', { name: '销号' }).click();
    await page.getByText('已销号。').waitFor();
    await page.goto(`/tasks/${poor}`);
    await page.locator('#do-REDO summary').click();
    await page.locator('#do-REDO [name=reason]').fill('照片看不出窗口。');
    await page.locator('#do-REDO button').click();
    await page.getByText('已退回重办。').waitFor();
    expect([await stateOf('task', good), await stateOf('task', poor)]).toEqual(['closed', 'active']);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('records the acceptance of a site after a visit', async () => {
    const id = await product.newNominatedSite();
    const put = (login: string, event: { type: string } & Record<string, unknown>) =>
      product.put(login, id, event, 'site');
    await put('department_liaison', { type: 'PREPARE', contact: '韦静' });
    for (const dimension of DIMENSIONS) {
      await put('department_liaison', { type: 'DESCRIBE', dimension, score: 17, text: '已备。' });
      await attach('site', id, dimension, `${dimension}.png`);
    }
    await put('department_leader', { type: 'REPORT_READY' });
    const { page, faults, picture, context } = await reviewer();
    await page.goto('/sites');
    await page.getByRole('link', { name: '政务服务大厅' }).first().click();
    await page.waitForURL(new RegExp(`/sites/${id}`));
    const form = page.locator('#do-VISIT');
    await form.locator('summary').click();
    await form.locator('[name=on]').fill('2026-06-02');
    await form.locator('[name=visitors]').fill('督查组 2 人');
    for (const dimension of DIMENSIONS) await form.locator(`[name=score-${dimension}]`).fill('18');
    await form.locator('[name=result][value=accepted]').check();
    await form.locator('[name=opinion]').fill('可以推广。');
    await picture('reviewer-site');
    await form.locator('button').click();
    await page.locator('main').getByText('可以推广。').first().waitFor();
    expect(await stateOf('site', id)).toBe('accepted');
    expect(faults).toEqual([]);
    await context.close();
  });
});
