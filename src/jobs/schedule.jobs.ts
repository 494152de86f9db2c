/**
 * The work that recurs. Each job = a name + one use case; Agenda wakes it on the host's clock, the use case asks the
 * product's clock what is due. `runDueWork` does the same once, in order, for the moved clock, scripts and tests.
 */

import { timeOfDay } from '../../workflows/dates.js';
import type { JobRunner, JobWork } from '../platform/agenda.js';
import type { Clock } from '../platform/clock.js';
import type { Log } from '../platform/log.js';
import type { Records } from '../records/create-records.js';
import { recount } from '../records/recount.js';
import { verifyLog } from '../records/verify-log.js';
import type { Operations } from './operations.model.js';
import type { Rounds } from './rounds.js';

export interface JobsParts {
  clock: Clock;
  logger: Log;
  rounds: Rounds;
  operations: Operations;
  records: Pick<Records, 'sweepClock' | 'relay' | 'kinds' | 'counters' | 'log'>;
  reminders: { send(now: string): Promise<unknown> };
  mailDigests: { send(alive?: () => Promise<void>): Promise<unknown> };
  readiness: { runScheduled(): Promise<unknown> };
  /** Keep the counts as they stood when a day began; called once per day, before the day's first clock sweep. */
  daySnapshot(day: string): Promise<unknown>;
  /** Enter the figures that are computed from what is counted. */
  measureIndicators(): Promise<unknown>;
  /** Draft the ratings of the quarter that ended last. */
  draftRatings(): Promise<unknown>;
  forgetUnclaimedFiles(): Promise<unknown>;
}

/** The nightly recount begins at this hour, campaign time. */
const RECOUNT_FROM = '02:00';

/** The use cases in the order in which they depend on one another. */
export function dueWork(parts: JobsParts): [name: string, work: JobWork][] {
  const { clock, logger, rounds, operations, records, reminders, mailDigests, readiness } = parts;

  /** What a day begins with must be kept before time changes it. */
  const snapshot: JobWork = async () => {
    const day = clock.today();
    await rounds.once('day-snapshot', day, async () => {
      await parts.daySnapshot(day);
    });
  };

  const count: JobWork = async (touch) => {
    const day = clock.today();
    if (timeOfDay(clock.now()) < RECOUNT_FROM) return;
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

  const verify: JobWork = async (touch) => {
    const day = clock.today();
    if (timeOfDay(clock.now()) < RECOUNT_FROM) return;
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

  return [
    ['day-snapshot', snapshot],
    [
      'clock-sweep',
      async (touch) => {
        // Time goes on even where a snapshot fails; its own job reports that.
        await snapshot(touch).catch((error) => logger.warn({ err: error }, 'no snapshot before the sweep'));
        await records.sweepClock(touch);
        await operations.swept();
      },
    ],
    [
      'relay-sweep',
      async () => {
        await records.relay.sweep();
      },
    ],
    [
      'measured-indicators',
      async () => {
        await rounds.once('measured-indicators', clock.today(), async () => {
          await parts.measureIndicators();
        });
      },
    ],
    [
      'quarter-ratings',
      async () => {
        await rounds.once('quarter-ratings', clock.today(), async () => {
          await parts.draftRatings();
        });
      },
    ],
    [
      'scheduled-readiness',
      async () => {
        await readiness.runScheduled();
      },
    ],
    [
      'reminders',
      async () => {
        await reminders.send(clock.now());
      },
    ],
    [
      'mail-digests',
      async (touch) => {
        await mailDigests.send(touch);
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
}

const noTouch = async () => {};

export function createJobs(parts: JobsParts) {
  const work = dueWork(parts);
  return {
    names: work.map(([name]) => name),
    /** Everything that is due now, once, in order. One job's fault does not keep the others; the first is thrown. */
    async runDueWork(): Promise<void> {
      const faults: unknown[] = [];
      for (const [name, job] of work) {
        try {
          await job(noTouch);
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
      for (const [name, job] of work) agenda.define(name, job);
      for (const [name] of work) await agenda.planOnce(name, seconds);
      await agenda.start();
    },
  };
}

export type Jobs = ReturnType<typeof createJobs>;
