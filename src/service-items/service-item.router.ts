/** The pages of the catalogue: list, file, new item, card. */
import type { Request, Response } from 'express';
import type { ServiceItemFacts } from '../../workflows/service-items/service-item.js';
import type { CampaignQueries, CampaignRecord } from '../campaigns/campaign.query.js';
import { campaignNamed, cardRoutes } from '../cards/card.router.js';
import { type FormAgain, formAgain } from '../http/form-again.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import { sentForm } from '../http/sent-form.js';
import { type KINDS, sendSheet } from '../ledger/send-sheet.js';
import type { Departments } from '../people/departments.js';
import { may, mayEver } from '../people/policy.js';
import { NotFound } from '../platform/errors.js';
import { byPinyin } from '../platform/i18n.js';
import { newId } from '../platform/ids.js';
import type { Counters } from '../records/counters.js';
import type { Records } from '../records/create-records.js';
import { asTyped, type createServiceItem, type putServiceItemEvent } from './change-item.js';
import type { Choice } from './item-fields.form.js';
import { itemSheet } from './item-rows.js';
import { itemCounts } from './service-item.kind.js';
import { serviceItemPage } from './service-item.page.js';
import type { ServiceItemQueries } from './service-item.query.js';
import { isServiceItemAction } from './service-item.schema.js';
import { itemCountsOf, newItemPage, readItemFilters, serviceItemsPage } from './service-items.page.js';

export interface ServiceItemRoutesDeps {
  records: Records;
  queries: ServiceItemQueries;
  counters: Counters;
  campaigns: CampaignQueries;
  departments: Departments;
  createServiceItem: ReturnType<typeof createServiceItem>;
  putServiceItemEvent: ReturnType<typeof putServiceItemEvent>;
}

/** The departments in force by their short names. */
export async function departmentChoices(departments: Departments, names: Map<string, string>): Promise<Choice[]> {
  return (await departments.list())
    .filter(({ active }) => active)
    .map(({ id }) => ({ id, name: names.get(id) ?? id }))
    .sort((a, b) => byPinyin(a.name, b.name));
}

/** The campaign a page is about, or the page that says there is none. */
export async function campaignOr(campaigns: CampaignQueries, res: Response, named: unknown) {
  const campaign = await campaignNamed(campaigns, named);
  if (campaign) return campaign;
  const { t } = readerOf(res);
  res.render('sites/none', { page: { title: t('common:nav.serviceItems') }, text: t('serviceItems:none') });
  return null;
}

/** What a table has just brought in, as the address says. */
function takenNotice({ query }: Request, res: Response): void {
  const number = (value: unknown) => (typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : null);
  const [count, published] = [number(query.taken), number(query.published)];
  if (count === null || published === null) return;
  res.locals.notice = { kind: 'done', text: readerOf(res).t('serviceItems:import.taken', { count, published }) };
}

const after = (value: unknown) => (typeof value === 'string' && /^SI-\d{4,9}$/.test(value) ? { after: value } : {});

export function serviceItemRoutes(deps: ServiceItemRoutesDeps): Route[] {
  const { records, queries, counters, campaigns, departments } = deps;
  const titled = ({ id, facts }: CampaignRecord) => ({ id, title: facts.title });

  /** The departments whose items this person may enter. */
  async function ownDepartments(res: Response): Promise<Choice[]> {
    const all = await departmentChoices(departments, await departments.names(readerOf(res).locale));
    return all.filter(({ id }) => may(actorIn(res), 'serviceItem.create', { department: id }).allowed);
  }

  async function list(req: Request, res: Response): Promise<void> {
    const campaign = await campaignOr(campaigns, res, req.query.campaign);
    if (!campaign) return;
    const reader = readerOf(res);
    const names = await departments.names(reader.locale);
    const offered = await departmentChoices(departments, names);
    const filters = readItemFilters(req.query, offered);
    const department = filters.department || null;
    const filter = { campaign: campaign.id, department, state: filters.state || null, word: filters.word };
    const [{ rows, more }, kept, drafts] = await Promise.all([
      queries.list({ ...filter, ...after(req.query.after) }),
      counters.rows({ campaign: itemCounts(campaign.id), ...(department === null ? {} : { department }) }),
      queries.count({ campaign: campaign.id, department, state: 'draft', word: '' }),
    ]);
    takenNotice(req, res);
    const shown = {
      campaign: titled(campaign),
      rows,
      more,
      filters,
      counts: itemCountsOf(kept),
      drafts,
      names,
      departments: offered,
      mayEnter: mayEver(actorIn(res), 'serviceItem.create').allowed,
    };
    res.render('service-items/list', serviceItemsPage(shown, reader));
  }

  const file =
    (kind: keyof typeof KINDS) =>
    async (req: Request, res: Response): Promise<void> => {
      const campaign = await campaignNamed(campaigns, req.query.campaign);
      if (!campaign) throw new NotFound('campaign');
      const reader = readerOf(res);
      const names = await departments.names(reader.locale);
      const filters = readItemFilters(req.query, await departmentChoices(departments, names));
      const rows = await queries.all({
        campaign: campaign.id,
        department: filters.department || null,
        state: filters.state || null,
        word: filters.word,
      });
      const title = reader.t('serviceItems:title');
      await sendSheet(res, kind, `${campaign.facts.title} ${title} ${reader.today}`, itemSheet(rows, names, reader));
    };

  async function fresh(req: Request, res: Response, again: FormAgain | null = null): Promise<void> {
    const named = again ? (req.body as { campaign?: unknown }).campaign : req.query.campaign;
    const campaign = await campaignOr(campaigns, res, named);
    if (!campaign) return;
    const shown = { campaign: titled(campaign), departments: await ownDepartments(res), key: newId(), again };
    res.status(again?.status ?? 200).render('service-items/new', newItemPage(shown, readerOf(res)));
  }

  async function create(req: Request, res: Response): Promise<void> {
    const { fields, key } = sentForm(req.body);
    const { campaign: named, ...body } = fields;
    const campaign = await campaignNamed(campaigns, named);
    if (!campaign) throw new NotFound('campaign');
    try {
      const made = await deps.createServiceItem({
        campaign: campaign.id,
        body,
        actor: actorIn(res),
        idempotencyKey: key,
      });
      res.redirect(303, `/service-items/${made.id}?done=CREATED`);
    } catch (error) {
      await fresh(req, res, formAgain(error, body, asTyped));
    }
  }

  const action = 'serviceItem.view' as const;
  return [
    { method: 'get', path: '/service-items', action, handler: list },
    { method: 'get', path: '/service-items.xlsx', action, handler: file('xlsx') },
    { method: 'get', path: '/service-items.csv', action, handler: file('csv') },
    { method: 'get', path: '/service-items/new', action: 'serviceItem.create', handler: (req, res) => fresh(req, res) },
    { method: 'post', path: '/service-items', rev: 'makes', action: 'serviceItem.create', handler: create },
    ...cardRoutes<ServiceItemFacts>({
      kind: 'serviceItem',
      area: 'serviceItems',
      base: '/service-items',
      action,
      records,
      departments,
      campaignOf: ({ campaign }) => campaign,
      isAction: isServiceItemAction,
      put: deps.putServiceItemEvent,
      show: async (shown, reader, again) => {
        const { facts, state, id } = shown.record;
        const [campaign, published, all] = await Promise.all([
          campaigns.byId(facts.campaign),
          // Only what can be withdrawn can be merged.
          state === 'withdrawn' ? [] : queries.published(facts.campaign),
          departmentChoices(departments, shown.names),
        ]);
        const { actor } = shown.moment;
        const model = serviceItemPage(
          {
            ...shown,
            campaign: titled(campaign),
            departments: all.filter(
              (one) => one.id === facts.department || may(actor, 'serviceItem.create', { department: one.id }).allowed,
            ),
            others: published
              .filter((one) => one.id !== id)
              .map((one) => ({ id: one.id, code: one.facts.code, title: one.facts.title })),
          },
          reader,
          again && { ...again, reasons: again.reasons.map(asTyped) },
        );
        return { view: 'service-items/item', model };
      },
    }),
  ];
}
