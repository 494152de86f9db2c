/**
 * A file as text that the rules can read: .txt in UTF-8 or GB18030, .docx, .xlsx, .csv. Tables become lines of cells between
 * tabs, a break inside a cell ⏎, as they would if pasted from a sheet.
 */
import { extname } from 'node:path';
import { apart, type Tell } from '../documents/apart.js';
import { DOCUMENT_MOST, tooLarge } from '../documents/receive-file.js';
import { UnreadableDocument } from '../documents/unreadable-document.js';
import type { GivenDocument } from './document.reading.js';

export { UnreadableDocument } from '../documents/unreadable-document.js';

export const DOCUMENT_KINDS = ['.txt', '.docx', '.xlsx', '.csv'] as const;

const readApart = apart<GivenDocument, string>(new URL('./document.reading.js', import.meta.url));

/** Throws {@link UnreadableDocument}. */
export async function readDocument({ name, bytes }: GivenDocument, tell?: Tell): Promise<string> {
  const kind = extname(name).toLowerCase();
  if (!(DOCUMENT_KINDS as readonly string[]).includes(kind)) {
    throw new UnreadableDocument('unknownKind', { kinds: DOCUMENT_KINDS.join(' ') });
  }
  if (bytes.length > DOCUMENT_MOST) throw tooLarge();
  return (await readApart({ name, bytes }, tell)).join('');
}
