/** The pages of period plans: all by department and period, one with its lines and events. */
import type { Request, Response } from 'express';
import type { PeriodPlanFacts } from '../../workflows/period-plans/period-plan.js';
import type { BookletQueries } from '../booklets/booklet.query.js';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import { campaignNamed, cardRoutes } from '../cards/card.router.js';
import { type FormAgain, formAgain } from '../http/form-again.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import { sentForm } from '../http/sent-form.js';
import type { Departments } from '../people/departments.js';
import { NotFound } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import type { Records } from '../records/create-records.js';
import type { makePlan } from './make-plan.js';
import { periodPlanPage } from './period-plan.page.js';
import type { PeriodPlanQueries } from './period-plan.query.js';
import { periodPlansPage } from './period-plans.page.js';
import type { PlanSources } from './plan-sources.js';
import { isPeriodPlanAction, type putPlanEvent } from './put-plan-event.js';

export interface PeriodPlanRoutesDeps {
  records: Records;
  periodPlans: PeriodPlanQueries;
  booklets: BookletQueries;
  campaigns: CampaignQueries;
  departments: Departments;
  sources: PlanSources;
  makePlan: ReturnType<typeof makePlan>;
  putPlanEvent: ReturnType<typeof putPlanEvent>;
}

export function periodPlanRoutes(deps: PeriodPlanRoutesDeps): Route[] {
  const { records, periodPlans, booklets, campaigns, departments, sources } = deps;

  async function list(req: Request, res: Response, again: FormAgain | null = null): Promise<void> {
    const reader = readerOf(res);
    const actor = actorIn(res);
    const named = again ? (req.body as { campaign?: unknown }).campaign : req.query.campaign;
    const campaign = await campaignNamed(campaigns, named);
    if (!campaign) {
      const title = reader.t('common:nav.duties');
      res.render('sites/none', { page: { title }, text: reader.t('periodPlans:noCampaign') });
      return;
    }
    const [plans, asked, names] = await Promise.all([
      periodPlans.ofCampaign(campaign.id),
      booklets.ofCampaign(campaign.id),
      departments.names(reader.locale),
    ]);
    const owing = [...asked.filter(({ state }) => state !== 'cancelled'), ...plans];
    const ids = [...new Set(owing.map(({ facts }) => facts.department))];
    const shown = { campaign, plans, actor, names, departments: ids, key: newId(), again };
    res.status(again?.status ?? 200).render('period-plans/list', periodPlansPage(shown, reader));
  }

  async function make(req: Request, res: Response): Promise<void> {
    const { fields } = sentForm(req.body);
    const campaign = await campaignNamed(campaigns, fields.campaign);
    if (!campaign) throw new NotFound('campaign');
    try {
      const { period } = fields;
      const made = await deps.makePlan({ campaign: campaign.id, period, actor: actorIn(res) });
      res.redirect(303, `/period-plans/${made.id}?done=CREATED`);
    } catch (error) {
      await list(req, res, formAgain(error, fields));
    }
  }

  return [
    { method: 'get', path: '/period-plans', action: 'periodPlan.view', handler: (req, res) => list(req, res) },
    { method: 'post', path: '/period-plans', rev: 'makes', action: 'periodPlan.create', handler: make },
    ...cardRoutes<PeriodPlanFacts>({
      kind: 'periodPlan',
      area: 'periodPlans',
      base: '/period-plans',
      action: 'periodPlan.view',
      records,
      departments,
      campaignOf: ({ campaign }) => campaign,
      isAction: isPeriodPlanAction,
      put: deps.putPlanEvent,
      show: async (shown, reader, again) => {
        const [campaign, found] = await Promise.all([
          campaigns.byId(shown.record.facts.campaign),
          sources.found(shown.record.facts),
        ]);
        return {
          view: 'period-plans/period-plan',
          model: periodPlanPage({ ...shown, campaign, found }, reader, again),
        };
      },
    }),
  ];
}
