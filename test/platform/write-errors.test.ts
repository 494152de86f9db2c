import { describe, expect, it } from '@jest/globals';
import { mongo } from 'mongoose';
import { isDuplicate, refusedAsTaken } from '../../src/platform/write-errors.js';

const result = (concern?: object) => ({ getWriteConcernError: () => concern }) as never;
const refused = (...codes: number[]) =>
  new mongo.MongoBulkWriteError(
    {
      message: 'refused',
      code: codes[0] as number,
      writeErrors: codes.map((code, i) => ({ code, index: i * 2 }) as never),
    },
    result(),
  );

describe('an error of the driver', () => {
  it('says that keys are taken only where every write was refused for that', () => {
    expect(refusedAsTaken(refused(11000, 11000))).toEqual([0, 2]);
    expect(refusedAsTaken(refused(11000, 121))).toBeNull();
    expect(refusedAsTaken(new mongo.MongoServerError({ message: 'taken', code: 11000 }))).toEqual([0]);
    expect(isDuplicate(new mongo.MongoServerError({ message: 'full', code: 14031 }))).toBe(false);
  });

  it('says nothing where the connection broke, though the driver makes a bulk error without refusals of it', () => {
    const broken = new mongo.MongoNetworkError('connection closed');
    expect(isDuplicate(broken)).toBe(false);
    expect(isDuplicate(new mongo.MongoBulkWriteError(broken as never, result()))).toBe(false);
    expect(isDuplicate(null)).toBe(false);
  });

  it('says nothing where too few servers have what was written', () => {
    const both = new mongo.MongoBulkWriteError(
      { message: 'taken', code: 11000, writeErrors: [{ code: 11000, index: 0 } as never] },
      result({ code: 64 }),
    );
    expect(isDuplicate(both)).toBe(false);
  });
});
