/** Reads of ratings: a quarter has at most one of each department. */
import type { Connection } from 'mongoose';
import type { RatingFacts } from '../../workflows/supervision/rating.js';
import type { StoredRecord } from '../records/record.js';
import { type RecordDocument, toRecord } from '../records/record-store.js';
import { ratingModel } from './rating.model.js';

export type RatingRecord = StoredRecord<RatingFacts>;

const MOST = 2_000;

export function ratingQueries(connection: Connection) {
  const model = ratingModel(connection);
  return {
    async ofQuarter(campaign: string, quarter: string): Promise<RatingRecord[]> {
      const found = await model.find({ campaign, quarter }).limit(MOST).lean<RecordDocument[]>();
      return found.map((document) => toRecord<RatingFacts>('rating', document));
    },
    /** The quarters that have ratings, the latest first. */
    async quarters(campaign: string): Promise<string[]> {
      const found = (await model.distinct('quarter', { campaign })) as string[];
      return found.sort().reverse();
    },
  };
}

export type RatingQueries = ReturnType<typeof ratingQueries>;
