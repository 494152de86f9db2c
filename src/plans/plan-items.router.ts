/** Buttons and forms of the review: each changes the draft it showed and comes back to the same place. */

import type { Request, Response } from 'express';
import { z } from 'zod';
import { exactDate } from '../../workflows/dates.js';
import {
  acceptCertain,
  type DraftContent,
  decide,
  dismiss,
  edit,
  takeUp,
  WORDED,
} from '../../workflows/plans/draft.js';
import { settleGone, takeOver } from '../../workflows/plans/next-edition.js';
import { mergeWithNext, splitBySentence } from '../../workflows/plans/regroup.js';
import { cut } from '../../workflows/text.js';
import { type FormAgain, formAgain } from '../http/form-again.js';
import { actorIn } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import type { Departments } from '../people/departments.js';
import { BadRequest, InvalidForm, NotFound } from '../platform/errors.js';
import { civilDate, departmentId, listOf, read, requiredText, text } from '../platform/validate.js';
import type { PlanDraft } from './plan-draft.model.js';
import type { PlanDrafts } from './plan-drafts.store.js';
import { csrf, idIn, pressed, revision } from './plan-forms.js';

export interface PlanItemRoutesDeps {
  drafts: PlanDrafts;
  departments: Departments;
  /** The review with what was not taken; `key` names the proposal whose form stands open. */
  review(req: Request, res: Response, again: FormAgain, key: string): Promise<void>;
}

const taken = z.strictObject({ ...csrf, rev: revision, fields: listOf(z.enum(WORDED), WORDED.length).default([]) });
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
    .map((line) => cut(line.trim(), 300))
    .filter((line) => line !== '')
    .slice(0, 20);

/** The review at the place where a button was pressed; which page that is may have changed. */
const back = (id: string, key: unknown) => (key ? `/plans/${id}?at=${key}#${key}` : `/plans/${id}`);

const DECISIONS = { accept: 'accepted', skip: 'skipped', reopen: 'open' } as const;

export function planItemRoutes({ drafts, departments, review }: PlanItemRoutesDeps): Route[] {
  /** A button on the review: change the draft it showed, and come back to the same place. */
  const press =
    (type: string, change: (draft: PlanDraft, req: Request, res: Response) => DraftContent) =>
    async (req: Request, res: Response): Promise<void> => {
      const id = idIn(req.params.id, 'plan');
      try {
        const { rev } = read(pressed.loose(), req.body ?? {});
        await drafts.change(id, { rev, type, by: actorIn(res) }, (draft) => change(draft, req, res));
      } catch (error) {
        return review(req, res, formAgain(error, {}), '');
      }
      res.redirect(303, back(id, req.params.key));
    };

  function itemIn(draft: PlanDraft, req: Request): string {
    const { key } = req.params;
    if (!draft.items.some((item) => item.key === key)) throw new NotFound('plan');
    return String(key);
  }

  async function does(req: Request, res: Response): Promise<void> {
    const what = String(req.params.does);
    if (Object.hasOwn(DECISIONS, what)) {
      return press(what, (draft, asked) =>
        decide(draft, itemIn(draft, asked), DECISIONS[what as keyof typeof DECISIONS]),
      )(req, res);
    }
    if (what === 'merge') return press(what, (draft, asked) => mergeWithNext(draft, itemIn(draft, asked)))(req, res);
    if (what === 'split')
      return press(what, (draft, asked) => splitBySentence(draft, itemIn(draft, asked), draft.text))(req, res);
    if (what === 'edit') return save(req, res);
    if (what === 'take-over') return press('takeOver', takenOver)(req, res);
    throw new NotFound('page');
  }

  function takenOver(draft: PlanDraft, req: Request): DraftContent {
    const { fields } = read(taken, req.body ?? {});
    return takeOver(draft, itemIn(draft, req), fields);
  }

  async function gone(req: Request, res: Response): Promise<void> {
    const { does: what } = req.params;
    if (what !== 'settle' && what !== 'unsettle') throw new NotFound('page');
    return press(what, (draft, asked) => {
      const key = String(asked.params.key);
      if (!draft.gone.some(({ item }) => item.key === key)) throw new NotFound('plan');
      return settleGone(draft, key, what === 'settle' ? actorIn(res).name : null);
    })(req, res);
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
      await drafts.change(id, { rev, type: 'edit', by: actorIn(res) }, (draft) => {
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
    res.redirect(303, back(id, key));
  }

  async function uncovered(req: Request, res: Response): Promise<void> {
    const id = idIn(req.params.id, 'plan');
    const what = req.params.does;
    if (what !== 'dismiss' && what !== 'restore' && what !== 'take-up') throw new NotFound('page');
    try {
      const { rev, start } = read(duty, req.body ?? {});
      const type = what === 'take-up' ? 'takeUp' : what;
      await drafts.change(id, { rev, type, by: actorIn(res) }, (draft) => {
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

  const action = 'plan.import' as const;
  return [
    { method: 'post', path: '/plans/:id/accept-certain', action, handler: press('acceptCertain', acceptCertain) },
    { method: 'post', path: '/plans/:id/items/:key/:does', action, handler: does },
    { method: 'post', path: '/plans/:id/gone/:key/:does', action, handler: gone },
    { method: 'post', path: '/plans/:id/uncovered/:does', action, handler: uncovered },
  ];
}
