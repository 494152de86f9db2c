/** The lead department's day in a real browser: acknowledge, report, pass, ask, submit; with and without scripts. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { pdf } from '../../scripts/demo/files.js';
import type { TaskRecord } from '../../src/tasks/task.query.js';
import { exactDate } from '../../workflows/dates.js';
import { createTestApp, PASSWORD, type TestApp } from '../support/app.js';
import { openBrowser, type PersonOptions, signIn } from './browser.js';

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

const person = (login: string, options: Partial<PersonOptions> = {}) =>
  signIn(browser, product.baseUrl(), { login, password: PASSWORD, ...options });

async function load(id: string): Promise<TaskRecord> {
  const [task] = await product.wiring.tasks.byIds([id]);
  if (!task) throw new Error(`There is no task ${id}.`);
  return task;
}

async function assigned(given: Parameters<TestApp['newDraft']>[0] = {}): Promise<string> {
  const id = await product.newDraft(given);
  await product.put('campaign_office', id, { type: 'ASSIGN' });
  return id;
}

async function active(given: Parameters<TestApp['newDraft']>[0] = {}): Promise<string> {
  const id = await assigned(given);
  await product.put('department_liaison', id, { type: 'ACKNOWLEDGE' });
  return id;
}

const PROOF = { name: '开通照片.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdf(['Opened'])) };

describe('a lead department', () => {
  it('finds a new task in my work and acknowledges it in one click', async () => {
    const id = await assigned({ title: '开通一件事窗口' });
    const { page, faults, picture, context } = await person('department_liaison');
    await page.goto('/work');
    const row = page.locator(`#t-${id}`);
    expect(await row.textContent()).toContain('开通一件事窗口');
    await row.getByRole('button', { name: '签收' }).click();
    await page.getByText('已签收。').waitFor();
    await picture('department-work');
    expect((await load(id)).state).toBe('active');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('reports progress from the row in two interactions, and a reload does not report it again', async () => {
    const id = await active();
    const { page, faults, context } = await person('department_liaison');
    await page.goto('/work');
    const row = page.locator(`#t-${id}`);
    // One: open the form of the row. Two: send what was typed.
    await row.locator('summary').click();
    await row.locator('textarea[name=text]').fill('已核准 21 个部门进驻。');
    await row.locator('[name=percent]').fill('45');
    await row.getByRole('button', { name: '报送' }).click();
    await page.getByText('进展已报送。').waitFor();
    await page.reload();
    const { facts } = await load(id);
    expect(facts.percent).toBe(45);
    expect(facts.lastReport?.text).toBe('已核准 21 个部门进驻。');
    expect(await page.locator(`#t-${id}`).textContent()).toContain('45%');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('passes a checkpoint once the file that proves it is uploaded', async () => {
    const id = await active({
      checkpoints: [
        {
          key: 'opened',
          title: '窗口开通',
          due: exactDate('2026-06-05'),
          evidenceRequired: true,
          passedOn: null,
          note: '',
        },
      ],
    });
    const { page, faults, picture, context } = await person('department_liaison');
    await page.goto(`/tasks/${id}`);
    expect(await page.locator('main').textContent()).toContain('不能过节点');
    await page.locator('#do-ATTACH summary').click();
    await page.locator('#do-ATTACH input[type=file]').setInputFiles(PROOF);
    await page.locator('#do-ATTACH select[name=about]').selectOption({ label: '窗口开通' });
    await page.locator('#do-ATTACH button').click();
    await page.getByText('佐证已上传。').waitFor();
    expect(await page.locator('main').textContent()).toContain('开通照片.pdf');
    await page.locator('#do-PASS_CHECKPOINT-opened summary').click();
    await page.locator('#do-PASS_CHECKPOINT-opened button').click();
    await page.getByText('节点已通过。').waitFor();
    await picture('department-task');
    expect((await load(id)).facts.checkpoints[0]?.passedOn).toBe('2026-06-02');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('asks for more time, is told what is wrong without losing a word, and is then waited for', async () => {
    const id = await active();
    const { page, faults, context } = await person('department_leader');
    await page.goto(`/tasks/${id}`);
    const form = page.locator('#do-REQUEST_EXTENSION');
    await form.locator('summary').click();
    await form.locator('[name=to]').fill('2026-06-10');
    await form.locator('[name=reason]').fill('设备晚到三天。');
    await form.locator('[name=progress]').fill('场地已备。');
    await form.getByRole('button', { name: '送出申请' }).click();
    // The day it is due already.
    await page.locator('[role=alert] a[href="#REQUEST_EXTENSION-to"]').waitFor();
    expect(await form.locator('[name=reason]').inputValue()).toBe('设备晚到三天。');
    await form.locator('[name=to]').fill('2026-06-12');
    await form.getByRole('button', { name: '送出申请' }).click();
    await page.getByText('延期申请已送出。').waitFor();
    expect((await load(id)).facts.extension?.to).toBe('2026-06-12');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('submits the outcome when it can be shown', async () => {
    const id = await active();
    const { page, faults, context } = await person('department_leader');
    await page.goto(`/tasks/${id}`);
    expect(await page.locator('main').textContent()).toContain('不能报结');
    await page.locator('#do-ATTACH summary').click();
    await page.locator('#do-ATTACH input[type=file]').setInputFiles(PROOF);
    await page.locator('#do-ATTACH button').click();
    await page.getByText('佐证已上传。').waitFor();
    await page.locator('#do-SUBMIT summary').click();
    await page.locator('#do-SUBMIT [name=outcome]').fill('窗口已开通，照片见佐证。');
    await page.locator('#do-SUBMIT button').click();
    await page.getByText('已报结，等待审核。').waitFor();
    expect((await load(id)).state).toBe('submitted');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('acknowledges and reports without scripts, on a phone', async () => {
    const id = await assigned();
    const { page, picture, context } = await person('department_liaison', { javaScript: false, width: 'phone' });
    await page.goto('/work');
    await page.locator(`#t-${id}`).getByRole('button', { name: '签收' }).click();
    await page.getByText('已签收。').waitFor();
    const row = page.locator(`#t-${id}`);
    await row.locator('summary').click();
    await row.locator('textarea[name=text]').fill('场地已定。');
    await row.getByRole('button', { name: '报送' }).click();
    await page.getByText('进展已报送。').waitFor();
    await picture('department-work-phone');
    expect((await load(id)).facts.lastReport?.text).toBe('场地已定。');
    await context.close();
  });

  it('keeps what was typed when somebody else was faster, and says what changed', async () => {
    const id = await active();
    const { page, faults, picture, context } = await person('department_liaison');
    await page.goto(`/tasks/${id}?do=REPORT`);
    await product.put('campaign_office', id, { type: 'CHASE', text: '请快报' });
    const form = page.locator('#do-REPORT');
    await form.locator('textarea[name=text]').fill('我的文字');
    await form.getByRole('button', { name: '报送' }).click();
    await page.getByText('您打开页面之后，这里有了变化').waitFor();
    expect(await form.locator('textarea[name=text]').inputValue()).toBe('我的文字');
    await picture('department-conflict');
    await form.getByRole('button', { name: '报送' }).click();
    await page.getByText('进展已报送。').waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });
});
