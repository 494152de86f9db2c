/** Reads and guarded writes of drafts; what somebody else has changed meanwhile is never overwritten. */
import type { Connection } from 'mongoose';
import type { DraftContent } from '../../workflows/plans/draft.js';
import type { Proposal } from '../../workflows/plans/plan.js';
import { EditConflict, NotFound, TransitionRefused } from '../platform/errors.js';
import { isDuplicate } from '../platform/write-errors.js';
import { type PlanDraft, type PlanDraftDocument, planDraftModel } from './plan-draft.model.js';

/** What a list shows of a draft. */
export interface DraftSummary
  extends Pick<PlanDraft, 'id' | 'name' | 'phase' | 'edition' | 'previous' | 'createdAt' | 'createdBy'> {
  proposals: number;
  open: number;
  created: number;
  uncovered: number;
}

/** What tells one document from another. */
export interface KnownDocument extends Pick<PlanDraft, 'id' | 'name' | 'text'> {
  clauses: Pick<Proposal, 'number' | 'path' | 'title' | 'text'>[];
}

const MOST = 200;

const plain = ({ _id, ...rest }: PlanDraftDocument): PlanDraft => ({ id: _id, ...rest });

export function planDrafts(connection: Connection) {
  const model = planDraftModel(connection);

  async function byId(id: string): Promise<PlanDraft> {
    const found = await model.findById(id).lean<PlanDraftDocument>();
    if (!found) throw new NotFound('plan');
    return plain(found);
  }

  const nextOf = (id: string) => model.findOne({ previous: id }, { _id: 1 }).lean<{ _id: string }>();

  return {
    byId,
    /** Throws EditConflict when the edition before has got another successor meanwhile. */
    async add(draft: PlanDraft): Promise<void> {
      const { id, ...rest } = draft;
      try {
        await model.create({ _id: id, ...rest });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        throw new EditConflict([], draft.rev);
      }
    },
    /** The edition that follows; null for the latest. */
    async after(id: string): Promise<string | null> {
      return (await nextOf(id))?._id ?? null;
    },
    /** The latest editions of a campaign's documents, the newest first. */
    async ofCampaign(campaign: string): Promise<DraftSummary[]> {
      const found = await model
        .find({ campaign }, { text: 0, 'items.proposal': 0, 'items.plan': 0, 'items.said': 0 })
        .sort({ createdAt: -1 })
        .limit(MOST)
        .lean<PlanDraftDocument[]>();
      const followed = new Set(found.map(({ previous }) => previous));
      return found
        .filter(({ _id }) => !followed.has(_id))
        .map(({ _id, name, phase, edition, previous, createdAt, createdBy, items, uncovered }) => ({
          id: _id,
          name,
          phase,
          edition,
          previous,
          createdAt,
          createdBy,
          proposals: items.length,
          open: items.filter(({ state }) => state === 'open').length,
          created: items.filter(({ task }) => task !== null).length,
          uncovered: uncovered.filter(({ dismissedBy }) => dismissedBy === null).length,
        }));
    },
    /** The same documents with their clauses, one after the other: a long text each. */
    async *known(campaign: string): AsyncGenerator<KnownDocument> {
      const followed = new Set<string>();
      const shown = { name: 1, text: 1, previous: 1, 'items.proposal': 1 };
      const cursor = model
        .find({ campaign }, shown)
        .sort({ createdAt: -1 })
        .limit(MOST)
        .lean<PlanDraftDocument>()
        .cursor();
      for await (const { _id, name, text, previous, items } of cursor) {
        if (previous !== null) followed.add(previous);
        if (!followed.has(_id)) yield { id: _id, name, text, clauses: items.map(({ proposal }) => proposal) };
      }
    },
    /**
     * Save what a change makes of a draft. `rev` is the one the page showed; throws EditConflict on another, and
     * TransitionRefused when a later edition has taken its place.
     */
    async change(
      id: string,
      rev: number | undefined,
      change: (draft: PlanDraft) => DraftContent | Promise<DraftContent>,
    ): Promise<PlanDraft> {
      const draft = await byId(id);
      if (rev !== undefined && rev !== draft.rev) throw new EditConflict([], draft.rev);
      if (await nextOf(id)) throw new TransitionRefused('plan', 'superseded', [{ code: 'plan.superseded' }]);
      const { items, uncovered, gone, nextKey } = await change(draft);
      const saved = await model
        .findOneAndUpdate(
          { _id: id, rev: draft.rev },
          { $set: { items, uncovered, gone, nextKey }, $inc: { rev: 1 } },
          { returnDocument: 'after' },
        )
        .lean<PlanDraftDocument>();
      if (!saved) throw new EditConflict([], (await byId(id)).rev);
      return plain(saved);
    },
  };
}

export type PlanDrafts = ReturnType<typeof planDrafts>;
