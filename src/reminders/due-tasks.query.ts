/** Tasks whose dates call for a reminder, found by the index on their open dates and read as a stream. */
import type { Connection } from 'mongoose';
import type { CivilDate } from '../../workflows/dates.js';
import type { TaskFacts } from '../../workflows/tasks/task.js';
import type { RecordDocument } from '../records/record-store.js';
import { taskModel } from '../tasks/task.model.js';
import type { Remindable } from './what-is-due.js';

/** The lead department has to act: a returned or submitted task waits for others, a suspended one for nobody. */
const STATES = ['assigned', 'active'];
const BATCH = 500;

type Found = Pick<RecordDocument, '_id' | 'workflow'> &
  Pick<TaskFacts, 'code' | 'title' | 'due' | 'checkpoints' | 'acknowledgeBy' | 'leadDepartment'>;

const FIELDS = {
  workflow: 1,
  code: 1,
  title: 1,
  due: 1,
  checkpoints: 1,
  acknowledgeBy: 1,
  leadDepartment: 1,
};

export interface DueTask {
  department: string;
  task: Remindable;
}

export function dueTasks(connection: Connection) {
  const model = taskModel(connection);

  async function* found(where: Record<string, unknown>): AsyncGenerator<DueTask> {
    const cursor = model.find(where, FIELDS).batchSize(BATCH).lean<Found[]>().cursor();
    for await (const { _id: id, workflow, leadDepartment, ...rest } of cursor as AsyncIterable<Found>) {
      if (leadDepartment) yield { department: leadDepartment, task: { id, state: workflow.state, ...rest } };
    }
  }

  return {
    /** Tasks of a campaign with an open date before `today` or among `near`. */
    byDates: (campaign: string, today: CivilDate, near: readonly CivilDate[]): AsyncIterable<DueTask> =>
      found({
        campaign,
        'workflow.state': { $in: STATES },
        $or: [{ 'derived.dates': { $lt: today } }, { 'derived.dates': { $in: [...near] } }],
      }),
    /** Tasks of a campaign that nobody has acknowledged yet and that should be by `upTo`. */
    notAcknowledged: (campaign: string, upTo: CivilDate): AsyncIterable<DueTask> =>
      found({ campaign, 'workflow.state': 'assigned', acknowledgeBy: { $lte: upTo } }),
  };
}
