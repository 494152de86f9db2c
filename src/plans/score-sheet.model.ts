/** Score sheets that were given to become a checklist: kept as text, so that leaving the form loses nothing. */
import { type Connection, type Model, Schema } from 'mongoose';
import type { Instant } from '../../workflows/dates.js';

export interface GivenSheet {
  id: string;
  campaign: string;
  name: string;
  text: string;
  createdAt: Instant;
  createdBy: { id: string; name: string };
  /** When it became the checklist; null until then. */
  keptAt: Instant | null;
}

export type GivenSheetDocument = Omit<GivenSheet, 'id'> & { _id: string };

export function scoreSheetModel(connection: Connection): Model<GivenSheetDocument> {
  const schema = new Schema(
    {
      _id: { type: String, required: true },
      campaign: String,
      name: String,
      text: String,
      createdAt: String,
      createdBy: { id: String, name: String },
      keptAt: String,
    },
    { versionKey: false },
  );
  schema.index({ campaign: 1, createdAt: -1 });
  return (connection.models.ScoreSheet ??
    connection.model('ScoreSheet', schema, 'scoreSheets')) as unknown as Model<GivenSheetDocument>;
}
