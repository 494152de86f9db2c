import { describe, expect, it } from '@jest/globals';
import { LOCALES, readNamespaces } from '../../src/platform/i18n.js';

/** Key without its plural ending → the names in its text. */
function texts(tree: Record<string, unknown>, path = ''): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const [key, value] of Object.entries(tree)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') {
      const plain = at.replace(/_(one|other)$/, '');
      const names = found.get(plain) ?? new Set();
      for (const [, name = ''] of value.matchAll(/\{\{\s*(\w+)\s*\}\}/g)) names.add(name);
      found.set(plain, names);
    } else {
      for (const [inner, names] of texts(value as Record<string, unknown>, at)) found.set(inner, names);
    }
  }
  return found;
}

const [zh, en] = LOCALES.map((locale) => readNamespaces(locale));

describe('the two languages', () => {
  it('have the same namespaces', () => {
    expect(Object.keys(en ?? {})).toEqual(Object.keys(zh ?? {}));
  });

  it.each(Object.keys(zh ?? {}))('have the same keys and the same values to fill in, in %s', (namespace) => {
    const inChinese = texts(zh?.[namespace] ?? {});
    const inEnglish = texts(en?.[namespace] ?? {});
    expect([...inEnglish.keys()].sort()).toEqual([...inChinese.keys()].sort());
    for (const [key, names] of inChinese) {
      // A singular may say "one" in words, so the names of a key are those of all its forms together.
      expect({ key, names: [...(inEnglish.get(key) ?? [])].sort() }).toEqual({ key, names: [...names].sort() });
    }
  });

  it('have no empty text', () => {
    for (const tree of [zh, en]) expect(JSON.stringify(tree)).not.toMatch(/:""/);
  });
});
