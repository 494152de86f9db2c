/** Reads of indicators; a campaign has a few dozen, so a list is read whole. */
import type { Connection } from 'mongoose';
import type { IndicatorFacts } from '../../workflows/indicators/indicator.js';
import type { StoredRecord } from '../records/record.js';
import { type RecordDocument, toRecord } from '../records/record-store.js';
import { indicatorModel } from './indicator.model.js';

export type IndicatorRecord = StoredRecord<IndicatorFacts>;

const MOST = 1_000;

export function indicatorQueries(connection: Connection) {
  const model = indicatorModel(connection);
  return {
    /** The indicators of a campaign by code, cancelled ones included. */
    async ofCampaign(campaign: string): Promise<IndicatorRecord[]> {
      const found = await model.find({ campaign }).sort({ code: 1, _id: 1 }).limit(MOST).lean<RecordDocument[]>();
      return found.map((document) => toRecord<IndicatorFacts>('indicator', document));
    },
  };
}

export type IndicatorQueries = ReturnType<typeof indicatorQueries>;
