/** The pages on which a document becomes tasks: give it, look through it, check, confirm. */
import type { Request, Response } from 'express';
import { z } from 'zod';
import { exactDate } from '../../workflows/dates.js';
import {
  acceptCertain,
  type DraftContent,
  decide,
  dismiss,
  edit,
  mergeWithNext,
  splitBySentence,
  takeUp,
} from '../../workflows/plans/draft.js';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import { type FormAgain, formAgain } from '../http/form-again.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import type { Departments } from '../people/departments.js';
import type { PhaseQueries } from '../phases/phase.query.js';
import { BadRequest, InvalidForm, NotFound } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import { civilDate, listOf, read, requiredText, text } from '../platform/validate.js';
import type { Records } from '../records/create-records.js';
import { departmentId } from '../tasks/task-event.schema.js';
import type { confirmDraft } from './confirm-draft.js';
import type { openDraft } from './open-draft.js';
import { checkPage } from './plan-check.page.js';
import type { PlanDraft } from './plan-draft.model.js';
import type { PlanDrafts } from './plan-drafts.store.js';
import { reviewPage } from './plan-review.page.js';
import { plansPage } from './plans.page.js';
import { receiveDocument } from './receive-document.js';

export interface PlanRoutesDeps {
  drafts: PlanDrafts;
  campaigns: CampaignQueries;
  phases: PhaseQueries;
  departments: Departments;
  records: Pick<Records, 'momentFor'>;
  openDraft: ReturnType<typeof openDraft>;
  confirmDraft: ReturnType<typeof confirmDraft>;
}

const csrf = { _csrf: z.string().optional() };
const given = z.strictObject({
  ...csrf,
  text: text(2_000_000).default(''),
  name: text(120).default(''),
  phase: z.string().regex(/^[a-zA-Z0-9-]{1,40}$/),
  group: z.string().regex(/^[A-Z]{1,6}$/),
});
const revision = z.coerce.number().int().min(1).max(1_000_000_000);
const pressed = z.strictObject({ ...csrf, rev: revision });
const duty = z.strictObject({ ...csrf, rev: revision, start: z.coerce.number().int().min(0).max(10_000_000) });
const edited = z.strictObject({
  ...csrf,
  rev: revision,
  title: requiredText(200),
  requirement: text(4_000).default(''),
  outcomes: text(4_000).default(''),
  leadDepartment: z.union([z.literal('').transform(() => null), departmentId]),
  coDepartments: listOf(departmentId, 60).default([]),
  due: z.union([z.literal(''), civilDate]).default(''),
});

/** One result a line, as many as a task takes. */
const linesOf = (typed: string) =>
  typed
    .split('\n')
    .map((line) => line.trim().slice(0, 300))
    .filter((line) => line !== '')
    .slice(0, 20);

const DECISIONS = { accept: 'accepted', skip: 'skipped', reopen: 'open' } as const;

export function planRoutes(deps: PlanRoutesDeps): Route[] {
  const { drafts, campaigns, phases, departments, records } = deps;

  const idIn = (value: unknown, what: string): string => {
    if (!isId(value)) throw new NotFound(what);
    return value;
  };

  async function list(req: Request, res: Response, again: FormAgain | null = null): Promise<void> {
    const campaign = await campaigns.byId(idIn(req.params.id, 'campaign'));
    const [ofCampaign, found] = await Promise.all([phases.of(campaign.id), drafts.ofCampaign(campaign.id)]);
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
    let typed: Record<string, unknown> = {};
    try {
      const { fields, file } = await receiveDocument(req);
      typed = fields;
      const { text: pasted, name, phase, group } = read(given, fields);
      if (file === null && pasted.trim() === '') {
        throw new InvalidForm([{ code: 'plan.noText', field: 'text' }]);
      }
      await phases.byKey(campaign.id, phase);
      const words = file?.text ?? pasted.replace(/\r\n?/g, '\n');
      const first = words.trim().split('\n', 1)[0]?.slice(0, 60) ?? '';
      const draft = await deps.openDraft({
        campaign: campaign.id,
        phase,
        group,
        name: name || file?.name || first,
        text: words,
        actor: actorIn(res),
      });
      res.redirect(303, `/plans/${draft.id}`);
    } catch (error) {
      const invalid = error instanceof InvalidForm && Object.keys(typed).length === 0 ? (error.typed ?? {}) : typed;
      await list(req, res, formAgain(error, invalid as Record<string, unknown>));
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
    const open = draft.items.some((item) => item.key === asked && item.task === null) ? asked : '';
    const shown = {
      draft,
      campaign,
      phase: phase.title,
      names,
      departments: choices,
      edit: open,
      again,
      actor: actorIn(res),
    };
    res.status(again?.status ?? 200).render('plans/review', reviewPage(shown, readerOf(res)));
  }

  /** A button on the review: change the draft it showed, and come back to the same place. */
  const press =
    (change: (draft: PlanDraft, req: Request, res: Response) => DraftContent) =>
    async (req: Request, res: Response): Promise<void> => {
      const id = idIn(req.params.id, 'plan');
      try {
        const { rev } = read(pressed, req.body ?? {});
        await drafts.change(id, rev, (draft) => change(draft, req, res));
      } catch (error) {
        return review(req, res, formAgain(error, {}), '');
      }
      res.redirect(303, `/plans/${id}${req.params.key ? `#${req.params.key}` : ''}`);
    };

  function itemIn(draft: PlanDraft, req: Request): string {
    const { key } = req.params;
    if (!draft.items.some((item) => item.key === key)) throw new NotFound('plan');
    return String(key);
  }

  async function does(req: Request, res: Response): Promise<void> {
    const what = String(req.params.does);
    if (Object.hasOwn(DECISIONS, what)) {
      return press((draft, asked) => decide(draft, itemIn(draft, asked), DECISIONS[what as keyof typeof DECISIONS]))(
        req,
        res,
      );
    }
    if (what === 'merge') return press((draft, asked) => mergeWithNext(draft, itemIn(draft, asked)))(req, res);
    if (what === 'split')
      return press((draft, asked) => splitBySentence(draft, itemIn(draft, asked), draft.text))(req, res);
    if (what === 'edit') return save(req, res);
    throw new NotFound('page');
  }

  async function save(req: Request, res: Response): Promise<void> {
    const id = idIn(req.params.id, 'plan');
    const typed = { ...(req.body as Record<string, unknown>) };
    const key = String(req.params.key);
    try {
      const { rev, title, requirement, outcomes, leadDepartment, coDepartments, due } = read(edited, typed);
      const known = new Set((await departments.list()).map((one) => one.id));
      const stranger = [leadDepartment, ...coDepartments].find((one) => one !== null && !known.has(one));
      if (stranger) {
        throw new InvalidForm([
          { code: 'unknownDepartment', field: 'leadDepartment', params: { department: stranger } },
        ]);
      }
      await drafts.change(id, rev, (draft) => {
        const before = draft.items.find((item) => item.key === itemIn(draft, req));
        // The document's own words stay with a date that was not changed.
        const same = before?.plan.due?.to === due ? before.plan.due : null;
        return edit(draft, key, {
          title,
          requirement,
          outcomes: linesOf(outcomes),
          leadDepartment,
          coDepartments: coDepartments.filter((one) => one !== leadDepartment),
          due: due === '' ? null : (same ?? exactDate(due)),
        });
      });
    } catch (error) {
      return review(req, res, formAgain(error, typed), key);
    }
    res.redirect(303, `/plans/${id}#${key}`);
  }

  async function uncovered(req: Request, res: Response): Promise<void> {
    const id = idIn(req.params.id, 'plan');
    const what = req.params.does;
    if (what !== 'dismiss' && what !== 'restore' && what !== 'take-up') throw new NotFound('page');
    try {
      const { rev, start } = read(duty, req.body ?? {});
      await drafts.change(id, rev, (draft) => {
        if (!draft.uncovered.some((one) => one.start === start))
          throw new BadRequest('malformed', [{ code: 'malformed' }]);
        if (what === 'take-up') return takeUp(draft, start);
        return dismiss(draft, start, what === 'dismiss' ? actorIn(res).name : null);
      });
    } catch (error) {
      return review(req, res, formAgain(error, {}), '');
    }
    res.redirect(303, `/plans/${id}#uncovered`);
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
      await deps.confirmDraft(id, actorIn(res), rev);
    } catch (error) {
      return review(req, res, formAgain(error, {}), '');
    }
    res.redirect(303, `/breakdown?campaign=${draft.campaign}&phase=${encodeURIComponent(draft.phase)}&done=IMPORTED`);
  }

  const action = 'plan.import' as const;
  return [
    { method: 'get', path: '/campaigns/:id/plans', action, handler: (req, res) => list(req, res) },
    { method: 'post', path: '/campaigns/:id/plans', action, body: 'upload', handler: give },
    { method: 'get', path: '/plans/:id', action, handler: (req, res) => review(req, res) },
    { method: 'post', path: '/plans/:id/accept-certain', action, handler: press(acceptCertain) },
    { method: 'post', path: '/plans/:id/items/:key/:does', action, handler: does },
    { method: 'post', path: '/plans/:id/uncovered/:does', action, handler: uncovered },
    { method: 'get', path: '/plans/:id/check', action, handler: check },
    { method: 'post', path: '/plans/:id/confirm', action, handler: confirm },
  ];
}
