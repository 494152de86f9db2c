/** The pages of electronic supervision: signals, the wall, quarterly ratings, one rating, its letter. */
import type { Request, Response } from 'express';
import { quarterOf } from '../../workflows/dates.js';
import { isQuarter, type RatingFacts } from '../../workflows/supervision/rating.js';
import type { CampaignQueries, CampaignRecord } from '../campaigns/campaign.query.js';
import { type CardRoutes, campaignNamed, cardRoutes, doneNotice } from '../cards/card.router.js';
import { type FormAgain, formAgain } from '../http/form-again.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import { sentForm } from '../http/sent-form.js';
import type { Departments } from '../people/departments.js';
import { may } from '../people/policy.js';
import type { Clock } from '../platform/clock.js';
import { Forbidden, NotFound } from '../platform/errors.js';
import { formatInstant } from '../platform/i18n.js';
import { isId } from '../platform/ids.js';
import type { Records } from '../records/create-records.js';
import type { Signal } from '../records/signalled.js';
import { type draftRatings, lastQuarter } from './draft-ratings.js';
import { isRatingAction, type putRatingEvent } from './put-rating-event.js';
import { letterPage, ratingPage } from './rating.page.js';
import type { RatingQueries } from './rating.query.js';
import { ratingsPage } from './ratings.page.js';
import { openSignals } from './signals.js';
import { signalHref, supervisionPage, wallPage } from './supervision.page.js';

export interface SupervisionRoutesDeps {
  records: Records;
  ratings: RatingQueries;
  campaigns: CampaignQueries;
  departments: Departments;
  clock: Clock;
  /** The matters and first contacts of a campaign whose signal is yellow or red, at most so many. */
  signalsOf(campaign: string, most: number): Promise<Signal[]>;
  draftRatings: ReturnType<typeof draftRatings>;
  putRatingEvent: ReturnType<typeof putRatingEvent>;
}

const MOST_SIGNALS = 200;

export function supervisionRoutes(deps: SupervisionRoutesDeps): Route[] {
  const { records, ratings, campaigns, departments, clock } = deps;
  const titled = ({ id, facts }: CampaignRecord) => ({ id, title: facts.title });
  const isPublished = ({ state }: { state: string }) => state !== 'drafted';

  /** The page that says there is no campaign; null when there is one. */
  async function campaignOr(req: Request, res: Response): Promise<CampaignRecord | null> {
    const campaign = await campaignNamed(campaigns, req.query.campaign);
    if (campaign) return campaign;
    const { t } = readerOf(res);
    res.render('sites/none', { page: { title: t('common:nav.supervision') }, text: t('ratings:noCampaign') });
    return null;
  }

  /** Drafts are for those who publish them and for reviewers. */
  const seesDrafts = (res: Response) => may(actorIn(res), 'rating.drafts').allowed;

  async function shown(campaign: CampaignRecord, res: Response) {
    const reader = readerOf(res);
    const actor = actorIn(res);
    const [signals, open, quarters, names] = await Promise.all([
      deps.signalsOf(campaign.id, MOST_SIGNALS),
      openSignals(records.counters, campaign.id),
      ratings.quarters(campaign.id),
      departments.names(reader.locale),
    ]);
    let quarter: string | null = null;
    let published: Awaited<ReturnType<typeof ratings.ofQuarter>> = [];
    for (const one of quarters) {
      published = (await ratings.ofQuarter(campaign.id, one)).filter(isPublished);
      if (published.length === 0) continue;
      quarter = one;
      break;
    }
    const hrefOf = (signal: Signal) => {
      const action = signal.kind === 'matter' ? 'matter.view' : 'inquiry.view';
      const { department } = signal;
      const subject = { department, leadDepartment: department, coDepartments: [] };
      return may(actor, action, subject).allowed ? signalHref(signal) : null;
    };
    return { campaign: titled(campaign), signals, open, ratings: published, quarter, names, hrefOf };
  }

  async function overview(req: Request, res: Response): Promise<void> {
    const campaign = await campaignOr(req, res);
    if (campaign) res.render('supervision/overview', supervisionPage(await shown(campaign, res), readerOf(res)));
  }

  async function wall(req: Request, res: Response): Promise<void> {
    const campaign = await campaignOr(req, res);
    if (!campaign) return;
    const reader = readerOf(res);
    const now = formatInstant(reader.locale, clock.now(), '0000-00-00');
    res.render('supervision/wall', wallPage(await shown(campaign, res), now, reader));
  }

  async function list(req: Request, res: Response, again: FormAgain | null = null): Promise<void> {
    const campaign = await campaignOr(req, res);
    if (!campaign) return;
    const reader = readerOf(res);
    const last = lastQuarter(clock.today());
    const asked = again ? again.typed.quarter : req.query.quarter;
    const known = await ratings.quarters(campaign.id);
    const quarters = [...new Set([last, ...known])].sort().reverse();
    const quarter = isQuarter(asked) && asked < quarterOf(clock.today()) ? asked : (known[0] ?? last);
    const [found, names, all] = await Promise.all([
      ratings.ofQuarter(campaign.id, quarter),
      departments.names(reader.locale),
      departments.list(),
    ]);
    doneNotice('ratings', req, res);
    const model = ratingsPage(
      {
        campaign: titled(campaign),
        quarter,
        quarters,
        ratings: seesDrafts(res) ? found : found.filter(isPublished),
        names,
        categories: new Map(all.map(({ id, category }) => [id, category as string])),
        mayDraft: may(actorIn(res), 'rating.create').allowed,
        again,
      },
      reader,
    );
    res.status(again?.status ?? 200).render('supervision/ratings', model);
  }

  async function draft(req: Request, res: Response): Promise<void> {
    const { fields } = sentForm(req.body);
    const campaign = await campaignNamed(campaigns, fields.campaign);
    if (!campaign) throw new NotFound('campaign');
    try {
      const { drafted, recounted } = await deps.draftRatings(campaign.id, fields.quarter, actorIn(res));
      const done = drafted + recounted > 0 ? 'DRAFTED' : 'NOTHING_DRAFTED';
      res.redirect(303, `/supervision/ratings?quarter=${String(fields.quarter)}&done=${done}`);
    } catch (error) {
      await list(req, res, formAgain(error, fields));
    }
  }

  /** Throws Forbidden for a draft that this reader is not to see yet. */
  function allow(state: string, res: Response): void {
    if (state !== 'drafted' || seesDrafts(res)) return;
    throw new Forbidden([{ code: 'rating.notPublished' }]);
  }

  async function letter(req: Request, res: Response): Promise<void> {
    const { id } = req.params;
    if (!isId(id)) throw new NotFound('rating');
    const record = await records.load<RatingFacts>('rating', id);
    allow(record.state, res);
    if (!record.facts.letter) throw new NotFound('letter');
    const reader = readerOf(res);
    const names = await departments.names(reader.locale);
    res.render('supervision/letter', letterPage({ record, names }, reader));
  }

  const page: CardRoutes<RatingFacts> = {
    kind: 'rating',
    area: 'ratings',
    base: '/ratings',
    action: 'rating.view',
    records,
    departments,
    campaignOf: ({ campaign }) => campaign,
    isAction: isRatingAction,
    put: deps.putRatingEvent,
    allow: ({ record, moment }) => {
      if (record.state === 'drafted' && !may(moment.actor, 'rating.drafts').allowed) {
        throw new Forbidden([{ code: 'rating.notPublished' }]);
      }
    },
    show: async (card, reader, again) => {
      const campaign = titled(await campaigns.byId(card.record.facts.campaign));
      return { view: 'supervision/rating', model: ratingPage({ ...card, campaign }, reader, again) };
    },
  };

  return [
    { method: 'get', path: '/supervision', action: 'supervision.view', handler: overview },
    { method: 'get', path: '/supervision/wall', action: 'supervision.view', handler: wall },
    { method: 'get', path: '/supervision/ratings', action: 'rating.view', handler: (req, res) => list(req, res) },
    { method: 'post', path: '/supervision/ratings', rev: 'makes', action: 'rating.create', handler: draft },
    { method: 'get', path: '/ratings/:id/letter', action: 'rating.view', handler: letter },
    ...cardRoutes(page),
  ];
}
