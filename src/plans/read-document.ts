/** A file as text, for whatever wants no more of it. */
import { apart, gathered } from '../documents/apart.js';
import type { GivenDocument } from './document-text.js';

export { UnreadableDocument } from '../documents/unreadable-document.js';

const readApart = apart<GivenDocument, string>(new URL('./document.reading.js', import.meta.url));

/** Throws {@link UnreadableDocument}. */
export async function readDocument({ name, bytes }: GivenDocument): Promise<string> {
  return (await gathered(readApart({ name, bytes }))).join('');
}
