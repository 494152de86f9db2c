/** GET /breakdown and the tasks that are added to it. */
import type { Request, Response } from 'express';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import { type FormAgain, formAgain } from '../http/form-again.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import type { Departments } from '../people/departments.js';
import type { PhaseQueries } from '../phases/phase.query.js';
import { BadRequest, InvalidForm } from '../platform/errors.js';
import { isId, newId } from '../platform/ids.js';
import { read } from '../platform/validate.js';
import type { Records } from '../records/create-records.js';
import type { createTask } from './create-task.js';
import { choicesFor, type ShowTask } from './show-task.js';
import type { TaskQueries } from './task.query.js';
import { breakdownPage } from './task-breakdown.page.js';
import { aboutForm, planBody, sentForm } from './task-event.form.js';
import { taskPlan } from './task-event.schema.js';
import { noCampaign } from './task-list.router.js';
import { doneNotice } from './task-page.router.js';

export interface TaskBreakdownParts {
  records: Records;
  queries: TaskQueries;
  phases: PhaseQueries;
  campaigns: CampaignQueries;
  departments: Departments;
  show: ShowTask;
  createTask: ReturnType<typeof createTask>;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export function taskBreakdownRoutes(parts: TaskBreakdownParts): Route[] {
  const { records, queries, phases, campaigns, departments, show, createTask: create } = parts;

  async function page(req: Request, res: Response, again: FormAgain | null = null): Promise<void> {
    const actor = actorIn(res);
    const reader = readerOf(res);
    const asked = again ? text(again.typed.campaign) : text(req.query.campaign);
    const campaign = isId(asked) ? await campaigns.byId(asked) : await campaigns.current();
    if (!campaign) return noCampaign(res, 'tasks:breakdown.title');
    const ofCampaign = await phases.of(campaign.id);
    const wanted = again ? text(again.typed.phase) : text(req.query.phase);
    const phase =
      ofCampaign.find(({ facts }) => facts.key === wanted) ??
      ofCampaign.find(({ state }) => state !== 'planned' && state !== 'closed') ??
      ofCampaign[0];
    if (!phase) return noCampaign(res, 'tasks:breakdown.title');
    const { edit } = req.query;
    const [tasks, moment, names, choices, edited] = await Promise.all([
      queries.ofPhase(campaign.id, phase.facts.key),
      records.momentFor(campaign.id, actor),
      departments.names(reader.locale),
      choicesFor(departments, campaign, reader.locale),
      isId(edit) ? show.show(edit, actor, reader.locale) : null,
    ]);
    doneNotice(req, res);
    const shown = { campaign, phases: ofCampaign, phase, tasks, actor, moment, names, choices, edited, again };
    res.status(again?.status ?? 200).render('tasks/breakdown', breakdownPage({ ...shown, key: newId() }, reader));
  }

  async function add(req: Request, res: Response): Promise<void> {
    const { fields, key } = sentForm(req.body);
    const { campaign, phase, group, newGroup, ...typed } = fields;
    if (!isId(campaign) || typeof phase !== 'string' || (newGroup !== undefined && newGroup !== '1')) {
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
      await create({ campaign, phase, group: prefix, parent: null, plan }, actorIn(res), key);
    } catch (error) {
      return page(req, res, formAgain(error, fields, aboutForm(fieldOf)));
    }
    res.redirect(303, `/breakdown?campaign=${campaign}&phase=${encodeURIComponent(phase)}&done=CREATED`);
  }

  return [
    { method: 'get', path: '/breakdown', action: 'breakdown.view', handler: (req, res) => page(req, res) },
    { method: 'post', path: '/breakdown/tasks', action: 'task.create', handler: add },
  ];
}
