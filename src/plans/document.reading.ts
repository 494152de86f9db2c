/** A file as text that the rules can read; apart from the thread that answers people. */
import { extname } from 'node:path';
import { columnOf } from '../../workflows/plans/tables.js';
import { wellFormed } from '../../workflows/text.js';
import type { Tell } from '../documents/apart.js';
import { rowsText } from '../documents/cells.js';
import { decodeText } from '../documents/decode-text.js';
import { sheetCells } from '../documents/sheet-cells.js';
import { UnreadableDocument } from '../documents/unreadable-document.js';
import { docxText } from './docx-text.js';

/** So many columns that are known make a line the head of a table. */
const HEAD_LEAST = 2;

export interface GivenDocument {
  name: string;
  bytes: Uint8Array;
}

async function textIn({ name, bytes }: GivenDocument, tell: Tell): Promise<string> {
  const kind = extname(name).toLowerCase();
  if (kind === '.docx') return docxText(Buffer.from(bytes));
  if (kind === '.xlsx' || kind === '.csv') {
    const isHead = (texts: readonly string[]) => texts.filter((text) => columnOf(text) !== null).length >= HEAD_LEAST;
    return rowsText(await sheetCells({ name, bytes }, isHead, tell));
  }
  const decoded = decodeText(bytes);
  if (!decoded) throw new UnreadableDocument('notText');
  return decoded.text;
}

export async function* read(document: GivenDocument, tell: Tell): AsyncGenerator<string> {
  if (document.bytes.length === 0) throw new UnreadableDocument('empty');
  const text = wellFormed(await textIn(document, tell));
  if (text.trim() === '') throw new UnreadableDocument('empty');
  yield text;
}
