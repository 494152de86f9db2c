/** The office's rule pack in a real browser: copied, edited wrongly and rightly, put in force, compared, adopted. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createTestApp, PASSWORD, type TestApp } from '../support/app.js';
import { openBrowser, overflowOf, signIn } from './browser.js';

let product: TestApp;
let browser: Browser;

beforeAll(async () => {
  product = await createTestApp();
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

it('the office copies a pack, changes a number, puts it in force, and the campaign adopts it', async () => {
  const login = { login: 'campaign_office', password: PASSWORD };
  const { page, faults, picture, context } = await signIn(browser, product.baseUrl(), login);
  const clean = async () => expect([await violations(page), await overflowOf(page)]).toEqual([[], 0]);
  const main = page.locator('main');

  await page.goto('/packs');
  await clean();
  await main.locator('table a[href="/packs/shipped"]').click();
  await main.getByRole('button', { name: '另起新版' }).click();
  await page.waitForURL(/done=CREATED/);
  const draft = new URL(page.url()).pathname;
  await clean();

  await page.getByRole('link', { name: '修改“答复时限”' }).click();
  await page.locator('[name=answerWithin]').fill('99');
  await page.getByRole('button', { name: '保存条款' }).click();
  await page.locator('.errors').waitFor();
  expect(await page.locator('[name=answerWithin]').inputValue()).toBe('99');
  await clean();
  await picture('pack-article');
  await page.locator('[name=answerWithin]').fill('3');
  await page.getByRole('button', { name: '保存条款' }).click();
  await page.waitForURL(/done=EDIT_ARTICLE/);

  await page.locator('#do-PUT_IN_FORCE summary').click();
  await page.getByRole('button', { name: '确认生效' }).click();
  await page.waitForURL(/done=PUT_IN_FORCE/);
  await picture('pack');

  await page.goto(`/campaigns/${product.campaign}`);
  await page.getByRole('link', { name: '比较并采用别的规则包' }).click();
  await page.locator('[name=b]').selectOption(draft.slice('/packs/'.length));
  await page.getByRole('button', { name: '比较两个版本' }).click();
  expect(await main.textContent()).toMatch(/5 个工作日\s*3 个工作日/);
  await clean();
  await picture('packs-compared');
  await page.getByRole('button', { name: '活动采用这一版' }).click();
  await page.waitForURL(/\/campaigns\/[0-9a-f]{24}$/);
  expect(await main.textContent()).toContain('第 2 版');
  await clean();
  expect(faults).toEqual([]);
  await context.close();
});
