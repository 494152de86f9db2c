/** Readiness checks that were run, kept whole, so that the trend shows and an older one can be looked at. */
import { type Connection, type Model, Schema } from 'mongoose';
import type { ReadinessCheck } from '../../workflows/readiness/readiness.js';

export type CheckDocument = Omit<ReadinessCheck, 'id'> & {
  _id: string;
  /** Whether people have been told of it; only a scheduled check tells. */
  told?: boolean;
};

export function readinessCheckModel(connection: Connection): Model<CheckDocument> {
  const schema = new Schema(
    {
      _id: { type: String, required: true },
      campaign: String,
      at: String,
      trigger: String,
      before: { type: Number, default: null },
      by: String,
      checklist: String,
      told: Boolean,
      // Written whole by the evaluation and never changed.
      departments: Schema.Types.Mixed,
      total: Schema.Types.Mixed,
    },
    { versionKey: false, minimize: false },
  );
  schema.index({ campaign: 1, at: -1 });
  return (connection.models.ReadinessCheck ??
    connection.model('ReadinessCheck', schema, 'readinessChecks')) as unknown as Model<CheckDocument>;
}
