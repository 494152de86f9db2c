/**
 * The database, the web process and the worker are killed at random moments under load: what was acknowledged is there
 * once, what was asked again under its key was done once, and everything agrees. More kills: HUNT_KILLS=60.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../support/app.js';
import { SEED, size } from '../support/hunt.js';
import { type Load, preparedTasks, randomFrom, startLoad } from './killed-load.js';
import { type KilledProduct, type Part, startKilledProduct } from './killed-product.js';

const KILLS = size('KILLS', 12);
/** Between two kills so many requests are acknowledged at least: the product has come back. */
const BETWEEN = 6;

describe(`the product under load, killed ${KILLS} times (seed ${SEED})`, () => {
  let product: KilledProduct;
  let test: TestApp;
  let load: Load;

  beforeAll(async () => {
    product = await startKilledProduct();
    test = await createTestApp({ uri: product.uri });
    const tasks = await preparedTasks(test);
    await product.run();
    load = await startLoad(product, test, tasks);
  }, 180_000);
  afterAll(async () => {
    // One that could not close, its database being away, must not leave the processes behind.
    await test?.close().catch(() => {});
    await product?.close();
  }, 60_000);

  it(
    'has lost nothing it acknowledged and done nothing twice',
    async () => {
      const random = randomFrom(SEED);
      const killed = { database: 0, web: 0, worker: 0 };
      for (let i = 0; i < KILLS; i += 1) {
        await load.acknowledgedMore(BETWEEN);
        await wait(random() * 700);
        const which = random();
        const part: Part = which < 0.6 ? 'database' : which < 0.8 ? 'web' : 'worker';
        product.kill(part);
        killed[part] += 1;
      }
      await load.acknowledgedMore(BETWEEN);
      await load.nothingIsLost({ killed });
    },
    120_000 + KILLS * 30_000,
  );
});
