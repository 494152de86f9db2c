/** A form with one file in it: fields, and the file read into memory up to what a document may have. */
import type { Readable } from 'node:stream';
import type { Request } from 'express';
import { readMultipart } from '../http/multipart.js';
import { InvalidForm } from '../platform/errors.js';
import { UnreadableDocument } from './unreadable-document.js';

/** A document of this many bytes is read whole; the longest published plans have a few hundred kilobytes. */
export const DOCUMENT_MOST = 20 * 1024 * 1024;

export interface ReceivedFile {
  fields: Record<string, string>;
  /** Null when none was chosen. */
  file: { name: string; bytes: Buffer } | null;
}

interface Taken {
  name: string;
  bytes: Buffer;
  length: number;
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
  return { name, bytes: Buffer.concat(chunks), length };
}

export const tooLarge = () => new UnreadableDocument('tooLarge', { most: DOCUMENT_MOST / 1024 / 1024 });

/** Throws BadRequest for what is no such form, InvalidForm with the fields typed for a file that is too large. */
export async function receiveFile(req: Request): Promise<ReceivedFile> {
  const { fields, files } = await readMultipart(req, { limits: LIMITS, most: DOCUMENT_MOST, take });
  const [file] = files;
  if (!file) return { fields, file: null };
  if (file.length > DOCUMENT_MOST) throw asInvalid(tooLarge(), fields);
  return { fields, file: { name: file.name, bytes: file.bytes } };
}

/** A file's own fault as a fault of the form it came with; any other error stays what it is. */
export function asInvalid(error: unknown, fields: Record<string, string>, field = 'file'): unknown {
  if (!(error instanceof UnreadableDocument)) return error;
  return new InvalidForm([{ code: `document.${error.fault}`, field, params: error.params }], fields);
}
