/** Drafts of plans: a document, what it was parsed to, and what the office has decided about it so far. */
import { type Connection, type Model, Schema } from 'mongoose';
import type { Instant } from '../../workflows/dates.js';
import type { DraftContent } from '../../workflows/plans/draft.js';

export interface PlanDraft extends DraftContent {
  id: string;
  campaign: string;
  /** Key of the phase its tasks are for. */
  phase: string;
  /** The letters its tasks' codes begin with. */
  group: string;
  /** The document's name, as the source of its tasks. */
  name: string;
  text: string;
  year: number;
  createdAt: Instant;
  createdBy: { id: string; name: string };
  /** Grows with every change; a page names the one it showed. */
  rev: number;
}

export type PlanDraftDocument = Omit<PlanDraft, 'id'> & { _id: string };

export function planDraftModel(connection: Connection): Model<PlanDraftDocument> {
  const schema = new Schema(
    {
      _id: { type: String, required: true },
      campaign: String,
      phase: String,
      group: String,
      name: String,
      text: String,
      year: Number,
      createdAt: String,
      createdBy: { id: String, name: String },
      // Written whole by the rules and never queried by what is in them.
      items: Schema.Types.Mixed,
      uncovered: Schema.Types.Mixed,
      nextKey: Number,
      rev: Number,
    },
    { versionKey: false, minimize: false },
  );
  schema.index({ campaign: 1, createdAt: -1 });
  return (connection.models.PlanDraft ??
    connection.model('PlanDraft', schema, 'planDrafts')) as unknown as Model<PlanDraftDocument>;
}
