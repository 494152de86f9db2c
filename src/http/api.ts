/** Routes of the API: a route like any other that also says in schemas what it takes and what it answers. */
import type { Request, Response } from 'express';
import { z } from 'zod';
import { BadRequest, InvalidForm, NotFound } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import { read } from '../platform/validate.js';
import type { Route } from './routes.js';

/** What the OpenAPI document says of a route. */
export interface ApiDescription {
  /** One line, English: the document is read by programmers. */
  summary: string;
  query?: z.ZodObject;
  headers?: z.ZodObject;
  body?: z.ZodType;
  /** Status and schema of the answer. */
  status: number;
  answer: z.ZodType;
  /** Statuses of the problems it can answer beyond 400, 401, 403, 429 and 500. */
  problems?: readonly number[];
}

export interface ApiRoute extends Route {
  api: ApiDescription;
}

/** The prefix of every path. */
export const API = '/api/v1';

/** A whole number written in a query. */
export const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most));

/** The id in the path. Throws NotFound for anything that is none of ours. */
export function pathId(req: Request, what: string): string {
  const { id } = req.params;
  if (!isId(id)) throw new NotFound(what);
  return id;
}

const malformed = (field: string) => new BadRequest('malformed', [{ code: 'badValue', field, params: { field } }]);

/**
 * The query by its schema. Unknown and repeated parameters and broken cursors are a 400, wrong values a 422. A parameter
 * without a value counts as absent.
 */
export function readQuery<T extends z.ZodObject>(schema: T, req: Request): z.output<T> {
  const given: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(req.query)) {
    if (typeof value !== 'string') throw malformed(name);
    if (value !== '' || !Object.hasOwn(schema.shape, name)) given[name] = value;
  }
  return read(schema, given);
}

/** The body, which must be a JSON object. */
export function bodyOf(req: Request): Record<string, unknown> {
  const body: unknown = req.body;
  if (body === null || typeof body !== 'object' || Array.isArray(body)) {
    throw new BadRequest('malformed', [{ code: 'malformed' }]);
  }
  return body as Record<string, unknown>;
}

export const idempotencyHeader = z.object({
  'Idempotency-Key': z
    .string()
    .regex(/^[\x21-\x7e]{1,128}$/)
    .optional()
    .meta({ description: 'Chosen by the caller; the same key again gives the first answer again, and nothing twice.' }),
});

export const eventHeaders = idempotencyHeader.extend({
  'If-Match': z.string().optional().meta({
    description: 'The `rev` that was read; what people have changed since is a 409. The same as `rev` in the body.',
  }),
});

/** The caller's idempotency key, which is the caller's alone; null without one. Throws BadRequest. */
export function idempotencyKey(req: Request, caller: string): string | null {
  const key = req.get('idempotency-key');
  if (key === undefined) return null;
  const parsed = idempotencyHeader.safeParse({ 'Idempotency-Key': key });
  if (!parsed.success) throw malformed('Idempotency-Key');
  return `${caller}/${key}`;
}

/** The revision of an `If-Match: "12"` header or of the body. Throws BadRequest when malformed or when the two differ. */
export function expectedRev(req: Request, inBody: number | undefined): number | undefined {
  const header = req.get('if-match');
  if (header === undefined || header === '*') return inBody;
  const rev = Number(/^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim())?.[1]);
  if (!(rev >= 1) || (inBody !== undefined && inBody !== rev)) throw malformed('If-Match');
  return rev;
}

/** Check that a cursor is one we gave out. */
export function cursor(value: string | undefined, known: (cursor: string) => boolean): string | undefined {
  if (value !== undefined && !known(value)) throw malformed('after');
  return value;
}

/** A value in a query or body that names nothing that exists. */
export const unknownValue = (field: string) => new InvalidForm([{ code: 'badValue', field, params: { field } }]);

/** Send an answer. Its schema is checked in tests, not on every request. */
export function answer(res: Response, status: number, body: object): void {
  res.status(status).json(body);
}
