/** What was sent with an event, in words: names of departments, dates, labels of fields; for the timeline and the log. */
import { isCivilDate } from '../../workflows/dates.js';
import type { TaskFacts } from '../../workflows/tasks/task.js';
import type { Reader } from '../http/reason-text.js';
import { formatDate, formatFileSize, formatFuzzy, formatInstant, hasText } from '../platform/i18n.js';

export interface PayloadWords {
  reader: Reader;
  names: Map<string, string>;
  facts: TaskFacts;
}

export interface PayloadLine {
  name: string;
  label: string;
  value: string;
}

/** Ids and marks of the machine that say nothing to a person. */
const SILENT = new Set(['by', 'campaign', 'phase', 'parent', 'key', 'dueSum', 'reporters', 'subtask', 'id', 'type']);
const DEPARTMENTS = new Set(['leadDepartment', 'coDepartments', 'department']);
const LABELS: Record<string, string> = { origin: 'tasks:origin', review: 'tasks:review', verdict: 'tasks:review' };

type Value = Record<string, unknown>;

function isFuzzy(value: Value): value is { from: string; to: string; text: string } {
  return isCivilDate(value.from) && isCivilDate(value.to);
}

/** One value as text; empty when there is nothing to say. */
function valueText(name: string, value: unknown, words: PayloadWords): string {
  const { t, locale, today } = words.reader;
  const list = t('common:listSeparator');
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'boolean') return t(value ? 'tasks:yes' : 'tasks:no');
  if (Array.isArray(value)) {
    const texts = value.map((one) => valueText(name, one, words)).filter(Boolean);
    return texts.join(value.some((one) => typeof one === 'object') ? ' / ' : list);
  }
  if (typeof value === 'object') {
    if (name === 'source') {
      const { document, place, quote } = value as Record<string, string>;
      return `${t('tasks:sourcePlace', { document, place })} ${quote ?? ''}`;
    }
    if (isFuzzy(value as Value)) return formatFuzzy(locale, value as { from: string; to: string; text: string }, today);
    return payloadLines(value as Value, words)
      .map((line) => t('tasks:labelled', { label: line.label, value: line.value }))
      .join(list);
  }
  const text = String(value);
  if (DEPARTMENTS.has(name)) return words.names.get(text) ?? text;
  const day: boolean = isCivilDate(value);
  if (day) return formatDate(locale, text, today);
  if (name === 'at') return formatInstant(locale, text, today);
  if (name === 'size') return formatFileSize(Number(value));
  if (name === 'percent') return `${text}%`;
  if (name === 'checkpoint' || name === 'about')
    return words.facts.checkpoints.find(({ key }) => key === text)?.title ?? text;
  if (name === 'file') return words.facts.evidence.find(({ file }) => file === text)?.name ?? text;
  if (name === 'sha256') return text.slice(0, 12);
  const labels = LABELS[name];
  return labels && hasText(locale, `${labels}.${text}`) ? t(`${labels}.${text}`) : text;
}

/** Every value that says something, with the name people know it by. */
export function payloadLines(payload: Value, words: PayloadWords): PayloadLine[] {
  const { t, locale } = words.reader;
  const lines: PayloadLine[] = [];
  for (const [name, value] of Object.entries(payload)) {
    if (SILENT.has(name) || value === false || value === 0) continue;
    const text = valueText(name, value, words);
    if (text === '') continue;
    lines.push({ name, label: hasText(locale, `fields:${name}`) ? t(`fields:${name}`) : name, value: text });
  }
  return lines;
}
