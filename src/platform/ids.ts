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

/** Letters and digits that nobody takes for another: no I, O, 0, 1. */
const CLEAR = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const CODE_LENGTH = 12;

/** A fresh code for a person to look something up with: twelve signs of 32, sixty bits nobody guesses. */
export function newLookupCode(): string {
  return Array.from(randomBytes(CODE_LENGTH), (byte) => CLEAR[byte % CLEAR.length]).join('');
}

/** A code as it was typed, dashes, blanks and case aside; null when it is none of ours. */
export function lookupCodeIn(typed: unknown): string | null {
  if (typeof typed !== 'string' || typed.length > 60) return null;
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
  return new RegExp(`^[${CLEAR}]{${CODE_LENGTH}}$`).test(code) ? code : null;
}

/** A code as it is printed, `ABCD-EFGH-2345`. */
export function printedCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-');
}
