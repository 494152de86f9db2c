/** A request as it is kept, sent and told of. */

/** A request as data, so that a failing one can be kept and sent again. */
export interface FuzzRequest {
  as: string | null;
  method: 'get' | 'post' | 'put' | 'delete' | 'patch' | 'head' | 'options' | 'propfind';
  /** With `:id` and the like replaced, `{tasks}` standing for a real record. */
  path: string;
  type: 'form' | 'json' | 'multipart' | 'text' | 'none';
  /** The raw body; `{rev}` stands for a real revision, `{csrf}` for the token. `large` = so many bytes more. */
  body: string;
  large?: number;
  headers?: Record<string, string>;
  /** A route of the API is asked with a token unless the session's cookie is wanted. */
  by?: 'session';
}

/** Without halves of a pair, which no address can carry. */
export const wellFormed = (text: string) => text.replace(/[\uD800-\uDFFF]/gu, '\uFFFD');
/** For an address or a form; placeholders stay readable. */
export const encode = (text: string) =>
  encodeURIComponent(wellFormed(text)).replaceAll('%7B', '{').replaceAll('%7D', '}');

export const BOUNDARY = 'fuzzboundary';

/** The header that goes with a body. */
export const CONTENT_TYPES: Record<FuzzRequest['type'], string | null> = {
  form: 'application/x-www-form-urlencoded',
  json: 'application/json',
  multipart: `multipart/form-data; boundary=${BOUNDARY}`,
  text: 'text/plain',
  none: null,
};
