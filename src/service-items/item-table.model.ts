/** Tables of items that were given and read, until their rows are taken: in pieces, since a record has a limit. */
import { type Connection, type Model, Schema } from 'mongoose';
import type { GivenItem } from '../../workflows/service-items/read-table.js';

export interface ItemTable {
  id: string;
  campaign: string;
  /** Account. */
  by: string;
  items: GivenItem[];
}

/** `n`: which piece of its table it is. `givenAt`: what is old is forgotten by it. */
export type ItemTablePiece = Omit<ItemTable, 'id'> & { _id: string; table: string; n: number; givenAt: Date };

/** A table can be taken for so long, in seconds. */
const KEPT = 7 * 86_400;

/** The collection `itemTablePieces`. */
export function itemTableModel(connection: Connection): Model<ItemTablePiece> {
  const schema = new Schema(
    {
      _id: { type: String, required: true },
      table: String,
      n: Number,
      campaign: String,
      by: String,
      givenAt: Date,
      // Written whole by the rules and never queried by what is in them.
      items: Schema.Types.Mixed,
    },
    { versionKey: false, minimize: false },
  );
  schema.index({ table: 1, n: 1 });
  schema.index({ givenAt: 1 }, { expireAfterSeconds: KEPT });
  return (connection.models.ItemTablePiece ??
    connection.model('ItemTablePiece', schema, 'itemTablePieces')) as unknown as Model<ItemTablePiece>;
}
