/** Rule packs: the list, one article by article, the form of an article, copies, and two versions compared. */
import type { Request, Response } from 'express';
import { type PackFacts, packOf } from '../../workflows/packs/pack-record.js';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import type { CardAgain, CardShown } from '../cards/card.page.js';
import { cardRoutes, doneNotice } from '../cards/card.router.js';
import { type FormAgain, formAgain } from '../http/form-again.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import { sentForm } from '../http/sent-form.js';
import type { Departments } from '../people/departments.js';
import { NotFound } from '../platform/errors.js';
import { isId, newId } from '../platform/ids.js';
import type { Records } from '../records/create-records.js';
import { articlePage } from './article.page.js';
import { type copyPack, isPackAction, type putPackEvent } from './change-pack.js';
import { comparePacksPage } from './compare-packs.page.js';
import { packPage } from './pack.page.js';
import { type PackQueries, SHIPPED } from './pack.query.js';
import { packsPage } from './packs.page.js';

export interface PackRoutesDeps {
  records: Records;
  packs: PackQueries;
  campaigns: CampaignQueries;
  departments: Departments;
  copyPack: ReturnType<typeof copyPack>;
  putPackEvent: ReturnType<typeof putPackEvent>;
}

const NEW = 'new';

export function packRoutes(deps: PackRoutesDeps): Route[] {
  const { records, packs, campaigns, departments } = deps;

  /** The page of a version; without a card it is the shipped one. */
  async function model(
    id: string,
    card: CardShown<PackFacts> | null,
    res: Response,
    { again = null, copyAgain = null }: { again?: CardAgain; copyAgain?: FormAgain | null } = {},
  ) {
    const all = await campaigns.all();
    // The list is kept for a moment; the record is as it stands.
    const known = card ? { id, state: card.record.state, pack: packOf(card.record.facts) } : await packs.byId(id);
    const shown = { known, card, campaigns: all, moment: { actor: actorIn(res) }, key: newId(), copyAgain };
    return packPage(shown, readerOf(res), again);
  }

  async function list(_req: Request, res: Response): Promise<void> {
    const [known, all] = await Promise.all([packs.all(), campaigns.all()]);
    res.render('packs/list', packsPage(known, all, readerOf(res)));
  }

  async function shipped(_req: Request, res: Response): Promise<void> {
    res.render('packs/pack', await model(SHIPPED, null, res));
  }

  async function cardOf(id: string, res: Response): Promise<CardShown<PackFacts>> {
    const actor = actorIn(res);
    const record = await records.load<PackFacts>('pack', id);
    const [moment, history] = await Promise.all([records.momentFor('', actor), records.history(record)]);
    return { record, moment, history, names: new Map(), key: newId() };
  }

  async function copy(req: Request, res: Response): Promise<void> {
    const { fields, key } = sentForm(req.body);
    const { from, as, ...body } = fields;
    const { id } = await packs.byId(from);
    try {
      const kind = as === 'version' ? 'version' : 'pack';
      const made = await deps.copyPack({ from: id, as: kind, body, actor: actorIn(res), idempotencyKey: key });
      res.redirect(303, `/packs/${made.id}?done=CREATED`);
    } catch (error) {
      const copyAgain = formAgain(error, body);
      const card = id === SHIPPED ? null : await cardOf(id, res);
      res.status(copyAgain.status).render('packs/pack', await model(id, card, res, { copyAgain }));
    }
  }

  /** A draft with one of its articles; null = a new one. */
  async function articleIn(req: Request) {
    const { id, article: named } = req.params;
    if (!isId(id)) throw new NotFound('pack');
    const record = await records.load<PackFacts>('pack', id);
    const article = record.facts.articles.find((one) => one.id === named) ?? null;
    if (record.state !== 'draft' || (article === null && named !== NEW)) throw new NotFound('pack');
    return { record, article };
  }

  async function article(req: Request, res: Response, again: FormAgain | null = null): Promise<void> {
    const shown = { ...(await articleIn(req)), key: newId(), again };
    doneNotice('packs', req, res);
    res.status(again?.status ?? 200).render('packs/article', articlePage(shown, readerOf(res)));
  }

  async function saveArticle(req: Request, res: Response): Promise<void> {
    const { id, article: named } = req.params;
    if (!isId(id)) throw new NotFound('pack');
    const { fields, rev, key } = sentForm(req.body);
    const type = named === NEW ? 'ADD_ARTICLE' : 'EDIT_ARTICLE';
    const body = named === NEW ? fields : { ...fields, article: named };
    try {
      const before = type === 'EDIT_ARTICLE' ? (await articleIn(req)).article : null;
      const sent = { id, type, body, actor: actorIn(res), idempotencyKey: key, expectedRev: rev };
      const { entry } = await deps.putPackEvent(sent);
      const saved = entry.payload.article as PackFacts['articles'][number];
      // A rule that was ticked now has its value to be looked at.
      const more = Object.keys(saved.rules).some((name) => !before || !Object.hasOwn(before.rules, name));
      const to = more ? `/articles/${saved.id}?done=${type}` : `?done=${type}#article-${saved.id}`;
      res.redirect(303, `/packs/${id}${to}`);
    } catch (error) {
      await article(req, res, formAgain(error, fields));
    }
  }

  async function compare(req: Request, res: Response): Promise<void> {
    const { a, b, campaign: named } = req.query;
    const actor = actorIn(res);
    const record = typeof named === 'string' && isId(named) ? await campaigns.byId(named) : null;
    const [all, first, second] = await Promise.all([
      packs.all(),
      packs.byId(a ?? SHIPPED),
      packs.byId(b ?? a ?? SHIPPED),
    ]);
    const campaign = record && { record, packs: await packs.packsFor(record.facts.pack ?? null) };
    res.render('packs/compare', comparePacksPage({ a: first, b: second, all, campaign, actor }, readerOf(res)));
  }

  return [
    { method: 'get', path: '/packs', action: 'pack.view', handler: list },
    { method: 'post', path: '/packs', rev: 'makes', action: 'pack.edit', handler: copy },
    { method: 'get', path: '/packs/compare', action: 'pack.view', handler: compare },
    { method: 'get', path: '/packs/shipped', action: 'pack.view', handler: shipped },
    {
      method: 'get',
      path: '/packs/:id/articles/:article',
      action: 'pack.edit',
      handler: (req, res) => article(req, res),
    },
    { method: 'post', path: '/packs/:id/articles/:article', action: 'pack.edit', handler: saveArticle },
    ...cardRoutes<PackFacts>({
      kind: 'pack',
      area: 'packs',
      base: '/packs',
      action: 'pack.view',
      records,
      departments,
      campaignOf: () => '',
      // An article has a page of its own, which keeps what was typed.
      isAction: (type) => isPackAction(type) && type !== 'EDIT_ARTICLE' && type !== 'ADD_ARTICLE',
      put: deps.putPackEvent,
      show: async (shown, _reader, again, req) => ({
        view: 'packs/pack',
        model: await model(shown.record.id, shown, req.res as Response, { again }),
      }),
    }),
  ];
}
