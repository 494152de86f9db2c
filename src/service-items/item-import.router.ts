/** The routes of a table of items: the page to give it on, its check, its confirmation, an empty table to fill in. */
import type { Request, Response } from 'express';
import { z } from 'zod';
import { SHEET_COLUMNS } from '../../workflows/service-items/read-table.js';
import type { CampaignQueries, CampaignRecord } from '../campaigns/campaign.query.js';
import { campaignNamed } from '../cards/card.router.js';
import { asInvalid, receiveFile } from '../documents/receive-file.js';
import { type FormAgain, formAgain } from '../http/form-again.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import { sendSheet } from '../ledger/send-sheet.js';
import type { Departments } from '../people/departments.js';
import { BadRequest, NotFound } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { checkbox, read, recordId } from '../platform/validate.js';
import { type CarriedRow, carriedRows, type ItemImport } from './item-import.js';
import { type CheckShown, itemCheckPage, itemImportPage } from './item-import.page.js';
import { itemSheet } from './item-rows.js';
import { campaignOr } from './service-item.router.js';

export interface ItemImportRoutesDeps {
  imports: ItemImport;
  campaigns: CampaignQueries;
  departments: Departments;
}

const campaign = z.union([recordId, z.literal('')]).default('');
const given = z.strictObject({ _csrf: z.string().optional(), campaign, table: z.string().max(1_000_000).default('') });
const confirmed = z.strictObject({
  _csrf: z.string().optional(),
  campaign,
  key: z.string().regex(/^[\w-]{8,60}$/),
  rows: z.string().max(2_000_000),
  publish: checkbox.default(false),
});

/** The rows a page has carried; what is no such page is a malformed request, since nobody typed it. */
function carriedIn(rows: string): CarriedRow[] {
  const bad = () => new BadRequest('malformed', [{ code: 'badValue', field: 'rows', params: { field: 'table' } }]);
  try {
    const parsed = carriedRows.safeParse(JSON.parse(rows));
    if (parsed.success) return parsed.data;
  } catch {
    throw bad();
  }
  throw bad();
}

/** What an empty table asks for: neither number nor state, which the product gives. */
const ASKED = SHEET_COLUMNS.filter((column) => column !== 'code' && column !== 'state');

export function itemImportRoutes({ imports, campaigns, departments }: ItemImportRoutesDeps): Route[] {
  const titled = ({ id, facts }: CampaignRecord) => ({ id, title: facts.title });

  async function open(req: Request, res: Response, again: FormAgain | null = null): Promise<void> {
    const named = again ? again.typed.campaign : req.query.campaign;
    const found = await campaignOr(campaigns, res, named);
    if (!found) return;
    const model = itemImportPage({ campaign: titled(found), again }, readerOf(res));
    res.status(again?.status ?? 200).render('service-items/import', model);
  }

  async function showCheck(
    res: Response,
    found: CampaignRecord,
    shown: Pick<CheckShown, 'rows' | 'key' | 'before' | 'stale'>,
  ): Promise<void> {
    const reader = readerOf(res);
    const names = await departments.names(reader.locale);
    const model = itemCheckPage({ campaign: titled(found), names, ...shown }, reader);
    res.status(shown.stale ? 409 : 200).render('service-items/check', model);
  }

  async function check(req: Request, res: Response): Promise<void> {
    let typed: Record<string, string> = {};
    try {
      const { fields, file } = await receiveFile(req);
      typed = fields;
      const sent = read(given, fields);
      const found = await campaignNamed(campaigns, sent.campaign);
      if (!found) throw new NotFound('campaign');
      const key = newId();
      const checked = await imports.check(found.id, { file, table: sent.table }, { actor: actorIn(res), key });
      await showCheck(res, found, { ...checked, key, stale: false });
    } catch (error) {
      await open(req, res, formAgain(asInvalid(error, typed), typed));
    }
  }

  async function take(req: Request, res: Response): Promise<void> {
    const { fields } = await receiveFile(req);
    const sent = read(confirmed, fields);
    const found = await campaignNamed(campaigns, sent.campaign);
    if (!found) throw new NotFound('campaign');
    const { key, publish } = sent;
    const result = await imports.take(found.id, carriedIn(sent.rows), { actor: actorIn(res), key, publish });
    if ('again' in result) {
      return showCheck(res, found, { rows: result.again, key: newId(), before: null, stale: true });
    }
    res.redirect(303, `/service-items?campaign=${found.id}&taken=${result.taken}&published=${result.published}`);
  }

  async function template(_req: Request, res: Response): Promise<void> {
    const reader = readerOf(res);
    await sendSheet(res, 'xlsx', reader.t('serviceItems:title'), itemSheet([], new Map(), reader, ASKED));
  }

  const action = 'serviceItem.create' as const;
  return [
    { method: 'get', path: '/service-items/import', action, handler: (req, res) => open(req, res) },
    { method: 'post', path: '/service-items/import', rev: 'makes', action, body: 'upload', handler: check },
    { method: 'post', path: '/service-items/import/take', rev: 'makes', action, body: 'upload', handler: take },
    { method: 'get', path: '/service-items/import/template.xlsx', action, handler: template },
  ];
}
