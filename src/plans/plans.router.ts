/** The pages on which a document becomes tasks: give it, look through it, check, confirm. */

import type { Request, Response } from 'express';
import { z } from 'zod';
import { cut } from '../../workflows/text.js';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import type { GivenStore } from '../documents/given.store.js';
import { asInvalid, receiveFile } from '../documents/receive-file.js';
import { type FormAgain, formAgain } from '../http/form-again.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import type { Departments } from '../people/departments.js';
import type { PhaseQueries } from '../phases/phase.query.js';
import { InvalidForm } from '../platform/errors.js';
import { read, recordId, text } from '../platform/validate.js';
import type { Records } from '../records/create-records.js';
import type { TaskQueries } from '../tasks/task.query.js';
import type { UnderWay } from '../under-way/under-way.js';
import type { confirmDraft } from './confirm-draft.js';
import type { openDraft } from './open-draft.js';
import { checkPage } from './plan-check.page.js';
import type { PlanDraft } from './plan-draft.model.js';
import type { PlanDrafts } from './plan-drafts.store.js';
import { csrf, idIn, pressed } from './plan-forms.js';
import { planItemRoutes } from './plan-items.router.js';
import { givenAgain, reviewPage } from './plan-review.page.js';
import { plansPage } from './plans.page.js';
import { ITEMS_SHOWN, pageOf } from './review-places.js';

export interface PlanRoutesDeps {
  drafts: PlanDrafts;
  tasks: Pick<TaskQueries, 'byIds'>;
  campaigns: CampaignQueries;
  phases: PhaseQueries;
  departments: Departments;
  records: Pick<Records, 'momentFor'>;
  underWay: UnderWay;
  openDraft: ReturnType<typeof openDraft>;
  confirmDraft: ReturnType<typeof confirmDraft>;
  given: Pick<GivenStore, 'before'>;
}

const given = z.strictObject({
  ...csrf,
  text: text(2_000_000).default(''),
  name: text(120).default(''),
  phase: z.string().regex(/^[a-zA-Z0-9-]{1,40}$/),
  group: z.string().regex(/^[A-Z]{1,6}$/),
  editionOf: z.union([z.enum(['auto', 'none']), recordId]).default('auto'),
});
const pageIn = (value: unknown, total: number) => {
  const asked = /^\d{1,6}$/.test(String(value)) ? Number(value) : 1;
  return Math.min(Math.max(1, asked), Math.max(1, Math.ceil(total / ITEMS_SHOWN)));
};

/** The pages of proposals and of duties that an address asks for; that of a proposal it names by `at` or `edit`. */
function placesIn(req: Request, { items, uncovered }: PlanDraft, edit: string): [page: number, leftPage: number] {
  const { at, page, left } = req.query;
  const key = edit || (typeof at === 'string' ? at : '');
  return [key === '' ? pageIn(page, items.length) : pageOf({ items }, key), pageIn(left, uncovered.length)];
}

export function planRoutes(deps: PlanRoutesDeps): Route[] {
  const { drafts, tasks, campaigns, phases, departments, records, underWay } = deps;

  async function list(req: Request, res: Response, sentBack: FormAgain | null = null): Promise<void> {
    const campaign = await campaigns.byId(idIn(req.params.id, 'campaign'));
    const [ofCampaign, found, again] = await Promise.all([
      phases.of(campaign.id),
      drafts.ofCampaign(campaign.id),
      sentBack ?? underWay.refused(req, res),
    ]);
    const current = ofCampaign.find(({ state }) => state === 'open') ?? ofCampaign[0];
    const shown = {
      campaign: { id: campaign.id, title: campaign.facts.title },
      phases: ofCampaign.map(({ facts }) => ({
        key: facts.key,
        title: facts.title,
        current: facts.key === current?.facts.key,
      })),
      drafts: found,
      again,
    };
    res.status(again?.status ?? 200).render('plans/list', plansPage(shown, readerOf(res)));
  }

  async function give(req: Request, res: Response): Promise<void> {
    const campaign = await campaigns.byId(idIn(req.params.id, 'campaign'));
    const back = `/campaigns/${campaign.id}/plans`;
    const actor = actorIn(res);
    let typed: Record<string, string> = {};
    try {
      const { fields, file } = await receiveFile(req);
      typed = fields;
      const { text: pasted, name, phase, group, editionOf } = read(given, fields);
      if (file === null && pasted.trim() === '') {
        throw new InvalidForm([{ code: 'plan.noText', field: 'text' }]);
      }
      await phases.byKey(campaign.id, phase);
      const first = pasted.trim().split('\n', 1)[0] ?? '';
      const called = name || cut(file?.name ?? first, file ? 120 : 60);
      const href = await underWay.begin({ kind: 'plan', name: called, actor, back, typed }, async (tell) => {
        const about = { campaign: campaign.id, phase, group, name: called, editionOf, actor };
        const words = file ? '' : pasted.replace(/\r\n?/g, '\n');
        const { id, as } = await deps.openDraft({ ...about, file, text: words }, tell);
        return as === 'first' ? `/plans/${id}` : `/plans/${id}?as=${as}`;
      });
      res.redirect(303, href);
    } catch (error) {
      const told = asInvalid(error, typed);
      const sent = told instanceof InvalidForm && Object.keys(typed).length === 0 ? told.typed : typed;
      await list(req, res, formAgain(told, sent));
    }
  }

  async function around(draft: PlanDraft, res: Response) {
    const reader = readerOf(res);
    const [{ facts }, phase, names, list_] = await Promise.all([
      campaigns.byId(draft.campaign),
      phases.byKey(draft.campaign, draft.phase),
      departments.names(reader.locale),
      departments.list(),
    ]);
    const active = list_.filter((one) => one.active).map(({ id }) => ({ id, name: names.get(id) ?? id }));
    return { campaign: facts.title, phase: phase.facts, names, departments: active };
  }

  async function review(req: Request, res: Response, again: FormAgain | null = null, key?: string): Promise<void> {
    const draft = await drafts.byId(idIn(req.params.id, 'plan'));
    const { campaign, phase, names, departments: choices } = await around(draft, res);
    const asked = key ?? (typeof req.query.edit === 'string' ? req.query.edit : '');
    const [page, leftPage] = placesIn(req, draft, asked);
    const open = draft.items.some((item) => item.key === asked && item.task === null) ? asked : '';
    const here = draft.items.slice((page - 1) * ITEMS_SHOWN, page * ITEMS_SHOWN);
    const changed = here.flatMap(({ task, edition }) => (edition?.kind === 'changed' && task ? [task] : []));
    // A new edition is meant to say much that the one before said.
    const known = draft.previous === null ? deps.given.before(draft.id) : null;
    const [next, found, before] = await Promise.all([drafts.after(draft.id), tasks.byIds(changed), known]);
    if (req.query.as === 'same') res.locals.notice = givenAgain(draft, readerOf(res));
    const shown = {
      draft,
      before,
      next,
      tasks: new Map(found.map((one) => [one.id, one])),
      campaign,
      phase: phase.title,
      names,
      departments: choices,
      edit: open,
      page,
      leftPage,
      again,
      actor: actorIn(res),
    };
    res.status(again?.status ?? 200).render('plans/review', reviewPage(shown, readerOf(res)));
  }

  async function check(req: Request, res: Response): Promise<void> {
    const draft = await drafts.byId(idIn(req.params.id, 'plan'));
    const { campaign, phase, names } = await around(draft, res);
    const moment = await records.momentFor(draft.campaign, actorIn(res));
    res.render('plans/check', checkPage({ draft, campaign, phase, names, moment }, readerOf(res)));
  }

  async function confirm(req: Request, res: Response): Promise<void> {
    const id = idIn(req.params.id, 'plan');
    const draft = await drafts.byId(id);
    try {
      const { rev } = read(pressed, req.body ?? {});
      const { left } = await deps.confirmDraft(id, actorIn(res), rev);
      if (left > 0) return res.redirect(303, `/plans/${id}/check`);
    } catch (error) {
      return review(req, res, formAgain(error, {}), '');
    }
    res.redirect(303, `/breakdown?campaign=${draft.campaign}&phase=${encodeURIComponent(draft.phase)}&done=IMPORTED`);
  }

  const action = 'plan.import' as const;
  return [
    { method: 'get', path: '/campaigns/:id/plans', action, handler: (req, res) => list(req, res) },
    { method: 'post', path: '/campaigns/:id/plans', rev: 'makes', action, body: 'upload', handler: give },
    { method: 'get', path: '/plans/:id', action, handler: (req, res) => review(req, res) },
    ...planItemRoutes({ drafts, departments, review }),
    { method: 'get', path: '/plans/:id/check', action, handler: check },
    { method: 'post', path: '/plans/:id/confirm', action, handler: confirm },
  ];
}
