/** What is read on nearly every request and written a few times a day is kept in the process for a moment. */

/** Things read by key; `forget` makes the next one who asks read again. */
export interface Kept<T> {
  /** What is kept under the key, else what `read` gives. Everybody who asks meanwhile shares one reading. */
  get(key: string, read: () => Promise<T>): Promise<T>;
  forget(key?: string): void;
}

/** Should anybody have more keys than this, the oldest make room. */
const MOST_KEYS = 2_000;

/**
 * Keep readings for `ms` milliseconds of host time; one that fails is not kept. Another process's write is seen after `ms`
 * at the latest, so nothing that grants a right is ever kept.
 */
export function kept<T>(ms: number, now: () => number = () => performance.now()): Kept<T> {
  const known = new Map<string, { at: number; value: Promise<T> }>();
  return {
    get(key, read) {
      const at = now();
      const before = known.get(key);
      // A clock that was set back must not keep a value for ever.
      if (before && at - before.at < ms && at >= before.at) return before.value;
      known.delete(key);
      const [oldest] = known.keys();
      if (known.size >= MOST_KEYS && oldest !== undefined) known.delete(oldest);
      const reading = { at, value: read() };
      known.set(key, reading);
      reading.value.catch(() => {
        if (known.get(key) === reading) known.delete(key);
      });
      return reading.value;
    },
    forget(key) {
      if (key === undefined) known.clear();
      else known.delete(key);
    },
  };
}
