import { createHash } from 'node:crypto';

/** Half a character: the driver cannot write it. The name of a field cannot hold NUL either. */
const HALF = /\p{Surrogate}/gu;
const inName = (name: string) => name.replace(HALF, '\ufffd').replaceAll('\0', '\ufffd');

/**
 * A value as the database gives it back: what the driver or JSON would change on the way is changed before it is hashed, so that
 * the chain is over what is stored. Days are their text, what is no number or nothing is null, half a character is U+FFFD.
 */
export function asStored(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(HALF, '\ufffd');
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) return Array.from(value, asStored);
  const { toJSON } = value as { toJSON?: unknown };
  if (typeof toJSON === 'function') return asStored(toJSON.call(value));
  const fields = Object.entries(value).filter(([, v]) => v !== undefined && typeof v !== 'function');
  return Object.fromEntries(fields.map(([name, v]) => [inName(name), asStored(v)]));
}

/** Facts as they are stored: one that is not there is null, because its place is. */
export function factsAsStored(facts: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, asStored(value) ?? null]));
}

/**
 * One text for one value: keys sorted, undefined left out, so that an entry read back from the database hashes as it
 * did when it was written.
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value instanceof Date) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, v]) => v !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`);
  return `{${fields.join(',')}}`;
}

/** sha256 in hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
