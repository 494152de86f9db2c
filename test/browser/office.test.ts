/** The office's day in a real browser: from a number to its rows, break down, assign, answer, suspend. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { createTestApp, LEAD, PASSWORD, type TestApp } from '../support/app.js';
import { openBrowser, signIn } from './browser.js';

let product: TestApp;
let browser: Browser;

beforeAll(async () => {
  product = await createTestApp();
  product.app();
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await product.close();
});

const person = (login: string) => signIn(browser, product.baseUrl(), { login, password: PASSWORD, byHand: true });

async function active(given: Parameters<TestApp['newDraft']>[0] = {}): Promise<string> {
  const id = await product.newDraft(given);
  await product.put('campaign_office', id, { type: 'ASSIGN' });
  await product.put('department_liaison', id, { type: 'ACKNOWLEDGE' });
  return id;
}

async function only(id: string) {
  const [task] = await product.wiring.tasks.byIds([id]);
  if (!task) throw new Error(`There is no task ${id}.`);
  return task;
}

describe('the campaign office', () => {
  it('goes from a number of the overview to the tasks behind it in one click', async () => {
    await active({ title: '核准进驻事项' });
    await active({ title: '公布办事指南' });
    const { page, faults, picture, context } = await person('campaign_office');
    await page.goto('/');
    await picture('office-overview');
    const row = page.locator('main table tr').filter({ hasText: '政务' }).first();
    const number = row.locator('td a').first();
    const shown = Number((await number.textContent())?.match(/\d+/)?.[0]);
    await number.click();
    await page.waitForURL(/\/tasks\?/);
    expect(shown).toBeGreaterThan(0);
    expect(await page.locator('main tbody tr').count()).toBe(shown);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('adds a task where it belongs, reads what it still lacks, completes it and assigns it', async () => {
    await product.newDraft({ code: 'T-900', title: '已有的任务' });
    const { page, faults, picture, context } = await person('campaign_office');
    await page.goto('/breakdown');
    const add = page.locator('#add-T');
    await add.locator('summary').click();
    await add.locator('[name=title]').fill('编制一次办好清单');
    await add.getByRole('button', { name: '建立草稿' }).click();
    await page.getByText('已建立草稿。').waitFor();
    const row = page.locator('main li').filter({ hasText: '编制一次办好清单' });
    expect(await row.textContent()).toContain('交办前还缺');
    await row.getByRole('link', { name: '修改' }).click();
    await picture('office-breakdown-edit');
    const form = page.locator('#do-EDIT');
    await form.locator('[name=requirement]').fill('逐项列明条件、材料、时限。');
    await form.locator('[name=outcomes]').fill('清单已公布。');
    await form.locator('[name=leadDepartment]').selectOption(LEAD);
    await form.locator('[name=dueTo]').fill('2026-06-15');
    await form.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存。').waitFor();
    const ready = page.locator('main li').filter({ hasText: '编制一次办好清单' });
    expect(await ready.textContent()).not.toContain('交办前还缺');
    await ready.getByRole('button', { name: '交办' }).click();
    await page.getByText('已交办，牵头部门已收到通知。').waitFor();
    await product.wiring.records.relay.drain();
    const inbox = await person('department_liaison');
    await inbox.page.goto('/inbox');
    expect(await inbox.page.locator('main').textContent()).toContain('编制一次办好清单');
    expect([...faults, ...inbox.faults]).toEqual([]);
    await inbox.context.close();
    await context.close();
  });

  it('gives a task that came back to another department', async () => {
    const id = await product.newDraft();
    await product.put('campaign_office', id, { type: 'ASSIGN' });
    await product.put('department_leader', id, { type: 'RETURN', reason: '不属本单位职责。' });
    const { page, faults, context } = await person('campaign_office');
    await page.goto(`/tasks/${id}`);
    expect(await page.locator('main').textContent()).toContain('不属本单位职责。');
    const form = page.locator('#do-REASSIGN');
    await form.locator('summary').click();
    await form.locator('[name=leadDepartment]').selectOption('housing-bureau');
    await form.getByRole('button', { name: '改派' }).click();
    await page.getByText('已改派。').waitFor();
    expect(await only(id)).toMatchObject({ state: 'assigned', facts: { leadDepartment: 'housing-bureau' } });
    expect(faults).toEqual([]);
    await context.close();
  });

  it('answers a request for more time with one form; the due date moves', async () => {
    const id = await active();
    await product.put('department_leader', id, {
      type: 'REQUEST_EXTENSION',
      to: '2026-06-12',
      reason: '设备晚到。',
      progress: '场地已备。',
    });
    const { page, faults, context } = await person('campaign_office');
    await page.goto(`/tasks/${id}`);
    expect(await page.locator('main').textContent()).toContain('设备晚到。');
    await page.locator('#do-APPROVE_EXTENSION summary').click();
    await page.locator('#do-APPROVE_EXTENSION button').click();
    await page.getByText('已同意延期，时限已改。').waitFor();
    expect((await only(id)).facts.due?.to).toBe('2026-06-12');
    expect(faults).toEqual([]);
    await context.close();
  });
});

describe('the leading group', () => {
  it('suspends a task with a reason, which the lead department then reads', async () => {
    const id = await active();
    const { page, faults, picture, context } = await person('leading_group');
    await page.goto(`/tasks/${id}`);
    await page.locator('#do-SUSPEND summary').click();
    await page.locator('#do-SUSPEND [name=reason]').fill('等自治区文件。');
    await page.locator('#do-SUSPEND button').click();
    await page.getByText('已中止。').waitFor();
    await picture('leader-suspended');
    expect((await only(id)).state).toBe('suspended');
    const lead = await person('department_liaison');
    await lead.page.goto(`/tasks/${id}`);
    expect(await lead.page.locator('main').textContent()).toContain('等自治区文件。');
    expect([...faults, ...lead.faults]).toEqual([]);
    await lead.context.close();
    await context.close();
  });
});
