import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { errorPage } from '../../src/http/components/error-page.js';
import { createViewEngine, renderView } from '../../src/http/view-engine.js';
import { translator } from '../../src/platform/i18n.js';
import { projectRoot } from '../../src/platform/paths-root.js';
import { pageLocals } from './page-locals.js';

describe('templates', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'views-'));
  });
  afterEach(() => rm(root, { recursive: true }));

  async function render(files: Record<string, string>, context: Record<string, unknown> = {}): Promise<string> {
    await mkdir(join(root, 'views/partials'), { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      const path = join(root, 'views', `${name}.hbs`);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
    const engine = createViewEngine(root);
    const values: Record<string, unknown> = { ...pageLocals(), ...context, layout: false };
    return engine.renderView(join(root, 'views/page.hbs'), values as Parameters<typeof engine.renderView>[1]);
  }

  it('throw when a field is missing instead of printing nothing', async () => {
    await expect(render({ page: '{{tilte}}' }, { title: 'x' })).rejects.toThrow('tilte');
  });

  it('let a missing field be asked about', async () => {
    expect(await render({ page: '{{#if hint}}{{hint}}{{else}}none{{/if}}' })).toBe('none');
  });

  it('escape what they print', async () => {
    expect(await render({ page: '{{title}}' }, { title: '<b>' })).toBe('&lt;b&gt;');
  });

  it('give a partial only what it is handed', async () => {
    const files = { page: '{{> part}}', 'partials/part': '{{title}}' };
    await expect(render(files, { title: 'x' })).rejects.toThrow('title');
    expect(await render({ ...files, page: '{{> part title=title}}' }, { title: 'x' })).toBe('x');
  });

  it('translate and format in the language of the request', async () => {
    const page =
      '{{t "common:light.red"}} {{date due}} {{dateLong due}} {{dateWeekday due}} {{instant at}} {{fileSize 421888}}';
    const values = { due: '2026-06-10', at: '2026-06-02T00:00:00.000Z' };
    expect(await render({ page }, values)).toBe('逾期 6月10日 2026年6月10日 6月10日 周三 6月2日 08:00 412 KB');
    expect(await render({ page }, { ...values, ...pageLocals('en') })).toBe(
      'Overdue 10 Jun 10 June 2026 Wed 10 Jun 2 Jun 08:00 412 KB',
    );
  });

  it('compare and join', async () => {
    const page = '{{#if (and (eq a 1) (not b))}}{{or b "none"}} {{concat "x" a}}{{/if}}';
    expect(await render({ page }, { a: 1, b: 0 })).toBe('none x1');
  });

  it('refuse a helper without a value, so that a field named like one is noticed', async () => {
    await expect(render({ page: '{{date}}' }, { date: '2026-06-10' })).rejects.toThrow('date was given no value');
    await expect(render({ page: '{{date due}}' })).rejects.toThrow('date was given no value');
  });
});

describe('every view', () => {
  const views = readdirSync(join(projectRoot, 'views'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.hbs'))
    .map((file) => [file.replaceAll('\\', '/'), readFileSync(join(projectRoot, 'views', file), 'utf8')] as const);

  it.each(views)('%s escapes its text and has no style or script of its own', (file, text) => {
    const unescaped = text.match(/\{\{\{[^}]*\}\}\}|\{\{&/g) ?? [];
    expect(unescaped).toEqual(file.startsWith('layouts/') ? ['{{{body}}}'] : []);
    expect(text).not.toMatch(/\sstyle=|<style|<script(?! src=)|\son[a-z]+="/);
  });

  it.each(views)('%s names its contract in the first line', (_file, text) => {
    expect(text).toMatch(/^\{\{!-- [^\n]+ --\}\}\n/);
  });
});

describe('the layouts', () => {
  const body = { ...errorPage(translator('zh-CN'), 404), nav: pageLocals().nav };

  it('carry the name, the warning against secrets, the way past the masthead and the token of the forms', async () => {
    const html = await renderView('errors/error', { ...pageLocals(), ...body });
    expect(html).toContain('<html lang="zh-CN">');
    expect(html).toContain('<title>没有找到 – 三项</title>');
    expect(html).toContain('本系统为非涉密系统，严禁处理、传输国家秘密');
    expect(html).toContain('<a class="skip" href="#main">');
    expect(html.match(/name="_csrf" value="token-of-the-page"/g)?.length).toBeGreaterThanOrEqual(4);
    expect(html).toContain('action="/clock/next-working-day"');
  });

  it('offer to move the clock only to who may', async () => {
    const shown = await renderView('errors/error', {
      ...pageLocals('en', { clock: { label: 'x', canMove: false } }),
      ...body,
    });
    expect(shown).toContain('Simulated clock');
    expect(shown).not.toContain('/clock/');
    expect(await renderView('errors/error', { ...pageLocals('en', { clock: null }), ...body })).not.toContain(
      'Simulated',
    );
  });

  it('show a visitor neither search nor inbox nor sign-out', async () => {
    const html = await renderView(
      'errors/error',
      { ...pageLocals('zh-CN', { user: null, nav: [] }), ...body },
      'plain',
    );
    expect(html).not.toMatch(/\/inbox|\/sign-out|role="search"/);
    expect(html).toContain('action="/locale"');
  });

  it('turn to large text for who asks for it', async () => {
    expect(await renderView('errors/error', { ...pageLocals('zh-CN', { largeText: true }), ...body })).toContain(
      'data-text="large"',
    );
  });
});

describe.each([400, 401, 403, 404, 409, 413, 418, 422, 429, 500, 503])('the error page of %i', (status) => {
  it.each(['zh-CN', 'en'] as const)('says in %s what happened, why, and where to go on', async (locale) => {
    const page = errorPage(translator(locale), status, { reasons: ['<because>'], reference: 'AB12' });
    const html = await renderView('errors/error', { ...pageLocals(locale), ...page }, 'plain');
    expect(html).toContain(`<h1>${page.page.title}</h1>`);
    expect(html).toContain('&lt;because&gt;');
    expect(html).toContain('AB12');
    expect(html).toContain(String(status));
  });
});
