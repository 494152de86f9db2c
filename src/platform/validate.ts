/** Reading what people and programs send: zod says what is wrong, here it becomes reasons with fields. */
import { z } from 'zod';
import { isCivilDate } from '../../workflows/dates.js';
import type { Reason } from '../../workflows/step.js';
import { cut, lengthOf, wellFormed } from '../../workflows/text.js';
import { BadRequest, InvalidForm } from './errors.js';

/** Text as a person types it: well-formed, trimmed, and at most so many characters as the page counts them. */
export const text = (most: number) =>
  z
    .string()
    .meta({ maxLength: most })
    .transform((value) => wellFormed(value).trim())
    .superRefine((value, { addIssue }) => {
      const count = lengthOf(value);
      if (count > most) addIssue({ code: 'custom', message: 'tooLong', params: { most, count } });
    });

/** Text that must not be empty. */
export const requiredText = (most: number) => text(most).refine((value) => value.length > 0, { error: 'required' });

/** An existing day, `YYYY-MM-DD`. */
export const civilDate = z
  .string()
  .refine(isCivilDate, { error: 'badDate' })
  .meta({ format: 'date', example: '2026-06-10' });

/** A checkbox of a form or a boolean of JSON. */
export const checkbox = z
  .union([z.boolean(), z.enum(['on', 'true', '1', 'false', '0', ''])])
  .transform((value) => value === true || value === 'on' || value === 'true' || value === '1');

/** One or several values of a form field, or a list of JSON; empty ones fall away. */
export const listOf = <T extends string>(item: z.ZodType<T, string>, most: number) =>
  z
    .union([z.array(z.string()).max(most), z.string()])
    .transform((value) => (Array.isArray(value) ? value : [value]).filter((one) => one !== ''))
    .pipe(z.array(item));

/** A phone as it is typed: 全角 digits and all; what is none stays what it was and is refused by the rules. */
export const phone = text(30).transform((typed) => typed.normalize('NFKC').replace(/\s+/g, ''));

/** A name, a phone or a code as somebody looks for it in an address, written as it is kept; anything else is nothing. */
export function soughtIn(typed: unknown): string {
  const sought = typeof typed === 'string' ? cut(wellFormed(typed).normalize('NFKC').trim(), 60) : '';
  return /^[\d\s+()-]+$/.test(sought) ? sought.replace(/\s+/g, '') : sought;
}

/** Lines of a field, or a list from a program; empty ones fall away. */
export const lines = z
  .union([z.array(z.string()), text(8_000).transform((typed) => typed.split('\n'))])
  .transform((given) => given.map((line) => line.trim()).filter((line) => line !== ''))
  .pipe(z.array(text(200)).max(40));

/** The form of a department's id. */
export const departmentId = z.string().regex(/^[a-z0-9-]{1,40}$/, { error: 'badId' });

/** The form of our record ids. */
export const recordId = z.string().regex(/^[0-9a-f]{24}$/, { error: 'badId' });

const KNOWN_FAULTS = new Set(['required', 'badDate', 'badId']);

/** A zod issue as a reason about its field. */
function reasonOf(issue: z.core.$ZodIssue): Reason {
  const field = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return { code: 'unknownField', params: { field: cut(issue.keys.join(', '), 100) } };
  }
  if (KNOWN_FAULTS.has(issue.message)) return { code: issue.message, field, params: { field } };
  if (issue.code === 'custom' && issue.message === 'tooLong') {
    return { code: 'tooLong', field, params: { field, ...(issue.params as { most: number; count: number }) } };
  }
  if (issue.code === 'too_big') return { code: 'tooBig', field, params: { field, most: Number(issue.maximum) } };
  if (issue.code === 'too_small') return { code: 'tooSmall', field, params: { field, least: Number(issue.minimum) } };
  return { code: 'badValue', field, params: { field } };
}

/**
 * Read a value by a schema. Unknown fields are a 400 (nobody typed those), wrong values a 422 with one reason per field
 * and everything that was typed.
 */
export function read<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map(reasonOf);
  if (reasons.some(({ code }) => code === 'unknownField')) throw new BadRequest('malformed', reasons);
  const typed = value !== null && typeof value === 'object' ? { ...(value as Record<string, unknown>) } : {};
  throw new InvalidForm(reasons, typed);
}
