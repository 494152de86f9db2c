/** A request from the counter to the printed receipt and to the public look-up, in a real browser, in both languages. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
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

const login = (name: string) => ({ login: name, password: PASSWORD });

describe('a request at the counter', () => {
  it('is registered in one form, its receipt looked up by a visitor without an account, then answered', async () => {
    const { page, faults, picture, context } = await signIn(browser, product.baseUrl(), login('department_liaison'));
    await page.goto('/inquiries');
    await page.getByRole('link', { name: '登记一件' }).click();
    await page.fill('[name=askerName]', '韦大山');
    await page.fill('[name=askerContact]', '13807751234');
    await page.fill('[name=subject]', '个体户执照要什么材料');
    await picture('counter');
    await page.getByRole('button', { name: '登记，出具回执' }).click();
    await page.waitForURL(/\/receipt/);
    const code = (await page.locator('.receipt__big').textContent())?.trim() ?? '';
    expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    expect(await page.locator('.receipt').textContent()).toContain('2026年6月9日');
    await picture('receipt');
    // On paper: nothing to press, and all of it on one sheet.
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.btn:visible').count()).toBe(0);
    const height = await page.locator('.receipt').evaluate((element) => element.getBoundingClientRect().height);
    expect(height).toBeLessThan(1_000);
    await page.emulateMedia({ media: 'screen' });

    const visitor = await browser.newContext({
      baseURL: product.baseUrl(),
      viewport: { width: 390, height: 780 },
      locale: 'zh-CN',
    });
    const phone = await visitor.newPage();
    await phone.goto('/lookup');
    await phone.fill('[name=lookup]', code.toLowerCase());
    await phone.getByRole('button', { name: '查询' }).click();
    const shown = (await phone.locator('main').textContent()) ?? '';
    expect(shown).toContain('首问受理');
    expect(shown).not.toContain('韦大山');
    expect(await overflowOf(phone)).toBe(0);

    await page.getByRole('link', { name: '回到登记' }).click();
    await page.locator('#do-ANSWER [name=answer]').fill('带身份证到三号窗口。');
    await page.locator('#do-ANSWER').getByRole('button', { name: '答复' }).click();
    await page.waitForURL(/done=ANSWER/);
    await phone.goto('/lookup');
    await phone.fill('[name=lookup]', code);
    await phone.getByRole('button', { name: '查询' }).click();
    expect(await phone.locator('main').textContent()).toContain('已答复');
    await visitor.close();
    expect(faults).toEqual([]);
    await context.close();
  });

  it('speaks English to who reads English, at the counter and in the look-up', async () => {
    const { page, context } = await signIn(browser, product.baseUrl(), login('department_leader'));
    await page.goto('/account');
    await page.locator('form[action="/locale"] button').click();
    await page.locator('html[lang="en"]').waitFor();
    await page.goto('/counter');
    await page.fill('[name=askerName]', 'Wei');
    await page.fill('[name=askerContact]', 'call me');
    await page.fill('[name=subject]', 'Where is the registry?');
    await page.getByRole('button', { name: 'Register and issue the receipt' }).click();
    expect(await page.locator('.errors').textContent()).toContain('digits only');
    expect(await page.inputValue('[name=subject]')).toBe('Where is the registry?');
    await page.fill('[name=askerContact]', '0775 123456');
    await page.getByRole('button', { name: 'Register and issue the receipt' }).click();
    await page.waitForURL(/\/receipt/);
    expect(await page.locator('.receipt').textContent()).toContain('Look-up code');
    await page.locator('form[action="/locale"] button').click();
    await context.close();
  });
});
