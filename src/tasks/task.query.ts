/** Reads of tasks for lists and pages; every one runs on an index and is bounded. */
import type { Connection } from 'mongoose';
import type { Colour } from '../../workflows/lights.js';
import type { TaskFacts, TaskState } from '../../workflows/tasks/task.js';
import type { Visible } from '../people/policy.js';
import type { StoredRecord } from '../records/record.js';
import { type RecordDocument, toRecord } from '../records/record-store.js';
import { RUNNING_STATES } from './task.kind.js';
import { taskModel } from './task.model.js';
import { queryWords } from './words.js';

export type TaskRecord = StoredRecord<TaskFacts>;

/** What a list of tasks can be narrowed by. */
export interface TaskFilter {
  campaign?: string | undefined;
  phase?: string | undefined;
  /** Leads it. */
  department?: string | undefined;
  /** Supports it. */
  supports?: string | undefined;
  state?: TaskState | undefined;
  /** Any state in which it is somebody's business. */
  running?: boolean | undefined;
  light?: Colour | undefined;
  /** Due on or before. */
  dueBy?: string | undefined;
  text?: string | undefined;
  visible: Visible;
}

export interface TaskPage {
  items: TaskRecord[];
  /** Opaque; null on the last page. */
  next: string | null;
}

export interface TaskBrief extends Pick<TaskFacts, 'campaign' | 'code' | 'leadDepartment' | 'coDepartments'> {
  id: string;
}

const MOST = 200;

function mongoFilter(filter: TaskFilter): Record<string, unknown> {
  const { campaign, phase, department, supports, state, running, light, dueBy, text, visible } = filter;
  const where: Record<string, unknown> = {};
  if (campaign) where.campaign = campaign;
  if (phase) where.phase = phase;
  if (department) where.leadDepartment = department === '-' ? null : department;
  if (supports) where.coDepartments = supports;
  if (state) where['workflow.state'] = state;
  else if (running || light) where['workflow.state'] = { $in: [...RUNNING_STATES] };
  if (light) where['light.colour'] = light;
  if (dueBy) where['derived.sort'] = { $lte: dueBy };
  const words = text ? queryWords(text) : [];
  if (words.length > 0) where['derived.words'] = { $all: words };
  if (!visible.all) {
    where.$or = [{ leadDepartment: { $in: visible.departments } }, { coDepartments: { $in: visible.departments } }];
  }
  return where;
}

function cursorOf({ facts, id }: TaskRecord): string {
  return Buffer.from(`${facts.due?.to ?? '9999-12-31'}|${id}`).toString('base64url');
}

/** The place a cursor stands for; null when it is none of ours. */
export function placeOf(cursor: string): { sort: string; id: string } | null {
  const found = /^(\d{4}-\d{2}-\d{2})\|([0-9a-f]{24})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  return found?.[1] && found[2] ? { sort: found[1], id: found[2] } : null;
}

export function taskQueries(connection: Connection) {
  const model = taskModel(connection);
  const read = async (where: Record<string, unknown>, sort: Record<string, 1 | -1>, limit: number) => {
    const found = await model.find(where).sort(sort).limit(limit).lean<RecordDocument[]>();
    return found.map((document) => toRecord<TaskFacts>('task', document));
  };
  const byDue = { 'derived.sort': 1, _id: 1 } as const;

  return {
    /** A page of tasks by due date. A cursor that is not ours starts from the beginning. */
    async page(filter: TaskFilter, { limit = 50, after }: { limit?: number; after?: string | undefined } = {}) {
      const where = mongoFilter(filter);
      const place = after ? placeOf(after) : null;
      if (place) {
        // One bound and one exception: said as two alternatives, the embedded database refuses it for a list of thousands.
        where.$nor = [{ 'derived.sort': place.sort, _id: { $lte: place.id } }];
        where['derived.sort'] = { ...((where['derived.sort'] as object | undefined) ?? {}), $gte: place.sort };
      }
      const size = Math.min(Math.max(1, limit), MOST);
      const found = await read(where, byDue, size + 1);
      const items = found.slice(0, size);
      const last = items.at(-1);
      return { items, next: found.length > size && last ? cursorOf(last) : null } satisfies TaskPage;
    },
    /** What a department leads and supports and is not done, by due date. */
    async workOf(department: string, states: readonly string[], limit = MOST): Promise<TaskRecord[]> {
      const mine = { $or: [{ leadDepartment: department }, { coDepartments: department }] };
      return read({ ...mine, 'workflow.state': { $in: [...states] } }, byDue, limit);
    },
    async byIds(ids: readonly string[]): Promise<TaskRecord[]> {
      return ids.length === 0 ? [] : read({ _id: { $in: [...ids] } }, byDue, ids.length);
    },
    /** Which tasks some ids, or some codes of a campaign, are: without their stories, for thousands at once. */
    async briefs(
      of: { ids: readonly string[] } | { campaign: string; codes: readonly string[] },
    ): Promise<TaskBrief[]> {
      const where = 'ids' in of ? { _id: { $in: of.ids } } : { campaign: of.campaign, code: { $in: of.codes } };
      const found = await model
        .find(where, { campaign: 1, code: 1, leadDepartment: 1, coDepartments: 1 })
        .lean<(Omit<TaskBrief, 'id'> & { _id: string })[]>();
      return found.map(({ _id, ...brief }) => ({ id: _id, ...brief }));
    },
    async childrenOf(parent: string): Promise<TaskRecord[]> {
      return read({ parent }, { code: 1 }, 500);
    },
    /** The tasks of a phase in the order of their codes, for the breakdown. */
    async ofPhase(campaign: string, phase: string, limit = 1_000): Promise<TaskRecord[]> {
      return read({ campaign, phase }, { code: 1 }, limit);
    },
    /** The gravest running tasks of a campaign: of one light, by due date. */
    async worst(campaign: string, light: Colour, limit: number): Promise<TaskRecord[]> {
      return read({ campaign, 'light.colour': light, 'workflow.state': { $in: [...RUNNING_STATES] } }, byDue, limit);
    },
    /** Tasks that wait for a reviewer, the longest wait first. */
    async submitted(campaign: string, limit = 50): Promise<TaskRecord[]> {
      return read({ campaign, 'workflow.state': 'submitted' }, { submittedOn: 1, _id: 1 }, limit);
    },
    /** Tasks that wait for the office or the leading group, by due date: returned, asking for time or for help. */
    async waiting(
      campaign: string,
      what: 'returned' | 'extension' | 'coordination',
      limit = 50,
    ): Promise<TaskRecord[]> {
      if (what === 'returned') return read({ campaign, 'workflow.state': 'returned' }, byDue, limit);
      return read({ campaign, 'workflow.state': 'active', [`${what}.on`]: { $type: 'string' } }, byDue, limit);
    },
    /** What a department has led to its close, the latest first. */
    async closedOf(department: string, limit = 50): Promise<TaskRecord[]> {
      return read({ leadDepartment: department, 'workflow.state': 'closed' }, { closedOn: -1, _id: 1 }, limit);
    },
    /** Red tasks of a phase, all of them: the phase cannot close on them. */
    async redOf(campaign: string, phase: string): Promise<{ id: string; code: string; title: string }[]> {
      const where = { campaign, phase, 'light.colour': 'red', 'workflow.state': { $in: [...RUNNING_STATES] } };
      const found = await model
        .find(where, { code: 1, title: 1 })
        .sort({ code: 1 })
        .lean<{ _id: string; code: string; title: string }[]>();
      return found.map(({ _id, code, title }) => ({ id: _id, code, title }));
    },
    /** Every task of a campaign, streamed. */
    async *allOf(campaign: string): AsyncGenerator<TaskRecord> {
      for await (const document of model.find({ campaign }).lean<RecordDocument>().cursor({ batchSize: 500 })) {
        yield toRecord<TaskFacts>('task', document as RecordDocument);
      }
    },
    /** The task that carries a code in a campaign. */
    async byCode(campaign: string, code: string): Promise<TaskRecord | null> {
      const [found] = await read({ campaign, code }, byDue, 1);
      return found ?? null;
    },
  };
}

export type TaskQueries = ReturnType<typeof taskQueries>;
