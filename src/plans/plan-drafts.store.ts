/** Reads and guarded writes of drafts; what somebody else has changed meanwhile is never overwritten. */
import type { Connection } from 'mongoose';
import type { DraftContent } from '../../workflows/plans/draft.js';
import { EditConflict, NotFound } from '../platform/errors.js';
import { type PlanDraft, type PlanDraftDocument, planDraftModel } from './plan-draft.model.js';

/** What a list shows of a draft. */
export interface DraftSummary extends Pick<PlanDraft, 'id' | 'name' | 'phase' | 'createdAt' | 'createdBy'> {
  proposals: number;
  open: number;
  created: number;
  uncovered: number;
}

const plain = ({ _id, ...rest }: PlanDraftDocument): PlanDraft => ({ id: _id, ...rest });

export function planDrafts(connection: Connection) {
  const model = planDraftModel(connection);

  async function byId(id: string): Promise<PlanDraft> {
    const found = await model.findById(id).lean<PlanDraftDocument>();
    if (!found) throw new NotFound('plan');
    return plain(found);
  }

  return {
    byId,
    async add(draft: PlanDraft): Promise<void> {
      const { id, ...rest } = draft;
      await model.create({ _id: id, ...rest });
    },
    async ofCampaign(campaign: string): Promise<DraftSummary[]> {
      const found = await model
        .find({ campaign }, { text: 0, 'items.proposal': 0, 'items.plan': 0 })
        .sort({ createdAt: -1 })
        .limit(200)
        .lean<PlanDraftDocument[]>();
      return found.map(({ _id, name, phase, createdAt, createdBy, items, uncovered }) => ({
        id: _id,
        name,
        phase,
        createdAt,
        createdBy,
        proposals: items.length,
        open: items.filter(({ state }) => state === 'open').length,
        created: items.filter(({ task }) => task !== null).length,
        uncovered: uncovered.filter(({ dismissedBy }) => dismissedBy === null).length,
      }));
    },
    /** Save what a change makes of a draft. `rev` is the one the page showed; throws EditConflict on another. */
    async change(
      id: string,
      rev: number | undefined,
      change: (draft: PlanDraft) => DraftContent | Promise<DraftContent>,
    ): Promise<PlanDraft> {
      const draft = await byId(id);
      if (rev !== undefined && rev !== draft.rev) throw new EditConflict([], draft.rev);
      const { items, uncovered, nextKey } = await change(draft);
      const saved = await model
        .findOneAndUpdate(
          { _id: id, rev: draft.rev },
          { $set: { items, uncovered, nextKey }, $inc: { rev: 1 } },
          { returnDocument: 'after' },
        )
        .lean<PlanDraftDocument>();
      if (!saved) throw new EditConflict([], (await byId(id)).rev);
      return plain(saved);
    },
  };
}

export type PlanDrafts = ReturnType<typeof planDrafts>;
