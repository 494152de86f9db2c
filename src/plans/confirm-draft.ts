/** What has been accepted becomes drafts of tasks, each with the words it comes from. Confirming again adds nothing. */
import type { Actor } from '../../workflows/moment.js';
import type { DraftItem } from '../../workflows/plans/draft.js';
import type { Source } from '../../workflows/tasks/task.js';
import { may } from '../people/policy.js';
import { Forbidden, InvalidForm } from '../platform/errors.js';
import { idFrom } from '../platform/ids.js';
import type { createTask } from '../tasks/create-task.js';
import type { PlanDraft } from './plan-draft.model.js';
import type { PlanDrafts } from './plan-drafts.store.js';

export interface ConfirmDraftParts {
  drafts: PlanDrafts;
  createTask: ReturnType<typeof createTask>;
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
      text
        .slice(Math.max(0, start - AROUND), start)
        .split('\n')
        .at(-1) ?? '',
    quote: text.slice(start, end).trim().slice(0, QUOTE_MOST),
    after: text.slice(end, end + AROUND).split('\n', 1)[0] ?? '',
  };
}

/** Returns how many tasks were created now. Throws Forbidden, EditConflict, and InvalidForm when nothing is accepted. */
export function confirmDraft({ drafts, createTask: create }: ConfirmDraftParts) {
  return async (id: string, actor: Actor, rev: number | undefined): Promise<number> => {
    const verdict = may(actor, 'plan.import');
    if (!verdict.allowed) throw new Forbidden([verdict.reason]);
    let created = 0;
    await drafts.change(id, rev, async (draft) => {
      const wanted = draft.items.filter(({ state, task }) => state === 'accepted' && task === null);
      if (wanted.length === 0) throw new InvalidForm([{ code: 'plan.nothingAccepted' }]);
      const made = new Map<string, string>();
      // One after the other: each takes the next number of its group.
      for (const item of wanted) {
        const { plan, key } = item;
        const { record } = await create(
          {
            // The same draft's item is the same task, however often and by whom it is confirmed.
            id: idFrom('plan', draft.id, key),
            campaign: draft.campaign,
            phase: draft.phase,
            group: draft.group,
            parent: null,
            source: sourceOf(draft, item),
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
        made.set(key, record.id);
        created += 1;
      }
      return { ...draft, items: draft.items.map((item) => ({ ...item, task: made.get(item.key) ?? item.task })) };
    });
    return created;
  };
}
