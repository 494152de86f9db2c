/** From what a browser sent to typed fields, or to reasons that name their fields. */
import { z } from 'zod';
import type { Reason } from '../../workflows/step.js';
import { lengthOf, wellFormed } from '../../workflows/text.js';
import { BadRequest, InvalidForm } from '../platform/errors.js';

/** A line of text a person types; too long or missing is a reason, another type is a request that cannot be read. */
export const line = (max: number) => bounded(max).refine((typed) => typed !== '', 'people.required');
export const optionalLine = (max: number) => bounded(max).default('');
const bounded = (max: number) =>
  z
    .string()
    .transform((typed) =>
      wellFormed(typed)
        .replace(/\s*\n\s*/g, ' ')
        .trim(),
    )
    .refine((typed) => lengthOf(typed) <= max, 'people.lineTooLong');
/** A password: not trimmed, and bounded so that hashing it costs the same for everybody. */
export const secret = z.string().min(1, 'people.required').max(1024, 'people.lineTooLong');
/** Ticked boxes: none, one or several. */
export const ticked = <T extends z.ZodType>(one: T) =>
  z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(one).max(20));
export const rev = z.coerce.number().int().min(1);

const UNREADABLE = new Set(['unrecognized_keys', 'invalid_type']);
const SECRET = /password|^old$|^again$|^_csrf$/i;

/** What was typed, to be shown again; never a password. */
export function typedIn(body: unknown): Record<string, unknown> {
  if (body === null || typeof body !== 'object') return {};
  return Object.fromEntries(Object.entries(body).filter(([key]) => !SECRET.test(key)));
}

/**
 * Read a form. Unknown fields and arrays where text belongs throw {@link BadRequest}; what a person can put right throws
 * {@link InvalidForm} with everything typed.
 */
export function readForm<Shape extends z.ZodRawShape>(shape: Shape, body: unknown): z.output<z.ZodObject<Shape>> {
  const given: unknown = body ?? {};
  const parsed = z.strictObject({ ...shape, _csrf: z.string().optional() }).safeParse(given);
  if (parsed.success) {
    const { _csrf, ...fields } = parsed.data as Record<string, unknown>;
    return fields as z.output<z.ZodObject<Shape>>;
  }
  const { issues } = parsed.error;
  const missing = (path: PropertyKey[]) => !Object.hasOwn(given as object, path[0] ?? '');
  if (issues.some(({ code, path }) => UNREADABLE.has(code) && (path.length === 0 || !missing(path)))) {
    throw new BadRequest('malformed', [{ code: 'malformed' }]);
  }
  const reasons = issues.map(({ message, path }): Reason => {
    const code = message.startsWith('people.') ? message : 'people.required';
    return { code: missing(path) ? 'people.required' : code, field: String(path[0] ?? '') };
  });
  throw new InvalidForm(reasons, typedIn(given));
}

/** For a form without a field that a person could get wrong: anything amiss throws {@link BadRequest}. */
export function readPlainForm<Shape extends z.ZodRawShape>(shape: Shape, body: unknown): z.output<z.ZodObject<Shape>> {
  try {
    return readForm(shape, body);
  } catch (error) {
    if (error instanceof InvalidForm) throw new BadRequest('malformed', [{ code: 'malformed' }]);
    throw error;
  }
}
