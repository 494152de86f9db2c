/** Whoever holds writes back and dies must not leave the database standing still; a backup that fails leaves nothing. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { dumpStore } from '../../src/backup/dump.store.js';
import { PauseLost } from '../../src/backup/take-backup.js';
import { connectMongo } from '../../src/platform/mongo.js';
import { testDatabaseUri } from '../support/database.js';
import { HUNTING } from '../support/hunt.js';
import { backUp, restoreInto } from './support.js';

describe('a pause of writing', () => {
  let uri: string;
  let folder: string;
  let connection: Connection;

  beforeAll(async () => {
    uri = testDatabaseUri();
    folder = mkdtempSync(join(tmpdir(), 'sanxiang-pause-'));
    connection = await connectMongo(uri);
    await connection.collection<{ _id: string }>('notes').insertOne({ _id: 'one' });
  });
  afterAll(async () => {
    await connection.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const write = (id: string) => connection.collection<{ _id: string }>('notes').insertOne({ _id: id });

  it('lets writers wait, and ends with whoever held it', async () => {
    const holder = await connectMongo(uri);
    await dumpStore(holder).lock();
    let written = 0;
    // More writers than the embedded engine has threads: they must not keep readers, or the end of the pause, from it.
    const writers = Array.from({ length: 12 }, (_, n) => write(`waits-${n}`).then(() => (written += 1)));
    // A read passes while the write waits: it is the lock that holds it, not the server's silence.
    expect(await connection.collection('notes').countDocuments()).toBe(1);
    expect(written).toBe(0);
    await holder.close(true);
    await Promise.all(writers);
    expect(await connection.collection('notes').countDocuments()).toBe(13);
  });

  it('ends when what it is for fails, and nothing of the backup stays', async () => {
    const failing = backUp(uri, join(folder, 'a.backup'), async () => {
      throw new Error('broken off');
    });
    await expect(failing).rejects.toThrow('broken off');
    expect(readdirSync(folder)).toEqual([]);
    await write('three');
  });

  // The bound itself is waited for; test/scripts/write-pause.test.ts says the same of the pause alone, on a moved clock.
  (HUNTING ? it : it.skip)(
    'ends after 30 s with who says nothing more, and that is no backup',
    async () => {
      const since = performance.now();
      let heldMs = 0;
      const silent = backUp(uri, join(folder, 'silent.backup'), async () => {
        await write('held');
        heldMs = performance.now() - since;
      });
      await expect(silent).rejects.toBeInstanceOf(PauseLost);
      expect(heldMs).toBeGreaterThan(29_000);
      expect(heldMs).toBeLessThan(33_000);
      expect(readdirSync(folder)).toEqual([]);
    },
    60_000,
  );

  it('is not needed twice: what waited is written after it and is in the next backup', async () => {
    let waited: Promise<unknown> | null = null;
    const first = join(folder, 'first.backup');
    await backUp(uri, first, async () => {
      waited = write('four');
    });
    await waited;
    const second = join(folder, 'second.backup');
    await backUp(uri, second);
    const has = async (file: string) => {
      const other = await connectMongo((await restoreInto(file)).uri);
      const found = await other.collection<{ _id: string }>('notes').findOne({ _id: 'four' });
      await other.close();
      return found !== null;
    };
    expect([await has(first), await has(second)]).toEqual([false, true]);
  });
});
