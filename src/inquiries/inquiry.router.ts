/** The pages of first contacts: list, counter, card, receipt, who sends back to whom. */
import type { Request, Response } from 'express';
import { UnpublishedYear } from '../../workflows/calendar.js';
import { type InquiryFacts, latestPromise } from '../../workflows/inquiries/inquiry.js';
import type { Moment } from '../../workflows/moment.js';
import { rulesOn, versionOf } from '../../workflows/packs/packs.js';
import type { CampaignQueries, CampaignRecord } from '../campaigns/campaign.query.js';
import type { CardShown } from '../cards/card.page.js';
import { campaignNamed, cardRoutes, doneNotice } from '../cards/card.router.js';
import type { Follow } from '../cards/follow.js';
import { type FormAgain, formAgain } from '../http/form-again.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Reader } from '../http/reason-text.js';
import type { Route } from '../http/routes.js';
import { sentForm } from '../http/sent-form.js';
import type { Departments } from '../people/departments.js';
import type { People } from '../people/people.js';
import { may } from '../people/policy.js';
import { Forbidden, NotFound } from '../platform/errors.js';
import { byPinyin } from '../platform/i18n.js';
import { isId, newId } from '../platform/ids.js';
import type { Counters } from '../records/counters.js';
import type { Records } from '../records/create-records.js';
import { bouncesPage } from './bounces.page.js';
import { counterPage, inquiriesPage, readInquiryFilters, receiptPage, statesOf } from './inquiries.page.js';
import { contactCounts, subjectOf } from './inquiry.kind.js';
import { inquiryPage } from './inquiry.page.js';
import type { InquiryQueries } from './inquiry.query.js';
import { isInquiryAction } from './inquiry.schema.js';
import type { Choice, PromiseBounds } from './inquiry-fields.form.js';
import type { putInquiryEvent, registerInquiry } from './register-inquiry.js';

export interface InquiryRoutesDeps {
  records: Records;
  queries: InquiryQueries;
  counters: Counters;
  campaigns: CampaignQueries;
  departments: Departments;
  accounts: People['accounts'];
  baseUrl: string;
  /** What came of a request elsewhere: the matters registered from it, and the way to register one. */
  follow: Follow;
  registerInquiry: ReturnType<typeof registerInquiry>;
  putInquiryEvent: ReturnType<typeof putInquiryEvent>;
}

/** The last day an answer can be promised for today; none where the year's notice is missing. */
function boundsOf(facts: Pick<InquiryFacts, 'pack' | 'startedOn'>, moment: Moment, days: number): PromiseBounds {
  try {
    return { latest: latestPromise(facts, moment.today, moment), days };
  } catch (error) {
    if (!(error instanceof UnpublishedYear)) throw error;
    return { latest: null, days };
  }
}

export function inquiryRoutes(deps: InquiryRoutesDeps): Route[] {
  const { records, queries, campaigns, departments, accounts } = deps;
  const titled = ({ id, facts }: CampaignRecord) => ({ id, title: facts.title });

  /** The page that says there is no campaign; null when there is one. */
  async function campaignOr(res: Response, named: unknown): Promise<CampaignRecord | null> {
    const campaign = await campaignNamed(campaigns, named);
    if (campaign) return campaign;
    const { t } = readerOf(res);
    res.render('sites/none', { page: { title: t('common:nav.inquiries') }, text: t('inquiries:none') });
    return null;
  }

  /** Whose requests a person may list: all, or those of the own department. */
  function departmentShown(res: Response): string | null {
    const actor = actorIn(res);
    return may(actor, 'inquiry.view').allowed ? null : actor.department;
  }

  async function counts(campaign: string, department: string | null) {
    const rows = await deps.counters.rows({
      campaign: contactCounts(campaign),
      ...(department === null ? {} : { department }),
    });
    const open = rows.filter(({ phase }) => phase === 'open');
    const sum = (of: (n: Record<string, unknown>) => unknown) =>
      open.reduce((all, { n }) => all + Number(of(n) ?? 0), 0);
    return { open: sum((n) => n.open), red: sum((n) => (n.light as Record<string, number> | undefined)?.red) };
  }

  async function list(req: Request, res: Response): Promise<void> {
    const campaign = await campaignOr(res, req.query.campaign);
    if (!campaign) return;
    const reader = readerOf(res);
    const actor = actorIn(res);
    const filters = readInquiryFilters(req.query);
    const department = departmentShown(res);
    const { after } = req.query;
    const [{ rows, more }, known, names] = await Promise.all([
      queries.list({
        campaign: campaign.id,
        department,
        states: statesOf(filters),
        ...(filters.mine ? { person: actor.id } : {}),
        who: filters.who,
        ...(typeof after === 'string' && /^FC-\d{8}-\d{1,9}$/.test(after) ? { after } : {}),
      }),
      counts(campaign.id, department),
      departments.names(reader.locale),
    ]);
    doneNotice('inquiries', req, res);
    const mayRegister = may(actor, 'inquiry.create').allowed;
    const shown = { campaign: titled(campaign), rows, more, filters, counts: known, names, mayRegister };
    res.render('inquiries/list', inquiriesPage(shown, reader));
  }

  async function counter(req: Request, res: Response, again: FormAgain | null = null): Promise<void> {
    const named = again ? (req.body as { campaign?: unknown }).campaign : req.query.campaign;
    const campaign = await campaignOr(res, named);
    if (!campaign) return;
    const reader = readerOf(res);
    const actor = actorIn(res);
    const [moment, names, phone] = await Promise.all([
      records.momentFor(campaign.id, actor),
      departments.names(reader.locale),
      queries.lastPhone(actor.id),
    ]);
    const { current } = moment.packs;
    const under = { pack: versionOf(current), startedOn: moment.today };
    const bounds = boundsOf(under, moment, rulesOn(current, moment.today).answerWithin);
    const shown = { campaign: titled(campaign), actor, names, bounds, phone, key: newId(), again };
    res.status(again?.status ?? 200).render('inquiries/counter', counterPage(shown, reader));
  }

  async function register(req: Request, res: Response): Promise<void> {
    const { fields, key } = sentForm(req.body);
    const { campaign: named, ...body } = fields;
    const campaign = await campaignNamed(campaigns, named);
    if (!campaign) throw new NotFound('campaign');
    try {
      const made = await deps.registerInquiry({
        campaign: campaign.id,
        body,
        actor: actorIn(res),
        idempotencyKey: key,
      });
      res.redirect(303, `/inquiries/${made.id}/receipt?done=CREATED`);
    } catch (error) {
      await counter(req, res, formAgain(error, body));
    }
  }

  /** A request that this person may see. Throws NotFound and Forbidden. */
  async function inquiryIn(req: Request, res: Response) {
    const { id } = req.params;
    if (!isId(id)) throw new NotFound('inquiry');
    const record = await records.load<InquiryFacts>('inquiry', id);
    const verdict = may(actorIn(res), 'inquiry.view', subjectOf(record.facts));
    if (!verdict.allowed) throw new Forbidden([verdict.reason]);
    return record;
  }

  async function receipt(req: Request, res: Response): Promise<void> {
    const record = await inquiryIn(req, res);
    const reader = readerOf(res);
    const [campaign, names] = await Promise.all([
      campaigns.byId(record.facts.campaign),
      departments.names(reader.locale),
    ]);
    doneNotice('inquiries', req, res);
    const complaintPhone = campaign.facts.settings.complaintPhone ?? '';
    const shown = { record, names, complaintPhone, lookupUrl: `${deps.baseUrl}/lookup` };
    res.render('inquiries/receipt', receiptPage(shown, reader));
  }

  async function bounces(req: Request, res: Response): Promise<void> {
    const campaign = await campaignOr(res, req.query.campaign);
    if (!campaign) return;
    const reader = readerOf(res);
    const [bounced, names] = await Promise.all([queries.bounced(campaign.id), departments.names(reader.locale)]);
    const facts = bounced.map((one) => one.facts);
    res.render('inquiries/bounces', bouncesPage(campaign, facts, names, reader));
  }

  /** Colleagues, everybody with a post and the departments, as a form offers them. */
  async function choices({ record, moment, names }: CardShown<InquiryFacts>, reader: Reader) {
    const [people, all] = await Promise.all([accounts.list(), departments.list()]);
    const working = people.filter(({ disabled, posts }) => !disabled && posts.length > 0);
    const choice = ({ id, name }: Choice) => ({ id, name });
    const mine = working.filter(
      ({ id, department }) => department === record.facts.handler.department && id !== record.facts.handler.id,
    );
    const { answerWithin } = rulesOn(moment.packs.current, moment.today);
    return {
      colleagues: mine.map(choice),
      everybody: working
        .map(({ id, name, department }) => ({
          id,
          name: reader.t('inquiries:person', { name, department: names.get(department) ?? department }),
        }))
        .sort((a, b) => byPinyin(a.name, b.name)),
      departments: all
        .filter(({ active, id }) => active && id !== record.facts.handler.department)
        .map(({ id }) => ({ id, name: names.get(id) ?? id }))
        .sort((a, b) => byPinyin(a.name, b.name)),
      bounds: boundsOf(record.facts, moment, answerWithin),
    };
  }

  /** What came of the request, and the way to register more. */
  function followed({ record, moment }: CardShown<InquiryFacts>, reader: Reader) {
    const { department } = subjectOf(record.facts);
    return deps.follow({ kind: 'inquiry', id: record.id, department }, moment.actor, reader);
  }

  return [
    { method: 'get', path: '/inquiries', action: 'inquiry.view', handler: list },
    { method: 'get', path: '/inquiries/bounces', action: 'inquiry.bounces', handler: bounces },
    { method: 'get', path: '/counter', action: 'inquiry.create', handler: (req, res) => counter(req, res) },
    { method: 'post', path: '/inquiries', rev: 'makes', action: 'inquiry.create', handler: register },
    { method: 'get', path: '/inquiries/:id/receipt', action: 'inquiry.view', handler: receipt },
    ...cardRoutes<InquiryFacts>({
      kind: 'inquiry',
      area: 'inquiries',
      base: '/inquiries',
      action: 'inquiry.view',
      records,
      departments,
      campaignOf: ({ campaign }) => campaign,
      isAction: isInquiryAction,
      put: deps.putInquiryEvent,
      allow: ({ record, moment }) => {
        const verdict = may(moment.actor, 'inquiry.view', subjectOf(record.facts));
        if (!verdict.allowed) throw new Forbidden([verdict.reason]);
      },
      show: async (shown, reader, again) => {
        const [campaign, offered, came] = await Promise.all([
          campaigns.byId(shown.record.facts.campaign),
          choices(shown, reader),
          followed(shown, reader),
        ]);
        const model = inquiryPage(
          { ...shown, campaign: titled(campaign), choices: offered, followed: came },
          reader,
          again,
        );
        return { view: 'inquiries/inquiry', model };
      },
    }),
  ];
}
