/** The pages of indicators: the list with its form, the card with its events. */
import type { Request, Response } from 'express';
import type { IndicatorFacts } from '../../workflows/indicators/indicator.js';
import type { CampaignQueries, CampaignRecord } from '../campaigns/campaign.query.js';
import { type FormAgain, formAgain } from '../http/form-again.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import type { Departments } from '../people/departments.js';
import { NotFound } from '../platform/errors.js';
import { byPinyin, hasText, type Locale } from '../platform/i18n.js';
import { isId, newId } from '../platform/ids.js';
import type { Records } from '../records/create-records.js';
import { firstBreak } from '../records/verify-log.js';
import { sentForm } from '../tasks/task-event.form.js';
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

/** What has just been done, as the address says. */
function doneNotice(req: Request, res: Response): void {
  const { done } = req.query;
  const { t, locale } = readerOf(res);
  if (typeof done !== 'string' || !/^[A-Z_]{1,30}$/.test(done) || !hasText(locale, `indicators:done.${done}`)) return;
  res.locals.notice = { kind: 'done', text: t(`indicators:done.${done}`) };
}

export function indicatorRoutes(deps: IndicatorRoutesDeps): Route[] {
  const { records, queries, campaigns, departments } = deps;

  /** The campaign named, else the current one; null when there is none at all. */
  async function campaignNamed(id: unknown): Promise<CampaignRecord | null> {
    if (id === undefined || id === '') return campaigns.current();
    if (!isId(id)) throw new NotFound('campaign');
    return campaigns.byId(id);
  }

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
    const campaign = await campaignNamed(again ? (req.body as { campaign?: unknown }).campaign : req.query.campaign);
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
    const campaign = await campaignNamed(named);
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

  async function card(req: Request, res: Response, again: (FormAgain & { event: string }) | null = null) {
    const { id } = req.params;
    if (!isId(id)) throw new NotFound('indicator');
    const reader = readerOf(res);
    const indicator = await records.load<IndicatorFacts>('indicator', id);
    const [campaign, moment, history, { names, owners }] = await Promise.all([
      campaigns.byId(indicator.facts.campaign),
      records.momentFor(indicator.facts.campaign, actorIn(res)),
      records.history(indicator),
      people(reader.locale),
    ]);
    const brokenAt = firstBreak(history)?.seq ?? null;
    doneNotice(req, res);
    const shown = { indicator, campaign, moment, history, brokenAt, names, owners, key: newId() };
    res.status(again?.status ?? 200).render('indicators/indicator', indicatorPage(shown, reader, again));
  }

  async function event(req: Request, res: Response): Promise<void> {
    const { id, event: type } = req.params;
    if (!isId(id)) throw new NotFound('indicator');
    if (!isIndicatorAction(type)) throw new NotFound();
    const { fields, rev, key } = sentForm(req.body);
    const actor = actorIn(res);
    try {
      await deps.putIndicatorEvent({ id, type, body: fields, actor, idempotencyKey: key, expectedRev: rev });
    } catch (error) {
      return card(req, res, { ...formAgain(error, fields), event: type });
    }
    res.redirect(303, `/indicators/${id}?done=${type}`);
  }

  return [
    { method: 'get', path: '/indicators', action: 'indicator.view', handler: (req, res) => list(req, res) },
    { method: 'post', path: '/indicators', action: 'indicator.create', handler: add },
    { method: 'get', path: '/indicators/:id', action: 'indicator.view', handler: (req, res) => card(req, res) },
    { method: 'post', path: '/indicators/:id/events/:event', action: 'indicator.view', handler: event },
  ];
}
