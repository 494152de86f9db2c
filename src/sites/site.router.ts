/** The pages of exemplary sites: the list, nomination, the card, its files and its log. */
import type { Request, Response } from 'express';
import { DIMENSIONS } from '../../workflows/sites/site.js';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import { campaignNamed, doneNotice } from '../cards/card.router.js';
import type { attachEvidence } from '../evidence/attach-evidence.js';
import type { EvidenceStore } from '../evidence/evidence-store.js';
import { sendFile } from '../evidence/send-file.js';
import { takeEvidence } from '../evidence/take-evidence.js';
import { type FormAgain, formAgain } from '../http/form-again.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import { type Sent, sentForm } from '../http/sent-form.js';
import type { Departments } from '../people/departments.js';
import { NotFound } from '../platform/errors.js';
import { isId, newId } from '../platform/ids.js';
import type { Records } from '../records/create-records.js';
import type { createSite } from './create-site.js';
import type { putSiteEvent } from './put-site-event.js';
import { departmentChoices, showSite } from './show-site.js';
import { sitePage } from './site.page.js';
import type { SiteQueries } from './site.query.js';
import type { SiteFormAgain } from './site-actions.page.js';
import { aboutSiteForm, aboutVisitForm, visitBody } from './site-event.form.js';
import { isSentSiteEvent } from './site-event.schema.js';
import type { SiteFormName } from './site-fields.form.js';
import { siteLogPage } from './site-timeline.page.js';
import { readSiteFilters, sitesPage } from './sites.page.js';

export interface SiteRoutesDeps {
  records: Records;
  queries: SiteQueries;
  campaigns: CampaignQueries;
  departments: Departments;
  evidenceStore: EvidenceStore;
  putSiteEvent: ReturnType<typeof putSiteEvent>;
  createSite: ReturnType<typeof createSite>;
  attachEvidence: ReturnType<typeof attachEvidence>;
}

function siteId(req: Request): string {
  const { id } = req.params;
  if (!isId(id)) throw new NotFound('site');
  return id;
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

export function siteRoutes(deps: SiteRoutesDeps): Route[] {
  const { records, queries, campaigns, departments, evidenceStore } = deps;
  const take = takeEvidence({ store: evidenceStore, attach: deps.attachEvidence });
  const show = showSite(deps);

  async function list(req: Request, res: Response, again: FormAgain | null = null): Promise<void> {
    const reader = readerOf(res);
    const body = (req.body ?? {}) as Sent;
    const campaign = await campaignNamed(campaigns, again ? body.campaign : req.query.campaign);
    if (!campaign) {
      const title = reader.t('common:nav.sites');
      res.render('sites/none', { page: { title }, text: reader.t('sites:list.noCampaign') });
      return;
    }
    const [sites, moment, names, choices] = await Promise.all([
      queries.ofCampaign(campaign.id),
      records.momentFor(campaign.id, actorIn(res)),
      departments.names(reader.locale),
      departmentChoices(departments, reader.locale),
    ]);
    const filters = readSiteFilters(again ? {} : req.query);
    const shown = { campaign, sites, filters, moment, names, departments: choices, key: newId() };
    const open = req.query.do === 'nominate';
    res.status(again?.status ?? 200).render('sites/list', sitesPage({ ...shown, again, open }, reader));
  }

  async function nominate(req: Request, res: Response): Promise<void> {
    const { fields, key } = sentForm(req.body);
    const { campaign: named, ...body } = fields;
    const campaign = await campaignNamed(campaigns, named);
    if (!campaign) throw new NotFound('campaign');
    const actor = actorIn(res);
    try {
      const site = await deps.createSite({ campaign: campaign.id, body, actor, idempotencyKey: key });
      res.redirect(303, `/sites/${site.id}?done=CREATED`);
    } catch (error) {
      await list(req, res, formAgain(error, body));
    }
  }

  async function card(req: Request, res: Response, again: SiteFormAgain | null = null): Promise<void> {
    const reader = readerOf(res);
    const shown = await show.show(req.params.id, actorIn(res), reader.locale);
    doneNotice('sites', req, res);
    const open = textOf(req.query.do).slice(0, 80);
    res.status(again?.status ?? 200).render('sites/site', sitePage(shown, reader, { again, open }));
  }

  /** A form about one dimension or one file goes back to where it stands. */
  const itemOf = (form: SiteFormName, fields: Sent) =>
    textOf(form === 'DESCRIBE' ? fields.dimension : form === 'WITHDRAW_EVIDENCE' ? fields.file : '');

  async function event(req: Request, res: Response): Promise<void> {
    const id = siteId(req);
    const type = req.params.event;
    if (!isSentSiteEvent(type) || type === 'ACCEPT' || type === 'SEND_BACK') throw new NotFound();
    const { fields, rev, key } = sentForm(req.body);
    try {
      await deps.putSiteEvent({
        id,
        type,
        body: fields,
        actor: actorIn(res),
        idempotencyKey: key,
        expectedRev: rev,
      });
    } catch (error) {
      const again = formAgain(error, fields, aboutSiteForm);
      return card(req, res, { ...again, form: type, item: itemOf(type, fields) });
    }
    res.redirect(303, `/sites/${id}?done=${type}`);
  }

  async function visit(req: Request, res: Response): Promise<void> {
    const id = siteId(req);
    const { fields, rev, key } = sentForm(req.body);
    const { type, body } = visitBody(fields);
    try {
      await deps.putSiteEvent({ id, type, body, actor: actorIn(res), idempotencyKey: key, expectedRev: rev });
    } catch (error) {
      return card(req, res, { ...formAgain(error, fields, aboutVisitForm), form: 'VISIT', item: '' });
    }
    res.redirect(303, `/sites/${id}?done=${type}`);
  }

  async function evidence(req: Request, res: Response): Promise<void> {
    const id = siteId(req);
    const actor = actorIn(res);
    // Asked before the bytes are taken: who may not attach to this site does not fill the store.
    await show.mayAttach(id, actor);
    const { typed, error } = await take(req, {
      kind: 'site',
      id,
      actor,
      about: (part) =>
        (DIMENSIONS as readonly string[]).includes(part) ? [] : [{ code: 'site.unknownDimension', field: 'dimension' }],
    });
    if (error) return card(req, res, { ...formAgain(error, typed), form: 'ATTACH', item: typed.about ?? '' });
    res.redirect(303, `/sites/${id}?done=ATTACH#${typed.about}`);
  }

  async function file(req: Request, res: Response): Promise<void> {
    const site = await show.visible(req.params.id, actorIn(res));
    const asked = req.params.file;
    const known = DIMENSIONS.some((dimension) =>
      site.facts.dimensions[dimension].evidence.some((one) => one.file === asked),
    );
    // Only files of this site, under its own door.
    if (!known) throw new NotFound('file');
    await sendFile(res, await evidenceStore.open(String(asked)));
  }

  async function log(req: Request, res: Response): Promise<void> {
    const reader = readerOf(res);
    const site = await show.visible(req.params.id, actorIn(res), 'log.view');
    const [told, names] = await Promise.all([show.story(site), departments.names(reader.locale)]);
    res.render('sites/log', siteLogPage({ site, ...told, names }, reader));
  }

  return [
    { method: 'get', path: '/sites', action: 'site.view', handler: (req, res) => list(req, res) },
    { method: 'post', path: '/sites', rev: 'makes', action: 'site.create', handler: nominate },
    { method: 'get', path: '/sites/:id', action: 'site.view', handler: (req, res) => card(req, res) },
    { method: 'get', path: '/sites/:id/log', action: 'log.view', handler: log },
    { method: 'get', path: '/sites/:id/files/:file', action: 'site.view', handler: file },
    { method: 'post', path: '/sites/:id/events/:event', action: 'site.view', handler: event },
    { method: 'post', path: '/sites/:id/visits', action: 'site.ACCEPT', handler: visit },
    {
      method: 'post',
      path: '/sites/:id/evidence',
      rev: 'adds',
      action: 'site.ATTACH',
      body: 'upload',
      handler: evidence,
    },
  ];
}
