/** The area `people`, put together: accounts, departments, sign-in, links, tokens, the administration log. */

import type { Connection } from 'mongoose';
import { cut } from '../../workflows/text.js';
import { type Clock, systemClock } from '../platform/clock.js';
import { createAccounts } from './accounts.js';
import { adminLog, BY_SYSTEM, noteOf } from './admin-log.js';
import { createAdministration } from './administration.js';
import { createDepartments } from './departments.js';
import { createLinks } from './links.js';
import { DEFAULT_COST, type ScryptCost } from './password.js';
import { DEFAULT_PROFILE, PASSWORD_PROFILES, type PasswordProfileName } from './password-policy.js';
import { sessionModel } from './session.model.js';
import { createSetUp } from './set-up.js';
import { createSignIn } from './sign-in.js';
import { createThrottle, type ThrottleLimits } from './throttle.js';
import { createTokens } from './tokens.js';

export interface PeopleDeps {
  connection: Connection;
  /** The host's time, never the simulated one: sessions, passwords and links grow old in real time. Tests move it. */
  hostClock?: Clock;
  profile?: PasswordProfileName;
  /** Cheaper hashes for tests. */
  cost?: ScryptCost;
  limits?: ThrottleLimits;
}

/** The people of a database. Needs `ensureIndexes(connection)` before its first use. */
export function createPeople(deps: PeopleDeps) {
  const { connection, hostClock: clock = systemClock(), cost = DEFAULT_COST, limits } = deps;
  const profile = PASSWORD_PROFILES[deps.profile ?? DEFAULT_PROFILE];
  sessionModel(connection);
  const log = adminLog(connection);
  const departments = createDepartments({ connection, clock, log });
  const accounts = createAccounts({ connection, clock, log, departments, profile, cost });
  const links = createLinks({ connection, clock });
  const tried = createThrottle({
    connection,
    ...(limits && { limits }),
    onLock: (about) => {
      const [kind, id] = 'login' in about ? (['account', about.login] as const) : (['address', about.address] as const);
      return log.append(noteOf(clock.now(), BY_SYSTEM, 'signIn.locked', { kind, id: cut(id, 100), name: '' }));
    },
  });
  const setUp = createSetUp({ accounts, departments, links });
  return {
    hostClock: clock,
    profile,
    accounts,
    departments,
    tokens: createTokens({ connection, clock, accounts }),
    adminLog: log,
    administration: createAdministration({ accounts, links }),
    setUp,
    /** The path `/setup/…` to print at the start of an empty system; null when there are accounts. */
    ensureSetupLink: () => setUp.ensureLink(),
    ...createSignIn({ accounts, links, setUp, tried, cost }),
    /** Finish what a crash left between a change and the administration log; run at start and by the sweep. */
    async carryNotes(): Promise<void> {
      await accounts.carryNotes();
      await departments.carryNotes();
    },
  };
}
export type People = ReturnType<typeof createPeople>;
