/**
 * What has been accepted becomes drafts of tasks, each with the words it comes from; what a new edition changed and the
 * office took over is put to its task. Confirming again does nothing twice.
 */

import type { CivilDate } from '../../workflows/dates.js';
import type { Actor } from '../../workflows/moment.js';
import { type DraftItem, stillOwed, type Worded } from '../../workflows/plans/draft.js';
import { putThrough, toPutThrough, withTaken } from '../../workflows/plans/next-edition.js';
import type { Reason } from '../../workflows/step.js';
import { planOf, type Source, type TaskEvent, type TaskFacts } from '../../workflows/tasks/task.js';
import { cut, part } from '../../workflows/text.js';
import { may } from '../people/policy.js';
import type { Clock } from '../platform/clock.js';
import { AppError, Forbidden, InvalidForm } from '../platform/errors.js';
import { idFrom } from '../platform/ids.js';
import type { Records } from '../records/create-records.js';
import type { createTask } from '../tasks/create-task.js';
import type { PlanDraft } from './plan-draft.model.js';
import type { PlanDrafts } from './plan-drafts.store.js';

export interface ConfirmDraftParts {
  drafts: PlanDrafts;
  records: Pick<Records, 'load' | 'perform'>;
  createTask: ReturnType<typeof createTask>;
  clock: Clock;
}

/** Characters shown before and behind the quoted words. */
const AROUND = 60;
const QUOTE_MOST = 2_000;

/** Where in its document a task comes from. */
export function sourceOf({ name, text }: PlanDraft, { proposal }: DraftItem): Source {
  const { start, end } = proposal.quote;
  return {
    document: name,
    place: [...proposal.path, proposal.number].filter((one) => one !== '').join(' '),
    before:
      part(text, start - AROUND, start)
        .split('\n')
        .at(-1) ?? '',
    quote: cut(text.slice(start, end).trim(), QUOTE_MOST),
    after: part(text, end, end + AROUND).split('\n', 1)[0] ?? '',
  };
}

/** What a handed-out task still takes from a new edition: who leads and by when move by steps of their own. */
export const AMENDABLE: readonly Worded[] = ['title', 'requirement', 'coDepartments'];

/** The event that puts the taken fields to a task as it stands; null when it takes none of them. */
function eventFor(
  { state, facts }: { state: string; facts: TaskFacts },
  item: DraftItem,
  taken: readonly Worded[],
  { source, reason, today }: { source: Source; reason: string; today: CivilDate },
): TaskEvent | null {
  const said = stillOwed(item.proposal, item.said, today);
  const now = planOf(facts);
  if (state === 'draft') return { type: 'EDIT', plan: withTaken(now, said, taken), source };
  const fields = taken.filter((field) => AMENDABLE.includes(field));
  if (fields.length === 0) return null;
  const plan = withTaken(now, said, fields);
  return {
    type: 'AMEND',
    title: plan.title,
    requirement: plan.requirement,
    coDepartments: plan.coDepartments,
    reason,
    source,
  };
}

export interface Confirmed {
  created: number;
  changed: number;
  /** Accepted proposals that wait for the next confirmation. */
  left: number;
}

/** Tasks that one confirmation makes: more would keep the page waiting for minutes. */
export const CONFIRMED_AT_ONCE = 200;

/** Throws Forbidden, EditConflict, and InvalidForm when there is nothing to confirm. */
export function confirmDraft({ drafts, records, createTask: create, clock }: ConfirmDraftParts) {
  async function make(draft: PlanDraft, item: DraftItem, actor: Actor): Promise<string> {
    const { plan, key, proposal } = item;
    const { record } = await create(
      {
        // The same clause is the same task, however often, by whom and in whatever edition it is confirmed.
        id: idFrom('plan', draft.root, key),
        campaign: draft.campaign,
        phase: draft.phase,
        group: draft.group,
        parent: null,
        source: sourceOf(draft, item),
        recurs: proposal.recurs,
        plan: {
          ...plan,
          origin: 'mandated',
          weight: 1,
          readinessItem: '',
          checkpoints: plan.checkpoints.map((checkpoint) => ({ ...checkpoint, evidenceRequired: false })),
          reportEvery: 0,
        },
      },
      actor,
    );
    return record.id;
  }

  /** Returns the item with what its task would not take. */
  async function put(draft: PlanDraft, item: DraftItem, actor: Actor): Promise<DraftItem> {
    const { task, edition, key } = item;
    if (task === null || edition?.kind !== 'changed' || edition.taken === null) return item;
    const record = await records.load<TaskFacts>('task', task);
    const taken = edition.taken;
    const refused: Reason[] =
      record.state === 'draft'
        ? []
        : taken
            .filter((field) => !AMENDABLE.includes(field))
            .map((field) => ({ code: 'plan.afterAssignment', params: { field } }));
    const about = { source: sourceOf(draft, item), reason: `按《${draft.name}》新版调整`, today: clock.today() };
    const event = eventFor(record, item, taken, about);
    if (event === null) return putThrough(item, refused);
    try {
      const idempotencyKey = `${draft.id}-${key}-${taken.join('.')}`;
      await records.perform({ kind: 'task', id: task, event, actor, idempotencyKey });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refused.push(...error.reasons);
    }
    return putThrough(item, refused);
  }

  return async (id: string, actor: Actor, rev: number): Promise<Confirmed> => {
    const verdict = may(actor, 'plan.import');
    if (!verdict.allowed) throw new Forbidden([verdict.reason]);
    const confirmed: Confirmed = { created: 0, changed: 0, left: 0 };
    await drafts.change(id, { rev, type: 'confirm', by: actor }, async (draft) => {
      const wanted = draft.items.filter(({ state, task }) => state === 'accepted' && task === null);
      const changed = toPutThrough(draft);
      if (wanted.length + changed.length === 0) throw new InvalidForm([{ code: 'plan.nothingAccepted' }]);
      const made = new Map<string, DraftItem>();
      // One after the other: each takes the next number of its group.
      confirmed.left = Math.max(0, wanted.length - CONFIRMED_AT_ONCE);
      for (const item of wanted.slice(0, CONFIRMED_AT_ONCE)) {
        made.set(item.key, { ...item, task: await make(draft, item, actor) });
        confirmed.created += 1;
      }
      for (const item of changed) {
        made.set(item.key, await put(draft, item, actor));
        confirmed.changed += 1;
      }
      return { ...draft, items: draft.items.map((item) => made.get(item.key) ?? item) };
    });
    return confirmed;
  };
}
