/** What every form sends besides its fields: token, revision, one-time key, the way back. */
import type { RequestHandler } from 'express';
import { BadRequest, InvalidForm } from '../platform/errors.js';
import type { Route } from './routes.js';

/** A form's fields as the parser leaves them: text, or several texts of one name. */
export type Sent = Record<string, unknown>;

/** A form with what every form carries taken off. */
export interface SentForm {
  fields: Sent;
  /** The revision the page showed; undefined for a form that makes something new. */
  rev: { page: number } | undefined;
  /** The one-time key of the page. */
  key: string | null;
  /** The page to go back to. */
  back: string;
}

function bad(field: string): BadRequest {
  return new BadRequest('malformed', [{ code: 'badValue', field, params: { field } }]);
}

/** The revision a form names; undefined without one. Throws BadRequest for what is none. */
function revOf({ rev }: Sent): { page: number } | undefined {
  if (rev !== undefined && !(typeof rev === 'string' && /^\d{1,9}$/.test(rev))) throw bad('rev');
  return rev === undefined ? undefined : { page: Number(rev) };
}

/** Take the token, revision, key and way back off. Throws BadRequest when one of them is not of its form. */
export function sentForm(body: unknown): SentForm {
  const { _csrf, rev, key, back, ...fields } = { ...((body ?? {}) as Sent) };
  if (key !== undefined && !(typeof key === 'string' && /^[\w-]{8,80}$/.test(key))) throw bad('key');
  const to = back === 'work' || back === 'breakdown' ? back : '';
  return { fields, rev: revOf({ rev }), key: key ?? null, back: to };
}

/** The revision a form goes by. Throws InvalidForm without one: nobody could tell then what it overwrites. */
export function revisionIn(body: unknown): { page: number } {
  const rev = revOf((body ?? {}) as Sent);
  if (rev === undefined) throw new InvalidForm([{ code: 'noRevision' }]);
  return rev;
}

/** Refuses a form about something that exists which names no revision of it, before any handler reads it. */
export function revisionSaid({ method, rev, body }: Pick<Route, 'method' | 'rev' | 'body'>): RequestHandler {
  return (req, _res, next) => {
    // An upload is still streaming; its handler asks once it has the fields.
    if (method === 'post' && rev === undefined && body !== 'upload') revisionIn(req.body);
    next();
  };
}
