/** Reads and writes of score sheets. */
import type { Connection } from 'mongoose';
import type { Instant } from '../../workflows/dates.js';
import { NotFound } from '../platform/errors.js';
import { type GivenSheet, type GivenSheetDocument, scoreSheetModel } from './score-sheet.model.js';

const MOST = 50;

const plain = ({ _id, ...rest }: GivenSheetDocument): GivenSheet => ({ id: _id, ...rest });

export function scoreSheets(connection: Connection) {
  const model = scoreSheetModel(connection);
  return {
    async byId(id: string): Promise<GivenSheet> {
      const found = await model.findById(id).lean<GivenSheetDocument>();
      if (!found) throw new NotFound('page');
      return plain(found);
    },
    /** Without their texts, the newest first. */
    async ofCampaign(campaign: string): Promise<Omit<GivenSheet, 'text'>[]> {
      const found = await model
        .find({ campaign }, { text: 0 })
        .sort({ createdAt: -1 })
        .limit(MOST)
        .lean<GivenSheetDocument[]>();
      return found.map(plain);
    },
    async add({ id, ...sheet }: GivenSheet): Promise<void> {
      await model.create({ _id: id, ...sheet });
    },
    async kept(id: string, at: Instant): Promise<void> {
      await model.updateOne({ _id: id }, { $set: { keptAt: at } });
    },
  };
}

export type ScoreSheets = ReturnType<typeof scoreSheets>;
