import { describe, expect, it } from '@jest/globals';
import { renderView } from '../../src/http/view-engine.js';
import { LOCALES, translator } from '../../src/platform/i18n.js';
import { partialContracts, presentStyleguide } from '../../src/styleguide/styleguide.router.js';
import { pageLocals } from '../http/page-locals.js';

describe.each(LOCALES)('the style guide in %s', (locale) => {
  const model = presentStyleguide(translator(locale), locale);

  it('renders every variant of every partial with strict templates', async () => {
    const html = await renderView('styleguide/styleguide', { ...pageLocals(locale), ...model });
    for (const { partial } of model.sections) expect(html).toContain(`id="p-${partial}"`);
    expect(html).not.toMatch(/undefined|\[object|NaN/);
  });

  it('shows every partial there is, and no other', () => {
    expect(model.sections.map((s) => s.partial).sort()).toEqual(Object.keys(partialContracts()).sort());
    expect(model.sections.filter((s) => s.variants.length === 0)).toEqual([]);
  });

  it('has neither a style nor a script of its own in the page', async () => {
    const html = await renderView('styleguide/styleguide', { ...pageLocals(locale), ...model });
    expect(html).not.toMatch(/ style=|<style|<script(?! src)| on[a-z]+="/);
  });
});
