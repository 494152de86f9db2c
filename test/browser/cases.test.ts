/** A clue to a decision and its review in a real browser, each part by another person, in both languages. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createTestApp, LEAD, PASSWORD, type TestApp } from '../support/app.js';
import { caseForms, PARTS } from '../support/case-forms.js';
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

/** Do something as somebody in a window of their own, and see that the window had no fault. */
async function as(
  login: string,
  path: string,
  what: (page: Page, picture: (name: string) => Promise<void>) => unknown,
) {
  const { page, faults, picture, context } = await signIn(browser, product.baseUrl(), { login, password: PASSWORD });
  await page.goto(path);
  await what(page, picture);
  expect([login, await overflowOf(page), faults]).toEqual([login, 0, []]);
  await context.close();
}

/** Fill the form of an event on the card, and send it. */
async function send(page: Page, event: string, fields: Record<string, string>): Promise<void> {
  const form = page.locator(`#do-${event}`);
  if ((await form.getAttribute('open')) === null) await form.locator('summary').click();
  for (const [name, value] of Object.entries(fields)) {
    const control = form.locator(`[name=${name}]`).first();
    const tag = await control.evaluate((element) => `${element.tagName} ${element.getAttribute('type')}`);
    if (tag.startsWith('SELECT')) await control.selectOption(value);
    else if (tag === 'INPUT radio') await form.locator(`[name=${name}][value=${value}]`).check();
    else await control.fill(value);
  }
  await form.locator('button').last().click();
}

async function act(page: Page, event: string, fields: Record<string, string>): Promise<void> {
  await send(page, event, fields);
  await page.waitForURL(new RegExp(`done=${event}`));
}

const MEASURE = { form: 'writtenAdmonition', months: '6' };

describe('a clue', () => {
  it('becomes a decision that is heard, served and reviewed, each by another person', async () => {
    const forms = caseForms(product);
    let card = '';
    await as(PARTS.reporter, '/cases/new', async (page) => {
      await page.selectOption('[name=department]', LEAD);
      await page.selectOption('[name=breach]', 'refused');
      await page.fill('[name=on]', '2026-06-01');
      await page.fill('[name=told]', '窗口拒收材料。');
      await page.locator('form[action="/cases"] button').click();
      await page.waitForURL(/done=CREATED/);
      card = page.url().replace(/\?.*/, '');
      expect(await page.locator('main').textContent()).toContain('待决定是否受理');
    });
    await as(PARTS.office, card, async (page) => {
      const { investigator, ...named } = forms.accept();
      await send(page, 'ACCEPT', { ...named, investigator: forms.id(PARTS.reporter) });
      await page.locator('.errors').first().waitFor();
      expect(await page.locator('.errors').first().textContent()).toContain('角色分离与回避');
      await act(page, 'ACCEPT', { ...named, investigator });
    });
    await as(PARTS.investigator, card, async (page) => {
      await act(page, 'PROPOSE', { finding: '拒收属实。', exemptionTest: '均不适用。', ...MEASURE });
      await act(page, 'HEAR', { statement: '当时系统故障。' });
    });
    await as(PARTS.decider, card, async (page) => {
      const stated = { facts: '拒收属实。', reasons: '属本岗职责。', ...MEASURE };
      await send(page, 'DECIDE', { ...stated, basis: '' });
      await page.locator('.errors').first().waitFor();
      expect(await page.locator('.errors').first().textContent()).toContain('决定要写明“依据”。依据：');
      await act(page, 'DECIDE', { ...stated, basis: '效能告诫规定' });
    });
    await as(PARTS.office, card, (page) => act(page, 'SERVE', {}));
    await as(PARTS.subject, card, async (page, picture) => {
      expect(await page.locator('main').textContent()).not.toContain('当时系统故障');
      await act(page, 'REQUEST_REVIEW', { grounds: '处理过重。' });
      await picture('case-subject');
      await page.getByRole('link', { name: '打印决定文本' }).click();
      await page.waitForURL(/\/decision$/);
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('.btn:visible').count()).toBe(0);
      await page.emulateMedia({ media: 'screen' });
      await picture('case-decision');
    });
    await as(PARTS.reviewDecider, card, async (page, picture) => {
      await act(page, 'DECIDE_REVIEW', { result: 'lighten', form: 'circular', months: '0', reason: '主动纠正。' });
      const text = await page.locator('main').textContent();
      for (const told of ['减轻', '通报批评', '查阅记录', '系统不据此作任何处理']) expect(text).toContain(told);
      await picture('case');
      await page.goto('/cases?state=served');
      await picture('cases');
    });
    await as(PARTS.reporter, card, async (page) => {
      expect(await page.locator('main').textContent()).toContain('已受理');
      expect(await page.locator('main').textContent()).not.toContain('通报批评');
    });
  });

  it('speaks English to who reads English, on a narrow screen too', async () => {
    const id = await caseForms(product).upTo('REQUEST_REVIEW');
    const login = PARTS.office;
    const person = await signIn(browser, product.baseUrl(), { login, password: PASSWORD, width: 'phone' });
    const { page, faults, picture, context } = person;
    await page.goto('/account');
    await page.locator('form[action="/locale"] button').click();
    await page.locator('html[lang="en"]').waitFor();
    await page.goto(`/cases/${id}`);
    const text = (await page.locator('main').textContent()) ?? '';
    for (const told of ['Effect and remedies', 'Written admonition, 6 months', 'Decision of the review', 'Views']) {
      expect([told, text.includes(told)]).toEqual([told, true]);
    }
    expect(text).not.toMatch(/(cases|fields|packs):/);
    await picture('case-phone-en');
    expect(await overflowOf(page)).toBe(0);
    for (const path of ['/cases', '/cases/new', `/cases/${id}/decision`]) {
      await page.goto(path);
      expect([path, await overflowOf(page)]).toEqual([path, 0]);
    }
    expect(faults).toEqual([]);
    await context.close();
  });
});
