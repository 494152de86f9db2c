/** An owner's indicator in a real browser: see it, enter a figure, correct it, see the line; then two campaigns compared. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createTestApp, PASSWORD, type TestApp, theSystem } from '../support/app.js';
import { openBrowser, overflowOf, signIn } from './browser.js';

let product: TestApp;
let browser: Browser;
let second: string;

beforeAll(async () => {
  product = await createTestApp();
  await product.newTrackedIndicator();
  const opened = await product.wiring.openCampaign({
    template: 'third-phase-rectification',
    startOn: '2026-05-01',
    title: '第二次活动',
    region: '贵港市',
    upperLevel: '自治区',
    actor: theSystem,
  });
  second = opened.campaign;
  browser = await openBrowser();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await product.close();
});

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } };
    return (await axe.run()).violations.map(({ id }) => id);
  });
}

describe('an owner of an indicator', () => {
  it('enters a figure, corrects it and sees both beside the planned line', async () => {
    const login = { login: 'department_liaison', password: PASSWORD };
    const { page, faults, picture, context } = await signIn(browser, product.baseUrl(), login);
    await page.goto('/indicators');
    await page.getByRole('link', { name: '当场办结率' }).click();
    const entering = page.locator('#do-ENTER_VALUE');
    await entering.locator('[name=value]').fill('34.5');
    await entering.locator('[name=note]').fill('窗口系统月报。');
    await entering.getByRole('button', { name: '填报' }).click();
    await page.waitForURL(/done=ENTER_VALUE/);
    const correcting = page.locator('#do-CORRECT_VALUE');
    await correcting.locator('summary').click();
    await correcting.locator('[name=value]').fill('44');
    await correcting.locator('[name=reason]').fill('漏计两个窗口。');
    await correcting.getByRole('button', { name: '更正' }).click();
    await page.waitForURL(/done=CORRECT_VALUE/);
    expect(await page.locator('main').textContent()).toContain('原为 34.5 %，改为 44 %');
    expect(await page.locator('svg.chart .c-planned').count()).toBe(1);
    await picture('indicator');
    expect([await violations(page), await overflowOf(page)]).toEqual([[], 0]);
    expect(faults).toEqual([]);
    await context.close();
  });
});

it('two campaigns stand side by side', async () => {
  const login = { login: 'campaign_office', password: PASSWORD };
  const { page, faults, picture, context } = await signIn(browser, product.baseUrl(), login);
  await page.goto(`/campaigns/${product.campaign}`);
  await page.getByRole('link', { name: '与另一次活动比较' }).click();
  await page.locator('[name=with]').selectOption(second);
  await page.getByRole('button', { name: '比较', exact: true }).click();
  expect(await page.locator('h1').textContent()).toContain('第二次活动');
  await picture('compare');
  expect([await violations(page), await overflowOf(page)]).toEqual([[], 0]);
  expect(faults).toEqual([]);
  await context.close();
});
