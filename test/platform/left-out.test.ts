import { describe, expect, it } from '@jest/globals';
import { mongo } from 'mongoose';
import { eachForItself, LeftOut } from '../../src/platform/left-out.js';
import { createLog } from '../../src/platform/log.js';
import { connectMongo } from '../../src/platform/mongo.js';
import { writeEach } from '../../src/platform/write-errors.js';
import { testDatabaseUri } from '../support/database.js';

describe('work on many things', () => {
  const named = (done: string[], fails: Record<string, Error>) => ({
    kind: 'thing',
    idOf: (id: string) => id,
    work: async (id: string) => {
      if (fails[id]) throw fails[id];
      done.push(id);
    },
    log: createLog('silent'),
  });

  it('is done for all others when one fails for itself, which is told at the end', async () => {
    const done: string[] = [];
    const all = eachForItself(['a', 'b', 'c'], named(done, { b: new TypeError('broken') }));
    await expect(all).rejects.toMatchObject({ name: 'LeftOut', things: [{ kind: 'thing', id: 'b' }] });
    expect(done).toEqual(['a', 'c']);
  });

  it('names what was left out deeper down', async () => {
    const things = [{ kind: 'rating', id: '2026-Q1/x' }];
    const all = eachForItself(['a'], named([], { a: new LeftOut(things) }));
    await expect(all).rejects.toMatchObject({ things });
  });

  it('stops at an outage, which all of them would meet', async () => {
    const done: string[] = [];
    const away = new mongo.MongoNetworkError('gone');
    await expect(eachForItself(['a', 'b', 'c'], named(done, { b: away }))).rejects.toBe(away);
    expect(done).toEqual(['a']);
  });
});

describe('a batch of writes', () => {
  const NEARLY = 16_777_216 - 200;

  it('does all but what the server or the driver refuses, and tells which', async () => {
    const connection = await connectMongo(testDatabaseUri());
    try {
      const notes = connection.collection<{ _id: string; pad?: string; more?: string }>('notes');
      await notes.insertMany([{ _id: 'a' }, { _id: 'b', pad: 'x'.repeat(NEARLY) }, { _id: 'c' }, { _id: 'd' }]);
      const put = (more: Record<string, string>) =>
        writeEach(Object.entries(more), (some) =>
          notes.bulkWrite(
            some.map(([_id, text]) => ({ updateOne: { filter: { _id }, update: { $set: { more: text } } } })),
            { ordered: false },
          ),
        );
      // The server refuses what would grow over the limit; the driver does not even send what is over it.
      const byServer = await put({ a: '1', b: 'y'.repeat(1_000), c: '1' });
      expect(byServer.map(({ index }) => index)).toEqual([1]);
      const byDriver = await put({ a: '2', c: 'y'.repeat(17_000_000), d: '2' });
      expect(byDriver.map(({ index }) => index)).toEqual([1]);
      const found = await notes.find({}, { projection: { more: 1 }, sort: { _id: 1 } }).toArray();
      expect(found.map(({ more }) => more)).toEqual(['2', undefined, '1', '2']);
    } finally {
      await connection.close();
    }
  }, 60_000);

  it('is refused as a whole when all are refused alike, or nobody knows what was done', async () => {
    const refusal = new mongo.MongoServerError({ message: 'not authorized', code: 13 });
    await expect(writeEach([1, 2], () => Promise.reject(refusal))).rejects.toBe(refusal);
    const unknown = new mongo.MongoBulkWriteError(
      { message: 'broken', code: 0, writeErrors: [] } as never,
      {
        getWriteConcernError: () => undefined,
      } as never,
    );
    let asked = 0;
    const write = () => {
      asked += 1;
      return Promise.reject(unknown);
    };
    await expect(writeEach([1, 2], write)).rejects.toBe(unknown);
    expect(asked).toBe(1);
  });
});
