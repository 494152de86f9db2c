/** What a new edition of a document words differently, field by field, and what the office does about it. */

import type { Difference, DraftItem, DraftPlan, EditionItem, Worded } from '../../workflows/plans/draft.js';
import { isOpen } from '../../workflows/plans/draft.js';
import { sameField } from '../../workflows/plans/next-edition.js';
import { part } from '../../workflows/text.js';
import { type Field, field } from '../http/components/form.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import { formatDate, formatFuzzy } from '../platform/i18n.js';
import type { TaskRecord } from '../tasks/task.query.js';
import { AMENDABLE } from './confirm-draft.js';
import type { PlanDraft } from './plan-draft.model.js';

/** Characters kept around what differs in a long text. */
const AROUND = 12;

/** Two texts without what is the same at their ends, so that the difference can be seen. */
export function excerpts(before: string, after: string): [string, string] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const around = (text: string) => {
    const from = Math.max(0, head - AROUND);
    const to = Math.min(text.length, text.length - tail + AROUND);
    return `${from > 0 ? '…' : ''}${part(text, from, to)}${to < text.length ? '…' : ''}`;
  };
  return [around(before), around(after)];
}

function valueText(value: DraftPlan[Worded], names: ReadonlyMap<string, string>, reader: Reader): string {
  const { t, locale, today } = reader;
  if (value === null || value === '') return t('plans:nothingSaid');
  if (typeof value === 'string') return names.get(value) ?? value;
  if (!Array.isArray(value)) return formatFuzzy(locale, value, today);
  if (value.length === 0) return t('plans:nothingSaid');
  return value
    .map((one) =>
      typeof one === 'string' ? (names.get(one) ?? one) : `${formatDate(locale, one.due.to, today)} ${one.title}`,
    )
    .join(t('common:listSeparator'));
}

/**
 * One field as two editions word it. `now` is what the task itself says where the office has changed it, so that this is
 * not lost unseen; empty otherwise.
 */
export function changeShown(
  { field: name, before, after }: Difference,
  names: ReadonlyMap<string, string>,
  reader: Reader,
  record?: TaskRecord,
) {
  const { t } = reader;
  const texts = [valueText(before, names, reader), valueText(after, names, reader)] as const;
  const [was, is] = typeof before === 'string' && typeof after === 'string' ? excerpts(...texts) : texts;
  const own = record && !sameField(name, record.facts, { ...record.facts, [name]: before });
  return {
    label: t(`plans:field.${name}`),
    text: t('plans:edition.fromTo', { before: was, after: is }),
    now: own ? t('plans:edition.now', { value: valueText(record.facts[name], names, reader) }) : '',
  };
}

export interface EditionShown {
  draft: PlanDraft;
  /** The edition that has taken this one's place; null for the latest. */
  next: string | null;
  /** Tasks of the items that changed. */
  tasks: ReadonlyMap<string, TaskRecord>;
  names: ReadonlyMap<string, string>;
}

function decidedText(count: number, { t }: Reader): string {
  return count === 0 ? t('plans:edition.kept') : t('plans:edition.decided', { count });
}

const TAGS: Record<EditionItem['kind'], string> = { same: '', added: 'now', changed: 'wait' };

/** View model of an item's changes; null in a first edition. */
export function editionShown(item: DraftItem, shown: EditionShown, reader: Reader) {
  const { t } = reader;
  const { edition, key, task } = item;
  if (!edition) return null;
  const tag = { text: t(`plans:edition.${edition.kind}`), kind: TAGS[edition.kind] };
  if (edition.kind !== 'changed') return { tag, changes: [], form: null, refused: null, done: '' };
  const record = task === null ? undefined : shown.tasks.get(task);
  const differing = edition.changed.map((one) => ({
    name: one.field,
    ...changeShown(one, shown.names, reader, record),
  }));
  const takes = (name: Worded) => record?.state === 'draft' || AMENDABLE.includes(name);
  const open = task !== null && !edition.done && shown.next === null;
  const wanted: Field = field({
    type: 'checkboxes',
    name: 'fields',
    id: `${key}-fields`,
    label: t('plans:edition.take'),
    options: differing
      .filter(({ name }) => takes(name))
      .map(({ name, label, text, now }) => ({
        value: name,
        text: label,
        hint: [text, now].filter(Boolean).join(' · '),
        chosen: edition.taken === null ? now === '' : edition.taken.includes(name),
      })),
  });
  const told = open ? differing.filter(({ name }) => !takes(name)) : differing;
  return {
    tag: isOpen(item) ? { ...tag, kind: 'grave' } : tag,
    changes: told.map(({ name, label, text, now }) => ({
      name: label,
      text: [text, now].filter(Boolean).join(' · '),
      sub: open ? t(`plans:edition.byStep.${name}`) : '',
    })),
    form: open
      ? {
          action: `/plans/${shown.draft.id}/items/${key}/take-over#${key}`,
          fields: wanted.options?.length ? [wanted] : [],
          text: t(wanted.options?.length ? 'plans:do.takeOver' : 'plans:do.seen'),
          note: edition.taken === null ? '' : decidedText(edition.taken.length, reader),
        }
      : null,
    refused:
      edition.refused.length > 0
        ? { lead: t('plans:edition.refused'), items: reasonTexts(edition.refused, reader) }
        : null,
    done: edition.done && edition.taken?.length ? t('plans:edition.done') : '',
  };
}

const GONE_SHOWN = 100;

/** Clauses that are gone, each with its task and who has seen to it. */
export function goneShown({ draft, next }: EditionShown, { t }: Reader) {
  const post = (key: string, does: string) => ({
    action: `/plans/${draft.id}/gone/${key}/${does}#gone`,
    text: t(`plans:do.${does}`),
    kind: 'second',
    small: true,
    fields: [{ name: 'rev', value: draft.rev }],
  });
  // What nobody has seen to comes first; the rest of a long list follows as these are settled.
  const waiting = [...draft.gone].sort((a, b) => Number(a.settledBy !== null) - Number(b.settledBy !== null));
  return waiting.slice(0, GONE_SHOWN).map(({ item: { key, proposal, plan, task }, settledBy }) => ({
    id: `gone-${key}`,
    title: plan.title,
    text: proposal.text,
    task: task === null ? null : { href: `/tasks/${task}`, text: t('plans:toTask') },
    settled: settledBy === null ? null : t('plans:settledBy', { name: settledBy }),
    actions: next ? [] : [post(key, settledBy === null ? 'settle' : 'unsettle')],
  }));
}
