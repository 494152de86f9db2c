/** Campaigns that were saved as templates, each under a name and a number of its own. */
import { type Connection, type Model, Schema } from 'mongoose';
import type { Instant } from '../../workflows/dates.js';
import type { CampaignTemplate } from '../../workflows/templates/template.js';

export interface SavedTemplate {
  /** Its key is by which a campaign is opened from it. */
  key: string;
  name: string;
  /** 1, 2, 3 … under the same name. */
  n: number;
  at: Instant;
  by: { id: string; name: string };
  template: CampaignTemplate;
}

export type SavedTemplateDocument = Omit<SavedTemplate, 'key'> & { _id: string };

export function savedTemplateModel(connection: Connection): Model<SavedTemplateDocument> {
  const schema = new Schema(
    {
      _id: { type: String, required: true },
      name: String,
      n: Number,
      at: String,
      by: { id: String, name: String },
      // Written once and read whole.
      template: Schema.Types.Mixed,
    },
    { versionKey: false, minimize: false },
  );
  schema.index({ name: 1, n: -1 }, { unique: true });
  return (connection.models.SavedTemplate ??
    connection.model('SavedTemplate', schema, 'templates')) as unknown as Model<SavedTemplateDocument>;
}
