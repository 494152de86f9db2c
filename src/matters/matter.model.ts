/** How matters under a time limit lie in the database. */
import { type Connection, Schema } from 'mongoose';
import { type RecordModel, recordModel, recordSchema } from '../records/record-store.js';

const text = { type: String, default: '' };
const orNull = { type: String, default: null };
const sub = (fields: Record<string, unknown>) => new Schema(fields as never, { _id: false });
const subOrNull = (fields: Record<string, unknown>) => ({ type: sub(fields), default: null });

function matterSchema(): Schema {
  const limit = sub({ n: Number, unit: String });
  const item = sub({
    key: text,
    title: String,
    kind: { type: String },
    onTheSpot: Boolean,
    promised: limit,
    statutory: { type: limit, default: null },
    inCentre: Boolean,
  });
  const extension = sub({
    askedOn: String,
    askedBy: sub({ id: String, name: String }),
    n: Number,
    reason: text,
    state: String,
    decidedOn: orNull,
    decidedBy: text,
    remark: text,
  });
  const schema = recordSchema({
    campaign: { type: String, required: true },
    code: { type: String, required: true },
    lookup: { type: String, required: true },
    item,
    title: { type: String, required: true },
    department: { type: String, required: true },
    handler: sub({ id: String, name: String, department: String }),
    applicant: sub({ name: String, contact: text }),
    papers: [String],
    source: subOrNull({ kind: { type: String }, id: String, code: String, department: text }),
    pack: sub({ key: String, version: Number }),
    startedOn: { type: String, required: true },
    receivedAt: { type: String, required: true },
    correction: subOrNull({ missing: [String], on: String, by: text, suppliedOn: orNull }),
    acceptedOn: orNull,
    deemedAccepted: { type: Boolean, required: true },
    pauses: [sub({ from: String, to: orNull, reason: String, notice: text, expectedDays: Number, by: text })],
    extensions: [extension],
    decision: subOrNull({ outcome: String, text, basis: text, on: String, by: text }),
    deliveredOn: orNull,
    delivery: text,
    notAccepted: subOrNull({ ground: String, reason: text, on: String }),
    absence: subOrNull({ on: String, note: text }),
    overdueOn: orNull,
    deemedOverdue: [sub({ breach: String, on: String })],
    consentedOn: orNull,
    withdrawReason: text,
  });
  schema.index({ campaign: 1, code: 1 }, { unique: true });
  schema.index({ lookup: 1 }, { unique: true });
  schema.index({ department: 1, code: -1 });
  // Somebody comes without the receipt: found by name or phone.
  schema.index({ campaign: 1, 'applicant.name': 1 });
  schema.index({ campaign: 1, 'applicant.contact': 1 });
  schema.index({ 'handler.id': 1, code: -1 });
  schema.index({ campaign: 1, 'workflow.state': 1, code: -1 });
  schema.index({ campaign: 1, 'light.colour': 1, code: -1 });
  schema.index({ 'source.id': 1 }, { partialFilterExpression: { 'source.id': { $type: 'string' } } });
  schema.index({ campaign: 1, 'light.colour': 1, 'light.since': 1 });
  return schema;
}

export function matterModel(connection: Connection): RecordModel {
  return recordModel(connection, 'Matter', 'matters', matterSchema);
}
