/** Reads of campaigns, and the settings that every event of a campaign's records is judged by. */
import type { Connection } from 'mongoose';
import type { CampaignFacts } from '../../workflows/campaigns/campaign.js';
import type { CampaignSettings } from '../../workflows/moment.js';
import type { PackVersion } from '../../workflows/packs/pack.js';
import { NotFound } from '../platform/errors.js';
import { kept } from '../platform/kept.js';
import type { StoredRecord } from '../records/record.js';
import { type RecordDocument, toRecord } from '../records/record-store.js';
import { campaignModel } from './campaign.model.js';

export type CampaignRecord = StoredRecord<CampaignFacts>;

/** How long a process may go on with campaigns it has read; what it changes itself it forgets at once. */
const KEEP_MS = 2_000;
const RUNNING = new Set(['running', 'awaitingInspection', 'inspected']);
/** A region runs one or two in a year. */
const MOST = 100;

export function campaignQueries(connection: Connection) {
  const model = campaignModel(connection);
  const open = (document: RecordDocument) => toRecord<CampaignFacts>('campaign', document);
  const known = kept<CampaignRecord[]>(KEEP_MS);
  async function read(): Promise<CampaignRecord[]> {
    const found = await model.find().sort({ startOn: -1 }).limit(MOST).lean<RecordDocument[]>();
    return found.map(open);
  }
  const latest = () => known.get('', read);

  /** The campaign of an id, or null; one that is not among those kept is looked for, since it may be new. */
  async function find(id: string): Promise<CampaignRecord | null> {
    const there = (await latest()).find((campaign) => campaign.id === id);
    if (there) return there;
    const found = await model.findById(id).lean<RecordDocument>();
    return found && open(found);
  }

  return {
    /** The latest hundred, the latest first. */
    all: latest,
    /** Campaigns whose records still change. */
    running: async () => (await latest()).filter(({ state }) => RUNNING.has(state)),
    /** Throws NotFound. */
    async byId(id: string): Promise<CampaignRecord> {
      const found = await find(id);
      if (!found) throw new NotFound('campaign');
      return found;
    },
    /** The campaign that pages are about when none is named: the latest that runs, else the latest at all. */
    async current(): Promise<CampaignRecord | null> {
      const all = await latest();
      return all.find(({ state }) => RUNNING.has(state)) ?? all[0] ?? null;
    },
    /** A campaign's settings; null where there is no such campaign. */
    settings: async (id: string): Promise<CampaignSettings | null> => (await find(id))?.facts.settings ?? null,
    /** The rule pack a campaign has adopted; null = the shipped one. */
    pack: async (id: string): Promise<PackVersion | null> => (await find(id))?.facts.pack ?? null,
    /** To be called when a campaign has been changed here. */
    forget: () => known.forget(),
  };
}

export type CampaignQueries = ReturnType<typeof campaignQueries>;
