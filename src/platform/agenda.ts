/**
 * Agenda for sweeps (ANCHORS 6): it wakes the work, our ledgers decide what is due and who has it. Locks are short, so
 * that a crash delays a sweep by minutes, not for ever.
 */
import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda, type Job } from 'agenda';
import type { Connection } from 'mongoose';
import type { Log } from './log.js';

const COLLECTION = 'agendaJobs';
/** A job that is silent for this long is taken to be dead and run by another process. */
const LOCK_MS = 120_000;
const STOP_WITHIN_MS = 10_000;
/** Two hosts' clocks may differ by so much without anybody having set one. */
const AHEAD_MS = 5_000;

export interface AgendaParts {
  connection: Connection;
  /** Names this process in the jobs it has locked. */
  name: string;
  logger: Log;
  /** Seconds between two sweeps. */
  sweepEvery: number;
  /** Agenda looks after a job's lock by a timer that outlives the job, and a test should end sooner. */
  lockMs?: number;
}

/** The work of a job; `touch` keeps its lock while it goes on. */
export type JobWork = (touch: () => Promise<void>) => Promise<void>;

export function createAgenda({ connection, name, logger, sweepEvery, lockMs = LOCK_MS }: AgendaParts) {
  const { db } = connection;
  if (!db) throw new Error('Agenda needs an open connection.');
  const agenda = new Agenda({
    backend: new MongoBackend({ mongo: db as never, collection: COLLECTION }),
    name,
    processEvery: Math.min(sweepEvery, 5) * 1000,
    defaultConcurrency: 1,
    defaultLockLimit: 1,
    defaultLockLifetime: lockMs,
  });
  let running = 0;
  const idle = new Set<() => void>();
  agenda.on('error', (error) => logger.error({ err: error }, 'agenda'));
  agenda.on('fail', (error, job) => logger.error({ err: error, job: job.attrs.name }, 'job failed'));
  agenda.on('start', () => {
    running += 1;
  });
  agenda.on('complete', () => {
    running -= 1;
    if (running === 0) for (const wake of idle) wake();
  });

  function whenIdle(withinMs: number): Promise<boolean> {
    if (running === 0) return Promise.resolve(true);
    return new Promise((resolve) => {
      const timer = setTimeout(() => finish(false), withinMs);
      const finish = (quiet: boolean) => {
        clearTimeout(timer);
        idle.delete(wake);
        resolve(quiet);
      };
      const wake = () => finish(true);
      idle.add(wake);
    });
  }

  return {
    /** Name a job and its work; only processes that define a job run it. */
    define(job: string, work: JobWork): void {
      agenda.define(job, async (one: Job) => work(() => one.touch()), {
        concurrency: 1,
        lockLimit: 1,
        lockLifetime: lockMs,
      });
    },
    /**
     * Plan a job every `seconds` unless it is planned so already: planning anew would take the lock from a process that
     * runs it and forget its past (ANCHORS 6.9). Returns whether it was planned by this call.
     */
    async planOnce(job: string, seconds: number): Promise<boolean> {
      await agenda.ready;
      const interval = `${seconds} seconds`;
      const { jobs } = await agenda.queryJobs({ name: job });
      if (jobs.some(({ repeatInterval }) => repeatInterval === interval)) return false;
      await agenda.every(interval, job);
      // Two processes that start on an empty database can both insert; both then keep the same one.
      const planned = (await agenda.queryJobs({ name: job })).jobs.map(({ _id }) => String(_id)).sort();
      if (planned.length > 1) await agenda.cancel({ ids: planned.slice(1) });
      return true;
    },
    /**
     * Put right what a host's clock that was set back has left: a job planned farther ahead than its interval is due now, a
     * lock taken at a time to come is as old as `wallNow` (host ms). Returns how many jobs had to be planned anew.
     */
    async replan(wallNow: number): Promise<number> {
      const jobs = db.collection(COLLECTION);
      const at = (ms: number) => new Date(wallNow + ms);
      const planned = await jobs
        .find({ nextRunAt: { $gt: at(AHEAD_MS) }, repeatInterval: { $type: 'string' } })
        .project<{ _id: unknown; nextRunAt: Date; repeatInterval: string }>({ nextRunAt: 1, repeatInterval: 1 })
        .toArray();
      const late = planned.filter(({ nextRunAt, repeatInterval }) => {
        const seconds = Number.parseInt(repeatInterval, 10);
        return Number.isFinite(seconds) && nextRunAt > at(seconds * 1000 + AHEAD_MS);
      });
      for (const { _id, nextRunAt } of late) {
        await jobs.updateOne({ _id: _id as never, nextRunAt }, { $set: { nextRunAt: at(0) } });
      }
      await jobs.updateMany({ lockedAt: { $gt: at(AHEAD_MS) } }, { $set: { lockedAt: at(0) } });
      return late.length;
    },
    async start(): Promise<void> {
      await agenda.ready;
      await agenda.start();
    },
    /** Take no more jobs and wait for those under way. Returns false when some were still running after `withinMs`. */
    async stop(withinMs = STOP_WITHIN_MS): Promise<boolean> {
      await agenda.stop();
      const quiet = await whenIdle(withinMs);
      if (!quiet) logger.warn({ running }, 'stopped with jobs still running');
      return quiet;
    },
  };
}

export type JobRunner = ReturnType<typeof createAgenda>;
