/**
 * A file as text that the rules can read: .txt in UTF-8 or GB18030, .docx, .xlsx, .csv. Tables become lines of cells between
 * tabs, a break inside a cell ⏎, as they would if pasted from a sheet.
 */
import { extname } from 'node:path';
import type { Readable } from 'node:stream';
import { wellFormed } from '../../workflows/text.js';
import { decodeText } from '../documents/decode-text.js';
import { DOCUMENT_MOST, tooLarge } from '../documents/receive-file.js';
import { csvRows, rowsText, xlsxRows } from '../documents/sheet-rows.js';
import { UnreadableDocument } from '../documents/unreadable-document.js';
import { docxText } from './docx-text.js';

export { UnreadableDocument } from '../documents/unreadable-document.js';

export const DOCUMENT_KINDS = ['.txt', '.docx', '.xlsx', '.csv'] as const;

export interface GivenFile {
  name: string;
  /** Bytes, where they are known before. */
  size?: number | undefined;
  open(): Readable;
}

/** The bytes of a stream, up to what a document may have. */
async function bytesOf({ size, open }: GivenFile): Promise<Buffer> {
  if (size !== undefined && size > DOCUMENT_MOST) throw tooLarge();
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of open()) {
    length += (chunk as Buffer).length;
    if (length > DOCUMENT_MOST) throw tooLarge();
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** Throws {@link UnreadableDocument}. */
export async function readDocument(file: GivenFile): Promise<string> {
  const kind = extname(file.name).toLowerCase();
  if (!(DOCUMENT_KINDS as readonly string[]).includes(kind)) {
    throw new UnreadableDocument('unknownKind', { kinds: DOCUMENT_KINDS.join(' ') });
  }
  const bytes = await bytesOf(file);
  if (bytes.length === 0) throw new UnreadableDocument('empty');
  const text = wellFormed(await textIn(bytes, kind));
  if (text.trim() === '') throw new UnreadableDocument('empty');
  return text;
}

async function textIn(bytes: Buffer, kind: string): Promise<string> {
  if (kind === '.docx') return docxText(bytes);
  if (kind === '.xlsx') return rowsText(await xlsxRows(bytes));
  const decoded = decodeText(bytes);
  if (!decoded) throw new UnreadableDocument('notText');
  return kind === '.csv' ? rowsText(csvRows(decoded.text)) : decoded.text;
}
