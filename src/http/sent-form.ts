/** What every form sends besides its fields: token, revision, one-time key, the way back. */
import { BadRequest } from '../platform/errors.js';

/** A form's fields as the parser leaves them: text, or several texts of one name. */
export type Sent = Record<string, unknown>;

/** A form with what every form carries taken off. */
export interface SentForm {
  fields: Sent;
  /** The revision the page showed. */
  rev: { page: number } | undefined;
  /** The one-time key of the page. */
  key: string | null;
  /** The page to go back to. */
  back: string;
}

function bad(field: string): BadRequest {
  return new BadRequest('malformed', [{ code: 'badValue', field, params: { field } }]);
}

/** Take the token, revision, key and way back off. Throws BadRequest when one of them is not of its form. */
export function sentForm(body: unknown): SentForm {
  const { _csrf, rev, key, back, ...fields } = { ...((body ?? {}) as Sent) };
  if (rev !== undefined && !(typeof rev === 'string' && /^\d{1,9}$/.test(rev))) throw bad('rev');
  if (key !== undefined && !(typeof key === 'string' && /^[\w-]{8,80}$/.test(key))) throw bad('key');
  const to = back === 'work' || back === 'breakdown' ? back : '';
  return { fields, rev: rev === undefined ? undefined : { page: Number(rev) }, key: key ?? null, back: to };
}
