/** How ratings lie in the database. */
import { type Connection, Schema } from 'mongoose';
import { type RecordModel, recordModel, recordSchema } from '../records/record-store.js';

const text = { type: String, default: '' };
const sub = (fields: Record<string, unknown>) => new Schema(fields as never, { _id: false });

function ratingSchema(): Schema {
  const said = { text: String, on: String, by: String };
  const schema = recordSchema({
    campaign: { type: String, required: true },
    code: { type: String, required: true },
    department: { type: String, required: true },
    quarter: { type: String, required: true },
    pack: sub({ key: String, version: Number }),
    startedOn: String,
    draftedOn: String,
    parts: [sub({ name: String, weight: Number, good: Number, whole: Number })],
    points: { type: Number, required: true },
    grade: { type: String, required: true },
    remark: text,
    publishedOn: { type: String, default: null },
    letter: { type: sub({ ...said, replyBy: String }), default: null },
    reply: { type: sub(said), default: null },
    closingNote: text,
  });
  schema.index({ campaign: 1, quarter: -1, department: 1 }, { unique: true });
  return schema;
}

export function ratingModel(connection: Connection): RecordModel {
  return recordModel(connection, 'Rating', 'ratings', ratingSchema);
}
