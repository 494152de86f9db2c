/** Work that goes on behind the page that asked for it: how far it has come, and what has become of it. */
import { type Connection, type Model, Schema } from 'mongoose';
import type { Reason } from '../../workflows/step.js';

export const WORK_KINDS = ['plan', 'scoreSheet', 'ledger', 'items', 'clock'] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

/** `refused`: what was asked for cannot be, `failed`: it broke off, and can be asked for again. */
export type WorkState = 'running' | 'done' | 'refused' | 'failed';

/** What the work is at, a key under `underWay:step`, with what its sentence says. */
export interface Step {
  name: string;
  params: Record<string, string | number>;
  /** How much of it is done, 0–1; null where nobody can tell. */
  share: number | null;
}

export interface Work {
  id: string;
  kind: WorkKind;
  /** What it is about: a file's name, a day. */
  name: string;
  by: string;
  state: WorkState;
  step: Step;
  /** Host time in ms of the last sign of life; null when it is over. */
  beat: number | null;
  /** Where what came of it is, or the page that asked for it. */
  href: string;
  /** The page that asked for it shows a refusal, beside what was typed. */
  form: boolean;
  reasons: Reason[];
  /** What the form held, for when it comes back. */
  typed: Record<string, string>;
}

/** `alone`: there is one running work of this name at most. `startedAt`: what is old is forgotten by it. */
export type WorkDocument = Omit<Work, 'id'> & { _id: string; alone?: string; startedAt: Date };

/** A work and what was typed for it can be looked at for so long, in seconds. */
const KEPT = 7 * 86_400;

/** The collection `worksUnderWay`. */
export function workModel(connection: Connection): Model<WorkDocument> {
  const mixed = Schema.Types.Mixed;
  const schema = new Schema(
    {
      _id: { type: String, required: true },
      kind: String,
      name: String,
      by: String,
      state: String,
      step: mixed,
      beat: Number,
      href: String,
      form: Boolean,
      reasons: mixed,
      typed: mixed,
      alone: String,
      startedAt: Date,
    },
    { versionKey: false, minimize: false },
  );
  schema.index({ startedAt: 1 }, { expireAfterSeconds: KEPT });
  schema.index({ alone: 1 }, { unique: true, partialFilterExpression: { alone: { $type: 'string' } } });
  return (connection.models.WorkUnderWay ??
    connection.model('WorkUnderWay', schema, 'worksUnderWay')) as unknown as Model<WorkDocument>;
}
