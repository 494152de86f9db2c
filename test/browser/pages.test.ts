/** Every page of the demonstration, by the people who see it: whole, readable in both languages, at both widths, to everybody. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../src/demo.js';
import { openBrowser, overflowOf, signIn, WIDTHS } from './browser.js';
import { type Product, startDemonstration } from './product.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** A key of a text that was not found is shown as `area:some.key`. */
const UNTRANSLATED = /\b[a-z]+:[a-z][A-Za-z]*(?:\.[A-Za-z]+)+/g;
/** What the product itself says, beside what people have written: menus, buttons, labels, heads of tables. */
const CHROME =
  'nav.nav, button:not([lang], .btn--link), label:not(.choice), summary, thead th, .sheet__h h2, .secret, .clock span, .field legend';

/** Pages of each person; `@page selector` stands for the first such link on that page, `>> selector` for one on the next. */
const PAGES: Record<string, string[]> = {
  office: [
    '/',
    '/breakdown?phase=mobilisation',
    '/indicators',
    '@/indicators main th a',
    '/packs',
    '/packs/shipped',
    '@/packs main tr:nth-child(2) th a',
    '@/packs main tr:nth-child(2) th a >> main article a[href*="/articles/fc-answer"]',
    '@/packs main tr:nth-child(2) th a >> main a[href^="/packs/compare"]',
    '/booklets',
    '@/booklets main th a',
    '/period-plans',
    '@/period-plans main td a',
    '@/breakdown main a[href*="edit="]',
    '@/breakdown main a[href*="under="]',
    '@/breakdown main a[href*="/breakdown/versions"]',
    '@/readiness/checklist main a[href$="/checklist"]',
    '/supervision',
    '/supervision/wall',
    '/cases',
    '/cases/new',
    '@/cases main th a',
    '@/cases?state=served main th a',
    '@/cases?state=served main th a >> main a[href$="/decision"]',
    '/supervision/ratings',
    '@/supervision/ratings main th a',
    '/work',
    '/tasks',
    '/ledger/imports',
    '@/tasks main table a[href^="/tasks/"]',
    '/inbox',
    '/account',
  ],
  leader: [
    '/campaigns',
    '/campaigns/new',
    '@/campaigns main table a[href^="/campaigns/"]',
    '@/campaigns main table a[href^="/campaigns/"] >> main a[href$="/plans"]',
    '@/campaigns main table a[href^="/campaigns/"] >> main a[href$="/template"]',
    '@/campaigns main table a[href^="/campaigns/"] >> main tr:nth-child(3) a[href^="/phases/"]',
    '@/tasks main table a[href^="/tasks/"] >> main a[href$="/log"]',
  ],
  group: ['/work', '/sites'],
  supervisor: ['/', '/sites', '/account'],
  centre: [
    '/counter',
    '/inquiries',
    '/inquiries?state=escalated',
    '@/inquiries main th a',
    '@/inquiries main th a >> main a[href$="/receipt"]',
    '/inquiries/bounces',
    '/matters',
    '/matters/new',
    '@/matters main th a',
    '@/matters main th a >> main a[href$="/receipt"]',
    '/service-items',
    '/service-items/new',
    '/service-items/import',
    '@/service-items main th a',
    '@/service-items?state=withdrawn main th a',
    '/timetable',
    '/lookup',
    '/period-plans',
    '@/period-plans main td a[href^="/period-plans/"]',
    '/work',
    '/departments/service-centre',
    '@/work main .work h3 a',
  ],
  reviewer: [
    '/readiness',
    '/readiness/service-centre',
    '@/readiness/service-centre main table a',
    '/sites',
    '@/sites main table a[href^="/sites/"]',
    '/nowhere',
  ],
  sysadmin: ['/operations', '/admin/calendar', '/admin/people/new', '/admin/departments', '/admin/departments/new'],
  secadmin: ['/admin/people', '@/admin/people main table a[href^="/admin/people/"]'],
  auditor: ['/admin/log'],
};

let product: Product;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([startDemonstration(), openBrowser()]);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const person = (login: string) => signIn(browser, product.baseUrl, { login, password: DEMO_PASSWORD });

async function switchTo(page: Page, locale: 'zh-CN' | 'en'): Promise<void> {
  await page.goto('/account');
  if ((await page.getAttribute('html', 'lang')) === locale) return;
  await page.locator('form[action="/locale"] button').click();
  await page.locator(`html[lang="${locale}"]`).waitFor();
}

/** The address behind an entry of {@link PAGES}; the pages on the way to it are read and not drawn. */
async function addressOf(page: Page, entry: string): Promise<string> {
  if (!entry.startsWith('@')) return entry;
  const [first = '', ...further] = entry.slice(1).split(' >> ');
  const [from = '', ...selector] = first.split(' ');
  let address = from;
  for (const link of [selector.join(' '), ...further]) {
    const html = await (await page.request.get(address)).text();
    const found = await page.evaluate(
      ([text = '', css = '']) =>
        new DOMParser().parseFromString(text, 'text/html').querySelector(css)?.getAttribute('href'),
      [html, link],
    );
    if (!found) throw new Error(`There is no ${entry}.`);
    address = found;
  }
  return address;
}

async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async (values) => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(where: unknown, options: unknown): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }>;
      };
    };
    const { violations } = await axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')} (${nodes.length})`);
  }, RULES);
}

/** Texts that are not in the reader's language: keys that were not found, Chinese in an English menu. */
async function wrongTexts(page: Page, locale: string): Promise<string[]> {
  const where = `${new URL(page.url()).pathname} ${locale}`;
  const { text, chrome } = await page.evaluate(
    (css) => ({
      text: document.body.textContent ?? '',
      chrome: [...document.querySelectorAll(css)].map((one) => (one.textContent ?? '').trim()),
    }),
    CHROME,
  );
  const found = (text.match(UNTRANSLATED) ?? []).map((key) => `${where}: untranslated ${key}`);
  if (locale !== 'en') return found;
  // What people have named stays as they wrote it.
  return [...found, ...chrome.filter((one) => /^[\u4e00-\u9fff]+$/.test(one)).map((one) => `${where}: “${one}”`)];
}

/** Words, lights, dates and buttons that lie on one another: it fits the window and still cannot be read. */
async function overlapsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = [
      ...document.querySelectorAll('main .cdate span, main .light, main .btn, main h3 > a, main .tag, main td > a'),
    ];
    // What lies in a folded part is laid out and not shown.
    const folded = (element: Element) => {
      const closed = 'details:not([open])';
      for (let part = element.closest(closed); part; part = part.parentElement?.closest(closed) ?? null) {
        if (element.closest('summary')?.parentElement !== part) return true;
      }
      return false;
    };
    const boxes = found
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(
        ({ element, box }) => box.width > 0 && box.height > 0 && !element.closest('.scroll, .sr') && !folded(element),
      );
    const said = (element: Element) => (element.textContent ?? '').trim().slice(0, 24);
    const wrong: string[] = [];
    for (const [i, a] of boxes.entries()) {
      for (const b of boxes.slice(i + 1)) {
        if (a.element.contains(b.element) || b.element.contains(a.element)) continue;
        const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        if (across > 2 && down > 2) wrong.push(`“${said(a.element)}” and “${said(b.element)}” overlap`);
      }
    }
    return wrong.slice(0, 5);
  });
}

describe('every page', () => {
  for (const [login, entries] of Object.entries(PAGES)) {
    it(`is whole, fits, and can be used by everybody: what ${login} sees`, async () => {
      const { page, faults, context, picture } = await person(login);
      const wrong: string[] = [];
      const addresses: string[] = [];
      for (const entry of entries) addresses.push(await addressOf(page, entry));
      for (const locale of ['en', 'zh-CN'] as const) {
        await switchTo(page, locale);
        for (const address of addresses) {
          await page.setViewportSize(WIDTHS.wide);
          await page.goto(address);
          wrong.push(...(await wrongTexts(page, locale)));
          for (const [width, size] of Object.entries(WIDTHS)) {
            await page.setViewportSize(size);
            const wider = await overflowOf(page);
            if (wider > 0) wrong.push(`${address} ${locale} ${width}: ${wider} pixels wider than the window`);
            wrong.push(...(await overlapsOf(page)).map((one) => `${address} ${locale} ${width}: ${one}`));
            // The languages differ in texts, not in structure: one of them is enough for the costly check.
            if (locale === 'zh-CN') {
              wrong.push(...(await violationsOf(page)).map((one) => `${address} ${width}: ${one}`));
            }
            const name = address.split('?')[0]?.replace(/\W+/g, '-');
            await picture(`page-${login}${name}-${locale}-${width}`);
          }
        }
      }
      expect(wrong).toEqual([]);
      expect(faults).toEqual([]);
      await context.close();
    }, 180_000);
  }
});

describe('the simulated clock', () => {
  it('moves to the next working day, and what has become due that morning is in the inbox', async () => {
    const { page, faults, context } = await person('centre');
    await page.goto('/inbox');
    expect(await page.locator('main').textContent()).not.toContain('6月3日 提醒');
    expect(await page.locator('.clock b').textContent()).toContain('6月2日');
    await context.close();
    const office = await person('office');
    await office.page.goto('/');
    await office.page.getByRole('button', { name: '下一个工作日' }).click();
    await office.page.locator('.clock b').filter({ hasText: '6月3日' }).waitFor({ timeout: 30_000 });
    await office.picture('clock-moved');
    const after = await person('centre');
    await after.page.goto('/inbox');
    expect(await after.page.locator('main').textContent()).toContain('6月3日 提醒');
    expect([...faults, ...office.faults, ...after.faults]).toEqual([]);
  }, 90_000);
});
