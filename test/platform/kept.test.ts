import { describe, expect, it } from '@jest/globals';
import { kept } from '../../src/platform/kept.js';

function counting(fails: number[] = []) {
  let asked = 0;
  let now = 0;
  const store = kept(
    1_000,
    async (key) => {
      asked += 1;
      if (fails.includes(asked)) throw new Error('away');
      return `${key}${asked}`;
    },
    () => now,
  );
  return { store, at: (ms: number) => (now = ms), asked: () => asked };
}

describe('what is kept for a moment', () => {
  it('is read once by all who ask meanwhile, and again when it has grown old', async () => {
    const { store, at, asked } = counting();
    expect(await Promise.all([store.get(), store.get()])).toEqual(['1', '1']);
    at(999);
    expect(await store.get()).toBe('1');
    at(1_000);
    expect(await store.get()).toBe('2');
    expect(asked()).toBe(2);
  });

  it('is kept by key, and forgotten altogether', async () => {
    const { store } = counting();
    expect([await store.get('a'), await store.get('b'), await store.get('a')]).toEqual(['a1', 'b2', 'a1']);
    store.forget();
    expect(await store.get('a')).toBe('a3');
  });

  it('is read again when reading failed, and when the clock was set back', async () => {
    const { store, at } = counting([1]);
    await expect(store.get()).rejects.toThrow('away');
    at(500);
    expect(await store.get()).toBe('2');
    at(100);
    expect(await store.get()).toBe('3');
  });
});
