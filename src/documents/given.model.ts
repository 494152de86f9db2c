/** What has been given to be taken in: files and their rows as digests, so that the same is known when it comes again. */
import { type Connection, type Model, Schema } from 'mongoose';
import type { Instant } from '../../workflows/dates.js';

/** What was given before and comes again. */
export interface GivenBefore {
  id: string;
  name: string;
  at: Instant;
  by: { id: string; name: string };
  /** The very file, or rows that say the same: how many of the `total` that would make something new. */
  same: 'file' | 'rows';
  known: number;
  total: number;
}

export interface Given {
  /** Id of the import, draft or sheet that was made of it. */
  id: string;
  kind: 'ledger' | 'plan' | 'sheet' | 'items';
  campaign: string;
  /** SHA-256 of the file. */
  file: string;
  /** One digest for each row that would make something new, whatever the order of rows and columns. */
  rows: string[];
  name: string;
  at: Instant;
  by: { id: string; name: string };
  before: GivenBefore | null;
}

export type GivenDocument = Omit<Given, 'id'> & { _id: string };

export function givenModel(connection: Connection): Model<GivenDocument> {
  const schema = new Schema(
    {
      _id: { type: String, required: true },
      kind: String,
      campaign: String,
      file: String,
      rows: [String],
      name: String,
      at: String,
      by: { id: String, name: String },
      before: Schema.Types.Mixed,
    },
    { versionKey: false, minimize: false },
  );
  schema.index({ campaign: 1, kind: 1, at: -1 });
  return (connection.models.Given ??
    connection.model('Given', schema, 'givenContents')) as unknown as Model<GivenDocument>;
}
