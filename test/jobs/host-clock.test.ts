/** A host's clock that somebody sets: jobs go on, readiness tells what has stopped, and the jump is said. */
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { createHeartbeat } from '../../src/jobs/heartbeat.js';
import { createOperations } from '../../src/jobs/operations.model.js';
import { createRounds } from '../../src/jobs/rounds.js';
import { createAgenda } from '../../src/platform/agenda.js';
import { simulatedClock } from '../../src/platform/clock.js';
import { markAge, steadyNow, watchHostClock } from '../../src/platform/host-clock.js';
import { connectMongo } from '../../src/platform/mongo.js';
import { quiet } from '../inbox/support.js';
import { testDatabaseUri } from '../support/database.js';

const HOUR = 3_600_000;

/** Both clocks in the hand of the test: time passes on both, only the wall's can be set. */
function hands() {
  let wall = Date.now();
  let steady = 1_000;
  return {
    clocks: { wall: () => wall, steady: () => steady },
    pass(ms: number) {
      wall += ms;
      steady += ms;
    },
    set(byMs: number) {
      wall += byMs;
    },
  };
}

describe('a jump of the host’s clock', () => {
  it('is told once, either way, and not what a time server puts right bit by bit', () => {
    const { clocks, pass, set } = hands();
    const jumped = watchHostClock(clocks);
    for (let i = 0; i < 100; i += 1) {
      pass(5_000);
      set(200);
      expect(jumped()).toBeNull();
    }
    set(-HOUR);
    expect(jumped()).toEqual({ at: clocks.wall(), byMs: -HOUR });
    expect(jumped()).toBeNull();
    set(2 * HOUR);
    expect(jumped()).toMatchObject({ byMs: 2 * HOUR });
  });

  it('moves neither host time within a process nor a simulated clock', () => {
    const { clocks, pass, set } = hands();
    const now = steadyNow(clocks);
    const product = simulatedClock('2026-06-02T00:00:00.000Z', 60, clocks.steady);
    const before = now();
    set(-HOUR);
    pass(1_000);
    expect(now() - before).toBe(1_000);
    expect(product.now()).toBe('2026-06-02T00:01:00.000Z');
  });
});

describe('the age of a mark', () => {
  it('grows while the mark stands, whatever the host’s clock says', () => {
    const { clocks, pass, set } = hands();
    const ageOf = markAge(clocks);
    const mark = clocks.wall() - 10_000;
    expect(ageOf(mark)).toBe(10_000);
    set(-HOUR);
    pass(600_000);
    expect(ageOf(mark)).toBe(610_000);
  });

  it('is counted from the first look at a mark of a time to come', () => {
    const { clocks, pass } = hands();
    const ageOf = markAge(clocks);
    const mark = clocks.wall() + HOUR;
    expect(ageOf(mark)).toBe(0);
    pass(300_000);
    expect(ageOf(mark)).toBe(300_000);
    expect(ageOf(clocks.wall())).toBe(0);
  });

  it('of a new mark is no more than the time since the last look, though the clock was put forward', () => {
    const { clocks, pass, set } = hands();
    const ageOf = markAge(clocks);
    ageOf(clocks.wall());
    pass(60_000);
    const mark = clocks.wall();
    set(5 * HOUR);
    expect(ageOf(mark)).toBe(60_000);
  });
});

describe('jobs on a host whose clock is set back an hour', () => {
  let connection: Connection;
  afterEach(() => connection.close());

  it('run at the next beat, their locks grow old, and the jump is kept to be shown', async () => {
    connection = await connectMongo(testDatabaseUri());
    const { clocks, set } = hands();
    const agenda = createAgenda({ connection, name: 'one', logger: quiet, sweepEvery: 60 });
    await agenda.planOnce('sweep', 60);
    const jobs = connection.collection('agendaJobs');
    const planned = new Date(clocks.wall() + 60_000);
    await jobs.updateOne({ name: 'sweep' }, { $set: { nextRunAt: planned, lockedAt: new Date(clocks.wall()) } });
    const operations = createOperations({ connection, hostNow: clocks.wall });
    const { beat } = createHeartbeat({ operations, logger: quiet, clocks });
    await beat(agenda);
    expect((await jobs.findOne({ name: 'sweep' }))?.nextRunAt).toEqual(planned);
    set(-HOUR);
    await beat(agenda);
    const job = await jobs.findOne({ name: 'sweep' });
    expect([job?.nextRunAt, job?.lockedAt]).toEqual([new Date(clocks.wall()), new Date(clocks.wall())]);
    expect(await operations.lastJump()).toEqual({ at: clocks.wall(), byMs: -HOUR });
    await agenda.stop(100);
  });

  it('take over a round that was begun before, as they take over any that is silent', async () => {
    connection = await connectMongo(testDatabaseUri());
    const { clocks, set, pass } = hands();
    const dead = createRounds({ connection, hostNow: clocks.wall });
    void dead.once('night', '2026-06-02', () => new Promise(() => {}));
    while ((await connection.collection('rounds').countDocuments()) === 0) await new Promise(setImmediate);
    set(-HOUR);
    pass(1_000);
    const heir = createRounds({ connection, hostNow: clocks.wall });
    expect(await heir.once('night', '2026-06-02', async () => {})).toBe(true);
  });
});
