import { createHash, randomBytes } from 'node:crypto';

/** A fresh id: 24 hexadecimal digits, unguessable. */
export function newId(): string {
  return randomBytes(12).toString('hex');
}

/** The id that follows from what asked for it: the same parts give the same id, so doing it twice makes one. */
export function idFrom(...parts: readonly (string | number)[]): string {
  return createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, 24);
}

/** True for the form of our ids; anything else never reaches a query. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{24}$/.test(value);
}
