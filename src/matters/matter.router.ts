/** The pages of matters under a time limit: list, registration, card, receipt, notice of correction. */
import type { Request, Response } from 'express';
import { UnpublishedYear, workingDaysBetween } from '../../workflows/calendar.js';
import { type MatterFacts, mostExtension, type OfferedItem, rulesFor } from '../../workflows/matters/matter.js';
import type { Moment } from '../../workflows/moment.js';
import type { CampaignQueries, CampaignRecord } from '../campaigns/campaign.query.js';
import type { CardShown } from '../cards/card.page.js';
import { campaignNamed, cardRoutes, doneNotice } from '../cards/card.router.js';
import { type FormAgain, formAgain } from '../http/form-again.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Reader } from '../http/reason-text.js';
import type { Route } from '../http/routes.js';
import { sentForm } from '../http/sent-form.js';
import type { Departments } from '../people/departments.js';
import type { People } from '../people/people.js';
import { may, mayEver } from '../people/policy.js';
import { Forbidden, NotFound } from '../platform/errors.js';
import { byPinyin } from '../platform/i18n.js';
import { isId, newId } from '../platform/ids.js';
import type { Counters } from '../records/counters.js';
import type { Records } from '../records/create-records.js';
import { matterCounts, subjectOf } from './matter.kind.js';
import { matterPage } from './matter.page.js';
import type { MatterQueries } from './matter.query.js';
import { isMatterAction } from './matter.schema.js';
import type { Choice } from './matter-fields.form.js';
import { matterReceiptPage, noticePage, type PrintedMatter } from './matter-print.page.js';
import type { ItemSource, MatterSources, TakenOver } from './matter-sources.js';
import { limitText } from './matter-sum.page.js';
import { countsOf, mattersPage, readMatterFilters, statesOf } from './matters.page.js';
import { newMatterPage } from './new-matter.page.js';
import type { putMatterEvent } from './put-matter-event.js';
import type { registerMatter } from './register-matter.js';

export interface MatterRoutesDeps {
  records: Records;
  queries: MatterQueries;
  counters: Counters;
  campaigns: CampaignQueries;
  departments: Departments;
  accounts: People['accounts'];
  items: ItemSource;
  sources: MatterSources;
  baseUrl: string;
  registerMatter: ReturnType<typeof registerMatter>;
  putMatterEvent: ReturnType<typeof putMatterEvent>;
}

/** Working days until a day, 0 where there is none or it cannot be counted. */
function daysUntil(on: string | null, { calendar, today }: Moment): number {
  if (on === null || on <= today) return 0;
  try {
    return workingDaysBetween(calendar, today, on);
  } catch (error) {
    if (!(error instanceof UnpublishedYear)) throw error;
    return 0;
  }
}

export function matterRoutes(deps: MatterRoutesDeps): Route[] {
  const { records, queries, campaigns, departments, accounts, items, sources } = deps;
  const titled = ({ id, facts }: CampaignRecord) => ({ id, title: facts.title });

  /** The page that says there is no campaign; null when there is one. */
  async function campaignOr(res: Response, named: unknown): Promise<CampaignRecord | null> {
    const campaign = await campaignNamed(campaigns, named);
    if (campaign) return campaign;
    const { t } = readerOf(res);
    res.render('sites/none', { page: { title: t('common:nav.matters') }, text: t('matters:none') });
    return null;
  }

  async function departmentChoices(names: Map<string, string>): Promise<Choice[]> {
    return (await departments.list())
      .filter(({ active }) => active)
      .map(({ id }) => ({ id, name: names.get(id) ?? id }))
      .sort((a, b) => byPinyin(a.name, b.name));
  }

  async function list(req: Request, res: Response): Promise<void> {
    const campaign = await campaignOr(res, req.query.campaign);
    if (!campaign) return;
    const reader = readerOf(res);
    const actor = actorIn(res);
    const near = may(actor, 'matter.view').allowed ? null : actor.department;
    const names = await departments.names(reader.locale);
    const offered = near === null ? await departmentChoices(names) : [];
    const filters = readMatterFilters(req.query, offered);
    const { after } = req.query;
    const counted = near ?? (filters.department || null);
    const [{ rows, more }, kept, moment] = await Promise.all([
      queries.list({
        campaign: campaign.id,
        near,
        states: statesOf(filters),
        ...(filters.department ? { department: filters.department } : {}),
        ...(filters.light ? { colour: filters.light } : {}),
        ...(filters.mine ? { person: actor.id } : {}),
        who: filters.who,
        ...(typeof after === 'string' && /^MT-\d{8}-\d{1,9}$/.test(after) ? { after } : {}),
      }),
      deps.counters.rows({
        campaign: matterCounts(campaign.id),
        ...(counted === null ? {} : { department: counted }),
      }),
      records.momentFor(campaign.id, actor),
    ]);
    doneNotice('matters', req, res);
    const shown = {
      campaign: titled(campaign),
      rows,
      more,
      filters,
      counts: countsOf(kept),
      names,
      departments: offered,
      moment,
      mayRegister: mayEver(actor, 'matter.create').allowed,
    };
    res.render('matters/list', mattersPage(shown, reader));
  }

  /** Who can be named as handler: of the item's department, of the own one, or, for the office, anybody. */
  async function handlers(res: Response, names: Map<string, string>, item: OfferedItem | null): Promise<Choice[]> {
    const actor = actorIn(res);
    const { t } = readerOf(res);
    const all = item === null && may(actor, 'matter.create').allowed;
    const department = item?.department ?? actor.department;
    return (await accounts.list())
      .filter((one) => !one.disabled && one.posts.length > 0 && one.department !== '')
      .filter((one) => all || one.department === department)
      .map(({ id, name, department: of }) => ({
        id,
        name: all ? t('inquiries:person', { name, department: names.get(of) ?? of }) : name,
      }))
      .sort((a, b) => byPinyin(a.name, b.name));
  }

  async function takenOver(from: Record<string, unknown>, res: Response): Promise<TakenOver | null> {
    if (isId(from.inquiry)) return sources.inquiry(from.inquiry, actorIn(res));
    if (isId(from.task)) return sources.task(from.task, actorIn(res));
    return null;
  }

  async function fresh(req: Request, res: Response, again: FormAgain | null = null): Promise<void> {
    const from = (again ? req.body : req.query) as Record<string, unknown>;
    const taken = await takenOver(from, res);
    const campaign = await campaignOr(res, taken?.campaign ?? from.campaign);
    if (!campaign) return;
    const reader = readerOf(res);
    const actor = actorIn(res);
    const [moment, names, offered, item] = await Promise.all([
      records.momentFor(campaign.id, actor),
      departments.names(reader.locale),
      items.offered(campaign.id),
      isId(from.item) ? sources.item(items, from.item) : null,
    ]);
    const shown = {
      campaign: titled(campaign),
      items: offered.filter(({ department }) => may(actor, 'matter.create', { department }).allowed),
      item,
      taken,
      colleagues: await handlers(res, names, item),
      me: actor.id,
      names,
      daysLeft: daysUntil(taken?.dueOn ?? null, moment),
      key: newId(),
      again,
    };
    res.status(again?.status ?? 200).render('matters/new', newMatterPage(shown, reader));
  }

  async function register(req: Request, res: Response): Promise<void> {
    const { fields, key } = sentForm(req.body);
    const { campaign: named, ...body } = fields;
    const campaign = await campaignNamed(campaigns, named);
    if (!campaign) throw new NotFound('campaign');
    try {
      const made = await deps.registerMatter({ campaign: campaign.id, body, actor: actorIn(res), idempotencyKey: key });
      res.redirect(303, `/matters/${made.id}?done=CREATED`);
    } catch (error) {
      await fresh(req, res, formAgain(error, body));
    }
  }

  /** A matter that this person may see. Throws NotFound and Forbidden. */
  async function printed(req: Request, res: Response): Promise<PrintedMatter> {
    const { id } = req.params;
    if (!isId(id)) throw new NotFound('matter');
    const record = await records.load<MatterFacts>('matter', id);
    const actor = actorIn(res);
    const verdict = may(actor, 'matter.view', subjectOf(record.facts));
    if (!verdict.allowed) throw new Forbidden([verdict.reason]);
    const [moment, campaign, names] = await Promise.all([
      records.momentFor(record.facts.campaign, actor),
      campaigns.byId(record.facts.campaign),
      departments.names(readerOf(res).locale),
    ]);
    const complaintPhone = campaign.facts.settings.complaintPhone ?? '';
    return { record, moment, names, complaintPhone, lookupUrl: `${deps.baseUrl}/lookup` };
  }

  async function receipt(req: Request, res: Response): Promise<void> {
    res.render('inquiries/receipt', matterReceiptPage(await printed(req, res), readerOf(res)));
  }

  async function notice(req: Request, res: Response): Promise<void> {
    const page = noticePage(await printed(req, res), readerOf(res));
    if (!page) throw new NotFound('notice');
    res.render('inquiries/receipt', page);
  }

  /** What the forms of events offer. */
  async function choices({ record, moment }: CardShown<MatterFacts>, reader: Reader) {
    const { facts, state } = record;
    const people = await accounts.list();
    const item = facts.item.key
      ? (await items.offered(facts.campaign)).find((one) => one.item.key === facts.item.key)
      : null;
    const asked = state === 'correction' ? facts.correction?.missing : item?.papers;
    const longest = { n: mostExtension(facts, moment), unit: facts.item.promised.unit };
    return {
      colleagues: people
        .filter(({ disabled, posts }) => !disabled && posts.length > 0)
        .filter(({ id, department }) => department === facts.department && id !== facts.handler.id)
        .map(({ id, name }) => ({ id, name })),
      pauseReasons: rulesFor(facts, moment).pauseReasons,
      missing: (asked ?? []).filter((paper) => !facts.papers.includes(paper)),
      longest: reader.t('matters:hint.longest', { days: limitText(longest, reader) }),
    };
  }

  return [
    { method: 'get', path: '/matters', action: 'matter.view', handler: list },
    { method: 'get', path: '/matters/new', action: 'matter.create', handler: (req, res) => fresh(req, res) },
    { method: 'post', path: '/matters', rev: 'makes', action: 'matter.create', handler: register },
    { method: 'get', path: '/matters/:id/receipt', action: 'matter.view', handler: receipt },
    { method: 'get', path: '/matters/:id/notice', action: 'matter.view', handler: notice },
    ...cardRoutes<MatterFacts>({
      kind: 'matter',
      area: 'matters',
      base: '/matters',
      action: 'matter.view',
      records,
      departments,
      campaignOf: ({ campaign }) => campaign,
      isAction: isMatterAction,
      put: deps.putMatterEvent,
      allow: ({ record, moment }) => {
        const verdict = may(moment.actor, 'matter.view', subjectOf(record.facts));
        if (!verdict.allowed) throw new Forbidden([verdict.reason]);
      },
      show: async (shown, reader, again) => {
        const [campaign, offered] = await Promise.all([
          campaigns.byId(shown.record.facts.campaign),
          choices(shown, reader),
        ]);
        const model = matterPage({ ...shown, campaign: titled(campaign), choices: offered }, reader, again);
        return { view: 'matters/matter', model };
      },
    }),
  ];
}
