/** The office gives a document to be broken down; it becomes a draft to look through, and nothing else yet. */

import type { Actor } from '../../workflows/moment.js';
import { draftOf } from '../../workflows/plans/draft.js';
import { nextEdition } from '../../workflows/plans/next-edition.js';
import type { ParsedPlan, Proposal } from '../../workflows/plans/plan.js';
import { shareOfKnown, shareOfSame } from '../../workflows/plans/same-clauses.js';
import type { Reason } from '../../workflows/step.js';
import { lengthOf } from '../../workflows/text.js';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import type { GivenStore } from '../documents/given.store.js';
import type { Departments } from '../people/departments.js';
import { may } from '../people/policy.js';
import type { PhaseQueries } from '../phases/phase.query.js';
import type { Clock } from '../platform/clock.js';
import { Forbidden, InvalidForm } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import type { PlanDraft } from './plan-draft.model.js';
import type { PlanDrafts } from './plan-drafts.store.js';
import { readPlan } from './read-plan.js';

/** Characters; the longest published plans have some 60,000. */
export const TEXT_MOST = 400_000;
/** Proposals that somebody can still look through, and dates in one clause: honest plans have some hundred, and a few. */
const PROPOSALS_MOST = 20_000;
const DATES_MOST = 60;
/**
 * So much of a document word for word in an earlier one makes it a new edition of that one; under the same name clauses may
 * be reworded. A name alone says little: last month's plan is called as this month's.
 */
const SAME_DOCUMENT = 0.5;

export interface OpenDraftCommand {
  campaign: string;
  phase: string;
  group: string;
  name: string;
  text: string;
  /** The earlier document of which this is a new edition: found by its clauses (`auto`), none, or the one named. */
  editionOf: string;
  actor: Actor;
}

/** `same`: the very text was given before, and this is what became of it; `next`: a new edition of an earlier one. */
export interface OpenedDraft {
  draft: PlanDraft;
  as: 'first' | 'next' | 'same';
}

export interface OpenDraftParts {
  drafts: PlanDrafts;
  campaigns: Pick<CampaignQueries, 'byId'>;
  phases: Pick<PhaseQueries, 'byKey'>;
  departments: Pick<Departments, 'directory'>;
  given: GivenStore;
  clock: Clock;
}

const words = (text: string) => text.replace(/\s+/g, '');

/** What no draft can hold, said before anything is kept. */
function tooMuch({ proposals, uncovered }: ParsedPlan): Reason[] {
  const count = proposals.length + uncovered.length;
  if (count > PROPOSALS_MOST) return [{ code: 'plan.tooMany', field: 'text', params: { count, most: PROPOSALS_MOST } }];
  return proposals
    .filter(({ due }) => due.length > DATES_MOST)
    .slice(0, 3)
    .map(({ number, title, due }) => ({
      code: 'plan.tooManyDates',
      field: 'text',
      params: { clause: `${number}${title}`.slice(0, 40), count: due.length, most: DATES_MOST },
    }));
}

/** Throws Forbidden, NotFound, EditConflict, and InvalidForm for a text without anything to do in it. */
export function openDraft({ drafts, campaigns, phases, departments, given, clock }: OpenDraftParts) {
  async function earlier(
    { campaign, editionOf, name }: OpenDraftCommand,
    clauses: Proposal[],
  ): Promise<PlanDraft | null> {
    if (editionOf === 'none') return null;
    if (editionOf !== 'auto') {
      const named = await drafts.byId(editionOf);
      if (named.campaign !== campaign) throw new InvalidForm([{ code: 'plan.otherCampaign', field: 'editionOf' }]);
      return named;
    }
    let best: { id: string; share: number } | null = null;
    for await (const known of drafts.known(campaign)) {
      const verbatim = shareOfSame(known.clauses, clauses);
      const share = verbatim > 0 && known.name === name ? shareOfKnown(known.clauses, clauses) : verbatim;
      if (share >= SAME_DOCUMENT && share > (best?.share ?? 0)) best = { id: known.id, share };
    }
    return best && drafts.byId(best.id);
  }

  return async (command: OpenDraftCommand): Promise<OpenedDraft> => {
    const { campaign, phase, group, name, text, actor } = command;
    const verdict = may(actor, 'plan.import');
    if (!verdict.allowed) throw new Forbidden([verdict.reason]);
    if (lengthOf(text) > TEXT_MOST) {
      throw new InvalidForm([{ code: 'plan.tooLong', field: 'text', params: { most: TEXT_MOST } }]);
    }
    const { facts } = await campaigns.byId(campaign);
    const { find, names: known } = await departments.directory();
    const parsed = await readPlan(text, { year: facts.year, known });
    if (parsed.proposals.length === 0 && parsed.uncovered.length === 0) {
      throw new InvalidForm([{ code: 'plan.nothingToDo', field: 'text' }]);
    }
    const reasons = tooMuch(parsed);
    if (reasons.length > 0) throw new InvalidForm(reasons);
    const previous = await earlier(command, parsed.proposals);
    if (previous && words(previous.text) === words(text)) return { draft: previous, as: 'same' };
    const { opensOn, closesOn } = (await phases.byKey(campaign, previous?.phase ?? phase)).facts;
    const window = { opensOn, closesOn, today: clock.today() };
    const id = newId();
    const draft: PlanDraft = {
      id,
      root: previous?.root ?? id,
      edition: (previous?.edition ?? 0) + 1,
      previous: previous?.id ?? null,
      campaign,
      phase: previous?.phase ?? phase,
      group: previous?.group ?? group,
      name,
      text,
      year: parsed.year,
      createdAt: clock.now(),
      createdBy: { id: actor.id, name: actor.name },
      rev: 1,
      ...(previous ? nextEdition(previous, parsed, text, find, window) : draftOf(parsed, find, window)),
    };
    await drafts.add(draft);
    const { createdAt: at, createdBy: by } = draft;
    // The same words are the same document, in whatever kind of file they come.
    const bytes = Buffer.from(words(text));
    const contents = parsed.proposals.map((proposal) => words(proposal.text));
    await given.note({ id, kind: 'plan', campaign, name, at, by, bytes, contents });
    return { draft, as: previous ? 'next' : 'first' };
  };
}
