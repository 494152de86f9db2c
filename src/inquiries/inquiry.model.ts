/** How first contacts lie in the database. */
import { type Connection, Schema } from 'mongoose';
import { type RecordModel, recordModel, recordSchema } from '../records/record-store.js';

const text = { type: String, default: '' };
const sub = (fields: Record<string, unknown>) => new Schema(fields as never, { _id: false });

function inquirySchema(): Schema {
  const staff = sub({ id: String, name: String, department: String });
  const handOver = sub({
    from: staff,
    to: staff,
    why: text,
    at: String,
    by: String,
    outcome: String,
    reason: text,
    endedAt: { type: String, default: null },
  });
  const schema = recordSchema({
    campaign: { type: String, required: true },
    code: { type: String, required: true },
    lookup: { type: String, required: true },
    channel: { type: String, required: true },
    asker: sub({ name: String, contact: text }),
    subject: { type: String, required: true },
    papers: [String],
    receivedAt: { type: String, required: true },
    startedOn: { type: String, required: true },
    pack: sub({ key: String, version: Number }),
    firstResponder: staff,
    phone: text,
    handler: staff,
    promisedOn: { type: String, required: true },
    promisedFirst: { type: String, default: null },
    handOvers: [handOver],
    bounces: { type: Number, required: true },
    designated: { type: Boolean, required: true },
    notice: { type: sub({ missing: [String], procedure: text, on: String, suppliedOn: String }), default: null },
    referral: {
      type: sub({ department: String, name: text, address: text, phone: text, reason: text, on: String }),
      default: null,
    },
    answer: { type: sub({ text, on: String, by: text, onTheSpot: Boolean }), default: null },
    complaints: [sub({ breach: String, text, on: String, by: text })],
    raised: [String],
    withdrawReason: text,
  });
  schema.index({ campaign: 1, code: 1 }, { unique: true });
  schema.index({ lookup: 1 }, { unique: true });
  schema.index({ 'handler.department': 1, code: -1 });
  schema.index({ 'firstResponder.id': 1, code: -1 });
  // Somebody comes without the receipt: found by name or phone.
  schema.index({ campaign: 1, 'asker.name': 1 });
  schema.index({ campaign: 1, 'asker.contact': 1 });
  schema.index({ bounces: 1 }, { partialFilterExpression: { bounces: { $gt: 0 } } });
  schema.index({ campaign: 1, 'light.colour': 1, 'light.since': 1 });
  return schema;
}

export function inquiryModel(connection: Connection): RecordModel {
  return recordModel(connection, 'Inquiry', 'inquiries', inquirySchema);
}
