/** What an older product left is carried over, whatever breaks off in between; what a newer one wrote is refused. */
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { carryOver, DATA_VERSION, knownVersion } from '../../src/carry-over/carry-over.js';
import { dataVersionStore } from '../../src/carry-over/data-version.store.js';
import type { Step } from '../../src/carry-over/steps.store.js';
import { StartError } from '../../src/platform/errors.js';
import { createLog } from '../../src/platform/log.js';
import { connectMongo } from '../../src/platform/mongo.js';
import { testDatabaseUri } from '../support/database.js';

const log = createLog('silent');
const open: Connection[] = [];

async function database(uri = testDatabaseUri()) {
  const connection = await connectMongo(uri);
  open.push(connection);
  let now = 1_000_000;
  const store = dataVersionStore(connection, () => now);
  return {
    uri,
    connection,
    store,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

/** Adds one to a document for each time it is done, and breaks off as often as it is told. */
function counting(name: string, breaks = 0): Step & { times: () => number } {
  let times = 0;
  return {
    name,
    times: () => times,
    async run(connection) {
      times += 1;
      await connection
        .collection<{ _id: string }>('probe')
        .updateOne({ _id: name }, { $set: { done: true } }, { upsert: true });
      if (times <= breaks) throw new Error('killed');
    },
  };
}

afterEach(async () => {
  for (const connection of open.splice(0)) await connection.close();
});

describe('carrying over', () => {
  it('takes data without a version for the first one and does every step in its order, once', async () => {
    const { connection, store } = await database();
    const order: string[] = [];
    const steps = ['a', 'b'].map((name): Step => ({ name, run: async () => void order.push(name) }));
    expect(await store.version()).toBe(1);
    await carryOver({ connection, log, steps, store });
    await carryOver({ connection, log, steps, store });
    expect([order, await store.version()]).toEqual([['a', 'b'], 3]);
  });

  it('goes on with the step that was broken off, not with those that were done', async () => {
    const { connection, store } = await database();
    const [first, second] = [counting('first'), counting('second', 1)];
    const steps = [first, second];
    await expect(carryOver({ connection, log, steps, store })).rejects.toThrow('killed');
    expect(await store.version()).toBe(2);
    await carryOver({ connection, log, steps, store });
    expect([first.times(), second.times(), await store.version()]).toEqual([1, 2, 3]);
  });

  it('is done by one process at a time, and by another when that one has died', async () => {
    const one = await database();
    const step = counting('step');
    // A process that holds the lease and was killed in the middle: it lets nothing go.
    expect(await one.store.hold('dead', 15_000)).toBe(true);
    expect(await one.store.hold('other', 15_000)).toBe(false);
    const waiting = carryOver({ connection: one.connection, log, steps: [step], store: one.store });
    const two = carryOver({ connection: one.connection, log, steps: [step], store: one.store });
    expect(step.times()).toBe(0);
    one.pass(20_000);
    await Promise.all([waiting, two]);
    expect([step.times(), await one.store.version()]).toEqual([1, 2]);
  });

  it('refuses what a newer product wrote, and a restore that was broken off, in one sentence', async () => {
    const { connection, store } = await database();
    await store.reach(DATA_VERSION + 1);
    await expect(carryOver({ connection, log, store })).rejects.toBeInstanceOf(StartError);
    await expect(knownVersion(store)).rejects.toThrow('The data was written by a newer release');
    await store.reach(DATA_VERSION);
    expect(await store.version()).toBe(DATA_VERSION + 1);
    await store.restore.begin();
    await expect(knownVersion(store)).rejects.toThrow('restore that was broken off');
  });
});
