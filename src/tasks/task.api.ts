/** Tasks over the API: the same use cases, the same policy and the same reasons as the pages. */
import { z } from 'zod';
import { COLOURS } from '../../workflows/lights.js';
import type { Actor, Moment } from '../../workflows/moment.js';
import { TASK_STATES, type TaskFacts } from '../../workflows/tasks/task.js';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import { recordApi } from '../cards/record.api.js';
import { entryShown, eventLogView } from '../cards/record-view.js';
import {
  API,
  type ApiRoute,
  answer,
  bodyOf,
  cursor,
  idempotencyHeader,
  idempotencyKey,
  pathId,
  readQuery,
  unknownValue,
  wholeNumber,
} from '../http/api.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Departments } from '../people/departments.js';
import { type Action, may, visibleTo } from '../people/policy.js';
import { Forbidden } from '../platform/errors.js';
import { civilDate, departmentId, read, recordId } from '../platform/validate.js';
import type { Records } from '../records/create-records.js';
import type { createTask } from './create-task.js';
import type { putTaskEvent } from './put-task-event.js';
import { placeOf, type TaskQueries, type TaskRecord } from './task.query.js';
import { taskEventSchemas, taskPlan } from './task-event.schema.js';
import { taskShown, taskShownWhole } from './task-view.js';
import { createdTask, taskDetail, taskList } from './task-view.schema.js';

export interface TaskApiParts {
  records: Pick<Records, 'load' | 'history' | 'momentFor'>;
  queries: Pick<TaskQueries, 'page'>;
  campaigns: Pick<CampaignQueries, 'current'>;
  departments: Pick<Departments, 'tree' | 'list'>;
  createTask: ReturnType<typeof createTask>;
  putTaskEvent: ReturnType<typeof putTaskEvent>;
}

const key = z.string().regex(/^[a-zA-Z0-9-]{1,40}$/);

const listQuery = z.strictObject({
  campaign: recordId.optional().meta({ description: 'Without it, the campaign that runs.' }),
  phase: key.optional(),
  department: departmentId.optional().meta({ description: 'Leads it; `-` = nobody does yet.' }),
  supports: departmentId.optional().meta({ description: 'Supports it.' }),
  state: z.enum(TASK_STATES).optional(),
  light: z.enum(COLOURS).optional(),
  q: z.string().max(200).optional().meta({ description: 'All these words are in the code or the title.' }),
  due_by: civilDate.optional().meta({ description: 'Due on or before this day.' }),
  limit: wholeNumber(1, 200).default(50),
  after: z.string().max(100).optional().meta({ description: 'The `next` of the page before.' }),
});

const logQuery = z.strictObject({
  after: wholeNumber(0, 1_000_000_000).default(0).meta({ description: 'Only entries behind this number.' }),
  limit: wholeNumber(1, 500).default(200),
});

const newTask = z.strictObject({
  campaign: recordId,
  phase: key,
  group: z
    .string()
    .regex(/^[A-Z]{1,6}$/)
    .meta({ description: 'The letters its code begins with; the number is given by the system.' }),
  parent: recordId.nullable().default(null),
  plan: taskPlan,
});

/** The routes under /api/v1/tasks. */
export function taskApi(parts: TaskApiParts): ApiRoute[] {
  const { records, queries, campaigns, departments } = parts;

  async function allow({ facts }: Pick<TaskRecord, 'facts'>, actor: Actor, action: Action): Promise<void> {
    const { leadDepartment, coDepartments } = facts;
    const verdict = may(actor, action, { leadDepartment, coDepartments }, await departments.tree());
    if (!verdict.allowed) throw new Forbidden([verdict.reason]);
  }

  async function departmentsExist({ leadDepartment, coDepartments }: z.output<typeof taskPlan>): Promise<void> {
    const known = new Set((await departments.list()).map(({ id }) => id));
    if (leadDepartment !== null && !known.has(leadDepartment)) throw unknownValue('plan.leadDepartment');
    if (coDepartments.some((id) => !known.has(id))) throw unknownValue('plan.coDepartments');
  }

  return [
    {
      method: 'get',
      path: `${API}/tasks`,
      action: 'task.list',
      api: { summary: 'Tasks by due date.', query: listQuery, status: 200, answer: taskList },
      handler: async (req, res) => {
        const { q, due_by, limit, after, ...filter } = readQuery(listQuery, req);
        const actor = actorIn(res);
        const reader = readerOf(res);
        const from = cursor(after, (value) => placeOf(value) !== null);
        const campaign = filter.campaign ?? (await campaigns.current())?.id;
        if (campaign === undefined) return answer(res, 200, { items: [], next: null });
        const visible = visibleTo(actor, await departments.tree());
        const { items, next } = await queries.page(
          { ...filter, campaign, text: q, dueBy: due_by, visible },
          { limit, after: from },
        );
        const moments = new Map<string, Moment>();
        for (const { facts } of items) {
          if (!moments.has(facts.campaign)) moments.set(facts.campaign, await records.momentFor(facts.campaign, actor));
        }
        const shown = items.map((task) => taskShown(task, actor, moments.get(task.facts.campaign) as Moment, reader));
        answer(res, 200, { items: shown, next });
      },
    },
    {
      method: 'post',
      path: `${API}/tasks`,
      action: 'task.create',
      body: 'json',
      api: {
        summary: 'Write a draft into the breakdown.',
        headers: idempotencyHeader,
        body: newTask,
        status: 201,
        answer: createdTask,
        problems: [404],
      },
      handler: async (req, res) => {
        const actor = actorIn(res);
        const asked = idempotencyKey(req, actor.id);
        const given = read(newTask, bodyOf(req));
        await departmentsExist(given.plan);
        if (given.parent !== null) {
          const { facts } = await records.load<TaskFacts>('task', given.parent);
          if (facts.campaign !== given.campaign) throw unknownValue('parent');
        }
        const { record } = await parts.createTask(given, actor, asked);
        const { code, campaign, phase } = record.facts as unknown as TaskFacts;
        res.location(`${API}/tasks/${record.id}`);
        // Only what never changes, so that the same key gets the same answer whatever has happened since.
        answer(res, 201, { id: record.id, code, campaign, phase, rev: 1 });
      },
    },
    ...recordApi<TaskFacts>({
      kind: 'task',
      base: `${API}/tasks`,
      action: 'task.view',
      noun: 'A task',
      records,
      campaignOf: ({ campaign }) => campaign,
      allow: (task, actor) => allow(task, actor, 'task.view'),
      view: taskDetail,
      shown: (task, moment, reader) => taskShownWhole(task, moment.actor, moment, reader),
      events: taskEventSchemas,
      put: parts.putTaskEvent,
    }),
    {
      method: 'get',
      path: `${API}/tasks/:id/events`,
      action: 'log.view',
      api: { summary: 'The log of a task, from its first entry.', query: logQuery, status: 200, answer: eventLogView },
      handler: async (req, res) => {
        const { after, limit } = readQuery(logQuery, req);
        const reader = readerOf(res);
        const task = await records.load<TaskFacts>('task', pathId(req, 'task'));
        await allow(task, actorIn(res), 'log.view');
        const entries = await records.history(task, after);
        const items = entries.slice(0, limit).map((entry) => entryShown(entry, reader));
        answer(res, 200, { items, next: entries.length > limit ? (items.at(-1)?.seq ?? null) : null });
      },
    },
  ];
}
