/** How the plans of months and quarters lie in the database. */
import { type Connection, Schema } from 'mongoose';
import { type RecordModel, recordModel, recordSchema } from '../records/record-store.js';

const text = { type: String, default: '' };
const sub = (fields: Record<string, unknown>) => new Schema(fields as never, { _id: false });

function periodPlanSchema(): Schema {
  const line = sub({
    key: String,
    task: { type: sub({ id: String, code: String, checkpoint: { type: String, default: null } }), default: null },
    title: String,
    due: String,
    firstDue: String,
    system: text,
    rolled: Number,
    doneOn: { type: String, default: null },
    reason: text,
    void: Boolean,
  });
  const schema = recordSchema({
    campaign: { type: String, required: true },
    department: { type: String, required: true },
    period: { type: String, required: true },
    systems: [sub({ key: String, title: String })],
    pack: { type: sub({ key: String, version: Number }), required: true },
    lines: [line],
    dropped: [sub({ line, reason: text, on: String, by: String })],
    typed: { type: Number, required: true },
    commitBy: { type: String, required: true },
    committedOn: { type: String, default: null },
    committedBy: text,
    settledOn: { type: String, default: null },
    share: { type: sub({ kept: Number, promised: Number }), default: null },
  });
  schema.index({ campaign: 1, department: 1, period: 1 }, { unique: true });
  return schema;
}

export function periodPlanModel(connection: Connection): RecordModel {
  return recordModel(connection, 'PeriodPlan', 'period_plans', periodPlanSchema);
}
