/** A form with a document in it: fields, and the one file, read into memory up to what a document may have. */
import { Readable } from 'node:stream';
import type { Request } from 'express';
import { readMultipart } from '../http/multipart.js';
import { InvalidForm } from '../platform/errors.js';
import { DOCUMENT_MOST, readDocument, UnreadableDocument } from './read-document.js';

export interface ReceivedDocument {
  fields: Record<string, string>;
  /** The file as text and its name; null when none was chosen. */
  file: { name: string; text: string } | null;
}

interface Taken {
  name: string;
  bytes: Buffer;
  tooLarge: boolean;
}

const LIMITS = { fields: 10, fieldSize: 2_000_000, files: 1, fileSize: DOCUMENT_MOST + 1, parts: 12 };

/** All of a stream, or the word that it is too large; read to its end either way, so that the form can be answered. */
async function take(stream: Readable, name: string): Promise<Taken> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += (chunk as Buffer).length;
    if (length <= DOCUMENT_MOST) chunks.push(chunk as Buffer);
  }
  return { name, bytes: Buffer.concat(chunks), tooLarge: length > DOCUMENT_MOST };
}

/** Throws BadRequest for what is no such form; the file's own faults come as InvalidForm with the fields typed. */
export async function receiveDocument(req: Request): Promise<ReceivedDocument> {
  const { fields, files } = await readMultipart(req, { limits: LIMITS, most: DOCUMENT_MOST, take });
  const [file] = files;
  if (!file) return { fields, file: null };
  const { name, bytes, tooLarge } = file;
  try {
    if (tooLarge) throw new UnreadableDocument('tooLarge', { most: DOCUMENT_MOST / 1024 / 1024 });
    const text = await readDocument({ name, open: () => Readable.from(bytes.length === 0 ? [] : [bytes]) });
    return { fields, file: { name: name.slice(0, 120), text } };
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    throw new InvalidForm([{ code: `plan.${error.fault}`, field: 'file', params: error.params }], fields);
  }
}
