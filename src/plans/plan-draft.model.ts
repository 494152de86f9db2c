/**
 * Drafts of plans: a document, what it was parsed to, and what the office has decided about it so far. What grows with the
 * document is kept in pages, since a record has a limit: 16 MB, which some 8,000 proposals would fill.
 */
import { type Connection, type Model, Schema } from 'mongoose';
import type { Instant } from '../../workflows/dates.js';
import type { DraftContent } from '../../workflows/plans/draft.js';
import type { Save } from '../records/saves.js';
import type { DraftCounts, Entry, List } from './draft-lists.js';

export interface PlanDraft extends DraftContent {
  id: string;
  /** The first edition of the document: a clause's task is known by it and by the clause's key, whatever edition makes it. */
  root: string;
  /** 1, 2, 3 … each time the changed document is given again. */
  edition: number;
  /** The edition before; null for the first. */
  previous: string | null;
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

/** `pages`: ids of the pages of each list, in order. A draft of an earlier version has its lists in itself and no pages. */
export type PlanDraftDocument = Omit<PlanDraft, 'id' | List> &
  Partial<Pick<PlanDraft, List>> & {
    _id: string;
    pages?: Record<List, string[]>;
    counts?: DraftCounts;
    saves?: Save[];
  };

/** A piece of one list; never changed, only replaced by another, so that a draft changes as a whole with its own record. */
export interface DraftPage {
  _id: string;
  draft: string;
  list: List;
  entries: Entry[];
}

export function planDraftModel(connection: Connection): Model<PlanDraftDocument> {
  const schema = new Schema(
    {
      _id: { type: String, required: true },
      root: String,
      edition: Number,
      previous: String,
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
      gone: Schema.Types.Mixed,
      pages: Schema.Types.Mixed,
      counts: Schema.Types.Mixed,
      nextKey: Number,
      rev: Number,
      saves: { type: [Schema.Types.Mixed], default: [] },
    },
    { versionKey: false, minimize: false },
  );
  schema.index({ campaign: 1, createdAt: -1 });
  // One edition follows another; whoever gives a second one at the same time is told.
  schema.index({ previous: 1 }, { unique: true, partialFilterExpression: { previous: { $type: 'string' } } });
  return (connection.models.PlanDraft ??
    connection.model('PlanDraft', schema, 'planDrafts')) as unknown as Model<PlanDraftDocument>;
}

/** The collection `planDraftPages`. */
export function draftPageModel(connection: Connection): Model<DraftPage> {
  const schema = new Schema(
    { _id: { type: String, required: true }, draft: String, list: String, entries: Schema.Types.Mixed },
    { versionKey: false, minimize: false },
  );
  schema.index({ draft: 1 });
  return (connection.models.PlanDraftPage ??
    connection.model('PlanDraftPage', schema, 'planDraftPages')) as unknown as Model<DraftPage>;
}
