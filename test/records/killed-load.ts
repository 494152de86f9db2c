/** Work put to a product that dies under it, with keys; afterwards what was acknowledged is looked for. */
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { recount } from '../../src/records/recount.js';
import { verifyLog } from '../../src/records/verify-log.js';
import type { TestApp } from '../support/app.js';
import { SEED } from '../support/hunt.js';
import type { KilledProduct } from './killed-product.js';

const CLIENTS = 4;
const TASKS = 8;
const PATIENCE_MS = 60_000;

/** Numbers in [0, 1) that follow from a seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Acknowledged tasks to work on, made through the product in this process. */
export async function preparedTasks(test: TestApp): Promise<string[]> {
  const tasks: string[] = [];
  for (let i = 0; i < TASKS; i += 1) {
    const id = await test.newDraft();
    await test.put('campaign_office', id, { type: 'ASSIGN' });
    await test.put('department_liaison', id, { type: 'ACKNOWLEDGE' });
    tasks.push(id);
  }
  return tasks;
}

interface Acknowledged {
  record: string;
  seq: number;
  key: string;
}

/** Start people at work on `product`; `test` is the same database's product in this process, which nobody kills. */
export async function startLoad(product: KilledProduct, test: TestApp, tasks: readonly string[]) {
  const tokens = new Map<string, string>();
  for (const login of ['campaign_office', 'department_liaison']) tokens.set(login, await test.tokenFor(login));
  const acknowledged: Acknowledged[] = [];
  const unexpected: string[] = [];
  let asked = 0;
  let repeated = 0;
  let loading = true;

  /** The line of the log that goes with a 500. */
  async function whyOf(text: string): Promise<string> {
    const { reference } = JSON.parse(text) as { reference: string };
    await wait(100);
    const lines = product.part('web').said().split('\n');
    return lines.find((line) => line.includes(reference)) ?? '';
  }

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
        if (response.status === 500) unexpected.push(`${path} ${key}: 500 ${text}\n${await whyOf(text)}`);
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
  const clients = Array.from({ length: CLIENTS }, (_, n) => client(n));

  return {
    tokens,
    /** Wait until so many more requests are acknowledged. */
    async acknowledgedMore(count: number): Promise<void> {
      const enough = acknowledged.length + count;
      const end = Date.now() + PATIENCE_MS;
      while (acknowledged.length < enough) {
        if (Date.now() > end) throw new Error(`Seed ${SEED}: nothing is acknowledged any more.\n${product.said()}`);
        await wait(20);
      }
    },
    /** End the load, then look for everything that was acknowledged; `about` is said beside the figures. */
    async nothingIsLost(about: object): Promise<void> {
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
      const figures = {
        seed: SEED,
        ...about,
        asked,
        repeated,
        acknowledged: acknowledged.length,
        messages: told.length,
      };
      process.stderr.write(`load: ${JSON.stringify({ ...figures, lost: lost.length, doubled: doubled.length })}\n`);

      expect({ ...figures, unexpected, lost, doubled, toldTwice }).toMatchObject({
        unexpected: [],
        lost: [],
        doubled: [],
        toldTwice: [],
      });
      const kinds = records.kinds();
      for (const { store } of kinds) {
        const left = await store.model.countDocuments({ 'outbox.0': { $exists: true } });
        expect([store.kind, left]).toEqual([store.kind, 0]);
      }
      const stores = kinds.map(({ store }) => store);
      expect(await verifyLog(records.log, stores)).toMatchObject({ whole: true });
      expect((await recount(records.kinds, records.counters).check()).differences).toEqual([]);
    },
  };
}

export type Load = Awaited<ReturnType<typeof startLoad>>;
