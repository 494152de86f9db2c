/**
 * Two languages. Every sentence is in `locales/<language>/<namespace>.json`; a key is written `tasks:state.active`.
 * Plurals follow i18next: English `key_one` / `key_other`, Chinese a plain `key`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next, { type i18n, type Resource } from 'i18next';
import { projectRoot } from './paths-root.js';

export const LOCALES = ['zh-CN', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** The text of a key in one language; `{{x}}` is filled from the params and not escaped, since the templates escape. */
export type Translate = (key: string, params?: Record<string, unknown>) => string;

/** True for a language the product speaks. */
export function isLocale(value: unknown): value is Locale {
  return LOCALES.includes(value as Locale);
}

/** Every namespace of one language as it is on disk; a file that is not JSON stops the start with its name. */
export function readNamespaces(locale: Locale, root = projectRoot): Record<string, Record<string, unknown>> {
  const folder = join(root, 'locales', locale);
  const namespaces: Record<string, Record<string, unknown>> = {};
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.json')) continue;
    try {
      namespaces[file.slice(0, -'.json'.length)] = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    } catch (cause) {
      throw new Error(`locales/${locale}/${file} is not JSON.`, { cause });
    }
  }
  return namespaces;
}

/** What i18next gives for a key it does not have; no text is this. */
const MISSING = '\0';

/** Texts kept ready in each language, filled in. */
const MOST_SAID = 5_000;

let loaded: i18n | undefined;

const thrown = (what: string): never => {
  throw new Error(`Missing text: ${what}`);
};
let missing: (what: string) => void = thrown;

/**
 * A text that is missing does not close a page: from now on it is shown as the last word of its key, and `tell` is told
 * once of each. Without this call, in tests, a missing key or value throws.
 */
export function showMissingTexts(tell: (what: string) => void): void {
  const told = new Set<string>();
  missing = (what) => {
    if (told.has(what) || told.size >= MOST_SAID) return;
    told.add(what);
    tell(what);
  };
}

/** Throw on missing texts again: for the test of {@link showMissingTexts}. */
export function throwMissingTexts(): void {
  missing = thrown;
}

function load(): i18n {
  const resources: Resource = {};
  for (const locale of LOCALES) resources[locale] = readNamespaces(locale) as Resource[string];
  const instance = i18next.createInstance();
  instance.init({
    resources,
    lng: 'zh-CN',
    fallbackLng: false,
    ns: Object.keys(resources['zh-CN'] ?? {}),
    defaultNS: 'common',
    initAsync: false,
    returnNull: false,
    interpolation: { escapeValue: false },
    // Asking first whether a text exists would look each one up twice.
    parseMissingKeyHandler: () => MISSING,
    missingInterpolationHandler: (text: string, [, name = '']: string[]) => {
      missing(`${name.trim()} in “${text}”`);
      return '…';
    },
  });
  return instance;
}

const translators = new Map<Locale, Translate>();

/** Whether a language has a text for the key: for names that may be data, such as the value of a field. */
export function hasText(locale: Locale, key: string): boolean {
  loaded ??= load();
  return loaded.exists(key, { lng: locale });
}

/** The translator of a language. A missing key or value throws, unless {@link showMissingTexts} was called. */
export function translator(locale: Locale): Translate {
  const known = translators.get(locale);
  if (known) return known;
  loaded ??= load();
  const instance = loaded;
  const fixed = instance.getFixedT(locale);
  // A ledger of fifty rows says a few things hundreds of times; looking each up anew took a fifth of the page's time.
  const said = new Map<string, string>();
  const translate: Translate = (key, params = {}) => {
    const asked = `${key} ${JSON.stringify(params)}`;
    const known = said.get(asked);
    if (known !== undefined) return known;
    const text: unknown = fixed(key, { ...params, returnObjects: true });
    if (typeof text !== 'string' || text === MISSING) {
      missing(`${locale} ${key}`);
      return key.split(/[:.]/).at(-1) || key;
    }
    if (said.size >= MOST_SAID) said.clear();
    said.set(asked, text);
    return text;
  };
  translators.set(locale, translate);
  return translate;
}

export {
  byPinyin,
  formatDate,
  formatDateLong,
  formatDateWeekday,
  formatFileSize,
  formatFuzzy,
  formatInstant,
  formatPeriod,
} from './i18n-format.js';
