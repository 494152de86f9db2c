/** The pages of indicators: the list with its form, the card with its events. */
import type { Request, Response } from 'express';
import type { IndicatorFacts } from '../../workflows/indicators/indicator.js';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import { campaignNamed, cardRoutes } from '../cards/card.router.js';
import { type FormAgain, formAgain } from '../http/form-again.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import { sentForm } from '../http/sent-form.js';
import type { Departments } from '../people/departments.js';
import { NotFound } from '../platform/errors.js';
import { byPinyin, type Locale } from '../platform/i18n.js';
import { newId } from '../platform/ids.js';
import type { Records } from '../records/create-records.js';
import type { createIndicator, putIndicatorEvent } from './change-indicator.js';
import { indicatorPage } from './indicator.page.js';
import type { IndicatorQueries } from './indicator.query.js';
import { isIndicatorAction } from './indicator.schema.js';
import { indicatorsPage } from './indicators.page.js';

export interface IndicatorRoutesDeps {
  records: Records;
  queries: IndicatorQueries;
  campaigns: CampaignQueries;
  departments: Departments;
  createIndicator: ReturnType<typeof createIndicator>;
  putIndicatorEvent: ReturnType<typeof putIndicatorEvent>;
}

export function indicatorRoutes(deps: IndicatorRoutesDeps): Route[] {
  const { records, queries, campaigns, departments } = deps;

  async function people(locale: Locale) {
    const [all, names] = await Promise.all([departments.list(), departments.names(locale)]);
    const owners = all
      .filter(({ active }) => active)
      .map(({ id }) => ({ id, name: names.get(id) ?? id }))
      .sort((a, b) => byPinyin(a.name, b.name));
    return { names, owners, categories: new Map(all.map(({ id, category }) => [id, category as string])) };
  }

  async function list(req: Request, res: Response, again: FormAgain | null = null): Promise<void> {
    const reader = readerOf(res);
    const campaign = await campaignNamed(
      campaigns,
      again ? (req.body as { campaign?: unknown }).campaign : req.query.campaign,
    );
    if (!campaign) {
      const title = reader.t('common:nav.indicators');
      res.render('sites/none', { page: { title }, text: reader.t('indicators:noCampaign') });
      return;
    }
    const [indicators, moment, known] = await Promise.all([
      queries.ofCampaign(campaign.id),
      records.momentFor(campaign.id, actorIn(res)),
      people(reader.locale),
    ]);
    const shown = { campaign, indicators, moment, ...known, key: newId(), again };
    res.status(again?.status ?? 200).render('indicators/list', indicatorsPage(shown, reader));
  }

  async function add(req: Request, res: Response): Promise<void> {
    const { fields, key } = sentForm(req.body);
    const { campaign: named, ...body } = fields;
    const campaign = await campaignNamed(campaigns, named);
    if (!campaign) throw new NotFound('campaign');
    try {
      const made = await deps.createIndicator({
        campaign: campaign.id,
        body,
        actor: actorIn(res),
        idempotencyKey: key,
      });
      res.redirect(303, `/indicators/${made.id}?done=CREATED`);
    } catch (error) {
      await list(req, res, formAgain(error, body));
    }
  }

  return [
    { method: 'get', path: '/indicators', action: 'indicator.view', handler: (req, res) => list(req, res) },
    { method: 'post', path: '/indicators', action: 'indicator.create', handler: add },
    ...cardRoutes<IndicatorFacts>({
      kind: 'indicator',
      area: 'indicators',
      base: '/indicators',
      action: 'indicator.view',
      records,
      departments,
      campaignOf: ({ campaign }) => campaign,
      isAction: isIndicatorAction,
      put: deps.putIndicatorEvent,
      show: async (shown, reader, again) => {
        const [campaign, { owners }] = await Promise.all([
          campaigns.byId(shown.record.facts.campaign),
          people(reader.locale),
        ]);
        return { view: 'indicators/indicator', model: indicatorPage({ ...shown, campaign, owners }, reader, again) };
      },
    }),
  ];
}
