/** How exemplary sites lie in the database. */
import { type Connection, Schema } from 'mongoose';
import { DIMENSIONS } from '../../workflows/sites/site.js';
import { evidenceSchema } from '../evidence/evidence.model.js';
import { type RecordModel, recordModel, recordSchema } from '../records/record-store.js';

const text = { type: String, default: '' };
const fuzzy = new Schema({ from: String, to: String, text: String }, { _id: false });

function siteSchema(): Schema {
  const shown = new Schema(
    { score: { type: Number, default: null }, text, evidence: [evidenceSchema] },
    { _id: false },
  );
  const visit = new Schema(
    { on: String, visitors: String, scores: Schema.Types.Mixed, result: String, remark: text, by: String },
    { _id: false },
  );
  const copy = new Schema({ department: String, practice: String, by: String, done: Boolean }, { _id: false });
  const schema = recordSchema({
    campaign: { type: String, required: true },
    key: { type: String, required: true },
    name: { type: String, required: true },
    department: { type: String, required: true },
    nominatedBy: text,
    reason: text,
    contact: text,
    readyBy: { type: fuzzy, required: true },
    visitOn: { type: fuzzy, default: null },
    dimensions: Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, { type: shown, required: true }])),
    visits: [visit],
    copies: [copy],
    readyOn: { type: String, default: null },
    retireReason: text,
  });
  schema.index({ campaign: 1, key: 1 }, { unique: true });
  schema.index({ campaign: 1, department: 1 });
  return schema;
}

export function siteModel(connection: Connection): RecordModel {
  return recordModel(connection, 'Site', 'sites', siteSchema);
}
