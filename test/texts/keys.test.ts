/** No page fails for a text: every key the source can ask for, and every word a machine can produce, is in both languages. */
import { describe, expect, it } from '@jest/globals';
import { hasText, LOCALES } from '../../src/platform/i18n.js';
import { areaOf, MACHINES } from '../../workflows/versions.js';
import { askedKeys } from './keys.js';

/** Keys that the types allow and that are asked for only where they exist: a condition beside the call says so. */
const UNASKED = [
  // A condition asks another key for this one.
  /^tasks:list\.phase$/,
  /^inquiries:state\.(open)?$/,
  /^serviceItems:column\.(row|result)$/,
  /^plans:basis\.inferred:/,
  // Events without a form have a button of their own.
  /^tasks:submit\.(MOVE|ASSIGN|ACKNOWLEDGE|RESUME)$/,
  // Asked after `hasText`.
  /^packs:zero\./,
  /^serviceItems:word\.head\./,
  // Fields that are taken over at once have no later step; a legend has no colour "none".
  /^plans:edition\.byStep\.(coDepartments|title|requirement)$/,
  /^ratings:(signal|meaning)\.none$/,
];

const missing = (key: string) => LOCALES.some((locale) => !hasText(locale, key));
const known = (key: string) =>
  LOCALES.every((locale) => hasText(locale, key) || hasText(locale, `${key}_other`) || hasText(locale, `${key}_one`));

describe('a text', () => {
  it('is there for every key that the source writes out or makes of values', () => {
    const asked = askedKeys();
    // Were the compiler's answers lost, nothing would be tested.
    expect(asked.length).toBeGreaterThan(1_500);
    const faults = asked.flatMap(({ at, keys }) =>
      (keys ?? []).filter((key) => !known(key) && !UNASKED.some((one) => one.test(key))).map((key) => `${at} ${key}`),
    );
    expect(faults).toEqual([]);
  }, 300_000);
});

describe.each(Object.entries(MACHINES).map(([kind, { machine }]) => ({ kind, machine })))(
  'a $kind',
  ({ kind, machine }) => {
    const area = areaOf(kind);
    it('has a name for every state it can be in and for every event that can happen to it', () => {
      const keys = [
        ...Object.keys(machine.states).map((state) => `${area}:state.${state}`),
        ...['CREATED', ...machine.events].map((event) => `${area}:event.${event}`),
      ];
      expect(keys.filter(missing)).toEqual([]);
    });
  },
);
