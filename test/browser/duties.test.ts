/** A department's duties in a real browser: its booklet sent and approved; its plan made, promised, kept and settled. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { bookletId } from '../../src/booklets/ask-booklets.js';
import { exactDate } from '../../workflows/dates.js';
import { createTestApp, LEAD, PASSWORD, type TestApp } from '../support/app.js';
import { openBrowser, overflowOf, signIn } from './browser.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

let product: TestApp;
let browser: Browser;

beforeAll(async () => {
  product = await createTestApp();
  const task = await product.newDraft({ title: '建好窗口', due: exactDate('2026-06-20') });
  await product.put('campaign_office', task, { type: 'ASSIGN' });
  await product.put('department_liaison', task, { type: 'ACKNOWLEDGE' });
  browser = await openBrowser();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await product.close();
});

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } };
    return (await axe.run()).violations.map(({ id }) => id);
  });
}

const person = (login: string, more: { width?: 'phone'; javaScript?: boolean } = {}) =>
  signIn(browser, product.baseUrl(), { login, password: PASSWORD, ...more });

/** Open the form of an event unless it stands open, and return it. */
async function formOf(page: Page, event: string) {
  const form = page.locator(`#do-${event}`);
  const summary = form.locator('summary');
  if ((await summary.count()) > 0 && (await form.getAttribute('open')) === null) await summary.click();
  return form;
}

describe('a department and its booklet', () => {
  it('is asked for it, sends both parts and has it approved', async () => {
    const office = await person('campaign_office');
    await office.page.goto('/booklets');
    await office.page.locator('#ask summary').click();
    await office.page.locator('#ask [name=dueOn]').fill('2026-06-10');
    await office.page.locator('#ask').getByLabel('办事公开制').check();
    await office.page.locator('#ask').getByRole('button', { name: '要求编制' }).click();
    await office.page.waitForURL(/done=CREATED/);

    // Without scripts: every form is a form.
    const liaison = await person('department_liaison', { width: 'phone', javaScript: false });
    const path = `/booklets/${bookletId(product.campaign, LEAD)}`;
    await liaison.page.goto('/booklets');
    await liaison.page.getByRole('link', { name: '市政务服务中心' }).first().click();
    for (const part of ['regional', 'own']) {
      const form = await formOf(liaison.page, `ATTACH-${part}`);
      const buffer = Buffer.concat([PDF, Buffer.from(part)]);
      await form.locator('[name=file]').setInputFiles({ name: `${part}.pdf`, mimeType: 'application/pdf', buffer });
      await form.getByRole('button', { name: '上传', exact: true }).click();
      await liaison.page.waitForURL(/done=ATTACH/);
      await liaison.page.goto(path);
    }
    const adopting = await formOf(liaison.page, 'RECORD_ADOPTION');
    await adopting.locator('[name=system]').selectOption('openness');
    await adopting.getByRole('button', { name: '登记' }).click();
    await liaison.page.waitForURL(/done=RECORD_ADOPTION/);
    await (await formOf(liaison.page, 'SUBMIT')).getByRole('button').click();
    await liaison.page.waitForURL(/done=SUBMIT/);
    await liaison.picture('booklet-phone');
    expect(await overflowOf(liaison.page)).toBe(0);

    const reviewer = await person('reviewer');
    await reviewer.page.goto(path);
    await (await formOf(reviewer.page, 'APPROVE')).getByRole('button', { name: '审核通过' }).click();
    await reviewer.page.waitForURL(/done=APPROVE/);
    expect(await reviewer.page.locator('main').textContent()).toContain('有效期至 2027年6月2日');
    await reviewer.picture('booklet');
    expect([await violations(reviewer.page), await overflowOf(reviewer.page)]).toEqual([[], 0]);

    await office.page.getByTitle('Switch to English').click();
    await office.page.goto('/booklets');
    expect(await office.page.locator('main').textContent()).toContain('In force until 2 Jun 2027');
    expect(await office.page.locator('main').textContent()).toContain('Open procedures');
    expect([await violations(office.page), await overflowOf(office.page)]).toEqual([[], 0]);
    for (const { faults, context } of [office, liaison, reviewer]) {
      expect(faults).toEqual([]);
      await context.close();
    }
  });
});

describe('a department and its plan', () => {
  it('makes it in one click, promises it, records what was done and settles it', async () => {
    const liaison = await person('department_liaison');
    const { page } = liaison;
    await page.goto('/period-plans');
    await page.getByRole('button', { name: '编制计划' }).click();
    await page.waitForURL(/done=CREATED/);
    const path = new URL(page.url()).pathname;
    expect(await page.locator('main table').textContent()).toContain('建好窗口');
    const adding = await formOf(page, 'ADD_LINE');
    await adding.locator('[name=title]').fill('培训窗口人员');
    await adding.locator('[name=due]').fill('2026-06-12');
    await adding.locator('[name=system]').selectOption('firstContact');
    await adding.getByRole('button', { name: '增加' }).click();
    await page.waitForURL(/done=ADD_LINE/);
    const setting = await formOf(page, 'SET_LINES');
    await setting.getByLabel('建好窗口：落实的制度').selectOption('timeLimits');
    await setting.getByRole('button', { name: '保存' }).click();
    await page.waitForURL(/done=SET_LINES/);
    await liaison.picture('period-plan-draft');
    expect([await violations(page), await overflowOf(page)]).toEqual([[], 0]);

    const leader = await person('department_leader');
    await leader.page.goto(path);
    await (await formOf(leader.page, 'COMMIT')).getByRole('button', { name: '定下计划' }).click();
    await leader.page.waitForURL(/done=COMMIT/);

    await product.wiring.clock.moveTo('2026-06-30T02:00:00.000Z');
    await page.goto(path);
    const reporting = await formOf(page, 'REPORT_LINES');
    await reporting.getByLabel('培训窗口人员：完成日期').fill('2026-06-11');
    await reporting.getByLabel('建好窗口：未完成的理由').fill('场地没有落实。');
    await reporting.getByRole('button', { name: '登记' }).click();
    await page.waitForURL(/done=REPORT_LINES/);
    await leader.page.goto(path);
    await (await formOf(leader.page, 'SETTLE')).getByRole('button', { name: '结清本期' }).click();
    await leader.page.waitForURL(/done=SETTLE/);
    expect(await leader.page.locator('main').textContent()).toContain('兑现率 50%');

    await leader.page.getByTitle('Switch to English').click();
    await leader.page.goto('/period-plans');
    await leader.page.locator('[name=period]').selectOption('2026-07');
    await leader.page.getByRole('button', { name: 'Make the plan' }).click();
    await leader.page.waitForURL(/done=CREATED/);
    expect(await leader.page.locator('main table').textContent()).toContain('rolled over once');
    await leader.picture('period-plan');
    expect([await violations(leader.page), await overflowOf(leader.page)]).toEqual([[], 0]);
    for (const { faults, context } of [liaison, leader]) {
      expect(faults).toEqual([]);
      await context.close();
    }
  });
});
