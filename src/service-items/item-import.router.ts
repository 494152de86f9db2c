/** The routes of a table of items: the page to give it on, its check, its confirmation, an empty table to fill in. */
import type { Request, Response } from 'express';
import { z } from 'zod';
import { SHEET_COLUMNS } from '../../workflows/service-items/read-table.js';
import { cut } from '../../workflows/text.js';
import type { CampaignQueries, CampaignRecord } from '../campaigns/campaign.query.js';
import { campaignNamed } from '../cards/card.router.js';
import { asInvalid, receiveFile } from '../documents/receive-file.js';
import { type FormAgain, formAgain } from '../http/form-again.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import { sendSheet } from '../ledger/send-sheet.js';
import type { Departments } from '../people/departments.js';
import { InvalidForm, NotFound } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import { checkbox, read, recordId } from '../platform/validate.js';
import type { UnderWay } from '../under-way/under-way.js';
import type { CheckedRow, ItemImport } from './item-import.js';
import { itemCheckPage, itemImportPage } from './item-import.page.js';
import { itemSheet } from './item-rows.js';
import type { ItemTable } from './item-table.model.js';
import { campaignOr } from './service-item.router.js';

export interface ItemImportRoutesDeps {
  imports: ItemImport;
  campaigns: CampaignQueries;
  departments: Departments;
  underWay: UnderWay;
}

const campaign = z.union([recordId, z.literal('')]).default('');
const given = z.strictObject({ _csrf: z.string().optional(), campaign, table: z.string().max(1_000_000).default('') });
/** The numbers of the rows that the page said it would take. */
const rowNumbers = z
  .string()
  .regex(/^\d{1,7}(?:,\d{1,7})*$/)
  .transform((list) => new Set(list.split(',').map(Number)));
const confirmed = z.strictObject({ _csrf: z.string().optional(), rows: rowNumbers, publish: checkbox.default(false) });

/** What an empty table asks for: neither number nor state, which the product gives. */
const ASKED = SHEET_COLUMNS.filter((column) => column !== 'code' && column !== 'state');

export function itemImportRoutes({ imports, campaigns, departments, underWay }: ItemImportRoutesDeps): Route[] {
  const titled = ({ id, facts }: CampaignRecord) => ({ id, title: facts.title });

  async function open(req: Request, res: Response, sentBack: FormAgain | null = null): Promise<void> {
    const again = sentBack ?? (await underWay.refused(req, res));
    const named = again ? again.typed.campaign : req.query.campaign;
    const found = await campaignOr(campaigns, res, named);
    if (!found) return;
    const model = itemImportPage({ campaign: titled(found), again }, readerOf(res));
    res.status(again?.status ?? 200).render('service-items/import', model);
  }

  async function showCheck(
    res: Response,
    { id, campaign: of }: ItemTable,
    { rows, stale }: { rows: readonly CheckedRow[]; stale: boolean },
  ): Promise<void> {
    const reader = readerOf(res);
    const [found, names, before] = await Promise.all([
      campaigns.byId(of),
      departments.names(reader.locale),
      stale ? null : imports.before(id),
    ]);
    const model = itemCheckPage({ campaign: titled(found), table: id, rows, names, before, stale }, reader);
    res.status(stale ? 409 : 200).render('service-items/check', model);
  }

  async function give(req: Request, res: Response): Promise<void> {
    const actor = actorIn(res);
    let typed: Record<string, string> = {};
    try {
      const { fields, file } = await receiveFile(req);
      typed = fields;
      const sent = read(given, fields);
      const found = await campaignNamed(campaigns, sent.campaign);
      if (!found) throw new NotFound('campaign');
      const back = `/service-items/import?campaign=${found.id}`;
      const name = file?.name ?? readerOf(res).t('serviceItems:import.title');
      const href = await underWay.begin({ kind: 'items', name: cut(name, 120), actor, back, typed }, async (tell) => {
        const id = await imports.give(found.id, { file, table: sent.table }, actor, tell);
        return `/service-items/import/${id}`;
      });
      res.redirect(303, href);
    } catch (error) {
      const told = asInvalid(error, typed);
      const sent = told instanceof InvalidForm && Object.keys(typed).length === 0 ? told.typed : typed;
      await open(req, res, formAgain(told, sent));
    }
  }

  const tableIn = (req: Request, res: Response) => {
    if (!isId(req.params.table)) throw new NotFound('page');
    return imports.own(req.params.table, actorIn(res));
  };

  async function check(req: Request, res: Response): Promise<void> {
    const table = await tableIn(req, res);
    await showCheck(res, table, { rows: await imports.check(table, actorIn(res)), stale: false });
  }

  async function take(req: Request, res: Response): Promise<void> {
    const table = await tableIn(req, res);
    const { rows, publish } = read(confirmed, req.body ?? {});
    const result = await imports.take(table, { rows, actor: actorIn(res), publish });
    if ('again' in result) return showCheck(res, table, { rows: result.again, stale: true });
    res.redirect(303, `/service-items?campaign=${table.campaign}&taken=${result.taken}&published=${result.published}`);
  }

  async function template(_req: Request, res: Response): Promise<void> {
    const reader = readerOf(res);
    await sendSheet(res, 'xlsx', reader.t('serviceItems:title'), itemSheet([], new Map(), reader, ASKED));
  }

  const action = 'serviceItem.create' as const;
  return [
    { method: 'get', path: '/service-items/import', action, handler: (req, res) => open(req, res) },
    { method: 'post', path: '/service-items/import', rev: 'makes', action, body: 'upload', handler: give },
    { method: 'get', path: '/service-items/import/template.xlsx', action, handler: template },
    { method: 'get', path: '/service-items/import/:table', action, handler: check },
    { method: 'post', path: '/service-items/import/:table', rev: 'makes', action, handler: take },
  ];
}
