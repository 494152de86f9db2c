/** What a campaign can be opened from: the templates of the documents, and the campaigns that were saved as one. */

import type { Connection } from 'mongoose';
import { TEMPLATES } from '../../workflows/templates/index.js';
import type { CampaignTemplate } from '../../workflows/templates/template.js';
import { refuseTooLarge } from '../platform/document-size.store.js';
import { newId } from '../platform/ids.js';
import { withNextNumber } from '../records/running-number.js';
import { type SavedTemplate, type SavedTemplateDocument, savedTemplateModel } from './saved-template.model.js';

const MOST = 100;

/** A template as a list shows it; `saved` is null for those of the documents. */
export interface KnownTemplate {
  key: string;
  template: CampaignTemplate;
  saved: Pick<SavedTemplate, 'n' | 'at' | 'by'> | null;
}

export function templatesStore(connection: Connection) {
  const model = savedTemplateModel(connection);

  return {
    /** Null for a key of none. */
    async byKey(key: string): Promise<CampaignTemplate | null> {
      if (Object.hasOwn(TEMPLATES, key)) return TEMPLATES[key] ?? null;
      return (await model.findById(key).lean<SavedTemplateDocument>())?.template ?? null;
    },
    /** Those of the documents first, then the saved ones, the newest first. */
    async all(): Promise<KnownTemplate[]> {
      const saved = await model.find().sort({ at: -1, n: -1 }).limit(MOST).lean<SavedTemplateDocument[]>();
      return [
        ...Object.entries(TEMPLATES).map(([key, template]) => ({ key, template, saved: null })),
        ...saved.map(({ _id, template, n, at, by }) => ({ key: _id, template, saved: { n, at, by } })),
      ];
    },
    /** Returns the key; under a name that is taken it becomes the next number of it. */
    async add({ name, at, by, template }: Omit<SavedTemplate, 'key' | 'n'>): Promise<string> {
      refuseTooLarge(template);
      const key = `saved-${newId()}`;
      const highest = async () =>
        (await model.findOne({ name }, { n: 1 }).sort({ n: -1 }).lean<{ n: number }>())?.n ?? 0;
      return withNextNumber(highest, async (n) => {
        await model.create({ _id: key, name, n, at, by, template: { ...template, key } });
        return key;
      });
    },
  };
}

export type Templates = ReturnType<typeof templatesStore>;
