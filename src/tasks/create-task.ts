/** The office writes a new task into the breakdown: a draft, until it is assigned. */
import type { Actor } from '../../workflows/moment.js';
import type { Recurrence } from '../../workflows/tasks/recurrence.js';
import { newTask, type Source, type TaskFacts, type TaskPlan } from '../../workflows/tasks/task.js';
import { may } from '../people/policy.js';
import { Forbidden, InvalidForm } from '../platform/errors.js';
import { idFrom, newId } from '../platform/ids.js';
import type { Records } from '../records/create-records.js';
import type { StoredRecord } from '../records/record.js';

export interface NewTask {
  campaign: string;
  phase: string;
  /** The group its code begins with, `ZW`; the number is given by the system. A part's code begins with that of its whole. */
  group: string;
  parent: string | null;
  plan: TaskPlan;
  /** Given by whoever makes a task of something else: the same id again is the same task. */
  id?: string;
  /** The words it comes from. */
  source?: Source | null;
  /** When it comes back; its checkpoints are the times it is owed. */
  recurs?: Recurrence | null;
}

export interface CreateTaskParts {
  records: Records;
  /** The phase's hard date; null when there is none. Throws NotFound for an unknown phase. */
  hardDateOf(campaign: string, phase: string): Promise<string | null>;
}

/** More levels than these nobody finds the way through. */
export const LEVELS_MOST = 6;

/** Create a draft. The same idempotency key of the same person returns the task created before. */
export function createTask({ records, hardDateOf }: CreateTaskParts) {
  const numbered = records.runningNumbers('task', 2);

  /** The code that its parts' codes begin with. Throws InvalidForm where the task cannot have a part here. */
  async function wholeOf({ campaign, phase, parent }: NewTask): Promise<string | null> {
    if (parent === null) return null;
    const { facts, state } = await records.load<TaskFacts>('task', parent);
    const refuse = (code: string, params: Record<string, string | number> = {}) => {
      throw new InvalidForm([{ code, field: 'parent', params: { code: facts.code, ...params } }]);
    };
    if (facts.campaign !== campaign || facts.phase !== phase) refuse('task.foreignParent');
    if (state === 'closed' || state === 'cancelled') refuse('task.parentDone');
    let levels = 2;
    for (let above = facts.parent; above !== null; levels += 1) {
      if (levels === LEVELS_MOST) refuse('task.tooDeep', { most: LEVELS_MOST });
      above = (await records.load<TaskFacts>('task', above)).facts.parent;
    }
    return facts.code;
  }

  return async (
    given: NewTask,
    actor: Actor,
    idempotencyKey: string | null = null,
  ): Promise<{ record: StoredRecord; repeated: boolean }> => {
    const verdict = may(actor, 'task.create');
    if (!verdict.allowed) throw new Forbidden([verdict.reason]);
    const hardDate = await hardDateOf(given.campaign, given.phase);
    const { title, leadDepartment, coDepartments } = given.plan;
    if (!title.trim())
      throw new InvalidForm([{ code: 'required', field: 'title', params: { field: 'title' } }], { ...given.plan });
    if (leadDepartment && coDepartments.includes(leadDepartment)) {
      throw new InvalidForm([{ code: 'task.leadAlsoSupports', field: 'coDepartments' }], { ...given.plan });
    }
    const group = (await wholeOf(given)) ?? given.group;
    const id = given.id ?? (idempotencyKey === null ? newId() : idFrom('task', actor.id, idempotencyKey));
    return numbered(given.campaign, `${group}-`, (code) => {
      const { plan } = given;
      const facts = newTask({
        ...plan,
        campaign: given.campaign,
        phase: given.phase,
        code,
        parent: given.parent,
        source: given.source ?? null,
        recurs: given.recurs ?? null,
        hardDate,
        checkpoints: plan.checkpoints.map((checkpoint) => ({ ...checkpoint, passedOn: null, note: '' })),
      });
      return records.create({ kind: 'task', id, facts, actor, idempotencyKey, asked: given });
    });
  };
}
