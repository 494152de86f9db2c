/** Two windows of one account, and a document given twice, as people see it: wide and on a phone, in both languages. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { createTestApp, LEAD, PASSWORD, type TestApp } from '../support/app.js';
import { openBrowser, overflowOf, signIn } from './browser.js';

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

describe.each([
  ['zh-CN', 'wide', '您打开页面之后，这里有了变化', '这份文件'],
  ['en', 'phone', 'This has changed since you opened the page', 'This very file'],
] as const)('in %s, %s', (locale, width, changed, before) => {
  async function person(login: string) {
    await product.wiring.people.accounts.setLocale(product.actor(login).id, locale);
    return signIn(browser, product.baseUrl(), { login, password: PASSWORD, width });
  }

  it('the second window is told what the first has saved, and keeps what was typed', async () => {
    const one = await person('system_administrator');
    const other = await one.context.newPage();
    const path = `/admin/departments/${LEAD}`;
    await one.page.goto(path);
    await other.goto(path);
    await other.fill('[name=shortName]', `乙 ${locale}`);
    await other.click('main form .btn');
    await other.waitForURL(/done=/);
    await one.page.fill('[name=nameEn]', `Typed in ${locale}`);
    await one.page.click('main form .btn');
    await one.page.locator('.notice--stop').waitFor();
    await one.picture(`conflict-${locale}-${width}`);
    const notice = await one.page.locator('.notice--stop').textContent();
    expect(notice).toContain(changed);
    expect(notice).toContain(`乙 ${locale}`);
    expect(notice).toContain('名system_administrator');
    expect(await one.page.inputValue('[name=nameEn]')).toBe(`Typed in ${locale}`);
    expect(await overflowOf(one.page)).toBeLessThanOrEqual(0);
    // Sent again it is a decision.
    await one.page.click('main form .btn');
    await one.page.waitForURL(/done=/);
    expect(one.faults).toEqual([]);
    await one.context.close();
  });

  it('a document that came before says so, and the way on stays open', async () => {
    const { page, picture, faults, context } = await person('campaign_office');
    const text = `一、任务\n（一）公开办事指南${locale}。（牵头单位：市住建局；完成时限：2026年6月20日前）`;
    for (const name of ['first', 'again']) {
      await page.goto(`/campaigns/${product.campaign}/plans`);
      await page.fill('[name=text]', text);
      await page.fill('[name=name]', name);
      // Asked only once there is a document of which it could be an edition.
      const edition = page.locator('[name=editionOf]');
      if ((await edition.count()) > 0) await edition.selectOption('none');
      await page.fill('[name=group]', 'G');
      // Reading a document starts a process of its own, which a busy machine takes its time for.
      await page.click('main form .btn', { timeout: 30_000 });
      await page.waitForURL(/\/plans\/[0-9a-f]{24}/, { timeout: 30_000 });
    }
    await picture(`came-before-${locale}-${width}`);
    const notice = page.locator('.notice--stop').first();
    expect(await notice.textContent()).toContain(before);
    expect(await notice.locator('a').count()).toBe(1);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    expect(faults).toEqual([]);
    await context.close();
  });
});
