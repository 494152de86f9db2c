/** Versions of a phase's plan: what was asked of whom by when, as it stood when somebody kept it. */
import { type Connection, type Model, Schema } from 'mongoose';
import type { Instant } from '../../workflows/dates.js';
import type { PlannedLine } from '../../workflows/tasks/plan-changes.js';

export interface PlanVersion {
  campaign: string;
  /** Key of the phase. */
  phase: string;
  /** 1, 2, 3 … within the phase. */
  n: number;
  name: string;
  at: Instant;
  by: { id: string; name: string };
  /** In the order of the plan. */
  lines: PlannedLine[];
}

export function planVersionModel(connection: Connection): Model<PlanVersion> {
  const schema = new Schema(
    {
      campaign: String,
      phase: String,
      n: Number,
      name: String,
      at: String,
      by: { id: String, name: String },
      // Written once and read whole.
      lines: Schema.Types.Mixed,
    },
    { versionKey: false },
  );
  schema.index({ campaign: 1, phase: 1, n: -1 }, { unique: true });
  return (connection.models.PlanVersion ??
    connection.model('PlanVersion', schema, 'planVersions')) as unknown as Model<PlanVersion>;
}
