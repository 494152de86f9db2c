/** Reads of booklets; a campaign has one for each department, so the register is read whole. */
import type { Connection } from 'mongoose';
import type { BookletFacts } from '../../workflows/booklets/booklet.js';
import type { StoredRecord } from '../records/record.js';
import { type RecordDocument, toRecord } from '../records/record-store.js';
import { bookletModel } from './booklet.model.js';

export type BookletRecord = StoredRecord<BookletFacts>;

const MOST = 1_000;

export function bookletQueries(connection: Connection) {
  const model = bookletModel(connection);
  return {
    /** The booklets of a campaign, those no longer asked for included. */
    async ofCampaign(campaign: string): Promise<BookletRecord[]> {
      const found = await model.find({ campaign }).sort({ department: 1 }).limit(MOST).lean<RecordDocument[]>();
      return found.map((document) => toRecord<BookletFacts>('booklet', document));
    },
  };
}

export type BookletQueries = ReturnType<typeof bookletQueries>;
