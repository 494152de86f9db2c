/** The examples of the style guide, by partial. Facts are invented; words come from `locales/<language>/styleguide.json`. */
import type { Locale, Translate } from '../platform/i18n.js';
import { chartExamples } from './chart-examples.js';
import { formExamples } from './form-examples.js';
import { listExamples } from './list-examples.js';
import { wordExamples } from './word-examples.js';

export interface Variant {
  name: string;
  model: object;
  /** What must stand around it: a table row, a list, nothing at all, the masthead. */
  frame?: 'row' | 'figs' | 'list' | 'timeline' | 'bare' | 'mast';
}

export type Examples = Record<string, Variant[]>;

/** Partial → its variants, in the order in which a page meets them. */
export function examples(t: Translate, locale: Locale): Examples {
  return {
    ...wordExamples(t, locale),
    ...chartExamples(t, locale),
    ...listExamples(t, locale),
    ...formExamples(t),
  };
}
