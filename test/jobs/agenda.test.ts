import { afterEach, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { createAgenda, type JobRunner } from '../../src/platform/agenda.js';
import { connectMongo } from '../../src/platform/mongo.js';
import { quiet } from '../inbox/support.js';
import { testDatabaseUri } from '../support/database.js';

describe('planned jobs', () => {
  let connection: Connection;
  const runners: JobRunner[] = [];
  afterEach(async () => {
    await Promise.all(runners.splice(0).map((runner) => runner.stop(100)));
    await connection.close();
  });

  async function open() {
    connection = await connectMongo(await testDatabaseUri());
    return (name = 'one') => {
      const runner = createAgenda({ connection, name, logger: quiet, sweepEvery: 1, lockMs: 2_000 });
      runners.push(runner);
      return runner;
    };
  }
  const jobs = () => connection.collection('agendaJobs');

  it('are planned once: planning again leaves the job, its lock and its past as they are', async () => {
    const make = await open();
    expect(await make().planOnce('sweep', 60)).toBe(true);
    const running = { lockedAt: new Date('2026-01-01'), lastRunAt: new Date('2026-01-01'), failCount: 2 };
    await jobs().updateOne({ name: 'sweep' }, { $set: running });
    const before = await jobs().find().toArray();
    expect(await make('two').planOnce('sweep', 60)).toBe(false);
    expect(await jobs().find().toArray()).toEqual(before);
  });

  it('are planned anew when the interval has changed, and stay one', async () => {
    const make = await open();
    await make().planOnce('sweep', 60);
    expect(await make().planOnce('sweep', 30)).toBe(true);
    expect(await jobs().find().toArray()).toMatchObject([{ name: 'sweep', repeatInterval: '30 seconds' }]);
  });

  it('stay one when several processes plan them at once', async () => {
    const make = await open();
    await Promise.all(['a', 'b', 'c', 'd'].map((name) => make(name).planOnce('sweep', 60)));
    expect(await jobs().countDocuments({ name: 'sweep' })).toBe(1);
  });

  it('end before the process does: stopping waits for the work under way', async () => {
    const make = await open();
    const runner = make();
    let begun = () => {};
    const started = new Promise<void>((resolve) => {
      begun = resolve;
    });
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let ended = false;
    runner.define('sweep', async (touch) => {
      begun();
      await finished;
      await touch();
      ended = true;
    });
    await runner.planOnce('sweep', 60);
    await runner.start();
    await started;
    const stopping = runner.stop(20_000);
    expect(ended).toBe(false);
    finish();
    expect(await stopping).toBe(true);
    expect(ended).toBe(true);
  });

  it('do not keep a process for ever: work that does not end is left behind', async () => {
    const make = await open();
    const runner = make();
    let begun = () => {};
    const started = new Promise<void>((resolve) => {
      begun = resolve;
    });
    let finish = () => {};
    runner.define('sweep', () => {
      begun();
      return new Promise((resolve) => {
        finish = resolve;
      });
    });
    await runner.planOnce('sweep', 60);
    await runner.start();
    await started;
    expect(await runner.stop(10)).toBe(false);
    finish();
  });
});
