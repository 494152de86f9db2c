/** A file as text and nothing more. */
import type { Tell } from '../documents/apart.js';
import { type GivenDocument, textOf } from './document-text.js';

export async function* read(document: GivenDocument, tell: Tell): AsyncGenerator<string> {
  yield await textOf(document, tell);
}
