/** What was saved since a page was read, as the partial `conflict` shows it: who, when, what, and which fields from what to what. */
import { isCivilDate } from '../../workflows/dates.js';
import { lengthOf, part } from '../../workflows/text.js';
import type { ChangedField, ChangeSince } from '../platform/errors.js';
import { formatDate, formatFuzzy, formatInstant, hasText } from '../platform/i18n.js';
import type { Reader } from './reason-text.js';

export interface Conflict {
  title: string;
  changes: { text: string; at: string; by: string; fields: string[] }[];
  hint: string;
}

/** Words of an area where they are not those of its machine; undefined for the usual ones, null for what people know by no name. */
export interface ConflictWords {
  event?(type: string): string;
  field?(name: string): string | null | undefined;
  value?(name: string, value: unknown): string | null | undefined;
  /** Names of departments by key; where a page has none, their keys are shown. */
  names?: ReadonlyMap<string, string>;
}

/** Longer texts are shown around the place where they differ: the whole is on the page below. */
const MOST_CHARACTERS = 60;
/** Characters before that place, so that it is found again. */
const LEAD_IN = 12;

/** Both texts, cut so that what differs is seen. */
function bothShown(before: string, after: string): [string, string] {
  let same = 0;
  while (same < before.length && before[same] === after[same]) same += 1;
  const from = lengthOf(before) <= MOST_CHARACTERS && lengthOf(after) <= MOST_CHARACTERS ? 0 : same - LEAD_IN;
  const shown = (text: string) => {
    const start = Math.max(0, from);
    const end = start + MOST_CHARACTERS;
    return `${start > 0 ? '…' : ''}${part(text, start, end)}${text.length > end ? '…' : ''}`;
  };
  return [shown(before), shown(after)];
}

/** A value in words; null for one that has none (a list of parts). */
function valueText(value: unknown, reader: Reader, names: ReadonlyMap<string, string>): string | null {
  const { t, locale, today } = reader;
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'boolean') return t(value ? 'tasks:yes' : 'tasks:no');
  if (typeof value === 'string' && isCivilDate(value)) return formatDate(locale, value, today);
  if (typeof value === 'string' || typeof value === 'number') return names.get(String(value)) ?? String(value);
  if (Array.isArray(value)) {
    const texts = value.map((one) => valueText(one, reader, names));
    return texts.every((one) => one !== null) ? texts.join(t('common:listSeparator')) : null;
  }
  const { from, to, text = '' } = value as { from?: unknown; to?: unknown; text?: string };
  const fuzzy = isCivilDate(from) && isCivilDate(to);
  return fuzzy ? formatFuzzy(locale, { from: String(from), to: String(to), text }, today) : null;
}

const EVERY_NAME: ReadonlyMap<string, string> = new Map();

/** `Title: old → new`; nothing for a field that people know by no name. */
function fieldText({ name, from, to }: ChangedField, area: string, reader: Reader, words: ConflictWords): string[] {
  const { t, locale } = reader;
  const short = name.split('.').at(-1) ?? name;
  const key = [`${area}:field.${short}`, `fields:${short}`].find((one) => hasText(locale, one));
  const named = words.field?.(name);
  const field = named === undefined && key ? t(key) : (named ?? null);
  if (field === null) return [];
  const value = (one: unknown) => {
    const worded = words.value?.(name, one);
    return worded === undefined ? valueText(one, reader, words.names ?? EVERY_NAME) : worded;
  };
  const [old, now] = [value(from), value(to)];
  if (old === null || now === null) return [t('common:conflict.other', { field })];
  const [before, after] = bothShown(old, now).map((text) => text || t('common:conflict.empty'));
  return [t('common:conflict.field', { field, before, after })];
}

/** The conflict of a form that came back; null when that is not what went wrong. */
export function conflictOf(
  again: { changes: readonly ChangeSince[] } | null,
  area: string,
  reader: Reader,
  words: ConflictWords = {},
): Conflict | null {
  if (!again || again.changes.length === 0) return null;
  const { t, locale, today } = reader;
  return {
    title: t('common:conflict.title'),
    hint: t('common:conflict.hint'),
    changes: again.changes.map(({ type, at, actor, fields, about }) => {
      const event = words.event ? words.event(type) : t(`${area}:event.${type}`);
      return {
        text: about ? t('common:conflict.about', { about, event }) : event,
        at: formatInstant(locale, at, today),
        by: actor.name,
        fields: [...new Set(fields.flatMap((one) => fieldText(one, area, reader, words)))],
      };
    }),
  };
}
