/**
 * The database, the web process and the worker are killed at random moments under load: what was acknowledged is there
 * once, what was asked again under its key was done once, and everything agrees. More kills: HUNT_KILLS=60.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recount } from '../../src/records/recount.js';
import { verifyLog } from '../../src/records/verify-log.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { SEED, size } from '../support/hunt.js';
import { type KilledProduct, type Part, startKilledProduct } from './killed-product.js';

const KILLS = size('KILLS', 12);
const CLIENTS = 4;
const TASKS = 8;
/** Between two kills so many requests are acknowledged at least: the product has come back. */
const BETWEEN = 6;
const PATIENCE_MS = 60_000;

/** Numbers in [0, 1) that follow from a seed. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Acknowledged {
  record: string;
  seq: number;
  key: string;
}

describe(`the product under load, killed ${KILLS} times (seed ${SEED})`, () => {
  let product: KilledProduct;
  let test: TestApp;
  const tokens = new Map<string, string>();
  const tasks: string[] = [];
  const acknowledged: Acknowledged[] = [];
  const unexpected: string[] = [];
  let asked = 0;
  let repeated = 0;
  let loading = true;

  beforeAll(async () => {
    product = await startKilledProduct();
    test = await createTestApp({ uri: product.uri });
    for (let i = 0; i < TASKS; i += 1) {
      const id = await test.newDraft();
      await test.put('campaign_office', id, { type: 'ASSIGN' });
      await test.put('department_liaison', id, { type: 'ACKNOWLEDGE' });
      tasks.push(id);
    }
    for (const login of ['campaign_office', 'department_liaison']) tokens.set(login, await test.tokenFor(login));
    await product.run();
  }, 180_000);
  afterAll(async () => {
    await test?.close();
    await product?.close();
  }, 60_000);

  /** Ask until there is an answer, under the same key; null when it was refused because others were faster. */
  async function ask(login: string, path: string, body: object, key: string) {
    asked += 1;
    for (let tries = 0; ; tries += 1) {
      try {
        const response = await fetch(`${product.baseUrl}/api/v1${path}`, {
          method: 'POST',
          headers: {
            Authorization: `Bearer ${tokens.get(login)}`,
            'Content-Type': 'application/json',
            'Idempotency-Key': key,
          },
          body: JSON.stringify(body),
          signal: AbortSignal.timeout(20_000),
        });
        const text = await response.text();
        if (response.status < 300) {
          const answer = JSON.parse(text) as { id: string; rev: number };
          if (tries > 0) repeated += 1;
          return answer;
        }
        if (response.status < 500) {
          if (response.status !== 409) unexpected.push(`${path} ${key}: ${response.status} ${text}`);
          return null;
        }
      } catch {
        // Cut off without an answer: asked again.
      }
      await wait(150);
    }
  }

  async function register(what: 'inquiries' | 'matters', body: object, key: string) {
    const made = await ask('department_liaison', `/${what}`, body, key);
    if (made) acknowledged.push({ record: made.id, seq: 1, key });
    return made?.id;
  }

  async function put(login: string, what: string, id: string, event: { type: string }, key: string) {
    const done = await ask(login, `/${what}/${id}/events`, event, key);
    if (done) acknowledged.push({ record: id, seq: done.rev, key });
  }

  async function client(n: number): Promise<void> {
    const random = randomFrom(SEED + n + 1);
    for (let i = 0; loading; i += 1) {
      const key = `kills-${n}-${i}`;
      const what = random();
      if (what < 0.5) {
        const id = tasks[Math.floor(random() * tasks.length)] as string;
        if (what < 0.25) await put('campaign_office', 'tasks', id, { type: 'CHASE', text: key } as never, key);
        else {
          const report = { type: 'REPORT', text: key, percent: 10, reason: '因故。', problem: key };
          await put('department_liaison', 'tasks', id, report, key);
        }
      } else if (what < 0.75) {
        const asker = { askerName: '韦大山', subject: key, promisedOn: '2026-06-05', phone: '0775-4567890' };
        const id = await register('inquiries', asker, key);
        const answer = { type: 'ANSWER', answer: '身份证。' };
        if (id && random() < 0.5) await put('department_liaison', 'inquiries', id, answer, `${key}-answer`);
      } else {
        const matter = { applicant: '韦大山', title: key, kind: 'permit', promised: 5, statutory: 10 };
        const id = await register('matters', matter, key);
        const accept = { type: 'ACCEPT', on: '2026-06-02' };
        if (id && random() < 0.5) await put('department_liaison', 'matters', id, accept, `${key}-accept`);
      }
    }
  }

  async function untilAcknowledged(count: number): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    while (acknowledged.length < count) {
      if (Date.now() > end) throw new Error(`Seed ${SEED}: nothing is acknowledged any more.\n${product.said()}`);
      await wait(20);
    }
  }

  it(
    'has lost nothing it acknowledged and done nothing twice',
    async () => {
      const random = randomFrom(SEED);
      const clients = Array.from({ length: CLIENTS }, (_, n) => client(n));
      const killed = { database: 0, web: 0, worker: 0 };
      for (let i = 0; i < KILLS; i += 1) {
        await untilAcknowledged(acknowledged.length + BETWEEN);
        await wait(random() * 700);
        const which = random();
        const part: Part = which < 0.6 ? 'database' : which < 0.8 ? 'web' : 'worker';
        product.kill(part);
        killed[part] += 1;
      }
      await untilAcknowledged(acknowledged.length + BETWEEN);
      loading = false;
      await Promise.all(clients);
      await product.stopProgram();
      const { records, connection } = test.wiring;
      while ((await records.relay.sweep(0)) > 0);

      const log = await connection
        .collection('log')
        .find({ idempotencyKey: /kills-/ })
        .toArray();
      const keyOf = (said: string) => said.slice(said.indexOf('/') + 1);
      const inLog = new Map<string, number>();
      for (const { idempotencyKey } of log) {
        const key = keyOf(String(idempotencyKey));
        inLog.set(key, (inLog.get(key) ?? 0) + 1);
      }
      const places = new Map(
        log.map(({ record, seq, idempotencyKey }) => [`${record}:${seq}`, keyOf(String(idempotencyKey))]),
      );
      const lost = acknowledged.filter(({ record, seq, key }) => places.get(`${record}:${seq}`) !== key);
      const doubled = [...inLog].filter(([, count]) => count > 1);
      const messages = await connection.collection('messages').find().toArray();
      const told = messages.map(({ person, template, record, values }) =>
        JSON.stringify([person, template, record, values]),
      );
      const toldTwice = told.filter((one, i) => told.indexOf(one) !== i);
      const figures = { seed: SEED, killed, asked, repeated, acknowledged: acknowledged.length, messages: told.length };
      process.stderr.write(`kills: ${JSON.stringify({ ...figures, lost: lost.length, doubled: doubled.length })}\n`);

      expect({ ...figures, unexpected, lost, doubled, toldTwice }).toMatchObject({
        unexpected: [],
        lost: [],
        doubled: [],
        toldTwice: [],
      });
      const kinds = records.kinds();
      for (const { store } of kinds) {
        expect([store.kind, await store.model.countDocuments({ 'outbox.0': { $exists: true } })]).toEqual([
          store.kind,
          0,
        ]);
      }
      expect(
        await verifyLog(
          records.log,
          kinds.map(({ store }) => store),
        ),
      ).toMatchObject({ whole: true });
      expect((await recount(records.kinds, records.counters).check()).differences).toEqual([]);
    },
    120_000 + KILLS * 30_000,
  );
});
