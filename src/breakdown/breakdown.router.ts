/** GET /breakdown and the tasks that are added to it. */
import type { Request, Response } from 'express';
import { z } from 'zod';
import { movesFor } from '../../workflows/tasks/order.js';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import { doneNotice } from '../cards/card.router.js';
import { type FormAgain, formAgain } from '../http/form-again.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import { sentForm } from '../http/sent-form.js';
import type { Departments } from '../people/departments.js';
import type { PhaseQueries } from '../phases/phase.query.js';
import { BadRequest, InvalidForm, NotFound } from '../platform/errors.js';
import { isId, newId } from '../platform/ids.js';
import { read, recordId } from '../platform/validate.js';
import type { Records } from '../records/create-records.js';
import type { createTask } from '../tasks/create-task.js';
import { choicesFor, type ShowTask } from '../tasks/show-task.js';
import type { TaskQueries } from '../tasks/task.query.js';
import { aboutForm, planBody } from '../tasks/task-event.form.js';
import { taskPlan } from '../tasks/task-event.schema.js';
import { noCampaign } from '../tasks/task-list.router.js';
import { breakdownPage } from './breakdown.page.js';
import { csrf, pageKey, planFields } from './breakdown-fields.js';
import type { KeepVersion } from './keep-version.js';
import type { DoMany } from './many.js';
import { manyRoutes } from './many.router.js';
import { besides } from './plan-order.js';
import type { PlanVersions } from './plan-versions.store.js';
import { versionRoutes } from './versions.router.js';

export interface BreakdownParts {
  records: Records;
  queries: TaskQueries;
  phases: PhaseQueries;
  campaigns: CampaignQueries;
  departments: Departments;
  show: ShowTask;
  createTask: ReturnType<typeof createTask>;
  doMany: DoMany;
  versions: PlanVersions;
  keepVersion: KeepVersion;
}

const moved = z.strictObject({
  ...csrf,
  ...planFields,
  /** Of the task that is moved. */
  rev: z.coerce.number().int().min(1),
  task: recordId,
  to: z.coerce.number().int().min(0).max(1_000),
  key: pageKey,
});

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export function breakdownRoutes(parts: BreakdownParts): Route[] {
  const { records, queries, phases, campaigns, departments, show, createTask: create } = parts;

  async function page(req: Request, res: Response, again: FormAgain | null = null): Promise<void> {
    const actor = actorIn(res);
    const reader = readerOf(res);
    const asked = again ? text(again.typed.campaign) : text(req.query.campaign);
    const campaign = isId(asked) ? await campaigns.byId(asked) : await campaigns.current();
    if (!campaign) return noCampaign(res, 'breakdown:title');
    const ofCampaign = await phases.of(campaign.id);
    const wanted = again ? text(again.typed.phase) : text(req.query.phase);
    const phase =
      ofCampaign.find(({ facts }) => facts.key === wanted) ??
      ofCampaign.find(({ state }) => state !== 'planned' && state !== 'closed') ??
      ofCampaign[0];
    if (!phase) return noCampaign(res, 'breakdown:title');
    const { edit, under } = req.query;
    const [tasks, moment, names, choices, edited] = await Promise.all([
      queries.ofPhase(campaign.id, phase.facts.key),
      records.momentFor(campaign.id, actor),
      departments.names(reader.locale),
      choicesFor(departments, campaign, reader.locale),
      isId(edit) ? show.show(edit, actor, reader.locale) : null,
    ]);
    doneNotice('tasks', req, res);
    const shown = {
      campaign,
      phases: ofCampaign,
      phase,
      tasks,
      actor,
      moment,
      names,
      choices,
      edited,
      again,
      under: isId(under) ? under : text(again?.typed.parent),
    };
    res.status(again?.status ?? 200).render('breakdown/index', breakdownPage({ ...shown, key: newId() }, reader));
  }

  async function add(req: Request, res: Response): Promise<void> {
    const { fields, key } = sentForm(req.body);
    const { campaign, phase, group, newGroup, parent, ...typed } = fields;
    if (
      !isId(campaign) ||
      (parent !== undefined && !isId(parent)) ||
      typeof phase !== 'string' ||
      (newGroup !== undefined && newGroup !== '1')
    ) {
      throw new BadRequest('malformed', [{ code: 'malformed' }]);
    }
    const { body, fieldOf } = planBody(typed);
    try {
      const prefix = text(group).trim();
      if (!/^[A-Z]{1,6}$/.test(prefix)) {
        throw new InvalidForm([{ code: 'badValue', field: 'group', params: { field: 'group' } }]);
      }
      const plan = read(taskPlan, body.plan);
      const known = new Set((await departments.list()).map(({ id }) => id));
      const stranger = [plan.leadDepartment, ...plan.coDepartments].find((id) => id !== null && !known.has(id));
      if (stranger) {
        const params = { department: stranger };
        throw new InvalidForm([{ code: 'unknownDepartment', field: 'leadDepartment', params }]);
      }
      await create({ campaign, phase, group: prefix, parent: parent ?? null, plan }, actorIn(res), key);
    } catch (error) {
      return page(req, res, formAgain(error, fields, aboutForm(fieldOf)));
    }
    res.redirect(303, `/breakdown?campaign=${campaign}&phase=${encodeURIComponent(phase)}&done=CREATED`);
  }

  /** Move a task among those beside it; usually one record takes a new place, seldom its whole row. */
  async function move(req: Request, res: Response): Promise<void> {
    const { campaign, phase, rev, task, to, key } = read(moved, req.body ?? {});
    const row = besides(await queries.ofPhase(campaign, phase), task);
    if (row.length === 0) throw new NotFound('task');
    const places = row.map(({ id, facts }) => ({ id, code: facts.code, order: facts.order ?? null }));
    try {
      for (const { id, order } of movesFor(places, task, to)) {
        const idempotencyKey = `${key}-${task}-${to}-${id}`;
        await records.perform({
          kind: 'task',
          id,
          event: { type: 'MOVE', order },
          actor: actorIn(res),
          idempotencyKey,
          // Those beside it only make room.
          expectedRev: id === task ? { page: rev } : undefined,
        });
      }
    } catch (error) {
      return page(req, res, formAgain(error, { campaign, phase, do: 'MOVE' }));
    }
    res.redirect(303, `/breakdown?campaign=${campaign}&phase=${encodeURIComponent(phase)}#t-${task}`);
  }

  return [
    { method: 'post', path: '/breakdown/move', action: 'task.MOVE', handler: move },
    ...manyRoutes({ ...parts, page }),
    ...versionRoutes(parts),
    { method: 'get', path: '/breakdown', action: 'breakdown.view', handler: (req, res) => page(req, res) },
    { method: 'post', path: '/breakdown/tasks', rev: 'makes', action: 'task.create', handler: add },
  ];
}
