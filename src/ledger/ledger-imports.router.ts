/** The pages on which an edited ledger comes back: give it, watch it being read, decide, confirm, take the result. */

import type { Request, Response } from 'express';
import { z } from 'zod';
import { SHOWN_COLUMNS, type ShownColumn } from '../../workflows/ledger/columns.js';
import { cut } from '../../workflows/text.js';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import { asInvalid, receiveFile } from '../documents/receive-file.js';
import { type FormAgain, formAgain } from '../http/form-again.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import { sentForm } from '../http/sent-form.js';
import type { Departments } from '../people/departments.js';
import type { PhaseQueries } from '../phases/phase.query.js';
import { BadRequest, InvalidForm, NotFound } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import { checkbox, read, recordId } from '../platform/validate.js';
import type { TaskQueries } from '../tasks/task.query.js';
import type { UnderWay } from '../under-way/under-way.js';
import { type Choice, type ImportRow, type LedgerImport, ROW_TAGS, type RowTag } from './ledger-import.model.js';
import { firstTag, importPage, ROWS_PER_PAGE } from './ledger-import.page.js';
import type { LedgerImportCases } from './ledger-imports.js';
import { DEFAULT_GROUP, importsPage } from './ledger-imports.page.js';
import { headOf } from './ledger-rows.js';
import { RESULT_COLUMNS, resultRows } from './result-rows.js';
import { sendSheet } from './send-sheet.js';

export interface LedgerImportsRoutesDeps {
  imports: LedgerImportCases;
  campaigns: Pick<CampaignQueries, 'byId' | 'current'>;
  phases: PhaseQueries;
  departments: Departments;
  queries: TaskQueries;
  underWay: UnderWay;
}

const given = z.strictObject({
  _csrf: z.string().optional(),
  campaign: z.union([recordId, z.literal('')]).default(''),
  phase: z
    .string()
    .regex(/^[a-zA-Z0-9-]{0,40}$/)
    .default(''),
  group: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{0,6}$/)
    .default(''),
});
const confirmed = z.strictObject({
  _csrf: z.string().optional(),
  rev: z.coerce.number().int().min(1),
  twice: checkbox.default(false),
});
const CHOICE = z.enum(['mine', 'theirs']);

/** The choices of a form: `c-<row>-<column>` = mine | theirs, `rest` for all others. */
function readChoices(body: Record<string, unknown>) {
  const choices = new Map<number, ImportRow['choices']>();
  let rest: Choice | null = null;
  for (const [name, value] of Object.entries(body)) {
    if (name === 'page') continue;
    const [, n, column] = /^c-(\d{1,7})-([a-zA-Z]+)$/.exec(name) ?? [];
    const choice = CHOICE.safeParse(value);
    const known = n !== undefined && (SHOWN_COLUMNS as readonly string[]).includes(column ?? '');
    if (!choice.success || (!known && name !== 'rest')) {
      throw new BadRequest('malformed', [{ code: 'unknownField', params: { field: cut(name, 60) } }]);
    }
    if (known) choices.set(Number(n), { ...choices.get(Number(n)), [column as ShownColumn]: choice.data });
    else rest = choice.data;
  }
  return { choices, rest };
}

const pageIn = (value: unknown) => (/^\d{1,5}$/.test(String(value)) ? Math.max(1, Number(value)) : 1);

export function ledgerImportsRoutes(deps: LedgerImportsRoutesDeps): Route[] {
  const { imports, campaigns, phases, departments, queries, underWay } = deps;
  const { store } = imports;
  const rowsOf = resultRows({ store, queries, phases, departments });

  const ownIn = (req: Request, res: Response) => {
    if (!isId(req.params.id)) throw new NotFound('ledgerImport');
    return imports.own(req.params.id, actorIn(res));
  };

  async function list(req: Request, res: Response, sentBack: FormAgain | null = null): Promise<void> {
    const again = sentBack ?? (await underWay.refused(req, res));
    const asked = again ? again.typed.campaign : req.query.campaign;
    const campaign = isId(asked) ? await campaigns.byId(asked) : await campaigns.current();
    if (!campaign) throw new NotFound('campaign');
    const [ofCampaign, mine] = await Promise.all([phases.of(campaign.id), store.ofPerson(actorIn(res).id)]);
    const current = ofCampaign.find(({ state }) => state === 'open') ?? ofCampaign[0];
    const shown = {
      campaign: { id: campaign.id, title: campaign.facts.title },
      phases: ofCampaign.map(({ facts: { key, title } }) => ({ key, title, current: key === current?.facts.key })),
      imports: mine.filter((one) => one.campaign === campaign.id),
      again,
    };
    res.status(again?.status ?? 200).render('ledger/imports', importsPage(shown, readerOf(res)));
  }

  async function give(req: Request, res: Response): Promise<void> {
    const actor = actorIn(res);
    let typed: Record<string, string> = {};
    try {
      const { fields, file } = await receiveFile(req);
      typed = fields;
      const { campaign, phase, group } = read(given, fields);
      if (!file) throw new InvalidForm([{ code: 'ledger.noFile', field: 'file' }]);
      const { id } = (campaign ? await campaigns.byId(campaign) : await campaigns.current()) ?? { id: '' };
      if (id === '') throw new NotFound('campaign');
      if (phase) await phases.byKey(id, phase);
      const { name, bytes } = file;
      const { locale } = readerOf(res);
      const back = `/ledger/imports?campaign=${id}`;
      const href = await underWay.begin({ kind: 'ledger', name: cut(name, 120), actor, back, typed }, async (tell) => {
        const asked = { campaign: id, phase, group: group || DEFAULT_GROUP, name, bytes, actor };
        const found = await imports.open(asked, tell);
        await imports.start(found, actor, locale);
        return `/ledger/imports/${found.id}`;
      });
      res.redirect(303, href);
    } catch (error) {
      const told = asInvalid(error, typed);
      const sent = told instanceof InvalidForm && Object.keys(typed).length === 0 ? told.typed : typed;
      await list(req, res, formAgain(told, sent));
    }
  }

  async function show(req: Request, res: Response, again: FormAgain | null = null): Promise<void> {
    const found = await ownIn(req, res);
    const reader = readerOf(res);
    const asked = String(req.query.show ?? '');
    const tag = (ROW_TAGS as readonly string[]).includes(asked) ? (asked as RowTag) : firstTag(found);
    const page = pageIn(req.query.page);
    const compared = found.state === 'ready' || found.state === 'done';
    const [{ facts }, ofCampaign, names, rows, undecided, outcomes, before] = await Promise.all([
      campaigns.byId(found.campaign),
      phases.of(found.campaign),
      departments.names(reader.locale),
      compared ? store.rows(found.id, { tag }, { skip: (page - 1) * ROWS_PER_PAGE, limit: ROWS_PER_PAGE }) : [],
      store.countRows(found.id, { undecided: true }),
      found.state === 'done' ? store.countOutcomes(found.id) : null,
      imports.repeats(found),
    ]);
    const shown = {
      found,
      campaign: facts.title,
      phases: new Map(ofCampaign.map((one) => [one.facts.key, one.facts.title])),
      names,
      alive: store.alive(found),
      show: tag,
      page,
      rows,
      undecided,
      outcomes,
      before,
      actor: actorIn(res).id,
      again,
    };
    res.status(again?.status ?? 200).render('ledger/import', importPage(shown, reader));
  }

  /** Do something with an import and go back to its page, or show the page with what was against it. */
  const doing =
    (work: (found: LedgerImport, req: Request, res: Response) => Promise<string>) =>
    async (req: Request, res: Response): Promise<void> => {
      const found = await ownIn(req, res);
      try {
        res.redirect(303, `/ledger/imports/${found.id}${await work(found, req, res)}`);
      } catch (error) {
        await show(req, res, formAgain(error, sentForm(req.body).fields));
      }
    };

  const choose = doing(async (found, req, res) => {
    const { fields, rev } = sentForm(req.body);
    await imports.choose(found, readChoices(fields), { rev: rev?.page ?? 0, actor: actorIn(res) });
    const page = pageIn(fields.page);
    return `?show=conflicts${page > 1 ? `&page=${page}` : ''}`;
  });
  const confirm = doing(async (found, req, res) => {
    const { rev, twice } = read(confirmed, req.body ?? {});
    await imports.confirm(found, actorIn(res), readerOf(res).locale, { rev, twice });
    return '';
  });
  const goOn = doing(async (found, _req, res) => {
    await imports.start(found, actorIn(res), readerOf(res).locale);
    return '';
  });

  async function result(req: Request, res: Response): Promise<void> {
    const found = await ownIn(req, res);
    if (found.state !== 'done') throw new NotFound('ledgerImport');
    const reader = readerOf(res);
    await sendSheet(res, 'xlsx', `${found.name.replace(/\.\w+$/, '')} ${reader.t('ledger:remark')}`, {
      title: reader.t('tasks:list.title'),
      head: [...headOf(reader), reader.t('ledger:remark')],
      columns: RESULT_COLUMNS,
      rows: rowsOf(found, reader),
    });
  }

  const action = 'ledger.import' as const;
  const one = '/ledger/imports/:id';
  return [
    { method: 'get', path: '/ledger/imports', action, handler: (req, res) => list(req, res) },
    { method: 'post', path: '/ledger/imports', rev: 'makes', action, body: 'upload', handler: give },
    { method: 'get', path: one, action, handler: (req, res) => show(req, res) },
    { method: 'get', path: `${one}/result.xlsx`, action, handler: result },
    { method: 'post', path: `${one}/choices`, action, handler: choose },
    { method: 'post', path: `${one}/confirm`, action, handler: confirm },
    { method: 'post', path: `${one}/continue`, rev: 'acts', action, handler: goOn },
  ];
}
