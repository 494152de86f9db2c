/** A campaign opened from a template in a real browser: its plan looked at first, saved as a template, opened once more. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createTestApp, PASSWORD, type TestApp } from '../support/app.js';
import { openBrowser, overflowOf, signIn, WIDTHS } from './browser.js';

let product: TestApp;
let browser: Browser;

beforeAll(async () => {
  product = await createTestApp();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await product.close();
});

async function fits(page: Page): Promise<void> {
  for (const size of Object.values(WIDTHS)) {
    await page.setViewportSize(size);
    expect(await overflowOf(page)).toBe(0);
  }
  await page.setViewportSize(WIDTHS.wide);
}

describe('the campaign office', () => {
  it.each([
    [true, 'with script'],
    [false, 'without script'],
  ])('looks at a plan, opens it, saves it, and opens what it saved (script: %s)', async (javaScript, said) => {
    const { page, faults, picture, context } = await signIn(browser, product.baseUrl(), {
      login: 'campaign_office',
      password: PASSWORD,
      javaScript,
    });
    await page.goto('/campaigns/new');
    await page.getByRole('radio', { name: '“三个年”活动' }).check();
    await page.locator('[name=startOn]').fill('2026-03-02');
    await page.locator('[name=title]').fill(`三个年 ${said}`);
    await page.getByRole('button', { name: '先看方案' }).click();
    await page.locator('#preview').waitFor();
    expect(await page.locator('#preview').textContent()).toContain('承诺件平均时限');
    expect(await page.locator('[name=title]').inputValue()).toBe(`三个年 ${said}`);
    await picture('templates-preview');
    await fits(page);
    await page.locator('main form button[value=open]').click();
    await page.waitForURL(/\/campaigns\/[0-9a-f]{24}$/);
    await page.locator('main').getByRole('link', { name: '指标' }).first().click();
    expect(await page.locator('main').textContent()).toContain('行政审批项目当场办结率');

    await page.goBack();
    await page.getByRole('link', { name: '存为模板' }).click();
    await fits(page);
    await page.locator('[name=name]').fill(`常用方案 ${said}`);
    await page.getByRole('button', { name: '存为模板' }).click();
    await page.waitForURL(/template=saved-/);
    await picture('templates-saved');
    expect(await page.getByRole('radio', { name: `常用方案 ${said}` }).isChecked()).toBe(true);
    await page.locator('[name=startOn]').fill('2026-05-06');
    await page.locator('[name=title]').fill(`再办 ${said}`);
    await page.locator('main form button[value=open]').click();
    await page.waitForURL(/\/campaigns\/[0-9a-f]{24}$/);
    expect(await page.locator('h1').textContent()).toBe(`再办 ${said}`);
    expect(faults).toEqual([]);
    await context.close();
  });
});
