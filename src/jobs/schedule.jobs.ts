/**
 * The work that recurs. Each job = a name + one use case; Agenda wakes it on the host's clock, the use case asks the
 * product's clock what is due. `runDueWork` does the same once, in order, for the moved clock, scripts and tests.
 */

import { type CivilDate, civilDateOf, type Instant, timeOfDay } from '../../workflows/dates.js';
import type { JobRunner } from '../platform/agenda.js';
import type { Clock } from '../platform/clock.js';
import { LeftOut, type LeftThing } from '../platform/left-out.js';
import type { Log } from '../platform/log.js';
import type { Records } from '../records/create-records.js';
import { recount } from '../records/recount.js';
import { verifyLog } from '../records/verify-log.js';
import type { Heartbeat } from './heartbeat.js';
import type { Operations } from './operations.model.js';
import type { Rounds } from './rounds.js';

export interface JobsParts {
  clock: Clock;
  logger: Log;
  rounds: Rounds;
  heartbeat?: Heartbeat;
  operations: Operations;
  records: Pick<Records, 'sweepClock' | 'relay' | 'kinds' | 'counters' | 'log'>;
  reminders: { send(now: Instant): Promise<unknown> };
  mailDigests: { send(now: Instant, alive?: () => Promise<void>): Promise<unknown> };
  readiness: { runScheduled(now: Instant): Promise<unknown> };
  /** Keep the counts as they stood when a day began; called once per day, before the day's first clock sweep. */
  daySnapshot(day: CivilDate): Promise<unknown>;
  /** Enter the figures that are computed from what is counted. */
  measureIndicators(today: CivilDate): Promise<unknown>;
  /** Draft the ratings of the quarter that ended last. */
  draftRatings(now: Instant): Promise<unknown>;
  forgetUnclaimedFiles(): Promise<unknown>;
}

/** The nightly recount begins at this hour, campaign time. */
const RECOUNT_FROM = '02:00';

/** One pass of a job: what is due at `now`, the one time all of it goes by; `touch` keeps its lock. */
export type Pass = (touch: () => Promise<void>, now: Instant) => Promise<void>;

/** The use cases in the order in which they depend on one another. */
export function dueWork(parts: JobsParts): [name: string, work: Pass][] {
  const { logger, rounds, operations, records, reminders, mailDigests, readiness } = parts;

  /** What a day begins with must be kept before time changes it. */
  const snapshot: Pass = async (_touch, now) => {
    const day = civilDateOf(now);
    await rounds.once('day-snapshot', day, async () => {
      await parts.daySnapshot(day);
    });
  };

  const count: Pass = async (touch, now) => {
    const day = civilDateOf(now);
    if (timeOfDay(now) < RECOUNT_FROM) return;
    await rounds.once('nightly-recount', day, async (alive) => {
      const result = await recount(records.kinds, records.counters).check(async () => {
        await Promise.all([touch(), alive()]);
      });
      if (result.differences.length > 0) {
        logger.error({ differences: result.differences.slice(0, 20) }, 'kept counts differ from a recount');
      }
      await operations.recounted(day, result);
    });
  };

  const verify: Pass = async (touch, now) => {
    const day = civilDateOf(now);
    if (timeOfDay(now) < RECOUNT_FROM) return;
    // Once a day of the host: a clock that is moved would walk the whole log for every day it passes.
    await rounds.once('nightly-verify', operations.hostDay(), async (alive) => {
      const stores = records.kinds().map(({ store }) => store);
      const found = await verifyLog(records.log, stores, async () => {
        await Promise.all([touch(), alive()]);
      });
      if (!found.whole)
        logger.error({ broken: found.broken, breaks: found.breaks.slice(0, 20) }, 'the event log is broken');
      await operations.verified(day, found);
    });
  };

  /** What a job had to leave out is noted for the operations page; it is no fault of the job, whose others were done. */
  const noted = (name: string, work: Pass): [string, Pass] => [
    name,
    async (touch, now) => {
      let left: readonly LeftThing[] = [];
      try {
        await work(touch, now);
      } catch (error) {
        if (!(error instanceof LeftOut)) throw error;
        left = error.things;
      }
      await operations.leftOut(name, left);
    },
  ];

  const all: [name: string, work: Pass][] = [
    ['day-snapshot', snapshot],
    [
      'clock-sweep',
      async (touch, now) => {
        // Time goes on even where a snapshot fails; its own job reports that.
        await snapshot(touch, now).catch((error) => logger.warn({ err: error }, 'no snapshot before the sweep'));
        const { stuck } = await records.sweepClock(touch, now);
        await operations.swept();
        if (stuck.length > 0) throw new LeftOut(stuck);
      },
    ],
    [
      'relay-sweep',
      async () => {
        await records.relay.sweep();
        const stuck = await records.relay.stuck();
        if (stuck.length > 0) throw new LeftOut(stuck);
      },
    ],
    [
      'measured-indicators',
      async (_touch, now) => {
        const today = civilDateOf(now);
        await rounds.once('measured-indicators', today, async () => {
          await parts.measureIndicators(today);
        });
      },
    ],
    [
      'quarter-ratings',
      async (_touch, now) => {
        await rounds.once('quarter-ratings', civilDateOf(now), async () => {
          await parts.draftRatings(now);
        });
      },
    ],
    [
      'scheduled-readiness',
      async (_touch, now) => {
        await readiness.runScheduled(now);
      },
    ],
    [
      'reminders',
      async (_touch, now) => {
        await reminders.send(now);
      },
    ],
    [
      'mail-digests',
      async (touch, now) => {
        await mailDigests.send(now, touch);
      },
    ],
    ['nightly-recount', count],
    ['nightly-verify', verify],
    [
      'forget-unclaimed-files',
      async () => {
        await parts.forgetUnclaimedFiles();
      },
    ],
  ];
  return all.map(([name, work]) => noted(name, work));
}

const noTouch = async () => {};

export function createJobs(parts: JobsParts) {
  const work = dueWork(parts);
  return {
    names: work.map(([name]) => name),
    /** Everything that is due now, once, in order. One job's fault does not keep the others; the first is thrown. */
    async runDueWork(): Promise<void> {
      const now = parts.clock.now();
      const faults: unknown[] = [];
      for (const [name, job] of work) {
        try {
          await job(noTouch, now);
        } catch (error) {
          parts.logger.error({ err: error, job: name }, 'job failed');
          faults.push(error);
        }
      }
      await parts.records.relay.drain();
      if (faults.length > 0) throw faults[0];
    },
    /** Define every job with Agenda, plan it every `seconds`, and start. */
    async start(agenda: JobRunner, seconds: number): Promise<void> {
      for (const [name, job] of work) agenda.define(name, (touch) => job(touch, parts.clock.now()));
      for (const [name] of work) await agenda.planOnce(name, seconds);
      await agenda.start();
      parts.heartbeat?.start(agenda);
    },
  };
}

export type Jobs = ReturnType<typeof createJobs>;
