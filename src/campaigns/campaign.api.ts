/** Campaigns over the API. */
import { z } from 'zod';
import { API, type ApiRoute, answer, pathId, readQuery } from '../http/api.js';
import { readerOf } from '../http/locals.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import type { PhaseQueries, PhaseRecord } from '../phases/phase.query.js';
import type { CampaignQueries, CampaignRecord } from './campaign.query.js';

const day = z.iso.date();

const campaignItem = z.object({
  id: z.string(),
  title: z.string(),
  year: z.int(),
  region: z.string(),
  upperLevel: z.string(),
  state: z.enum(['draft', 'running', 'awaitingInspection', 'inspected', 'concluded', 'archived']),
  startOn: day,
  inspection: z.object({ date: day, by: z.string() }).nullable(),
  rev: z.int(),
});

const phaseItem = z.object({
  id: z.string(),
  key: z.string().meta({ description: 'What `phase` of a task says.' }),
  order: z.int(),
  title: z.string(),
  goal: z.string(),
  state: z.enum(['planned', 'open', 'selfCheck', 'inspected', 'closed']),
  opensOn: day,
  closesOn: day,
  hardDate: day.nullable(),
  openedOn: day.nullable(),
  closedOn: day.nullable(),
  light: z.object({ colour: z.string(), reason: z.string(), since: day }),
  rev: z.int(),
});

const campaignList = z.object({ items: z.array(campaignItem) });
const campaignDetail = campaignItem.extend({ phases: z.array(phaseItem) });
const nothing = z.strictObject({});

export interface CampaignApiParts {
  campaigns: Pick<CampaignQueries, 'all' | 'byId'>;
  phases: Pick<PhaseQueries, 'of'>;
}

function campaignShown({ id, state, facts, rev }: CampaignRecord): z.output<typeof campaignItem> {
  const { title, year, region, upperLevel, startOn, inspection } = facts;
  return { id, title, year, region, upperLevel, state: state as 'draft', startOn, inspection, rev };
}

function phaseShown({ id, state, facts, light, rev }: PhaseRecord, reader: Reader): z.output<typeof phaseItem> {
  const { key, order, title, goal, opensOn, closesOn, hardDate, openedOn, closedOn } = facts;
  const [reason = light.reason.code] = reasonTexts([light.reason], reader);
  return {
    id,
    key,
    order,
    title,
    goal,
    state: state as 'planned',
    opensOn,
    closesOn,
    hardDate,
    openedOn,
    closedOn,
    light: { colour: light.colour, reason, since: light.since },
    rev,
  };
}

/** GET /campaigns and GET /campaigns/:id. */
export function campaignApi({ campaigns, phases }: CampaignApiParts): ApiRoute[] {
  return [
    {
      method: 'get',
      path: `${API}/campaigns`,
      action: 'campaign.view',
      api: { summary: 'All campaigns, the latest first.', query: nothing, status: 200, answer: campaignList },
      handler: async (req, res) => {
        readQuery(nothing, req);
        answer(res, 200, { items: (await campaigns.all()).map(campaignShown) });
      },
    },
    {
      method: 'get',
      path: `${API}/campaigns/:id`,
      action: 'campaign.view',
      api: { summary: 'A campaign with its phases.', status: 200, answer: campaignDetail },
      handler: async (req, res) => {
        const campaign = await campaigns.byId(pathId(req, 'campaign'));
        const reader = readerOf(res);
        const found = await phases.of(campaign.id);
        answer(res, 200, {
          ...campaignShown(campaign),
          phases: found.map((phase) => phaseShown(phase, reader)),
        });
      },
    },
  ];
}
