/**
 * A file as text that the rules can read: .txt in UTF-8 or GB18030, .docx, .xlsx, .csv. Tables become lines of cells between
 * tabs, a break inside a cell ⏎, as they would if pasted from a sheet. Runs where foreign files are read: see apart.ts.
 */
import { extname } from 'node:path';
import { columnOf } from '../../workflows/plans/tables.js';
import { wellFormed } from '../../workflows/text.js';
import type { Tell } from '../documents/apart.js';
import { rowsText } from '../documents/cells.js';
import { decodeText } from '../documents/decode-text.js';
import { sheetCells } from '../documents/sheet-cells.js';
import { namingKinds, UnreadableDocument } from '../documents/unreadable-document.js';
import { DOCUMENT_KINDS } from './document-limits.js';
import { docxText } from './docx-text.js';

/** So many columns that are known make a line the head of a table. */
const HEAD_LEAST = 2;

export interface GivenDocument {
  name: string;
  bytes: Uint8Array;
}

async function textIn({ name, bytes }: GivenDocument, tell: Tell): Promise<string> {
  const kind = extname(name).toLowerCase();
  if (kind === '.docx') return docxText(Buffer.from(bytes), tell);
  if (kind === '.xlsx' || kind === '.csv') {
    const isHead = (texts: readonly string[]) => texts.filter((text) => columnOf(text) !== null).length >= HEAD_LEAST;
    return rowsText(await sheetCells({ name, bytes }, isHead, tell));
  }
  const decoded = decodeText(bytes);
  if (!decoded) throw new UnreadableDocument('notText');
  return decoded.text;
}

/** Throws {@link UnreadableDocument}. */
export async function textOf(document: GivenDocument, tell: Tell = () => {}): Promise<string> {
  return namingKinds(DOCUMENT_KINDS, async () => {
    const { name, bytes } = document;
    if (!(DOCUMENT_KINDS as readonly string[]).includes(extname(name).toLowerCase())) {
      throw new UnreadableDocument('unknownKind');
    }
    if (bytes.length === 0) throw new UnreadableDocument('empty');
    const text = wellFormed(await textIn(document, tell));
    if (text.trim() === '') throw new UnreadableDocument('empty');
    return text;
  });
}
