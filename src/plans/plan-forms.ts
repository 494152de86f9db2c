/** What every form of a draft sends. */
import { z } from 'zod';
import { NotFound } from '../platform/errors.js';
import { isId } from '../platform/ids.js';

export const csrf = { _csrf: z.string().optional() };
/** The revision the page showed. */
export const revision = z.coerce.number().int().min(1).max(1_000_000_000);
export const pressed = z.strictObject({ ...csrf, rev: revision });

/** An id in an address. Throws NotFound for anything that is none. */
export function idIn(value: unknown, what: string): string {
  if (!isId(value)) throw new NotFound(what);
  return value;
}
