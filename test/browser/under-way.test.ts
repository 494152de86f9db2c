/// <reference lib="dom" />
/** A work under way as people see it: it moves, on a phone too and in both languages, and leads on by itself. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { createTestApp, PASSWORD, type TestApp } from '../support/app.js';
import { openBrowser, overflowOf, signIn, WIDTHS } from './browser.js';

let product: TestApp;
let browser: Browser;

beforeAll(async () => {
  product = await createTestApp({ patience: 0 });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await product.close();
});

/** A work that goes on until it is told to end. */
async function begun() {
  let tell: (share: number) => void = () => {};
  let end: () => void = () => {};
  const actor = product.actor('campaign_office');
  const asked = { kind: 'plan', name: '作风效能建设活动实施方案.docx', actor, back: '/tasks' } as const;
  const path = await product.wiring.underWay.begin(asked, (say) => {
    tell = (share) => say('reading', share);
    return new Promise((resolve) => {
      end = () => resolve('/breakdown');
    });
  });
  return { path, tell, end };
}

describe.each([
  ['with its script', true],
  ['without any script', false],
])('a work under way, %s', (_how, javaScript) => {
  it('moves before the eyes, survives a reload, and leads to what came of it', async () => {
    const { page, faults, picture, context } = await signIn(browser, product.baseUrl(), {
      login: 'campaign_office',
      password: PASSWORD,
      javaScript,
    });
    const { path, tell, end } = await begun();
    tell(0.2);
    await page.goto(path);
    await page.getByRole('status').filter({ hasText: '正在读取文件（20%）' }).waitFor();
    tell(0.63);
    await page.getByRole('status').filter({ hasText: '正在读取文件（63%）' }).waitFor();
    await page.reload();
    expect(await page.locator('progress').getAttribute('value')).toBe('63');
    await picture(`under-way-${javaScript}`);
    if (javaScript) {
      for (const [name, size] of Object.entries(WIDTHS)) {
        await page.setViewportSize(size);
        expect(await overflowOf(page)).toBe(0);
        await picture(`under-way-${name}`);
      }
      await page.setViewportSize(WIDTHS.wide);
      await page.getByRole('button', { name: 'EN' }).click();
      await page.goto(path);
      await page.getByRole('status').filter({ hasText: 'Reading the file (63%)' }).waitFor();
      await page.setViewportSize(WIDTHS.phone);
      expect(await overflowOf(page)).toBe(0);
      await picture('under-way-en-phone');
      await page.getByRole('button', { name: '中文' }).click();
      await page.goto(path);
    }
    end();
    await page.waitForURL(/\/breakdown$/);
    expect(faults).toEqual([]);
    await context.close();
  });
});
