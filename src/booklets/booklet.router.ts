/** The pages of booklets: the register with the adoption of systems, one booklet with its files and events. */
import type { Request, Response } from 'express';
import { BOOKLET_PARTS, type BookletFacts } from '../../workflows/booklets/booklet.js';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import { type CardRoutes, campaignNamed, cardRoutes, doneNotice, showCard } from '../cards/card.router.js';
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
import { byPinyin } from '../platform/i18n.js';
import { isId } from '../platform/ids.js';
import type { Records } from '../records/create-records.js';
import type { askBooklets, putBookletEvent } from './ask-booklets.js';
import { bookletPage } from './booklet.page.js';
import type { BookletQueries } from './booklet.query.js';
import { isSentBookletEvent } from './booklet.schema.js';
import { bookletsPage } from './booklets.page.js';

export interface BookletRoutesDeps {
  records: Records;
  booklets: BookletQueries;
  campaigns: CampaignQueries;
  departments: Departments;
  evidenceStore: EvidenceStore;
  askBooklets: ReturnType<typeof askBooklets>;
  putBookletEvent: ReturnType<typeof putBookletEvent>;
  attachEvidence: ReturnType<typeof attachEvidence>;
}

export function bookletRoutes(deps: BookletRoutesDeps): Route[] {
  const { records, booklets, campaigns, departments, evidenceStore } = deps;
  const take = takeEvidence({ store: evidenceStore, attach: deps.attachEvidence });

  async function list(req: Request, res: Response, again: FormAgain | null = null): Promise<void> {
    const reader = readerOf(res);
    const named = again ? (req.body as { campaign?: unknown }).campaign : req.query.campaign;
    const campaign = await campaignNamed(campaigns, named);
    if (!campaign) {
      const title = reader.t('common:nav.duties');
      res.render('sites/none', { page: { title }, text: reader.t('booklets:noCampaign') });
      return;
    }
    const [found, moment, all, names] = await Promise.all([
      booklets.ofCampaign(campaign.id),
      records.momentFor(campaign.id, actorIn(res)),
      departments.list(),
      departments.names(reader.locale),
    ]);
    const free = all
      .filter(({ active }) => active)
      .map(({ id }) => ({ id, name: names.get(id) ?? id }))
      .sort((a, b) => byPinyin(a.name, b.name));
    doneNotice('booklets', req, res);
    const shown = { campaign, booklets: found, moment, names, departments: free, again };
    res.status(again?.status ?? 200).render('booklets/list', bookletsPage(shown, reader));
  }

  async function ask(req: Request, res: Response): Promise<void> {
    const { fields } = sentForm(req.body);
    const { campaign: named, ...body } = fields;
    const campaign = await campaignNamed(campaigns, named);
    if (!campaign) throw new NotFound('campaign');
    try {
      await deps.askBooklets({ campaign: campaign.id, body, actor: actorIn(res) });
    } catch (error) {
      return list(req, res, formAgain(error, body));
    }
    res.redirect(303, `/booklets?campaign=${campaign.id}&done=CREATED`);
  }

  const page: CardRoutes<BookletFacts> = {
    kind: 'booklet',
    area: 'booklets',
    base: '/booklets',
    action: 'booklet.view',
    records,
    departments,
    campaignOf: ({ campaign }) => campaign,
    isAction: isSentBookletEvent,
    put: deps.putBookletEvent,
    show: async (shown, reader, again) => {
      const campaign = await campaigns.byId(shown.record.facts.campaign);
      return { view: 'booklets/booklet', model: bookletPage({ ...shown, campaign }, reader, again) };
    },
  };
  const card = showCard(page);

  async function bookletIn(req: Request) {
    const { id } = req.params;
    if (!isId(id)) throw new NotFound('booklet');
    return records.load<BookletFacts>('booklet', id);
  }

  async function evidence(req: Request, res: Response): Promise<void> {
    const { id, facts } = await bookletIn(req);
    const actor = actorIn(res);
    // Asked before the bytes are taken: who may not attach to this booklet does not fill the store.
    const verdict = may(actor, 'booklet.ATTACH', { department: facts.department });
    if (!verdict.allowed) throw new Forbidden([verdict.reason]);
    const { typed, error } = await take(req, {
      kind: 'booklet',
      id,
      actor,
      about: (part) =>
        BOOKLET_PARTS.some((one) => one === part) ? [] : [{ code: 'booklet.unknownPart', field: 'about' }],
    });
    if (error) return card(req, res, { ...formAgain(error, typed), event: 'ATTACH' });
    res.redirect(303, `/booklets/${id}?done=ATTACH`);
  }

  async function file(req: Request, res: Response): Promise<void> {
    const { facts } = await bookletIn(req);
    const asked = req.params.file;
    // Only files of this booklet, under its own door.
    if (!facts.files.some((one) => one.file === asked)) throw new NotFound('file');
    await sendFile(res, await evidenceStore.open(String(asked)));
  }

  return [
    { method: 'get', path: '/booklets', action: 'booklet.view', handler: (req, res) => list(req, res) },
    { method: 'post', path: '/booklets', rev: 'makes', action: 'booklet.create', handler: ask },
    ...cardRoutes(page),
    { method: 'get', path: '/booklets/:id/files/:file', action: 'booklet.view', handler: file },
    {
      method: 'post',
      path: '/booklets/:id/evidence',
      rev: 'adds',
      action: 'booklet.ATTACH',
      body: 'upload',
      handler: evidence,
    },
  ];
}
