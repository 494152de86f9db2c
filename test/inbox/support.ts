/** A database with recipients in memory, and events to tell of. */
import type { Connection } from 'mongoose';
import pino from 'pino';
import { createInbox, type Recipients } from '../../src/inbox/inbox.js';
import { simulatedClock } from '../../src/platform/clock.js';
import { newId } from '../../src/platform/ids.js';
import { connectMongo, ensureIndexes } from '../../src/platform/mongo.js';
import type { EffectSource } from '../../src/records/relay.js';
import type { Post } from '../../workflows/moment.js';
import { testDatabaseUri } from '../support/database.js';

export const quiet = pino({ level: 'silent' });

export interface TestPerson {
  id: string;
  name: string;
  department: string;
  posts: Post[];
  email: string;
  locale: 'zh-CN' | 'en';
  disabled: boolean;
}

export function testPerson(id: string, department: string, posts: Post[], more: Partial<TestPerson> = {}): TestPerson {
  return { id, name: id, department, posts, email: '', locale: 'zh-CN', disabled: false, ...more };
}

/** The people's port over a list, as accounts answer it. */
export function recipientsOf(people: readonly TestPerson[]): Recipients {
  return async (wanted) =>
    wanted.map(({ department, posts, person }) =>
      people.filter(
        (one) =>
          !one.disabled &&
          (person === undefined || one.id === person) &&
          (department === undefined || one.department === department) &&
          (posts === undefined || posts.some((post) => one.posts.includes(post))),
      ),
    );
}

/** What the relay hands over with an effect. */
export function sourceOf(at: string, kind = 'task', record = newId()): EffectSource {
  const entry = { eventId: `${record}:1`, kind, record, campaign: 'c1', at };
  return { id: newId(), entry: entry as EffectSource['entry'] };
}

export interface FreshInbox {
  people?: TestPerson[];
  mail?: boolean;
  at?: string;
}

/** An inbox on a fresh database with a clock that stands still until it is set. */
export async function freshInbox({ people = [], mail = false, at = '2026-06-02T00:00:00.000Z' }: FreshInbox = {}) {
  const connection: Connection = await connectMongo(await testDatabaseUri());
  const clock = simulatedClock(at, 0);
  const inbox = createInbox({ connection, clock, recipients: recipientsOf(people), mail });
  await ensureIndexes(connection);
  return { connection, clock, inbox, close: () => connection.close() };
}
