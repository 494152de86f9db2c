/** How campaigns lie in the database. */
import { type Connection, Schema } from 'mongoose';
import { type RecordModel, recordModel, recordSchema } from '../records/record-store.js';

function campaignSchema(): Schema {
  const schema = recordSchema({
    title: { type: String, required: true },
    year: { type: Number, required: true },
    region: String,
    upperLevel: String,
    startOn: { type: String, required: true },
    inspection: { type: new Schema({ date: String, by: String }, { _id: false }), default: null },
    // Settings and checklist are typed in the rules and written whole.
    settings: { type: Schema.Types.Mixed, required: true },
    checklist: { type: Schema.Types.Mixed, required: true },
    template: { type: String, default: '' },
    pack: { type: new Schema({ key: String, version: Number }, { _id: false }), default: null },
  });
  schema.index({ 'workflow.state': 1, startOn: -1 });
  return schema;
}

export function campaignModel(connection: Connection): RecordModel {
  return recordModel(connection, 'Campaign', 'campaigns', campaignSchema);
}
