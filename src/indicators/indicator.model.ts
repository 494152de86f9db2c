/** How indicators lie in the database. */
import { type Connection, Schema } from 'mongoose';
import { evidenceSchema } from '../evidence/evidence.model.js';
import { type RecordModel, recordModel, recordSchema } from '../records/record-store.js';

const text = { type: String, default: '' };
const sub = (fields: Record<string, unknown>) => new Schema(fields as never, { _id: false });

function indicatorSchema(): Schema {
  const target = sub({ by: sub({ from: String, to: String, text }), value: Number, words: text });
  const former = sub({ value: Number, on: String, by: String, reason: text });
  const counted = { type: sub({ part: Number, whole: Number }), default: null };
  const value = sub({ period: String, value: Number, note: text, on: String, by: text, counted, was: [former] });
  const schema = recordSchema({
    campaign: { type: String, required: true },
    code: { type: String, required: true },
    title: { type: String, required: true },
    definition: text,
    unit: text,
    direction: { type: String, required: true },
    baseline: { type: Number, default: null },
    targets: [target],
    every: { type: String, required: true },
    owner: { type: String, required: true },
    origin: { type: String, required: true },
    source: { type: sub({ document: String, place: String, before: text, quote: String, after: text }), default: null },
    startOn: { type: String, required: true },
    measure: { type: String, default: null },
    measuredOf: { type: String, default: 'all' },
    values: [value],
    files: [evidenceSchema],
    askedFor: { type: String, default: null },
    outcome: { type: sub({ reached: Boolean, note: text, on: String }), default: null },
    cancelReason: text,
  });
  // Not campaign first: older databases have an index of that order that allows a code twice.
  schema.index({ code: 1, campaign: 1 }, { unique: true });
  return schema;
}

export function indicatorModel(connection: Connection): RecordModel {
  return recordModel(connection, 'Indicator', 'indicators', indicatorSchema);
}
