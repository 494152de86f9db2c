/** The drill: back up while people work, put it back elsewhere, and see that it was true at one moment. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Connection } from 'mongoose';
import { idFrom } from '../../src/platform/ids.js';
import { canonical } from '../../src/records/canonical.js';
import type { LogEntry } from '../../src/records/record.js';
import type { RecordDocument } from '../../src/records/record-store.js';
import { recount } from '../../src/records/recount.js';
import { verifyLog } from '../../src/records/verify-log.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { rounds } from '../support/hunt.js';
import { backUp, restoreInto } from './support.js';

/** An event that was answered: when it was asked and when the answer came, host ms. */
interface Acknowledged {
  eventId: string;
  asked: number;
  answered: number;
}

const TASKS = 12;
const PEOPLE_AT_WORK = 6;

/** Work that goes on until it is stopped, over two products on one database. */
function load(products: readonly TestApp[], tasks: readonly string[]) {
  const done: Acknowledged[] = [];
  let working = true;
  let count = 0;

  async function ask(work: () => Promise<string>): Promise<void> {
    const asked = Date.now();
    const eventId = await work();
    done.push({ eventId, asked, answered: Date.now() });
  }
  async function one(product: TestApp, n: number): Promise<void> {
    const { records, inbox, evidenceStore } = product.wiring;
    const id = tasks[n % tasks.length] as string;
    const leader = product.actor('department_leader');
    const what = n % 10;
    if (what < 6) {
      const event = {
        type: 'REPORT',
        text: `进展${n}`,
        percent: 50,
        reason: '',
        problem: '',
        nextStep: '',
        done: false,
      };
      await ask(async () => (await records.perform({ kind: 'task', id, event, actor: leader })).entry.eventId);
    } else if (what === 6) {
      await ask(async () => `${await product.newRegisteredInquiry({ code: `FC-20260602-${n}`, lookup: `L${n}` })}:1`);
    } else if (what === 7) {
      await evidenceStore.save(Readable.from([Buffer.from('%PDF-1.7\n'), randomBytes(300_000)]), `${n}.pdf`);
    } else if (what === 8) {
      await inbox.readAll(leader.id, product.wiring.clock.now());
    } else await records.sweepClock();
  }
  const people = Array.from({ length: PEOPLE_AT_WORK }, async (_, i) => {
    while (working) {
      count += 1;
      await one(products[i % products.length] as TestApp, count * 10 + (count % 10));
    }
  });
  return {
    done,
    async stop(): Promise<void> {
      working = false;
      await Promise.all(people);
    },
  };
}

/** Every record of a database with its whole story: the log, and what still waits in its outbox. */
async function stories(connection: Connection, collections: readonly string[]) {
  const log = new Map<string, LogEntry[]>();
  for await (const entry of connection.collection('log').find().sort({ record: 1, seq: 1 })) {
    const known = log.get(entry.record) ?? [];
    log.set(entry.record, [...known, entry as unknown as LogEntry]);
  }
  const found: { document: RecordDocument; story: LogEntry[] }[] = [];
  for (const name of collections) {
    for await (const one of connection.collection(name).find()) {
      const document = one as unknown as RecordDocument;
      const logged = log.get(document._id) ?? [];
      const last = logged.at(-1)?.seq ?? 0;
      found.push({ document, story: [...logged, ...document.outbox.filter(({ seq }) => seq > last)] });
    }
  }
  return found;
}

/** All documents as they lie in the database, by collection and id. */
async function everything(connection: Connection): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  for (const { name } of await connection.db!.listCollections().toArray()) {
    if (['sessions', 'agendaJobs', 'passwordTries', 'meta', 'clockState'].includes(name) || name.endsWith('.chunks'))
      continue;
    for await (const raw of connection.db!.collection(name).find({}, { raw: true })) {
      const bytes = raw as unknown as Buffer;
      // The id is the first field: the rest tells two documents apart, whatever kind of id it is.
      found.set(`${name} ${idFrom(bytes.subarray(4, 64).toString('hex'))}`, Buffer.from(bytes));
    }
  }
  return found;
}

describe('a backup under load', () => {
  let folder: string;
  let products: TestApp[];
  const tasks: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sanxiang-drill-'));
    const first = await createTestApp();
    products = [first, await createTestApp({ uri: first.uri })];
    for (let n = 0; n < TASKS; n += 1) {
      const id = await first.newDraft();
      await first.put('campaign_office', id, { type: 'ASSIGN' });
      await first.put('department_leader', id, { type: 'ACKNOWLEDGE' });
      tasks.push(id);
    }
  });
  afterAll(async () => {
    for (const product of products) await product.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('succeeds and restores to a state that was true at one moment', async () => {
    const [first] = products as [TestApp, TestApp];
    const collections = first.wiring.records.kinds().map(({ store }) => store.model.collection.collectionName);
    const run = async (n: number) => {
      const file = join(folder, `${n}.backup`);
      const working = load(products, tasks);
      await new Promise((resolve) => setTimeout(resolve, 500));
      const began = Date.now();
      let then = new Map<string, Buffer>();
      // Read while writes wait: what the database itself was at the moment.
      const taken = await backUp(first.uri, file, async () => {
        then = await everything(first.wiring.connection);
      });
      const ended = Date.now();
      await new Promise((resolve) => setTimeout(resolve, 200));
      await working.stop();
      expect(working.done.length).toBeGreaterThan(20);
      expect(readdirSync(folder)).toEqual([`${n}.backup`]);

      const { uri, restored } = await restoreInto(file);
      rmSync(file);
      expect(restored.moment).toEqual(taken.moment);
      const other = await createTestApp({ uri });
      try {
        // Nobody has opened it yet but this product, which changes nothing by opening it.
        const { connection, records } = other.wiring;
        const now = await everything(connection);
        const differ = [...then].filter(([key, bytes]) => !now.get(key)?.equals(bytes)).map(([key]) => key);
        expect([differ, [...now.keys()].filter((key) => !then.has(key))]).toEqual([[], []]);
        expect(await connection.collection('log').countDocuments()).toBe(restored.moment?.logEntries);

        const all = await stories(connection, collections);
        const events = new Set(all.flatMap(({ story }) => story.map(({ eventId }) => eventId)));
        const early = working.done.filter(({ answered }) => answered < began);
        const late = working.done.filter(({ asked }) => asked > ended);
        expect(early.filter(({ eventId }) => !events.has(eventId))).toEqual([]);
        expect(late.filter(({ eventId }) => events.has(eventId))).toEqual([]);
        expect(late.length).toBeGreaterThan(0);
        for (const { document, story } of all) {
          const last = story.at(-1);
          expect([document._id, document.rev, document.hash, document.workflow.state]).toEqual([
            last?.record,
            last?.seq,
            last?.hash,
            last?.to,
          ]);
        }
        // No effect without its cause: every message follows from an event that is there.
        const causes = new Map(all.map(({ document, story }) => [document._id, story]));
        for await (const message of connection.collection('messages').find()) {
          if (message.record === '') continue;
          const { template, values, person } = message;
          const from = (causes.get(message.record) ?? []).some(
            ({ eventId }) => idFrom(eventId, template, canonical(values), person) === String(message._id),
          );
          expect([message.record, from]).toEqual([message.record, true]);
        }
        // Every file that is there is whole.
        for await (const { _id } of connection.collection('evidence.files').find()) {
          const { stream, size } = await other.wiring.evidenceStore.open(String(_id));
          let bytes = 0;
          for await (const chunk of stream) bytes += (chunk as Buffer).length;
          expect(bytes).toBe(size);
        }
        // What was on its way at the moment goes its way: then counts and chain are whole.
        await records.relay.sweep(0);
        const stores = records.kinds().map(({ store }) => store);
        expect(await verifyLog(records.log, stores)).toMatchObject({ whole: true });
        expect((await recount(records.kinds, records.counters).check()).differences).toEqual([]);
      } finally {
        await other.close();
      }
    };
    let n = 0;
    await fc.assert(
      fc.asyncProperty(fc.constant(null), () => run(n++)),
      { numRuns: rounds(1), endOnFailure: true },
    );
  }, 600_000);
});
