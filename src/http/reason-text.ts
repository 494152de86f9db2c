/** Reasons as people read them: the text of the code, with days written as dates and departments by name. */

import { isCivilDate } from '../../workflows/dates.js';
import type { Reason } from '../../workflows/step.js';
import { areaOf } from '../../workflows/versions.js';
import { formatDate, hasText, type Locale, type Translate } from '../platform/i18n.js';

export interface Reader {
  t: Translate;
  locale: Locale;
  today: string;
}

/** The key of a reason's text: those of the areas that keep their own lie in their file, all others in reasons.json. */
function keyOf(code: string): string {
  const [, area, rest] = /^(policy|people|clock|ledger)\.(.+)$/.exec(code) ?? [];
  return area === undefined ? `reasons:${code}` : `${area}:${rest}`;
}

/** Where the names in a reason's values have their labels; events and states lie with their kind of record. */
const LABELS: Record<string, (kind: string) => string> = {
  field: () => 'fields:',
  event: (kind) => `${areaOf(kind)}:event.`,
  state: (kind) => `${areaOf(kind)}:state.`,
  dimension: () => 'sites:dimension.',
  rule: () => 'packs:rule.',
  part: () => 'booklets:part.',
  deadline: () => 'cases:deadline.',
  what: () => 'things:',
};

/** The label of a field of which there is one per item, `points-3` in a form, `checkpoints.3.due` in JSON: 第 4 项的分值. */
function inside(value: string | number, { t, locale }: Reader): string | null {
  const parts = String(value).split(/[.-]/);
  const name = parts.findLast((part) => !/^\d+$/.test(part));
  const at = parts.findLast((part) => /^\d+$/.test(part));
  const key = `fields:${name}`;
  if (name === undefined || !hasText(locale, key)) return null;
  return at === undefined ? t(key) : t('common:numberedField', { field: t(key), n: Number(at) + 1 });
}

/** Values of a reason as its text shows them; a field, an event, a state by the name people know it by. */
function shown(params: Reason['params'], reader: Reader): Record<string, string | number> {
  const { t, locale, today } = reader;
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(params ?? {})) {
    const key = LABELS[name] && `${LABELS[name](String(params?.kind ?? 'task'))}${value}`;
    if (isCivilDate(value)) values[name] = formatDate(locale, value, today);
    else if (key && hasText(locale, key)) values[name] = t(key);
    else values[name] = (name === 'field' && inside(value, reader)) || value;
  }
  return values;
}

/** One sentence per reason. */
export function reasonTexts(reasons: readonly Reason[], reader: Reader): string[] {
  return reasons.map(({ code, params }) => reader.t(keyOf(code), shown(params, reader)));
}
