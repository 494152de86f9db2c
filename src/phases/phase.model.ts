/** How phases lie in the database. */
import { type Connection, Schema } from 'mongoose';
import { type RecordModel, recordModel, recordSchema } from '../records/record-store.js';

const day = { type: String, default: null };

function phaseSchema(): Schema {
  const waiver = new Schema({ task: String, code: String, reason: String, by: String, on: String }, { _id: false });
  const schema = recordSchema({
    campaign: { type: String, required: true },
    key: { type: String, required: true },
    order: { type: Number, required: true },
    title: { type: String, required: true },
    goal: { type: String, default: '' },
    opensOn: { type: String, required: true },
    closesOn: { type: String, required: true },
    hardDate: day,
    autoOpen: { type: Boolean, default: false },
    waivers: [waiver],
    openedOn: day,
    closedOn: day,
  });
  schema.index({ campaign: 1, key: 1 }, { unique: true });
  schema.index({ campaign: 1, order: 1 });
  return schema;
}

export function phaseModel(connection: Connection): RecordModel {
  return recordModel(connection, 'Phase', 'phases', phaseSchema);
}
