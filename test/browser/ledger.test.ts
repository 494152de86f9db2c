/// <reference lib="dom" />
/** The office and its ledger in a real browser: taken away as a file, edited, brought back, decided, confirmed. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { TaskFacts } from '../../workflows/tasks/task.js';
import { opened } from '../ledger/support.js';
import { createTestApp, PASSWORD, type TestApp } from '../support/app.js';
import { openBrowser, overflowOf, signIn, WIDTHS } from './browser.js';

let product: TestApp;
let browser: Browser;
let first: string;
let second: string;

beforeAll(async () => {
  product = await createTestApp();
  browser = await openBrowser();
  first = await product.newDraft({ code: 'ZW-01', title: '核准进驻项目' });
  second = await product.newDraft({ code: 'ZW-02', title: '接通网络' });
  await product.put('campaign_office', second, { type: 'ASSIGN' });
});
afterAll(async () => {
  await browser.close();
  await product.close();
});

const task = (id: string) => product.wiring.records.load<TaskFacts>('task', id);

describe.each([
  ['with its script', true, '一'],
  ['without any script', false, '二'],
])('the campaign office, %s', (_how, javaScript, mark) => {
  it('takes the ledger away, brings it back, decides a conflict, sees a refusal, confirms', async () => {
    const { page, faults, picture, context } = await signIn(browser, product.baseUrl(), {
      login: 'campaign_office',
      password: PASSWORD,
      javaScript,
    });
    await page.goto('/tasks');
    const [taken] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '导出 Excel' }).click(),
    ]);
    const file = await opened(readFileSync(await taken.path()));
    file.set('ZW-01', '任务', `核准进驻部门${mark}`);
    file.set('ZW-02', '任务', `接通全部网络${mark}`);
    file.set('ZW-02', '状态', '已销号');
    file.add({ 任务: `暗访窗口${mark}`, 牵头部门: '市政务服务中心' });
    // Meanwhile a meeting names the task anew.
    const { facts } = await task(second);
    await product.put('leading_group', second, {
      type: 'AMEND',
      title: `接通外网${mark}`,
      requirement: facts.requirement,
      coDepartments: [],
      reason: '会议要求',
    });

    await page.getByRole('link', { name: '导入台账' }).click();
    await page.setInputFiles('[name=file]', { name: '六月台账.xlsx', mimeType: '', buffer: await file.bytes() });
    await page.getByRole('button', { name: '读入并比对' }).click();
    await page.waitForURL(/\/ledger\/imports\/[0-9a-f]{24}/);
    const address = page.url();
    await product.wiring.ledgerImports.drain();
    // The page follows by itself, or is asked again.
    if (!javaScript) await page.goto(address);
    await page.getByRole('button', { name: '保存决定' }).waitFor();
    expect(await page.getByRole('button', { name: '确认，按文件修改任务' }).count()).toBe(0);
    await picture(`ledger-conflict-${javaScript}`);
    await page.getByLabel(`用文件的：接通全部网络${mark}`).check();
    await page.getByRole('button', { name: '保存决定' }).click();
    await page.getByRole('button', { name: '确认，按文件修改任务' }).waitFor();

    await page.getByRole('link', { name: /^不能改/ }).click();
    expect(await page.locator('.diff .err').first().textContent()).toBe('不能由“已交办”改为“已销号”');
    await page.getByRole('link', { name: /^改动/ }).click();
    expect(await page.locator('.diff ins').first().textContent()).toContain(`核准进驻部门${mark}`);
    for (const size of Object.values(WIDTHS)) {
      await page.setViewportSize(size);
      expect(await overflowOf(page)).toBe(0);
    }
    await page.setViewportSize(WIDTHS.wide);
    await picture(`ledger-changes-${javaScript}`);

    await page.getByRole('button', { name: '确认，按文件修改任务' }).click();
    await page.waitForURL(address);
    await product.wiring.ledgerImports.drain();
    if (!javaScript) await page.goto(address);
    await page.getByText('修改 2 行，新建 1 项，1 行有没改成的。').waitFor();
    await picture(`ledger-done-${javaScript}`);
    expect((await task(first)).facts.title).toBe(`核准进驻部门${mark}`);
    expect((await task(second)).facts.title).toBe(`接通全部网络${mark}`);
    expect((await task(second)).state).toBe('assigned');

    const [result] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下载结果' }).click(),
    ]);
    const back = await opened(readFileSync(await result.path()));
    expect(back.get('ZW-02', '导入结果')).toContain('不能由“已交办”改为“已销号”');
    expect(faults).toEqual([]);
    await context.close();
  });
});
