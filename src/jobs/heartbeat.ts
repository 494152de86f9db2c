/**
 * The heartbeat of a worker, on the monotonic clock. Agenda plans by the host's clock: when that is set back, all jobs
 * would wait until it has caught up. The beat finds jobs that are planned farther ahead than their own interval, or locked
 * at a time that is still to come, and puts that right; and it tells when the host's clock has jumped.
 */
import type { JobRunner } from '../platform/agenda.js';
import { type ClockJump, type HostClocks, hostClocks, watchHostClock } from '../platform/host-clock.js';
import type { Log } from '../platform/log.js';
import type { Operations } from './operations.model.js';

export interface HeartbeatParts {
  operations: Pick<Operations, 'jumped'>;
  logger: Log;
  clocks?: HostClocks;
  /** Monotonic ms between two beats. */
  everyMs?: number;
}

const BEAT_MS = 5_000;

export function createHeartbeat(parts: HeartbeatParts) {
  const { operations, logger, clocks = hostClocks, everyMs = BEAT_MS } = parts;
  const jumpSince = watchHostClock(clocks);
  let timer: NodeJS.Timeout | null = null;
  let untold: ClockJump[] = [];
  let beating: Promise<void> | null = null;

  /** One beat; public for tests, which move the clocks. */
  async function beat(agenda: Pick<JobRunner, 'replan'>): Promise<void> {
    const jump = jumpSince();
    if (jump) {
      const seconds = Math.round(jump.byMs / 1000);
      logger.warn({ seconds, at: new Date(jump.at).toISOString() }, "the host's clock has jumped");
      untold.push(jump);
    }
    const replanned = await agenda.replan(clocks.wall());
    if (replanned > 0) logger.warn({ jobs: replanned }, "jobs waited for the host's clock; planned anew");
    while (untold.length > 0) {
      await operations.jumped(untold[0] as ClockJump);
      untold = untold.slice(1);
    }
  }

  return {
    beat,
    start(agenda: Pick<JobRunner, 'replan'>): void {
      timer ??= setInterval(() => {
        if (beating) return;
        beating = beat(agenda)
          .catch((error) => logger.warn({ err: error }, 'the heartbeat failed'))
          .finally(() => {
            beating = null;
          });
      }, everyMs);
      timer.unref();
    },
    async stop(): Promise<void> {
      if (timer) clearInterval(timer);
      timer = null;
      await beating;
    },
  };
}

export type Heartbeat = ReturnType<typeof createHeartbeat>;
