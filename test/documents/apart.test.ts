/** Whatever a reader of files does, the thread that answers people goes on, and the reader ends within its limits. */
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { apart, endReaders, gathered, hearFaults } from '../../src/documents/apart.js';

const module = new URL('./odd.reading.js', import.meta.url);
const reader = (limits?: { seconds: number; mebibytes: number }) => {
  const start = apart<string, unknown, string, unknown>(module, limits);
  return (how: string) => gathered(start(how));
};
const read = reader();
const heard: string[] = [];

beforeEach(() => {
  heard.length = 0;
  hearFaults((error) => heard.push(String(error)));
});
afterAll(async () => {
  hearFaults(() => {});
  await endReaders();
});

describe('a reader', () => {
  it('that takes too long is ended, and so is one that takes too much memory, of buffers or of objects', async () => {
    await expect(reader({ seconds: 1, mebibytes: 512 })('spins')).rejects.toMatchObject({ fault: 'tooSlow' });
    const small = reader({ seconds: 30, mebibytes: 300 });
    await expect(small('buffers')).rejects.toMatchObject({ fault: 'tooMuchMemory', params: { most: 300 } });
    await expect(reader({ seconds: 120, mebibytes: 512 })('objects')).rejects.toMatchObject({
      fault: 'tooMuchMemory',
      params: { most: 512 },
    });
    expect(heard).toEqual([]);
  });

  it.each(['dies', 'leaves', 'throws'])('that %s is a refusal, and the next file is read', async (how) => {
    await expect(read(how)).rejects.toMatchObject({ fault: 'crashed' });
    expect(heard).toHaveLength(1);
    expect(await read('well')).toEqual([expect.any(Number)]);
  });

  it('says why it refuses, and is used again', async () => {
    const [first] = await read('well');
    await expect(read('refuses')).rejects.toMatchObject({ fault: 'tooManyRows', params: { most: 7 } });
    expect(await read('well')).toEqual([first]);
  });

  it('hands over its pieces in order, one at a time', async () => {
    let ticks = 0;
    const ticking = setInterval(() => {
      ticks += 1;
    }, 1);
    const pieces = (await read('pieces')) as { i: number }[][];
    clearInterval(ticking);
    expect(pieces.slice(0, -1).map((piece) => piece[0]?.i)).toEqual(Array.from({ length: 300 }, (_, i) => i));
    // A hundred thousand rows came, and others had their turn between all of them.
    expect(ticks).toBeGreaterThan(30);
  });

  it('waits while others are at work, and too many are told so', async () => {
    const short = reader({ seconds: 1, mebibytes: 512 });
    const all = await Promise.allSettled(Array.from({ length: 19 }, (_, i) => (i < 2 ? short('spins') : read('well'))));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(16);
    expect(all.at(-1)).toMatchObject({ status: 'rejected', reason: { fault: 'busy' } });
  });
});
