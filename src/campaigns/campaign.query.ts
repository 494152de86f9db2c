/** Reads of campaigns, and the settings that every event of a campaign's records is judged by. */
import type { Connection } from 'mongoose';
import type { CampaignFacts } from '../../workflows/campaigns/campaign.js';
import type { CampaignSettings } from '../../workflows/moment.js';
import { NotFound } from '../platform/errors.js';
import type { StoredRecord } from '../records/record.js';
import { type RecordDocument, toRecord } from '../records/record-store.js';
import { campaignModel } from './campaign.model.js';

export type CampaignRecord = StoredRecord<CampaignFacts>;

/** How long a process may go on with settings it has read. */
const KEEP_MS = 2_000;

export function campaignQueries(connection: Connection) {
  const model = campaignModel(connection);
  const kept = new Map<string, { at: number; settings: Promise<CampaignSettings | null> }>();
  let currentKept: { at: number; campaign: Promise<CampaignRecord | null> } | null = null;

  const open = (document: RecordDocument) => toRecord<CampaignFacts>('campaign', document);

  async function readCurrent(): Promise<CampaignRecord | null> {
    const running = await model
      .findOne({ 'workflow.state': { $in: ['running', 'awaitingInspection', 'inspected'] } })
      .sort({ startOn: -1 })
      .lean<RecordDocument>();
    const found = running ?? (await model.findOne().sort({ startOn: -1 }).lean<RecordDocument>());
    return found && open(found);
  }

  return {
    async all(): Promise<CampaignRecord[]> {
      const found = await model.find().sort({ startOn: -1 }).limit(100).lean<RecordDocument[]>();
      return found.map(open);
    },
    async byId(id: string): Promise<CampaignRecord> {
      const found = await model.findById(id).lean<RecordDocument>();
      if (!found) throw new NotFound('campaign');
      return open(found);
    },
    /** The campaign that pages are about when none is named: the latest that runs, else the latest at all. */
    current(): Promise<CampaignRecord | null> {
      if (!currentKept || Date.now() - currentKept.at > KEEP_MS) {
        const campaign = readCurrent();
        currentKept = { at: Date.now(), campaign };
        campaign.catch(() => {
          currentKept = null;
        });
      }
      return currentKept.campaign;
    },
    /** A campaign's settings; asked for every event, so they are read again only every two seconds. */
    settings(id: string): Promise<CampaignSettings | null> {
      const known = kept.get(id);
      if (known && Date.now() - known.at < KEEP_MS) return known.settings;
      const settings = model
        .findById(id, { settings: 1 })
        .lean<{ settings: CampaignSettings }>()
        .then((found) => found?.settings ?? null);
      kept.set(id, { at: Date.now(), settings });
      settings.catch(() => kept.delete(id));
      return settings;
    },
  };
}

export type CampaignQueries = ReturnType<typeof campaignQueries>;
