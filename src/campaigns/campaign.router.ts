/** Campaigns: the list, a new one from a template, one with its phases, rules and story. */
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { CampaignFacts } from '../../workflows/campaigns/campaign.js';
import { type FormAgain, formAgain } from '../http/form-again.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import type { PhaseQueries } from '../phases/phase.query.js';
import type { Clock } from '../platform/clock.js';
import { NotFound } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import { civilDate, read, requiredText, text } from '../platform/validate.js';
import type { Records } from '../records/create-records.js';
import { campaignListPage, campaignPage, newCampaignPage } from './campaign.page.js';
import type { CampaignQueries } from './campaign.query.js';
import type { openCampaign } from './open-campaign.js';
import { putCampaignEvent } from './put-campaign-event.js';

export interface CampaignRoutesParts {
  records: Records;
  campaigns: CampaignQueries;
  phases: PhaseQueries;
  openCampaign: ReturnType<typeof openCampaign>;
  clock: Clock;
}

const newCampaign = z.strictObject({
  _csrf: z.string().optional(),
  template: z.string().max(60).default(''),
  startOn: civilDate,
  title: requiredText(120),
  region: text(60).default(''),
  upperLevel: text(60).default(''),
});

export function campaignRoutes(parts: CampaignRoutesParts): Route[] {
  const { records, campaigns, phases, openCampaign: open, clock } = parts;
  const openPhases = async (campaign: string) =>
    (await phases.ofNow(campaign)).filter(({ state }) => state !== 'closed').length;
  const put = putCampaignEvent({ records, openPhases });

  async function page(req: Request, res: Response, again: (FormAgain & { event: string }) | null): Promise<void> {
    const { id } = req.params;
    if (!isId(id)) throw new NotFound('campaign');
    const actor = actorIn(res);
    const campaign = await records.load<CampaignFacts>('campaign', id);
    const [of, history, left, moment] = await Promise.all([
      phases.of(id),
      records.history(campaign),
      openPhases(id),
      records.momentFor(id, actor),
    ]);
    const shown = { campaign, phases: of, history, openPhases: left, actor, moment };
    res.status(again?.status ?? 200).render('campaigns/campaign', campaignPage(shown, readerOf(res), again));
  }

  return [
    {
      method: 'get',
      path: '/campaigns',
      action: 'campaign.view',
      handler: async (_req, res) => {
        res.render('campaigns/list', campaignListPage(await campaigns.all(), actorIn(res), readerOf(res)));
      },
    },
    {
      method: 'get',
      path: '/campaigns/new',
      action: 'campaign.create',
      handler: (_req, res) => {
        res.render('campaigns/new', newCampaignPage(clock.today(), readerOf(res), null));
      },
    },
    {
      method: 'post',
      path: '/campaigns/new',
      action: 'campaign.create',
      handler: async (req, res) => {
        const typed = { ...req.body } as Record<string, unknown>;
        try {
          const { _csrf, ...given } = read(newCampaign, typed);
          const { campaign } = await open({ ...given, actor: actorIn(res) });
          res.redirect(303, `/campaigns/${campaign}`);
        } catch (error) {
          const again = formAgain(error, typed);
          res.status(again.status).render('campaigns/new', newCampaignPage(clock.today(), readerOf(res), again));
        }
      },
    },
    {
      method: 'get',
      path: '/campaigns/:id',
      action: 'campaign.view',
      handler: (req, res) => page(req, res, null),
    },
    {
      method: 'post',
      path: '/campaigns/:id/events/:event',
      action: 'campaign.event',
      handler: async (req, res) => {
        const { id } = req.params;
        if (!isId(id)) throw new NotFound('campaign');
        const type = String(req.params.event);
        const { _csrf, rev, ...body } = { ...req.body } as Record<string, unknown>;
        try {
          const expectedRev = typeof rev === 'string' && /^\d{1,9}$/.test(rev) ? Number(rev) : undefined;
          await put({ id, type, body, actor: actorIn(res), expectedRev });
          res.redirect(303, `/campaigns/${id}`);
        } catch (error) {
          await page(req, res, { ...formAgain(error, body), event: type });
        }
      },
    },
  ];
}
