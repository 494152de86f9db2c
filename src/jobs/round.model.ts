/** Rounds: work that is due once per name and bucket (a day, a campaign's date). */
import { type Connection, type Model, Schema } from 'mongoose';

export interface RoundDocument {
  /** `<name>/<bucket>`; unique, so that only one process begins a round. */
  _id: string;
  name: string;
  bucket: string;
  /** Host time in ms; moved on by long work to show that it is alive. */
  startedAt: number;
  doneAt: number | null;
  by: string;
}

/** The collection `rounds`. */
export function roundModel(connection: Connection): Model<RoundDocument> {
  const schema = new Schema(
    {
      _id: { type: String, required: true },
      name: String,
      bucket: String,
      startedAt: Number,
      doneAt: { type: Number, default: null },
      by: String,
    },
    { versionKey: false },
  );
  schema.index({ name: 1, bucket: -1 });
  return (connection.models.Round ?? connection.model('Round', schema, 'rounds')) as unknown as Model<RoundDocument>;
}
