/** The office gives a document to be broken down; it becomes a draft to look through, and nothing else yet. */
import type { Actor } from '../../workflows/moment.js';
import { departmentFinder } from '../../workflows/plans/directory.js';
import { draftOf } from '../../workflows/plans/draft.js';
import { parsePlan } from '../../workflows/plans/parse-plan.js';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import type { Departments } from '../people/departments.js';
import { may } from '../people/policy.js';
import type { Clock } from '../platform/clock.js';
import { Forbidden, InvalidForm } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import type { PlanDraft } from './plan-draft.model.js';
import type { PlanDrafts } from './plan-drafts.store.js';

/** Characters; the longest published plans have some 60,000. */
export const TEXT_MOST = 400_000;

export interface OpenDraftCommand {
  campaign: string;
  phase: string;
  group: string;
  name: string;
  text: string;
  actor: Actor;
}

export interface OpenDraftParts {
  drafts: PlanDrafts;
  campaigns: Pick<CampaignQueries, 'byId'>;
  departments: Pick<Departments, 'list'>;
  clock: Clock;
}

/** Names by which documents call the departments there are. */
export async function finderOf(departments: Pick<Departments, 'list'>) {
  const list = await departments.list();
  return departmentFinder(
    list.filter(({ active }) => active).map(({ id, name, shortName }) => ({ id, names: [name, shortName] })),
  );
}

/** Throws Forbidden, NotFound, and InvalidForm for a text without anything to do in it. */
export function openDraft({ drafts, campaigns, departments, clock }: OpenDraftParts) {
  return async ({ campaign, phase, group, name, text, actor }: OpenDraftCommand): Promise<PlanDraft> => {
    const verdict = may(actor, 'plan.import');
    if (!verdict.allowed) throw new Forbidden([verdict.reason]);
    if (text.length > TEXT_MOST)
      throw new InvalidForm([{ code: 'plan.tooLong', field: 'text', params: { most: TEXT_MOST } }]);
    const { facts } = await campaigns.byId(campaign);
    const parsed = parsePlan(text, { year: facts.year });
    if (parsed.proposals.length === 0 && parsed.uncovered.length === 0) {
      throw new InvalidForm([{ code: 'plan.nothingToDo', field: 'text' }]);
    }
    const draft: PlanDraft = {
      id: newId(),
      campaign,
      phase,
      group,
      name,
      text,
      year: parsed.year,
      createdAt: clock.now(),
      createdBy: { id: actor.id, name: actor.name },
      rev: 1,
      ...draftOf(parsed, await finderOf(departments)),
    };
    await drafts.add(draft);
    return draft;
  };
}
