import { afterEach, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { createRounds, TAKE_OVER_MS } from '../../src/jobs/rounds.js';
import { connectMongo, ensureIndexes } from '../../src/platform/mongo.js';
import { testDatabaseUri } from '../support/database.js';

describe('a round', () => {
  let connection: Connection;
  let host = 1_000_000;
  afterEach(() => connection.close());

  async function ledgers() {
    connection = await connectMongo(await testDatabaseUri());
    const make = () => createRounds({ connection, hostNow: () => host });
    const pair = [make(), make()] as const;
    await ensureIndexes(connection);
    return pair;
  }

  it('is done once per bucket by whoever comes first', async () => {
    const [a, b] = await ledgers();
    let runs = 0;
    const work = async () => {
      runs += 1;
    };
    const done = await Promise.all([a, b, a, b].map((ledger) => ledger.once('r', '2026-06-02', work)));
    expect(done.filter(Boolean)).toHaveLength(1);
    expect(await b.once('r', '2026-06-02', work)).toBe(false);
    expect(await b.once('r', '2026-06-03', work)).toBe(true);
    expect(runs).toBe(2);
  });

  it('is taken over when its process has been silent, but not while it says it is alive', async () => {
    const [a, b] = await ledgers();
    let alive = async () => {};
    void a.once('r', 'x', (beat) => {
      alive = beat;
      return new Promise(() => {});
    });
    while ((await connection.collection('rounds').countDocuments()) === 0) await new Promise(setImmediate);
    host += TAKE_OVER_MS - 1;
    expect(await b.once('r', 'x', async () => {})).toBe(false);
    await alive();
    host += TAKE_OVER_MS - 1;
    expect(await b.once('r', 'x', async () => {})).toBe(false);
    host += 1;
    expect(await b.once('r', 'x', async () => {})).toBe(true);
  });

  it('is free again at once when its work throws', async () => {
    const [a, b] = await ledgers();
    const failing = async () => {
      throw new Error('no');
    };
    await expect(a.once('r', 'x', failing)).rejects.toThrow('no');
    expect(await b.once('r', 'x', async () => {})).toBe(true);
  });

  it('knows the last finished bucket before a day', async () => {
    const [a] = await ledgers();
    for (const day of ['2026-06-01', '2026-06-03']) await a.once('r', day, async () => {});
    expect(await a.lastBefore('r', '2026-06-03')).toBe('2026-06-01');
    expect(await a.lastBefore('r', '2026-06-09')).toBe('2026-06-03');
    expect(await a.lastBefore('r', '2026-06-01')).toBeNull();
    expect(await a.lastBefore('other', '2026-06-09')).toBeNull();
  });
});
