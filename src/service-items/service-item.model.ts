/** How items of service lie in the database. */
import { type Connection, Schema } from 'mongoose';
import { type RecordModel, recordModel, recordSchema } from '../records/record-store.js';

const text = { type: String, default: '' };
const orNull = { type: String, default: null };
const sub = (fields: Record<string, unknown>) => new Schema(fields as never, { _id: false });

function serviceItemSchema(): Schema {
  const limit = sub({ n: Number, unit: String });
  const schema = recordSchema({
    campaign: { type: String, required: true },
    code: { type: String, required: true },
    department: { type: String, required: true },
    title: { type: String, required: true },
    kind: { type: String, required: true },
    onTheSpot: { type: Boolean, required: true },
    promised: limit,
    statutory: { type: limit, default: null },
    legalBasis: text,
    inCentre: { type: Boolean, required: true },
    papers: [String],
    steps: [String],
    fee: text,
    place: text,
    phone: text,
    pack: sub({ key: String, version: Number }),
    startedOn: { type: String, required: true },
    publishedOn: orNull,
    withdrawnOn: orNull,
    withdrawReason: text,
    reopenReason: text,
    mergedInto: { type: sub({ id: String, code: String, title: String }), default: null },
    // A plan as it was is kept as it was, whatever fields a plan has by then.
    shown: { type: Schema.Types.Mixed, default: null },
    versions: [sub({ on: String, by: text, reason: text, was: Schema.Types.Mixed, now: Schema.Types.Mixed })],
  });
  schema.index({ campaign: 1, code: 1 }, { unique: true });
  schema.index({ campaign: 1, 'workflow.state': 1, code: 1 });
  schema.index({ campaign: 1, department: 1, code: 1 });
  return schema;
}

export function serviceItemModel(connection: Connection): RecordModel {
  return recordModel(connection, 'ServiceItem', 'service_items', serviceItemSchema);
}
