/** Reads of exemplary sites; a campaign has a dozen of them, so a list is read whole. */
import type { Connection } from 'mongoose';
import type { SiteFacts } from '../../workflows/sites/site.js';
import type { StoredRecord } from '../records/record.js';
import { type RecordDocument, toRecord } from '../records/record-store.js';
import { siteModel } from './site.model.js';

export type SiteRecord = StoredRecord<SiteFacts>;

const MOST = 500;

export function siteQueries(connection: Connection) {
  const model = siteModel(connection);
  const read = async (where: Record<string, unknown>) => {
    const found = await model.find(where).sort({ 'readyBy.to': 1, key: 1 }).limit(MOST).lean<RecordDocument[]>();
    return found.map((document) => toRecord<SiteFacts>('site', document));
  };
  return {
    /** The sites of a campaign by ready-by date, retired ones included. */
    ofCampaign: (campaign: string): Promise<SiteRecord[]> => read({ campaign }),
    /** The sites one department prepares in a campaign. */
    ofDepartment: (campaign: string, department: string): Promise<SiteRecord[]> => read({ campaign, department }),
  };
}

export type SiteQueries = ReturnType<typeof siteQueries>;
