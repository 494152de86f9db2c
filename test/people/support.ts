/** A database with people in it, and a clock of the host that tests move. */

import { actorOf } from '../../src/people/account.model.js';
import { BY_SYSTEM } from '../../src/people/admin-log.js';
import { createPeople, type PeopleDeps } from '../../src/people/people.js';
import type { Clock } from '../../src/platform/clock.js';
import { connectMongo, ensureIndexes } from '../../src/platform/mongo.js';
import type { Post } from '../../workflows/moment.js';
import { testDatabaseUri } from '../support/database.js';

export const PASSWORD = 'Guanlan-7';

/** A clock that starts at the real now and goes on only when `forward` moves it. */
export function movedClock(): Clock & { forward(minutes: number): void } {
  let ms = Date.now();
  const now = () => new Date(ms).toISOString();
  return {
    simulated: false,
    now,
    today: () => now().slice(0, 10),
    forward: (minutes) => {
      ms += minutes * 60_000;
    },
  };
}

/** People on a fresh database with the departments `office` and `zhengwu`; `close` ends the connection. */
export async function freshPeople(deps: Partial<PeopleDeps> = {}, { departments = true } = {}) {
  const connection = await connectMongo(await testDatabaseUri());
  const clock = movedClock();
  const people = createPeople({ connection, hostClock: clock, cost: { N: 1024, r: 8, p: 1 }, ...deps });
  await ensureIndexes(connection);
  const rest = { nameEn: '', level: 'city', parent: null } as const;
  if (departments) {
    await people.departments.add(
      { ...rest, id: 'office', name: '活动办公室', shortName: '活动办', category: 'office' },
      BY_SYSTEM,
    );
    await people.departments.add(
      { ...rest, id: 'zhengwu', name: '市政务服务中心', shortName: '政务中心', category: 'windowService' },
      BY_SYSTEM,
    );
  }
  return {
    connection,
    clock,
    people,
    /** An account with a post and the password {@link PASSWORD}. */
    async person(login: string, posts: Post[] = [], department = 'office') {
      const account = await people.accounts.add(
        { login, name: `名${login}`, department, posts, password: PASSWORD },
        BY_SYSTEM,
      );
      return { account, actor: actorOf(account) };
    },
    close: () => connection.close(),
  };
}
export type FreshPeople = Awaited<ReturnType<typeof freshPeople>>;
