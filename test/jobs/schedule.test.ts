import { afterEach, describe, expect, it } from '@jest/globals';
import { createOperations } from '../../src/jobs/operations.model.js';
import { createJobs, type JobsParts } from '../../src/jobs/schedule.jobs.js';
import { instantOf } from '../../workflows/dates.js';
import { quiet } from '../inbox/support.js';
import { freshReminders } from '../reminders/support.js';

describe('the work that is due', () => {
  let close = async () => {};
  afterEach(() => close());

  async function fresh(more: Partial<JobsParts> = {}, at = instantOf('2026-06-02', '08:00')) {
    const made = await freshReminders({ at });
    close = made.close;
    const done: string[] = [];
    const operations = createOperations({ connection: made.connection, hostNow: () => 42 });
    const jobs = createJobs({
      clock: made.clock,
      logger: quiet,
      rounds: made.rounds,
      operations,
      records: {
        ...made.records,
        sweepClock: async (touch) => {
          done.push('sweep');
          return made.records.sweepClock(touch);
        },
      },
      reminders: made.reminders,
      mailDigests: { send: async () => done.push('mail') },
      readiness: { runScheduled: async () => done.push('readiness') },
      daySnapshot: async (day) => done.push(`snapshot ${day}`),
      measureIndicators: async () => done.push('measured'),
      draftRatings: async () => done.push('rated'),
      forgetUnclaimedFiles: async () => done.push('files'),
      ...more,
    });
    return { ...made, jobs, done, operations };
  }

  it('is done in order: the day as it began is kept before time changes it, and people hear last', async () => {
    const { jobs, done, operations } = await fresh();
    expect(await operations.lastSweep()).toBeNull();
    await jobs.runDueWork();
    expect(done).toEqual(['snapshot 2026-06-02', 'sweep', 'measured', 'rated', 'readiness', 'mail', 'files']);
    expect(await operations.lastSweep()).toBe(42);
  });

  it('keeps a day’s snapshot once, however often it is asked', async () => {
    const { jobs, done, clock } = await fresh();
    await jobs.runDueWork();
    await jobs.runDueWork();
    clock.set(instantOf('2026-06-03'));
    await jobs.runDueWork();
    expect(done.filter((one) => one.startsWith('snapshot'))).toEqual(['snapshot 2026-06-02', 'snapshot 2026-06-03']);
  });

  it('counts again after two o’clock, once a day, and notes a difference for the operations page', async () => {
    const { jobs, operations, connection, clock, task } = await fresh({}, instantOf('2026-06-02', '01:59'));
    await task({ code: 'ZW-01', due: '2026-06-11' });
    await connection.collection('counters').updateOne({}, { $inc: { 'n.total': 1 } });
    await jobs.runDueWork();
    expect(await operations.lastRecount()).toBeNull();
    clock.set(instantOf('2026-06-02', '02:00'));
    await jobs.runDueWork();
    expect(await operations.lastRecount()).toMatchObject({
      day: '2026-06-02',
      differences: [{ name: 'total', kept: 2, counted: 1 }],
    });
    expect(await operations.lastVerify()).toMatchObject({ day: '2026-06-02', whole: true, records: 1, entries: 3 });
  });

  it('goes on past a job that fails, and says so at the end', async () => {
    const failing = { runScheduled: () => Promise.reject(new Error('no readiness')) };
    const { jobs, done } = await fresh({ readiness: failing });
    await expect(jobs.runDueWork()).rejects.toThrow('no readiness');
    expect(done).toContain('mail');
    expect(done).toContain('files');
  });
});
