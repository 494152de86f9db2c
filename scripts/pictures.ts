/**
 * Remake the pictures of the README from a running demonstration: `node dist/scripts/pictures.js http://127.0.0.1:3000`.
 * The demonstration should stand where it first starts, on 2 June 2026.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../src/demo.js';
import { SPEECH } from '../workflows/templates/third-phase-rectification/speech.js';

const FOLDER = 'docs/pictures';
const SIZE = { width: 1366, height: 900 };

interface Picture {
  name: string;
  login: string;
  path: string;
  locale?: 'en';
  /** Followed from `path` before the picture is taken. */
  link?: string;
  /** A document that is given on the page, to be seen as it is reviewed. */
  document?: string;
}

const LATE_TASK = 'main a.exc__t[href^="/tasks/"], main .exc a[href^="/tasks/"]';
const SPOKEN = SPEECH.paragraphs.map(({ text }) => text).join('\n');
const PICTURES: Picture[] = [
  { name: 'overview', login: 'office', path: '/' },
  { name: 'breakdown', login: 'office', path: '/breakdown' },
  { name: 'review', login: 'office', path: '/breakdown', link: 'main a[href$="/plans"]', document: SPOKEN },
  { name: 'indicators', login: 'office', path: '/indicators' },
  { name: 'task', login: 'centre', path: '/work', link: 'main .work h3 a' },
  { name: 'my-work', login: 'centre', path: '/work' },
  { name: 'inbox', login: 'office', path: '/inbox' },
  { name: 'inquiry', login: 'office', path: '/inquiries?state=escalated', link: 'main th a' },
  { name: 'matter', login: 'centre', path: '/matters?state=paused', link: 'main th a' },
  { name: 'case', login: 'office', path: '/cases?state=served', link: 'main th a' },
  { name: 'wall', login: 'office', path: '/supervision/wall' },
  { name: 'readiness', login: 'reviewer', path: '/readiness' },
  { name: 'site', login: 'reviewer', path: '/sites', link: 'main table a[href^="/sites/"]' },
  { name: 'overview-en', login: 'office', path: '/', locale: 'en' },
  { name: 'task-en', login: 'office', path: '/', link: LATE_TASK, locale: 'en' },
];

async function speak(page: Page, locale: string): Promise<void> {
  await page.goto('/account');
  if ((await page.getAttribute('html', 'lang')) === locale) return;
  await page.locator('form[action="/locale"] button').click();
  await page.locator(`html[lang="${locale}"]`).waitFor();
}

async function take(browser: Browser, baseUrl: string, picture: Picture): Promise<void> {
  const { name, login, path, link, document, locale } = picture;
  const context = await browser.newContext({ baseURL: baseUrl, viewport: SIZE });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.fill('[name=login]', login);
  await page.fill('[name=password]', DEMO_PASSWORD);
  await page.click('main button');
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  await speak(page, locale ?? 'zh-CN');
  await page.goto(path);
  if (link) {
    const href = await page.locator(link).first().getAttribute('href');
    if (!href) throw new Error(`${path} has no ${link}.`);
    await page.goto(href);
  }
  if (document !== undefined) {
    await page.fill('[name=text]', document);
    await page.fill('[name=name]', SPEECH.title);
    const earlier = page.locator('[name=editionOf]');
    if (await earlier.count()) await earlier.selectOption('none');
    await page.locator('main form[enctype] button').click();
    await page.waitForURL(/\/plans\/[0-9a-f]{24}/);
    // A stretch that states who and by when.
    await page
      .locator('.proposal', { hasText: '查处几件典型个案' })
      .first()
      .getByRole('link', { name: '看原文' })
      .click();
  }
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  if (locale) await speak(page, 'zh-CN');
  await context.close();
}

const [baseUrl = 'http://127.0.0.1:3000', executablePath = '/usr/bin/chromium'] = process.argv.slice(2);
mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch({ executablePath, args: ['--headless', '--no-sandbox', '--disable-gpu'] });
try {
  for (const picture of PICTURES) {
    await take(browser, baseUrl, picture);
    process.stdout.write(`${FOLDER}/${picture.name}.png\n`);
  }
} finally {
  await browser.close();
}
