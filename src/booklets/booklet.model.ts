/** How booklets lie in the database. */
import { type Connection, Schema } from 'mongoose';
import { evidenceSchema } from '../evidence/evidence.model.js';
import { type RecordModel, recordModel, recordSchema } from '../records/record-store.js';

const text = { type: String, default: '' };
const sub = (fields: Record<string, unknown>) => new Schema(fields as never, { _id: false });

function bookletSchema(): Schema {
  const version = sub({
    version: Number,
    files: [String],
    note: text,
    approvedOn: String,
    by: String,
    validUntil: String,
    pack: sub({ key: String, version: Number }),
  });
  const schema = recordSchema({
    campaign: { type: String, required: true },
    department: { type: String, required: true },
    dueOn: { type: String, required: true },
    version: { type: Number, required: true },
    files: [evidenceSchema],
    note: text,
    submittedOn: { type: String, default: null },
    remark: text,
    inForce: { type: version, default: null },
    former: [version],
    systemSet: { type: String, required: true },
    systems: [sub({ key: String, title: String })],
    adoption: [sub({ system: String, adoption: String, on: String, document: text, note: text, by: text })],
    cancelReason: text,
  });
  schema.index({ campaign: 1, department: 1 }, { unique: true });
  return schema;
}

export function bookletModel(connection: Connection): RecordModel {
  return recordModel(connection, 'Booklet', 'booklets', bookletSchema);
}
