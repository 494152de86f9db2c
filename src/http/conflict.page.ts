/** What was saved since a page was read, as the partial `conflict` shows it: who, when, what, and which fields from what to what. */
import { isCivilDate } from '../../workflows/dates.js';
import type { ChangedField, ChangeSince } from '../platform/errors.js';
import { formatDate, formatFuzzy, formatInstant, hasText } from '../platform/i18n.js';
import type { Reader } from './reason-text.js';

export interface Conflict {
  title: string;
  changes: { text: string; at: string; by: string; fields: string[] }[];
  hint: string;
}

/** Names of departments by key; where a page has none, their keys are shown. */
type Names = ReadonlyMap<string, string>;

/** Longer texts are cut: the whole is on the page below. */
const MOST_CHARACTERS = 60;

function cut(text: string): string {
  const letters = [...text];
  return letters.length > MOST_CHARACTERS ? `${letters.slice(0, MOST_CHARACTERS).join('')}…` : text;
}

/** A value in words; null for one that has none (a list of parts). */
function valueText(value: unknown, reader: Reader, names: Names): string | null {
  const { t, locale, today } = reader;
  if (value === null || value === undefined || value === '') return t('common:conflict.empty');
  if (typeof value === 'boolean') return t(value ? 'tasks:yes' : 'tasks:no');
  if (typeof value === 'string' && isCivilDate(value)) return formatDate(locale, value, today);
  if (typeof value === 'string' || typeof value === 'number') return cut(names.get(String(value)) ?? String(value));
  if (Array.isArray(value)) {
    if (value.length === 0) return t('common:conflict.empty');
    const texts = value.map((one) => valueText(one, reader, names));
    return texts.every((one) => one !== null) ? cut(texts.join(t('common:listSeparator'))) : null;
  }
  const { from, to, text = '' } = value as { from?: unknown; to?: unknown; text?: string };
  const fuzzy = isCivilDate(from) && isCivilDate(to);
  return fuzzy ? formatFuzzy(locale, { from: String(from), to: String(to), text }, today) : null;
}

/** `Title: old → new`; nothing for a field that people know by no name. */
function fieldText({ name, from, to }: ChangedField, area: string, reader: Reader, names: Names): string[] {
  const { t, locale } = reader;
  const short = name.split('.').at(-1) ?? name;
  const key = [`${area}:field.${short}`, `fields:${short}`].find((one) => hasText(locale, one));
  if (!key) return [];
  const [before, after] = [valueText(from, reader, names), valueText(to, reader, names)];
  const field = t(key);
  if (before === null || after === null) return [t('common:conflict.other', { field })];
  return [t('common:conflict.field', { field, before, after })];
}

/** The conflict of a form that came back; null when that is not what went wrong. */
export function conflictOf(
  again: { changes: readonly ChangeSince[] } | null,
  area: string,
  reader: Reader,
  names: Names = new Map(),
): Conflict | null {
  if (!again || again.changes.length === 0) return null;
  const { t, locale, today } = reader;
  return {
    title: t(`${area}:conflict.title`),
    hint: t(`${area}:conflict.hint`),
    changes: again.changes.map(({ type, at, actor, fields }) => ({
      text: t(`${area}:event.${type}`),
      at: formatInstant(locale, at, today),
      by: actor.name,
      fields: [...new Set(fields.flatMap((one) => fieldText(one, area, reader, names)))],
    })),
  };
}
