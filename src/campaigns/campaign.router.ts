/** Campaigns: the list, a new one from a template, one with its phases, rules and story. */
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Calendar } from '../../workflows/calendar.js';
import type { CampaignFacts } from '../../workflows/campaigns/campaign.js';
import { instantiate } from '../../workflows/templates/index.js';
import type { PlannedCampaign } from '../../workflows/templates/template.js';
import { type FormAgain, formAgain } from '../http/form-again.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import { sentForm } from '../http/sent-form.js';
import type { PhaseQueries } from '../phases/phase.query.js';
import type { Clock } from '../platform/clock.js';
import { InvalidForm, NotFound } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import { civilDate, read, requiredText, text } from '../platform/validate.js';
import type { Records } from '../records/create-records.js';
import { campaignListPage, campaignPage } from './campaign.page.js';
import type { CampaignQueries } from './campaign.query.js';
import { type NewCampaignShown, newCampaignPage } from './new-campaign.page.js';
import type { openCampaign } from './open-campaign.js';
import { putCampaignEvent } from './put-campaign-event.js';
import type { Templates } from './templates.store.js';

export interface CampaignRoutesParts {
  records: Records;
  campaigns: CampaignQueries;
  phases: PhaseQueries;
  openCampaign: ReturnType<typeof openCampaign>;
  templates: Templates;
  calendar(): Promise<Calendar>;
  clock: Clock;
}

const newCampaign = z.strictObject({
  _csrf: z.string().optional(),
  template: z.string().max(60).default(''),
  startOn: civilDate,
  title: requiredText(120),
  region: text(60).default(''),
  upperLevel: text(60).default(''),
  do: z.enum(['open', 'preview']).default('open'),
});

export function campaignRoutes(parts: CampaignRoutesParts): Route[] {
  const { records, campaigns, phases, openCampaign: open, templates, calendar, clock } = parts;
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

  /** The plan as it would be; nothing is made. */
  async function planned({ template: key, startOn }: { template: string; startOn: string }): Promise<PlannedCampaign> {
    const template = await templates.byKey(key);
    if (!template) throw new InvalidForm([{ code: 'campaign.unknownTemplate', field: 'template' }]);
    return instantiate(template, { startOn });
  }

  async function form(res: Response, asked: Partial<NewCampaignShown>): Promise<void> {
    const [known, days] = await Promise.all([templates.all(), calendar()]);
    const shown = {
      ...{ templates: known, chosen: '', preview: null, typed: null, again: null, calendar: days },
      today: clock.today(),
      ...asked,
    };
    res.status(asked.again?.status ?? 200).render('campaigns/new', newCampaignPage(shown, readerOf(res)));
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
      handler: (req, res) => form(res, { chosen: String(req.query.template ?? '') }),
    },
    {
      method: 'post',
      path: '/campaigns/new',
      rev: 'makes',
      action: 'campaign.create',
      handler: async (req, res) => {
        const typed = { ...req.body } as Record<string, unknown>;
        try {
          const { _csrf, do: does, ...given } = read(newCampaign, typed);
          if (does === 'preview') return await form(res, { typed, preview: await planned(given) });
          const { campaign } = await open({ ...given, actor: actorIn(res) });
          res.redirect(303, `/campaigns/${campaign}`);
        } catch (error) {
          await form(res, { typed, again: formAgain(error, typed) });
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
        const { fields: body, rev } = sentForm(req.body);
        try {
          await put({ id, type, body, actor: actorIn(res), expectedRev: rev });
          res.redirect(303, `/campaigns/${id}`);
        } catch (error) {
          await page(req, res, { ...formAgain(error, body), event: type });
        }
      },
    },
  ];
}
