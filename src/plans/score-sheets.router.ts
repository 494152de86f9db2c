/** The pages on which a published score sheet becomes the checklist of a campaign. */
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { CampaignFacts } from '../../workflows/campaigns/campaign.js';
import type { SheetDecision } from '../../workflows/readiness/from-score-sheet.js';
import { cut } from '../../workflows/text.js';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import { asInvalid, receiveFile } from '../documents/receive-file.js';
import { type FormAgain, formAgain } from '../http/form-again.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import { sentForm } from '../http/sent-form.js';
import { InvalidForm, NotFound } from '../platform/errors.js';
import { checkbox, read, requiredText, text } from '../platform/validate.js';
import type { Records } from '../records/create-records.js';
import type { UnderWay } from '../under-way/under-way.js';
import type { KeepSheet } from './keep-sheet.js';
import { csrf, idIn } from './plan-forms.js';
import { sheetPage, sheetsPage } from './score-sheet.page.js';
import type { ScoreSheets } from './score-sheets.store.js';

export interface ScoreSheetRoutesDeps {
  sheets: ScoreSheets;
  campaigns: CampaignQueries;
  keepSheet: KeepSheet;
  underWay: UnderWay;
  records: Pick<Records, 'load'>;
}

const given = z.strictObject({ ...csrf, text: text(2_000_000).default(''), name: text(120).default('') });
/** Points as sheets print them, to two decimals. */
const points = z
  .preprocess((value) => (value === '' ? undefined : value), z.coerce.number().min(0).max(1000))
  .transform((value) => Math.round(value * 100) / 100);
const itemKey = z.string().regex(/^[a-zA-Z0-9]{0,40}$/);

/** The form of a sheet with so many items; a checkbox that is not ticked is not sent. */
function decisionSchema(count: number) {
  const items = Array.from({ length: count }, (_, index) => ({
    [`keep-${index}`]: checkbox.default(false),
    [`title-${index}`]: requiredText(60),
    [`points-${index}`]: points,
    [`continues-${index}`]: itemKey.default(''),
  }));
  return z.strictObject({ title: requiredText(60), total: points, ...Object.assign({}, ...items) });
}

function decisionIn(sent: Record<string, unknown>, count: number): SheetDecision {
  const kept = Array.from({ length: count }, (_, index) => ({
    index,
    keep: sent[`keep-${index}`] === true,
    title: String(sent[`title-${index}`]),
    points: Number(sent[`points-${index}`]),
    continues: String(sent[`continues-${index}`]) || null,
  }));
  return {
    title: String(sent.title),
    total: Number(sent.total),
    kept: kept.filter(({ keep }) => keep).map(({ keep: _, ...one }) => one),
  };
}

export function scoreSheetRoutes({ sheets, campaigns, keepSheet, underWay, records }: ScoreSheetRoutesDeps): Route[] {
  async function list(req: Request, res: Response, sentBack: FormAgain | null = null): Promise<void> {
    const { id, facts } = await campaigns.byId(idIn(req.params.id, 'campaign'));
    const again = sentBack ?? (await underWay.refused(req, res));
    const shown = { campaign: { id, title: facts.title }, sheets: await sheets.ofCampaign(id), again };
    res.status(again?.status ?? 200).render('plans/sheets', sheetsPage(shown, readerOf(res)));
  }

  async function give(req: Request, res: Response): Promise<void> {
    const { id: campaign } = await campaigns.byId(idIn(req.params.id, 'campaign'));
    const back = `/campaigns/${campaign}/checklist`;
    const actor = actorIn(res);
    let typed: Record<string, string> = {};
    try {
      const { fields, file } = await receiveFile(req);
      typed = fields;
      const { text: pasted, name } = read(given, fields);
      if (file === null && pasted.trim() === '') throw new InvalidForm([{ code: 'plan.noText', field: 'text' }]);
      const called = name || cut(file?.name ?? '', 120);
      const href = await underWay.begin({ kind: 'scoreSheet', name: called, actor, back, typed }, async (tell) => {
        const words = file ? '' : pasted.replace(/\r\n?/g, '\n');
        return `${back}/${await keepSheet.give({ campaign, name: called, file, text: words, actor }, tell)}`;
      });
      res.redirect(303, href);
    } catch (error) {
      const told = asInvalid(error, typed);
      const sent = told instanceof InvalidForm && Object.keys(typed).length === 0 ? told.typed : typed;
      await list(req, res, formAgain(told, sent));
    }
  }

  /** The sheet of this campaign; another's is not found here. */
  async function sheetIn(req: Request) {
    const campaign = await campaigns.byId(idIn(req.params.id, 'campaign'));
    const found = await sheets.byId(idIn(req.params.sheet, 'page'));
    if (found.campaign !== campaign.id) throw new NotFound('page');
    return { campaign, given: found, sheet: await keepSheet.read(found) };
  }

  async function review(req: Request, res: Response, again: FormAgain | null = null): Promise<void> {
    const { campaign, given: found, sheet } = await sheetIn(req);
    // As it stands: the list of campaigns is kept for a moment.
    const { rev, facts } = await records.load<CampaignFacts>('campaign', campaign.id);
    const { title, checklist: before } = facts;
    const givenBefore = await keepSheet.before(found.id);
    const shown = { campaign: { id: campaign.id, title }, given: found, givenBefore, sheet, before, rev, again };
    res.status(again?.status ?? 200).render('plans/sheet', sheetPage(shown, readerOf(res)));
  }

  async function keep(req: Request, res: Response): Promise<void> {
    const { campaign, given: found, sheet } = await sheetIn(req);
    const { fields: typed, rev } = sentForm(req.body);
    try {
      const sent = read(decisionSchema(sheet.items.length), typed);
      await keepSheet.keep(found.id, decisionIn(sent, sheet.items.length), actorIn(res), rev);
    } catch (error) {
      return review(req, res, formAgain(error, typed));
    }
    res.redirect(303, `/readiness/checklist?campaign=${campaign.id}`);
  }

  const action = 'checklist.edit' as const;
  return [
    { method: 'get', path: '/campaigns/:id/checklist', action, handler: (req, res) => list(req, res) },
    { method: 'post', path: '/campaigns/:id/checklist', rev: 'makes', action, body: 'upload', handler: give },
    { method: 'get', path: '/campaigns/:id/checklist/:sheet', action, handler: (req, res) => review(req, res) },
    { method: 'post', path: '/campaigns/:id/checklist/:sheet', action, handler: keep },
  ];
}
