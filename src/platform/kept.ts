/** What is read on nearly every request and written a few times a day is kept in the process for a moment. */

/** Things read by key; `forget` makes the next one who asks read again. */
export interface Kept<T> {
  get(key?: string): Promise<T>;
  forget(): void;
}

/** No reader of ours has more keys than this; should one, it starts over rather than grow. */
const MOST_KEYS = 500;

/**
 * Keep what `read` gives for `ms` milliseconds of host time. Everybody who asks meanwhile shares one reading; one that
 * fails is not kept. Another process's write is seen after `ms` at the latest, so nothing that grants a right is kept.
 */
export function kept<T>(ms: number, read: (key: string) => Promise<T>, now: () => number = Date.now): Kept<T> {
  const known = new Map<string, { at: number; value: Promise<T> }>();
  return {
    get(key = '') {
      const at = now();
      const before = known.get(key);
      // A clock that was set back must not keep a value for ever.
      if (before && at - before.at < ms && at >= before.at) return before.value;
      if (known.size >= MOST_KEYS) known.clear();
      const reading = { at, value: read(key) };
      known.set(key, reading);
      reading.value.catch(() => {
        if (known.get(key) === reading) known.delete(key);
      });
      return reading.value;
    },
    forget: () => known.clear(),
  };
}
