/** The office and a speech in a real browser: pasted, looked through beside its words, confirmed, handed out. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { createTestApp, LEAD, PASSWORD, type TestApp } from '../support/app.js';
import { openBrowser, overflowOf, signIn, WIDTHS } from './browser.js';

const SPEECH = readFileSync(new URL('../fixtures/seeds/001.txt', import.meta.url), 'utf8');
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

describe('the campaign office', () => {
  it('breaks a speech down: paste, review, confirm, assign', async () => {
    const { page, faults, picture, context } = await signIn(browser, product.baseUrl(), {
      login: 'campaign_office',
      password: PASSWORD,
    });
    await page.goto('/breakdown');
    await page.getByRole('link', { name: '从文件分解' }).click();
    await page.locator('[name=text]').fill(SPEECH);
    await page.locator('[name=group]').fill('JH');
    await page.getByRole('button', { name: '分解', exact: true }).click();
    await page.waitForURL(/\/plans\/[0-9a-f]{24}$/);
    const review = page.url();
    await picture('plans-review');
    for (const size of Object.values(WIDTHS)) {
      await page.setViewportSize(size);
      expect(await overflowOf(page)).toBe(0);
    }
    await page.setViewportSize(WIDTHS.wide);

    // Either leads to the other: from the proposal to its words, and from the words back.
    const proposal = page.locator('.proposal').filter({ hasText: '办公室要组织对全市' }).first();
    const key = await proposal.getAttribute('id');
    await proposal.getByRole('link', { name: '看原文' }).click();
    const words = page.locator(`#q-${key}`);
    expect(await words.textContent()).toContain('6月下旬');
    await words.click();
    expect(new URL(page.url()).hash).toBe(`#${key}`);
    expect(await proposal.textContent()).toContain('6月下旬');

    await proposal.getByRole('link', { name: '修改' }).click();
    const form = page.locator(`#${key} form.act__form`);
    await form.locator('[name=leadDepartment]').selectOption(LEAD);
    await form.locator('[name=outcomes]').fill('督查情况已通报，问题已交办');
    await form.getByRole('button', { name: '保存并采用' }).click();
    await page.waitForURL(new RegExp(`#${key}$`));
    expect(await page.locator(`#${key} .tag`).first().textContent()).toBe('已采用');

    // Leaving and coming back loses nothing.
    await page.goto('/work');
    await page.goto(review);
    expect(await page.locator(`#${key} .tag`).first().textContent()).toBe('已采用');
    await page.getByRole('link', { name: '核对' }).click();
    await picture('plans-check');
    await page.getByRole('button', { name: '生成 1 项任务草稿' }).click();
    await page.waitForURL(/\/breakdown\?/);

    const row = page.locator('.tree li').filter({ hasText: 'JH-01' }).first();
    await row.getByRole('button', { name: '交办' }).click();
    await page.waitForURL(/done=ASSIGN/);
    await product.wiring.records.relay.drain();
    const [task] = (
      await product.wiring.tasks.page({ campaign: product.campaign, text: 'JH-01', visible: { all: true } })
    ).items;
    expect(task).toMatchObject({
      state: 'assigned',
      facts: { leadDepartment: LEAD, due: { from: '2026-06-21', to: '2026-06-30', text: '6月下旬' } },
    });
    await page.goto(`/tasks/${task?.id}`);
    expect(await page.locator('.quote mark').first().textContent()).toContain('办公室要组织对全市');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('gives the document again after it was changed, and takes over what it chooses', async () => {
    const { page, faults, picture, context } = await signIn(browser, product.baseUrl(), {
      login: 'campaign_office',
      password: PASSWORD,
    });
    const clauses = [
      '（一）接通网络。6月15日前接通办证大厅网络。（市住建局负责）',
      '（二）情况报送。每月28日前报送工作情况。（市政务服务中心负责）',
      '（三）开通监察。6月20日前开通电子监察。（市政务服务中心负责）',
    ];
    const give = async (lines: string[]) => {
      await page.goto(`/campaigns/${product.campaign}/plans`);
      await page.locator('[name=text]').fill(['任务分工', '一、主要任务', ...lines].join('\n'));
      await page.locator('[name=group]').fill('XB');
      await page.getByRole('button', { name: '分解', exact: true }).click();
      await page.waitForURL(/\/plans\/[0-9a-f]{24}/);
    };
    await give(clauses);
    await page.getByRole('button', { name: '采用全部无疑问的' }).click();
    await page.getByRole('link', { name: '核对' }).click();
    await page.getByRole('button', { name: '生成 3 项任务草稿' }).click();
    await page.waitForURL(/\/breakdown\?/);

    await give([
      String(clauses[0]).replace('6月15日', '6月18日'),
      String(clauses[1]),
      '（三）设置窗口。6月25日前设置综合窗口。（市住建局负责）',
    ]);
    const changed = page.locator('#p1');
    expect(await changed.locator('.tag').first().textContent()).toBe('有改动');
    await changed.getByText('时限', { exact: true }).last().waitFor();
    expect(await changed.textContent()).toContain('“6月15日”改为“6月18日”');
    await picture('plans-edition');
    for (const size of Object.values(WIDTHS)) {
      await page.setViewportSize(size);
      expect(await overflowOf(page)).toBe(0);
    }
    await page.setViewportSize(WIDTHS.wide);
    // Only the date: the words of the requirement stay as they are.
    await changed.getByRole('checkbox', { name: '要求' }).uncheck();
    await changed.getByRole('button', { name: '按选定的改' }).click();
    await page.locator('#gone').getByRole('button', { name: '已处理' }).click();
    await page.getByRole('button', { name: '采用全部无疑问的' }).click();
    await page.getByRole('link', { name: '核对' }).click();
    await picture('plans-edition-check');
    await page.getByRole('button', { name: '生成 1 项、修改 1 项' }).click();
    await page.waitForURL(/\/breakdown\?/);
    await product.wiring.records.relay.drain();
    await page.goto('/breakdown');
    for (const [code, title, due] of [
      ['XB-01', '接通网络', '6月18日'],
      ['XB-02', '情况报送', '6月28日'],
      ['XB-03', '开通监察', '6月20日'],
      ['XB-04', '设置窗口', '6月25日'],
    ] as const) {
      const row = page.locator('.tree li').filter({ hasText: code }).first();
      expect(await row.textContent()).toContain(title);
      expect(await row.textContent()).toContain(due);
    }
    expect(faults).toEqual([]);
    await context.close();
  });
});
