/** The pages of indicators: the list with its form, the card with its events. */
import type { Request, Response } from 'express';
import type { IndicatorFacts } from '../../workflows/indicators/indicator.js';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import { type CardRoutes, campaignNamed, cardRoutes, showCard } from '../cards/card.router.js';
import type { attachEvidence } from '../evidence/attach-evidence.js';
import type { EvidenceStore } from '../evidence/evidence-store.js';
import { sendFile } from '../evidence/send-file.js';
import { takeEvidence } from '../evidence/take-evidence.js';
import { type FormAgain, formAgain } from '../http/form-again.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import { sentForm } from '../http/sent-form.js';
import type { Departments } from '../people/departments.js';
import { may } from '../people/policy.js';
import { Forbidden, NotFound } from '../platform/errors.js';
import { byPinyin, type Locale } from '../platform/i18n.js';
import { isId, newId } from '../platform/ids.js';
import type { Records } from '../records/create-records.js';
import { sideRows } from '../records/side-counts.js';
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
  evidenceStore: EvidenceStore;
  attachEvidence: ReturnType<typeof attachEvidence>;
  createIndicator: ReturnType<typeof createIndicator>;
  putIndicatorEvent: ReturnType<typeof putIndicatorEvent>;
}

export function indicatorRoutes(deps: IndicatorRoutesDeps): Route[] {
  const { records, queries, campaigns, departments } = deps;
  const take = takeEvidence({ store: deps.evidenceStore, attach: deps.attachEvidence });

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

  const page: CardRoutes<IndicatorFacts> = {
    kind: 'indicator',
    area: 'indicators',
    base: '/indicators',
    action: 'indicator.view',
    records,
    departments,
    campaignOf: ({ campaign }) => campaign,
    isAction: isIndicatorAction,
    put: deps.putIndicatorEvent,
    show: async (shown, reader, again, req) => {
      const { id, facts } = shown.record;
      const [campaign, { owners, names, categories }, rows] = await Promise.all([
        campaigns.byId(facts.campaign),
        people(reader.locale),
        facts.measure ? sideRows(records.counters, facts.campaign) : null,
      ]);
      const measured = rows && { id, facts, rows, names, categories, period: req.query.period };
      const model = indicatorPage({ ...shown, campaign, owners, measured }, reader, again);
      return { view: 'indicators/indicator', model };
    },
  };
  const card = showCard(page);

  async function indicatorIn(req: Request) {
    const { id } = req.params;
    if (!isId(id)) throw new NotFound('indicator');
    return records.load<IndicatorFacts>('indicator', id);
  }

  async function evidence(req: Request, res: Response): Promise<void> {
    const { id, facts } = await indicatorIn(req);
    const actor = actorIn(res);
    // Asked before the bytes are taken: who may not attach to this indicator does not fill the store.
    const verdict = may(actor, 'indicator.ATTACH', { department: facts.owner });
    if (!verdict.allowed) throw new Forbidden([verdict.reason]);
    const { typed, error } = await take(req, { kind: 'indicator', id, actor, about: () => [] });
    if (error) return card(req, res, { ...formAgain(error, typed), event: 'ATTACH' });
    res.redirect(303, `/indicators/${id}?done=ATTACH`);
  }

  async function file(req: Request, res: Response): Promise<void> {
    const { facts } = await indicatorIn(req);
    const asked = req.params.file;
    // Only files of this indicator, under its own door.
    if (!facts.files.some((one) => one.file === asked)) throw new NotFound('file');
    await sendFile(res, await deps.evidenceStore.open(String(asked)));
  }

  return [
    { method: 'get', path: '/indicators', action: 'indicator.view', handler: (req, res) => list(req, res) },
    { method: 'post', path: '/indicators', rev: 'makes', action: 'indicator.create', handler: add },
    ...cardRoutes(page),
    { method: 'get', path: '/indicators/:id/files/:file', action: 'indicator.view', handler: file },
    {
      method: 'post',
      path: '/indicators/:id/evidence',
      rev: 'adds',
      action: 'indicator.ATTACH',
      body: 'upload',
      handler: evidence,
    },
  ];
}
