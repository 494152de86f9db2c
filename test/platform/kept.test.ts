import { describe, expect, it } from '@jest/globals';
import { kept } from '../../src/platform/kept.js';

function counting(fails: number[] = []) {
  let asked = 0;
  let now = 0;
  const store = kept<string>(1_000, () => now);
  const get = (key = '') =>
    store.get(key, async () => {
      asked += 1;
      if (fails.includes(asked)) throw new Error('away');
      return `${key}${asked}`;
    });
  return { store, get, at: (ms: number) => (now = ms), asked: () => asked };
}

describe('what is kept for a moment', () => {
  it('is read once by all who ask meanwhile, and again when it has grown old', async () => {
    const { get, at, asked } = counting();
    expect(await Promise.all([get(), get()])).toEqual(['1', '1']);
    at(999);
    expect(await get()).toBe('1');
    at(1_000);
    expect(await get()).toBe('2');
    expect(asked()).toBe(2);
  });

  it('is kept by key, and forgotten one by one or altogether', async () => {
    const { store, get } = counting();
    expect([await get('a'), await get('b'), await get('a')]).toEqual(['a1', 'b2', 'a1']);
    store.forget('a');
    expect([await get('a'), await get('b')]).toEqual(['a3', 'b2']);
    store.forget();
    expect([await get('a'), await get('b')]).toEqual(['a4', 'b5']);
  });

  it('is read again when reading failed, and when the clock was set back', async () => {
    const { get, at } = counting([1]);
    await expect(get()).rejects.toThrow('away');
    at(500);
    expect(await get()).toBe('2');
    at(100);
    expect(await get()).toBe('3');
  });

  it('makes room for new keys, the oldest going first', async () => {
    const { get } = counting();
    for (let i = 0; i < 2_001; i += 1) await get(`k${i}-`);
    expect(await get('k2000-')).toBe('k2000-2001');
    expect(await get('k0-')).toBe('k0-2002');
  });
});
