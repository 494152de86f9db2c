/** Tasks made through the write path on a fresh database, a clock that stands until it is moved, and their reminders. */

import { publishedYears } from '../../src/calendars/published-years.js';
import { createInbox } from '../../src/inbox/inbox.js';
import { createRounds } from '../../src/jobs/rounds.js';
import { simulatedClock } from '../../src/platform/clock.js';
import { newId } from '../../src/platform/ids.js';
import { connectMongo, ensureIndexes } from '../../src/platform/mongo.js';
import { createRecords } from '../../src/records/create-records.js';
import { createReminders } from '../../src/reminders/reminders.js';
import { taskKind } from '../../src/tasks/task.kind.js';
import { taskModel } from '../../src/tasks/task.model.js';
import { calendarOf } from '../../workflows/calendar.js';
import { exactDate, instantOf } from '../../workflows/dates.js';
import { type Actor, DEFAULT_SETTINGS } from '../../workflows/moment.js';
import { DEFAULT_PACKS } from '../../workflows/packs/packs.js';
import { type Checkpoint, newTask } from '../../workflows/tasks/task.js';
import { quiet, recipientsOf, type TestPerson, testPerson } from '../inbox/support.js';
import { testDatabaseUri } from '../support/database.js';

export const CALENDAR = calendarOf(publishedYears());
export const START = '2026-06-02';

export const leader = testPerson('leader', 'zhengwu', ['department_leader']);
export const liaison = testPerson('liaison', 'zhengwu', ['department_liaison'], { email: 'liaison@example.test' });
export const other = testPerson('other', 'gongan', ['department_leader']);

const actor = (id: string, department: string, post: Actor['posts'][number]): Actor => ({
  kind: 'person',
  id,
  name: id,
  department,
  posts: [post],
});
export const OFFICE = actor('office', 'office', 'campaign_office');
export const GROUP = actor('group', 'office', 'leading_group');
export const LEADER = actor('leader', 'zhengwu', 'department_leader');

export interface TaskWanted {
  code: string;
  due: string;
  checkpoints?: { key: string; on: string }[];
  lead?: string;
  acknowledged?: boolean;
}

/** Everything a reminder needs; several of these on one `uri` are several processes' worth. */
export async function freshReminders({
  uri,
  people = [leader, liaison, other],
  mail = false,
  at = instantOf(START, '08:00'),
}: {
  uri?: string;
  people?: TestPerson[];
  mail?: boolean;
  at?: string;
} = {}) {
  const connection = await connectMongo(uri ?? (await testDatabaseUri()));
  const clock = simulatedClock(at, 0);
  const recipients = recipientsOf(people);
  const inbox = createInbox({ connection, clock, recipients, mail });
  const calendar = async () => CALENDAR;
  const records = createRecords({
    connection,
    clock,
    logger: quiet,
    kinds: [{ kind: taskKind, model: taskModel(connection) }],
    calendar,
    settings: async () => DEFAULT_SETTINGS,
    packs: async () => DEFAULT_PACKS,
    notifyAll: inbox.notifyAll,
  });
  const rounds = createRounds({ connection });
  const campaigns = async () => [{ id: 'c1', settings: DEFAULT_SETTINGS }];
  const parts = { connection, inbox, recipients, calendar, campaigns, rounds, logger: quiet };
  const reminders = createReminders(parts);
  await ensureIndexes(connection);

  return {
    connection,
    clock,
    inbox,
    records,
    rounds,
    parts,
    reminders,
    /** A task that has been assigned, and acknowledged unless told otherwise. */
    async task({ code, due, checkpoints = [], lead = 'zhengwu', acknowledged = true }: TaskWanted): Promise<string> {
      const id = newId();
      const stages = checkpoints.map(
        ({ key, on }): Checkpoint => ({
          key,
          title: `节点${key}`,
          due: exactDate(on),
          evidenceRequired: false,
          passedOn: null,
          note: '',
        }),
      );
      const facts = newTask({
        campaign: 'c1',
        phase: 'p1',
        code,
        title: `任务${code}`,
        requirement: '照办',
        outcomes: ['办结'],
        leadDepartment: lead,
        due: exactDate(due),
        checkpoints: stages,
      });
      await records.create({ kind: 'task', id, facts, actor: OFFICE });
      await records.perform({ kind: 'task', id, event: { type: 'ASSIGN' }, actor: OFFICE });
      if (acknowledged) {
        const by: Actor = { ...LEADER, department: lead };
        await records.perform({ kind: 'task', id, event: { type: 'ACKNOWLEDGE' }, actor: by });
      }
      await records.relay.drain();
      return id;
    },
    /** The reminders a person has, the oldest first. */
    async remindersOf(person: string) {
      const found = await connection
        .collection('messages')
        .find({ person, template: 'reminder.digest' })
        .sort({ at: 1 })
        .toArray();
      return found.map(({ values }) => values as { day: string; count: number; overdue: number; items: Item[] });
    },
    close: () => connection.close(),
  };
}

export interface Item {
  code: string;
  what: string;
  on: string;
  days: number | null;
}
