/** Everything that is received as text is made well-formed here, before anybody reads it; a program that sends what is none is told. */
import type { RequestHandler } from 'express';
import { brokenCharacter, cut, wellFormed } from '../../workflows/text.js';
import { BadRequest, InvalidForm, NotFound } from '../platform/errors.js';

/** Passwords are hashed as they were typed and never shown. */
const SECRET = /password|^old$|^again$/i;
/** Objects and lists within one another; what people send has three or four. */
const DEEPEST = 24;

const unknownField = (name: string) =>
  new BadRequest('malformed', [{ code: 'unknownField', params: { field: cut(wellFormed(name), 60) } }]);

/**
 * A value with all its texts well-formed. With `strict`, a text that holds half a character or none is refused: throws InvalidForm
 * naming the field and the character. Throws BadRequest for names no form of ours has and for what is nested without end.
 */
export function receivedValue(value: unknown, strict: boolean, path: readonly string[] = []): unknown {
  if (typeof value === 'string') {
    if (SECRET.test(path.at(-1) ?? '')) return value;
    const character = strict ? brokenCharacter(value) : null;
    if (character === null) return wellFormed(value);
    const field = path.join('.');
    throw new InvalidForm([{ code: 'brokenText', field, params: { field, character } }]);
  }
  if (value === null || typeof value !== 'object') return value;
  if (path.length === DEEPEST) throw new BadRequest('malformed', [{ code: 'malformed' }]);
  if (Array.isArray(value)) return value.map((one, i) => receivedValue(one, strict, [...path, String(i)]));
  const fields = Object.entries(value).map(([name, one]): [string, unknown] => {
    // JSON can name what an object literal cannot; a copy would lose it without a word.
    if (name === '__proto__' || wellFormed(name) !== name) throw unknownField(name);
    return [name, receivedValue(one, strict, [...path, name])];
  });
  return Object.fromEntries(fields);
}

/** Body, query and path of a request. `strict` is for programs; what a browser sends from a page is made well-formed in silence. */
export function receivedText(strict: boolean): RequestHandler {
  return (req, _res, next) => {
    for (const part of Object.values(req.params)) {
      if (wellFormed(String(part)) !== String(part)) throw new NotFound();
    }
    if (req.body !== undefined) req.body = receivedValue(req.body, strict);
    // The framework reads the address anew at each look unless it is kept.
    Object.defineProperty(req, 'query', { value: receivedValue(req.query, strict), configurable: true });
    next();
  };
}
