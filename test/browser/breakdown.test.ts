/** The office makes a plan ready in a real browser: many at once, copies, order by keys and by mouse, the check, dispatch. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createTestApp, FOREIGN, PASSWORD, type TestApp } from '../support/app.js';
import { openBrowser, overflowOf, signIn, WIDTHS } from './browser.js';

let product: TestApp;
let browser: Browser;

beforeAll(async () => {
  product = await createTestApp();
  browser = await openBrowser();
  for (const n of [1, 2, 3]) {
    await product.newDraft({
      code: `PL-0${n}`,
      title: `第${'一二三'[n - 1]}件`,
      requirement: `做好第${n}件事。`,
      leadDepartment: null,
    });
  }
});
afterAll(async () => {
  await browser.close();
  await product.close();
});

const titles = (page: Page) => page.locator('.tree > li > .tree__row a[href^="/tasks/"]').allTextContents();

async function fits(page: Page): Promise<void> {
  for (const size of Object.values(WIDTHS)) {
    await page.setViewportSize(size);
    expect(await overflowOf(page)).toBe(0);
  }
  await page.setViewportSize(WIDTHS.wide);
}

describe('the campaign office', () => {
  it('sets a lead for several, copies to departments, orders, checks, hands out, and reads what changed since', async () => {
    const { page, faults, picture, context } = await signIn(browser, product.baseUrl(), {
      login: 'campaign_office',
      password: PASSWORD,
    });
    await page.goto('/breakdown');
    await page.getByLabel('选定 PL 全组').check();
    await page.locator('.breakdown__many > summary').click();
    await page.locator('#many-leadDepartment').selectOption(FOREIGN);
    await picture('breakdown-many');
    await page.getByRole('button', { name: '定牵头部门' }).click();
    await page.getByText('办成 3 项，未办 0 项').waitFor();
    await fits(page);
    await page.getByRole('link', { name: '回到任务分解' }).click();

    await page.getByLabel('选定 PL-01').check();
    await page.locator('.breakdown__many > summary').click();
    await page.locator('.breakdown__step summary').click();
    for (const name of ['市政务服务中心', '市住建局', '港南区']) {
      await page.locator('.breakdown__step').getByRole('checkbox', { name }).check();
    }
    await page.getByLabel('作为原任务的子任务').check();
    await page.getByRole('button', { name: '分送多个单位' }).click();
    await page.getByText('办成 1 项').waitFor();
    expect(await page.locator('table').textContent()).toContain('PL-01-03');
    await page.getByRole('link', { name: '回到任务分解' }).click();
    await page.getByText('3 项子任务合计 0%').waitFor();

    // By keys: the third goes up one place.
    await page.getByRole('button', { name: 'PL-03 上移' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/#t-/);
    expect((await titles(page)).filter((one) => /^第.件$/.test(one))).toEqual(['第一件', '第三件', '第二件']);
    // By mouse: it goes to the top.
    const row = (title: string) =>
      page
        .locator('.tree > li')
        .filter({ has: page.getByRole('link', { name: title, exact: true }) })
        .first();
    await row('第三件').locator('.tree__code').first().dragTo(row('第一件').locator('.tree__code').first());
    await ordered(page, ['第三件', '第一件', '第二件']);
    await picture('breakdown-order');
    await fits(page);

    await page.getByRole('link', { name: '下达前核对' }).click();
    await picture('breakdown-check');
    await fits(page);
    await page.getByRole('button', { name: /^下达 \d+ 项$/ }).click();
    await page.getByText('已存为第 1 版').waitFor();
    await product.wiring.records.relay.drain();

    await page.goto('/breakdown');
    await product.newDraft({ code: 'PL-09', title: '后来加的' });
    await page.getByRole('link', { name: '方案版本' }).click();
    await page.getByRole('link', { name: '与第 1 版比现在' }).click();
    expect(await page.locator('main table').textContent()).toContain('后来加的');
    await picture('breakdown-changes');
    await fits(page);
    // On paper: the list and nothing to press.
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.nav').isVisible()).toBe(false);
    expect(await page.locator('main table').isVisible()).toBe(true);
    expect(faults).toEqual([]);
    await context.close();
  });
});

async function ordered(page: Page, wanted: string[]): Promise<void> {
  await page.waitForFunction(
    (first) => document.querySelector('.tree > li > .tree__row a[href^="/tasks/"]')?.textContent === first,
    wanted[0],
  );
  expect((await titles(page)).filter((one) => /^第.件$/.test(one))).toEqual(wanted);
}
