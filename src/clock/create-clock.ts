/** The clock of an installation: the host's, or a simulated one that all its processes share and that never goes back. */
import type { Connection } from 'mongoose';
import type { Instant } from '../../workflows/dates.js';
import { type Clock, simulatedClock, systemClock } from '../platform/clock.js';
import { StartError } from '../platform/errors.js';
import { steadyNow } from '../platform/host-clock.js';
import type { Log } from '../platform/log.js';
import { clockStateStore } from './clock-state.model.js';

export interface ClockParts {
  connection: Connection;
  config: {
    CLOCK_START?: Instant | undefined;
    CLOCK_RATE: number;
    ALLOW_SIMULATED_CLOCK: boolean;
    production: boolean;
  };
  /** Where a demonstration's clock starts when none has run here yet; null when this is no demonstration. */
  demo: Instant | null;
  logger?: Log;
}

/** A clock with its upkeep; for the host's clock `start`, `save` and `stop` do nothing. */
export interface KeptClock extends Clock {
  /** Put a simulated clock forward for all processes. Throws RangeError backwards or on the host's clock. */
  moveTo(instant: Instant): Promise<void>;
  /** Take over a later time that another process has put the clock to. */
  follow(): Promise<void>;
  /** Begin to follow and to save by itself. */
  start(): void;
  save(): Promise<void>;
  /** Stop the upkeep and keep where the clock stands. */
  stop(): Promise<void>;
}

const FOLLOW_MS = 1_000;
const SAVE_MS = 3_000;

const done = async () => {};

/**
 * The host's clock unless `CLOCK_START` is set, this is a demonstration, or one has run here before: then the simulated
 * one, from where it stopped (`CLOCK_START` counts for the first start only). Throws {@link StartError} where a simulated
 * clock is refused.
 */
export async function createClock({ connection, config, demo, logger }: ClockParts): Promise<KeptClock> {
  const store = clockStateStore(connection);
  const kept = await store.read();
  const first = config.CLOCK_START ?? demo;
  if (!kept && !first) {
    const refuse = async () => {
      throw new RangeError("The host's clock is not ours to move.");
    };
    return { ...systemClock(), moveTo: refuse, follow: done, start: () => {}, save: done, stop: done };
  }
  if (config.production && !config.ALLOW_SIMULATED_CLOCK) {
    throw new StartError(
      '这个数据库用的是模拟时钟，生产环境不得使用。 This database runs on a simulated clock, which is refused in production.',
    );
  }

  const rate = config.CLOCK_RATE;
  // After a crash the clock may have shown more than was kept last: it goes on from what it cannot have passed.
  const clock = simulatedClock(kept ? later(kept.instant, kept.upTo) : (first as Instant), rate);
  const hostNow = steadyNow();
  const timers: NodeJS.Timeout[] = [];

  /** `aheadMs` = host time until the next save is certain to have happened. */
  async function keep(aheadMs: number): Promise<void> {
    const savedAt = hostNow();
    const instant = clock.now();
    const upTo = new Date(Date.parse(instant) + aheadMs * rate).toISOString();
    await store.save({ instant, rate, savedAt, upTo });
  }
  const save = () => keep(timers.length > 0 ? 2 * SAVE_MS : 0);

  async function follow(): Promise<void> {
    const state = await store.read();
    if (!state) return;
    // Kept every few seconds: more than that since is a host's clock that was put forward, or a process that has died.
    const since = Math.min(Math.max(0, hostNow() - state.savedAt), 2 * SAVE_MS) * rate;
    const there = new Date(Date.parse(state.instant) + since).toISOString();
    try {
      if (there > clock.now()) clock.set(there);
    } catch (error) {
      // A fast clock has passed it between the two lines.
      if (!(error instanceof RangeError)) throw error;
    }
  }

  function every(ms: number, work: () => Promise<void>): void {
    let busy = false;
    const timer = setInterval(async () => {
      if (busy) return;
      busy = true;
      try {
        await work();
      } catch (error) {
        logger?.warn({ err: error }, 'the simulated clock could not be kept');
      } finally {
        busy = false;
      }
    }, ms);
    timer.unref();
    timers.push(timer);
  }

  await save();
  return {
    ...clock,
    async moveTo(instant) {
      clock.set(instant);
      await save();
    },
    follow,
    start() {
      if (timers.length > 0) return;
      every(FOLLOW_MS, follow);
      every(SAVE_MS, save);
    },
    save,
    async stop() {
      for (const timer of timers.splice(0)) clearInterval(timer);
      await keep(0);
    },
  };
}

function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}
