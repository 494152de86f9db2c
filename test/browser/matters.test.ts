/** A matter through correction, pause, extension and delivery in a real browser, the sum on screen, in both languages. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { instantOf } from '../../workflows/dates.js';
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

async function day(on: string): Promise<void> {
  const { clock, records } = product.wiring;
  await clock.moveTo?.(instantOf(on, '09:00'));
  await records.sweepClock();
  await records.relay.drain();
}

/** Put an event by its form on the card, with what is typed into it. */
async function act(page: Page, event: string, fields: Record<string, string> = {}): Promise<void> {
  const form = page.locator(`#do-${event}`);
  if ((await form.getAttribute('open')) === null) await form.locator('summary').click();
  for (const [name, value] of Object.entries(fields)) {
    const control = form.locator(`[name=${name}]`).first();
    if ((await control.evaluate((element) => element.tagName)) === 'SELECT') await control.selectOption(value);
    else await control.fill(value);
  }
  await form.locator('button').last().click();
  await page.waitForURL(new RegExp(`done=${event}`));
}

const sumOf = async (page: Page) =>
  (
    await page
      .locator('#sum tr')
      .all()
      .then((rows) => Promise.all(rows.map((row) => row.locator('th, td').allTextContents())))
  ).map((cells) => cells.join(' '));

/** Registered, told what is missing, accepted, and stopped on the same day. Returns the address of its card. */
async function begin(page: Page, title: string): Promise<string> {
  await page.goto('/matters/new');
  await page.fill('[name=applicant]', '韦大山');
  await page.fill('[name=title]', title);
  await page.fill('[name=promised]', '5');
  await page.fill('[name=statutory]', '10');
  await page.selectOption('[name=kind]', 'permit');
  await page.locator('form[action="/matters"] button').click();
  await page.waitForURL(/done=CREATED/);
  const card = page.url().replace(/\?.*/, '');
  await act(page, 'ASK_FOR_PAPERS', { missing: '租赁合同\n健康证' });
  await act(page, 'SUPPLY', { papers: '租赁合同\n健康证' });
  await act(page, 'ACCEPT');
  await act(page, 'PAUSE', { reason: 'inspection', writtenNotice: '检验告知书 3 号', expectedDays: '3' });
  expect(await overflowOf(page)).toBe(0);
  return card;
}

describe('a matter under a time limit', () => {
  it('goes through correction, pause, extension and delivery, its sum on screen', async () => {
    const { page, faults, picture, context } = await signIn(browser, product.baseUrl(), login('department_liaison'));
    const head = await signIn(browser, product.baseUrl(), login('department_leader'));
    const card = await begin(page, '米粉店食品经营许可');
    await day('2026-06-04');
    await page.goto(card);
    expect((await sumOf(page)).join('；')).toContain('暂停至今');
    await act(page, 'RESUME');
    await day('2026-06-09');
    await page.goto(card);
    await act(page, 'REQUEST_EXTENSION', { days: '3', reason: '需要再核实。' });
    await head.page.goto(card);
    await act(head.page, 'GRANT_EXTENSION', { remark: '同意。' });
    await head.context.close();
    await page.goto(card);
    expect(await sumOf(page)).toEqual([
      '收到材料 6月2日',
      '一次性告知补正 6月2日',
      '补齐材料 6月2日',
      '受理 6月2日',
      '承诺 5 个工作日，受理次日起算，到 6月9日',
      '暂停 1 个工作日（检验），顺延到 6月10日',
      '延期 3 个工作日，到 6月15日',
      '到期 6月15日',
    ]);
    await picture('matter');
    await page.getByRole('link', { name: '看告知书' }).click();
    expect(await page.locator('.receipt li').allTextContents()).toEqual(['租赁合同', '健康证']);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.btn:visible').count()).toBe(0);
    const height = await page.locator('.receipt').evaluate((element) => element.getBoundingClientRect().height);
    expect(height).toBeLessThan(1_000);
    await page.emulateMedia({ media: 'screen' });
    await picture('matter-notice');
    await page.goto(card);
    await act(page, 'DECIDE', { decisionText: '准予许可。', basis: '食品安全法第三十五条' });
    await act(page, 'DELIVER', { delivery: '当面送达，本人签收。' });
    expect(await page.locator('.head').textContent()).toContain('已送达');
    await page.goto('/matters?state=delivered');
    expect(await page.locator('main table').textContent()).toContain('米粉店食品经营许可');
    await picture('matters');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('speaks English to who reads English: the sum, and a refusal that names its article', async () => {
    const { page, context } = await signIn(browser, product.baseUrl(), login('department_leader'));
    await page.goto('/account');
    await page.locator('form[action="/locale"] button').click();
    await page.locator('html[lang="en"]').waitFor();
    await page.goto('/matters/new');
    await page.fill('[name=applicant]', 'Wei');
    await page.fill('[name=applicantContact]', 'call me');
    await page.fill('[name=title]', 'Noodle shop');
    await page.fill('[name=promised]', '11');
    await page.fill('[name=statutory]', '10');
    await page.locator('form[action="/matters"] button').click();
    const wrong = (await page.locator('.errors').textContent()) ?? '';
    expect(wrong).toContain('digits only');
    expect(wrong).toMatch(/10/);
    expect(await page.inputValue('[name=title]')).toBe('Noodle shop');
    await page.fill('[name=applicantContact]', '');
    await page.fill('[name=promised]', '5');
    await page.locator('form[action="/matters"] button').click();
    await page.waitForURL(/done=CREATED/);
    await act(page, 'ACCEPT');
    await act(page, 'PAUSE', { reason: 'hearing', writtenNotice: 'Notice 3', expectedDays: '2' });
    await act(page, 'RESUME');
    await act(page, 'REQUEST_EXTENSION', { days: '2', reason: 'To be checked.' });
    const sum = (await sumOf(page)).join('; ');
    expect(sum).toContain('Promised 5 working days');
    expect(sum).toMatch(/Due \d/);
    await act(page, 'DECIDE', { decisionText: 'Granted.', basis: 'Food Safety Law 35' });
    await act(page, 'DELIVER', { delivery: 'In person.' });
    expect(await page.locator('.head').textContent()).toContain('Handed over');
    expect(await overflowOf(page)).toBe(0);
    await page.locator('form[action="/locale"] button').click();
    await context.close();
  });
});
