/** The same done to many tasks at once: each goes through the one write path by itself, and each says what came of it. */

import { exactDate } from '../../workflows/dates.js';
import type { Actor } from '../../workflows/moment.js';
import type { Reason } from '../../workflows/step.js';
import { planOf, type TaskEvent, type TaskPlan } from '../../workflows/tasks/task.js';
import { cut } from '../../workflows/text.js';
import type { Departments } from '../people/departments.js';
import { AppError, InvalidForm } from '../platform/errors.js';
import type { Records } from '../records/create-records.js';
import type { createTask } from '../tasks/create-task.js';
import type { TaskQueries, TaskRecord } from '../tasks/task.query.js';
import { groupOf } from './plan-order.js';

/** A task as the page showed it. */
export interface Picked {
  id: string;
  rev: number;
}

export type Many =
  | { does: 'ASSIGN' }
  | { does: 'LEAD'; leadDepartment: string }
  | { does: 'DUE'; due: string }
  /** One task each; `asParts`: under the one that is copied. */
  | { does: 'COPY'; departments: string[]; asParts: boolean }
  | { does: 'CANCEL'; reason: string };

export interface ManyCommand {
  campaign: string;
  picked: Picked[];
  many: Many;
  actor: Actor;
  /** One for the press of the button: pressed again it does nothing twice. */
  key: string;
}

/** What came of one task; `made` are copies of it. */
export interface ManyResult {
  task: Pick<TaskRecord, 'id'> & { code: string; title: string };
  done: boolean;
  made: { id: string; code: string; title: string }[];
  reasons: Reason[];
}

export interface ManyParts {
  records: Pick<Records, 'perform'>;
  queries: Pick<TaskQueries, 'byIds'>;
  departments: Pick<Departments, 'list'>;
  createTask: ReturnType<typeof createTask>;
}

/** Throws InvalidForm where what is to be done is not said whole; what stands against single tasks is in the results. */
export function doMany({ records, queries, departments, createTask: create }: ManyParts) {
  async function knownDepartments(many: Many): Promise<Map<string, string>> {
    const asked = many.does === 'LEAD' ? [many.leadDepartment] : many.does === 'COPY' ? many.departments : [];
    const known = new Map(
      (await departments.list()).filter(({ active }) => active).map((one) => [one.id, one.shortName]),
    );
    const field = many.does === 'COPY' ? 'departments' : 'leadDepartment';
    if (asked.length === 0 && (many.does === 'LEAD' || many.does === 'COPY')) {
      throw new InvalidForm([{ code: 'required', field, params: { field } }]);
    }
    const stranger = asked.find((id) => !known.has(id));
    if (stranger !== undefined) {
      throw new InvalidForm([{ code: 'unknownDepartment', field, params: { department: stranger } }]);
    }
    return known;
  }

  /** The event that does it to one task. */
  function eventFor({ facts }: TaskRecord, many: Exclude<Many, { does: 'COPY' }>): TaskEvent {
    const plan = planOf(facts);
    switch (many.does) {
      case 'ASSIGN':
        return { type: 'ASSIGN' };
      case 'CANCEL':
        return { type: 'CANCEL', reason: many.reason };
      case 'DUE':
        return { type: 'EDIT', plan: { ...plan, due: exactDate(many.due) } };
      case 'LEAD':
        return { type: 'EDIT', plan: led(plan, many.leadDepartment) };
    }
  }

  /** One task for each of the departments, named after it. */
  async function copied(
    { id, facts }: TaskRecord,
    { departments: wanted, asParts }: Extract<Many, { does: 'COPY' }>,
    { actor, key }: ManyCommand,
    names: ReadonlyMap<string, string>,
  ) {
    const made: ManyResult['made'] = [];
    for (const department of wanted) {
      const plan = led(planOf(facts), department);
      const { record } = await create(
        {
          campaign: facts.campaign,
          phase: facts.phase,
          group: groupOf(facts.code),
          parent: asParts ? id : facts.parent,
          source: facts.source,
          recurs: facts.recurs,
          plan: {
            ...plan,
            title: cut(`${names.get(department)}：${plan.title}`, 200),
            weight: asParts ? 1 : plan.weight,
          },
        },
        actor,
        `${key}-${id}-${department}`,
      );
      const { code, title } = record.facts as unknown as { code: string; title: string };
      made.push({ id: record.id, code, title });
    }
    return made;
  }

  async function one(task: TaskRecord, { id, rev }: Picked, command: ManyCommand, names: ReadonlyMap<string, string>) {
    const { many, actor, key } = command;
    const { code, title } = task.facts;
    const result: ManyResult = { task: { id, code, title }, done: true, made: [], reasons: [] };
    try {
      if (many.does === 'COPY') result.made = await copied(task, many, command, names);
      else {
        const event = eventFor(task, many);
        await records.perform({ kind: 'task', id, event, actor, idempotencyKey: `${key}-${id}`, expectedRev: rev });
      }
      return result;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { ...result, done: false, reasons: [...error.reasons] };
    }
  }

  return async (command: ManyCommand): Promise<ManyResult[]> => {
    const { campaign, picked, many } = command;
    if (picked.length === 0) throw new InvalidForm([{ code: 'breakdown.nothingPicked' }]);
    if (many.does === 'DUE' && many.due === '') {
      throw new InvalidForm([{ code: 'required', field: 'due', params: { field: 'due' } }]);
    }
    if (many.does === 'CANCEL' && many.reason === '') {
      throw new InvalidForm([{ code: 'required', field: 'reason', params: { field: 'reason' } }]);
    }
    const names = await knownDepartments(many);
    const tasks = new Map((await queries.byIds(picked.map(({ id }) => id))).map((task) => [task.id, task]));
    const results: ManyResult[] = [];
    // One after the other: copies take the next number of their group, and the plan's order is the order of doing.
    for (const pick of picked) {
      const task = tasks.get(pick.id);
      if (task && task.facts.campaign === campaign) results.push(await one(task, pick, command, names));
    }
    return results;
  };
}

export type DoMany = ReturnType<typeof doMany>;

const led = (plan: TaskPlan, leadDepartment: string): TaskPlan => ({
  ...plan,
  leadDepartment,
  coDepartments: plan.coDepartments.filter((id) => id !== leadDepartment),
});
