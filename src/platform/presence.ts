import type { Connection } from 'mongoose';
import type { Log } from './log.js';

/** An engine that died is back so soon as a rule, in ms: whoever asks meanwhile waits, and sees nothing but a slow page. */
const WORTH_WAITING_MS = 3_000;

/**
 * Whether the database is there, as the driver last saw it, said in the log when it changes. `back()` resolves with true as
 * soon as it is there, and with false once it has been away for three seconds.
 */
export function databasePresence(connection: Connection, log: Log) {
  let awaySince: number | null = null;
  const waiting = new Set<() => void>();
  const lost = () => {
    if (awaySince !== null) return;
    awaySince = performance.now();
    log.warn('the database is away');
  };
  const found = () => {
    if (awaySince === null) return;
    log.info({ seconds: Math.round((performance.now() - awaySince) / 1000) }, 'the database is back');
    awaySince = null;
    for (const wake of waiting) wake();
  };
  connection.on('disconnected', lost);
  connection.on('connected', found);

  let looking = false;
  /** Left to itself the driver looks for a lost server once in a heartbeat; while a command waits for it, twice a second. */
  function look(): void {
    if (looking) return;
    looking = true;
    Promise.resolve(connection.db?.command({ ping: 1 }))
      .catch(() => {})
      .finally(() => {
        looking = false;
      });
  }

  return {
    back(): Promise<boolean> {
      if (awaySince === null) return Promise.resolve(true);
      look();
      const left = awaySince + WORTH_WAITING_MS - performance.now();
      if (left <= 0) return Promise.resolve(false);
      return new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve(awaySince === null);
        };
        const timer = setTimeout(wake, left);
        waiting.add(wake);
      });
    },
    /** The connection is about to be closed by us, which is no absence. */
    end(): void {
      connection.off('disconnected', lost);
      connection.off('connected', found);
    },
  };
}

export type Presence = ReturnType<typeof databasePresence>;
