/** The office gives a document to be broken down; it becomes a draft to look through, and nothing else yet. */

import type { Actor } from '../../workflows/moment.js';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import { apart } from '../documents/apart.js';
import type { GivenStore } from '../documents/given.store.js';
import { asInvalid } from '../documents/receive-file.js';
import { withoutBlanks } from '../documents/row-digest.js';
import type { Departments } from '../people/departments.js';
import { may } from '../people/policy.js';
import type { PhaseQueries } from '../phases/phase.query.js';
import type { Clock } from '../platform/clock.js';
import { Forbidden, InvalidForm } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import type { TellStep } from '../under-way/under-way.js';
import type { GivenDocument } from './document-text.js';
import type { Run } from './draft-lists.js';
import type { GivenPlan, PlanPart, PlanQuestion, PlanTold } from './plan.reading.js';
import type { PlanDrafts } from './plan-drafts.store.js';

export interface OpenDraftCommand {
  campaign: string;
  phase: string;
  group: string;
  name: string;
  /** A file, or else the text as it was pasted. */
  file: GivenDocument | null;
  text: string;
  /** The earlier document of which this is a new edition: found by its clauses (`auto`), none, or the one named. */
  editionOf: string;
  actor: Actor;
}

/** `same`: the very text was given before, and this is what became of it; `next`: a new edition of an earlier one. */
export interface OpenedDraft {
  id: string;
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

const planApart = apart<GivenPlan, PlanPart, PlanQuestion, PlanTold>(new URL('./plan.reading.js', import.meta.url));

export function openDraft({ drafts, campaigns, phases, departments, given, clock }: OpenDraftParts) {
  /** What the reader asks of what stands here. */
  const answersFor = (campaign: string) =>
    async function* answers(question: PlanQuestion): AsyncGenerator<PlanTold> {
      if ('earlier' in question) yield* drafts.known(campaign);
      else if ('phase' in question) {
        const { opensOn, closesOn } = (await phases.byKey(campaign, question.phase)).facts;
        yield { opensOn, closesOn };
      } else {
        for await (const one of drafts.inRuns(question.draft)) {
          if ('head' in one && one.head.campaign !== campaign) {
            throw new InvalidForm([{ code: 'plan.otherCampaign', field: 'editionOf' }]);
          }
          yield one;
        }
      }
    };

  /** Keep what comes of the reading. */
  async function kept(command: OpenDraftCommand, reading: AsyncGenerator<PlanPart>): Promise<OpenedDraft> {
    const first = (await reading.next()).value as PlanPart;
    if ('refused' in first) throw new InvalidForm(first.refused);
    if ('same' in first) return { id: first.same, as: 'same' };
    if (!('head' in first)) throw new Error('A draft came without its head.');
    const { campaign, phase, group, name, actor } = command;
    const { previous, counts, clauses, ...head } = first.head;
    const id = newId();
    const draft = {
      ...head,
      id,
      root: previous?.root ?? id,
      edition: (previous?.edition ?? 0) + 1,
      previous: previous?.id ?? null,
      campaign,
      phase: previous?.phase ?? phase,
      group: previous?.group ?? group,
      name,
      createdAt: clock.now(),
      createdBy: { id: actor.id, name: actor.name },
      rev: 1,
    };
    await drafts.add(draft, counts, reading as AsyncGenerator<Run>);
    const { createdAt: at, createdBy: by } = draft;
    // The same words are the same document, in whatever kind of file they come.
    await given.note({
      id,
      kind: 'plan',
      campaign,
      name,
      at,
      by,
      bytes: Buffer.from(withoutBlanks(head.text)),
      rows: clauses,
    });
    return { id, as: previous ? 'next' : 'first' };
  }

  /**
   * Throws Forbidden, NotFound, EditConflict, UnreadableDocument, and InvalidForm for a text without anything to do in it.
   * All that takes time by the text's length is done apart.
   */
  return async (command: OpenDraftCommand, tell: TellStep): Promise<OpenedDraft> => {
    const { campaign, phase, name, file, text, editionOf, actor } = command;
    const verdict = may(actor, 'plan.import');
    if (!verdict.allowed) throw new Forbidden([verdict.reason]);
    const [{ facts }, { entries }] = await Promise.all([campaigns.byId(campaign), departments.directory()]);
    const about = { name, phase, editionOf, year: facts.year, today: clock.today(), departments: entries };
    const reading = planApart(
      { file, text, ...about },
      { tell: (share, step = 'reading') => tell(step, share), answers: answersFor(campaign) },
    );
    try {
      return await kept(command, reading);
    } catch (error) {
      // A text that takes too long is at fault as a field of its form.
      throw file ? error : asInvalid(error, {}, 'text');
    } finally {
      await reading.return();
    }
  };
}
