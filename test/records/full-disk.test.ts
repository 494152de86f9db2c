/**
 * The disk under the database fills up while people work: the engine dies of it, as often as it is started; who asks is told
 * why; and when there is room again nothing that was acknowledged is gone.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../support/app.js';
import { rounds, SEED } from '../support/hunt.js';
import { type Load, preparedTasks, startLoad } from './killed-load.js';
import { type KilledProduct, startKilledProduct } from './killed-product.js';
import { type SmallDisk, smallDisk } from './small-disk.js';

const TIMES = rounds(1);

describe(`a disk that fills up under load, ${TIMES} times (seed ${SEED})`, () => {
  let disk: SmallDisk;
  let product: KilledProduct;
  let test: TestApp;
  let load: Load;

  beforeAll(async () => {
    disk = await smallDisk();
    const { directory, engine } = disk;
    product = await startKilledProduct({ directory, engine });
    test = await createTestApp({ uri: product.uri });
    const tasks = await preparedTasks(test);
    await product.run();
    await pumped().insertOne({});
    load = await startLoad(product, test, tasks);
  }, 180_000);
  afterAll(async () => {
    // One that could not close, its database being away, must not leave the processes behind.
    await test?.close().catch(() => {});
    await product?.close();
    await disk?.close();
  }, 60_000);

  const pumped = () => test.wiring.connection.collection('pumped');
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(product.baseUrl + path, { ...init, signal: AbortSignal.timeout(20_000) });
    return { status: answer.status, again: answer.headers.get('retry-after'), text: await answer.text() };
  };
  /** An engine that was started again answers for a moment before it dies again. */
  async function askWhileAlive(path: string, init: () => RequestInit = () => ({})) {
    let answer = await ask(path, init());
    while ([200, 201, 422, 507].includes(answer.status)) answer = await ask(path, init());
    return answer;
  }

  const asOffice = (): RequestInit => ({
    method: 'POST',
    headers: { Authorization: `Bearer ${load.tokens.get('campaign_office')}`, 'Content-Type': 'application/json' },
    body: '{}',
  });
  const codesOf = (text: string) => (JSON.parse(text).reasons as { code: string }[]).map(({ code }) => code);

  /** Write beside the product, which itself stops before the engine finds no room, until the engine is dead. */
  async function untilDead(): Promise<void> {
    const engine = product.part('database');
    const before = engine.deaths();
    for (let i = 0; engine.deaths() === before; i += 1) {
      if (i > 500) throw new Error(`The engine goes on without room.\n${product.said()}`);
      await pumped()
        .insertOne({ bytes: Buffer.alloc(200_000, 1) })
        .catch(() => wait(50));
    }
  }

  it(
    'is named, the engine dies of it, and nothing acknowledged is gone when there is room again',
    async () => {
      for (let i = 0; i < TIMES; i += 1) {
        await load.acknowledgedMore(10);
        const engine = product.part('database');
        await disk.fill(engine.pid());
        if (disk.isSeen) {
          // The engine still lives on what its journal has in store: reading goes on, nothing new is taken.
          let refused = await ask('/api/v1/matters', asOffice());
          while (refused.status !== 507) refused = await ask('/api/v1/matters', asOffice());
          expect([refused.again, codesOf(refused.text)]).toEqual(['10', ['unavailable.diskFull']]);
          expect((await ask('/sign-in')).status).toBe(200);
          expect(product.part('web').said()).toContain('the disk is full: nothing new is taken');
        }
        await untilDead();
        // A started engine dies again, until there is room.
        const deaths = engine.deaths();
        const page = await askWhileAlive('/sign-in');
        expect([page.status, page.again]).toEqual([503, '10']);
        expect(page.text).toContain('数据库暂时连不上');
        expect(page.text).toContain('The database is away');
        const api = await askWhileAlive('/api/v1/matters', asOffice);
        expect([api.status, api.again]).toEqual([503, '10']);
        let ready = await ask('/readyz');
        while (JSON.parse(ready.text).database.ok) ready = await ask('/readyz');
        expect(ready.status).toBe(503);
        if (disk.isSeen) {
          expect(page.text).toContain('服务器磁盘空间不足');
          expect(page.text).toContain('The disk of the server is full');
          expect(codesOf(api.text)).toEqual(['unavailable.databaseAway', 'unavailable.diskFull']);
          expect(JSON.parse(ready.text).disk).toMatchObject({ ok: false, freeMib: 0 });
        }
        while (engine.deaths() === deaths) await wait(50);
        await disk.makeRoom();
        await load.acknowledgedMore(10);
      }
      expect((await ask('/readyz')).status).toBe(200);
      await load.nothingIsLost({ deaths: product.part('database').deaths(), seen: disk.isSeen });
    },
    120_000 + TIMES * 60_000,
  );
});
