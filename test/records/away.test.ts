/**
 * The database stays away for long while pages, the API and the worker go on: everybody is told so in words and when to ask
 * again, and all of it goes on by itself afterwards, with the sessions of before.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createTestApp, PASSWORD, type TestApp } from '../support/app.js';
import { HUNTING } from '../support/hunt.js';
import { type Load, preparedTasks, startLoad } from './killed-load.js';
import { type KilledProduct, startKilledProduct } from './killed-product.js';

const AWAY_MS = HUNTING ? 60_000 : 5_000;
/** A frozen database shows by a heartbeat without an answer. */
const FROZEN_MS = HUNTING ? 40_000 : 0;
const PATIENCE_MS = 30_000;
const PAGES = ['/', '/tasks', '/overview', '/inbox', '/operations'];

describe(`a database that is away for ${AWAY_MS / 1000} s`, () => {
  let product: KilledProduct;
  let test: TestApp;
  let load: Load;
  let browser: ReturnType<typeof request.agent>;

  beforeAll(async () => {
    product = await startKilledProduct();
    test = await createTestApp({ uri: product.uri });
    const tasks = await preparedTasks(test);
    await product.run();
    load = await startLoad(product, test, tasks);
    browser = request.agent(product.baseUrl);
    const form = await browser.get('/sign-in');
    const token = /name="_csrf" value="([^"]+)"/.exec(form.text)?.[1];
    const sent = { _csrf: token, login: 'system_administrator', password: PASSWORD };
    expect((await browser.post('/sign-in').type('form').send(sent)).status).toBe(303);
  }, 180_000);
  afterAll(async () => {
    // One that could not close, its database being away, must not leave the processes behind.
    await test?.close().catch(() => {});
    await product?.close();
  }, 60_000);

  const api = () =>
    request(product.baseUrl)
      .get('/api/v1/tasks')
      .set('Authorization', `Bearer ${load.tokens.get('campaign_office')}`);

  /** Ask pages and API for so long; every answer that was not given as usual. */
  async function whatIsSaid(forMs: number) {
    const said = new Map<string, number>();
    const end = performance.now() + forMs;
    while (performance.now() < end) {
      const answers = await Promise.all([...PAGES.map((path) => browser.get(path)), api()]);
      for (const { status, headers, type, text } of answers) {
        if (status < 400) continue;
        const words = type === 'text/html' ? text.includes('The database is away') : text.includes('数据库暂时连不上');
        const about = `${status} ${headers['retry-after']} ${type} ${words && text.includes('数据库暂时连不上')}`;
        said.set(about, (said.get(about) ?? 0) + 1);
      }
      await wait(200);
    }
    return said;
  }
  const TOLD = ['503 10 text/html true', '503 10 application/problem+json true'];

  /** As it was before: every page for the session of before, the API, and the sweep of the worker. */
  async function asBefore(): Promise<void> {
    const end = performance.now() + PATIENCE_MS;
    const now = async () => [(await browser.get('/operations')).status, (await api()).status];
    while ((await now()).some((status) => status !== 200)) {
      if (performance.now() > end) throw new Error(`It does not recover: ${await now()}\n${product.said()}`);
      await wait(100);
    }
    await load.acknowledgedMore(5);
  }

  it('is told to everybody in words, and all goes on afterwards with the sessions of before', async () => {
    await load.acknowledgedMore(5);
    const engine = product.part('database');
    engine.keepDown();
    const said = await whatIsSaid(AWAY_MS);
    expect([...said.keys()].sort()).toEqual([...TOLD].sort());
    engine.comeBack();
    await asBefore();
    // What is planned to be swept every two seconds is swept again by the worker, which nobody has started anew.
    const swept = await test.wiring.connection.collection('operations').findOne({ _id: 'last-sweep' as never });
    const again = async () =>
      (await test.wiring.connection.collection('operations').findOne({ _id: 'last-sweep' as never }))?.at;
    const from = performance.now();
    while ((await again()) === swept?.at) {
      // One that was under way is taken over when its lock has run out.
      if (performance.now() - from > 150_000) throw new Error(`The worker stands still.\n${product.said()}`);
      await wait(200);
    }
    process.stderr.write(`away: swept again ${Math.round(performance.now() - from)} ms after\n`);
    expect([product.part('web').deaths(), product.part('worker').deaths()]).toEqual([0, 0]);
    expect(product.part('web').said() + product.part('worker').said()).not.toMatch(/\\n\s+at /);

    if (FROZEN_MS > 0) {
      engine.signal('SIGSTOP');
      const frozen = await whatIsSaid(FROZEN_MS);
      engine.signal('SIGCONT');
      expect([...frozen.keys()].filter((one) => !TOLD.includes(one))).toEqual([]);
      expect(frozen.size).toBeGreaterThan(0);
      await asBefore();
    }
    await load.nothingIsLost({ awayMs: AWAY_MS, frozenMs: FROZEN_MS });
  }, 400_000);
});
