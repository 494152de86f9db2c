/** How rule packs lie in the database. */
import { type Connection, Schema } from 'mongoose';
import { type RecordModel, recordModel, recordSchema } from '../records/record-store.js';

function packSchema(): Schema {
  const version = new Schema({ key: String, version: Number }, { _id: false });
  const schema = recordSchema({
    key: { type: String, required: true },
    version: { type: Number, required: true },
    title: { type: String, required: true },
    source: { type: String, default: '' },
    // Systems and articles are typed in the rules and written whole.
    systems: { type: [Schema.Types.Mixed], required: true } as never,
    articles: { type: [Schema.Types.Mixed], required: true } as never,
    from: { type: version, required: true },
    draftedOn: { type: String, required: true },
    inForceOn: { type: String, default: null },
    withdrawReason: { type: String, default: '' },
  });
  schema.index({ key: 1, version: -1 }, { unique: true });
  return schema;
}

export function packModel(connection: Connection): RecordModel {
  return recordModel(connection, 'Pack', 'packs', packSchema);
}
