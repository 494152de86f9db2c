/** A form with a document in it: fields, and the one file as text. */
import type { Request } from 'express';
import { cut } from '../../workflows/text.js';
import { asInvalid, receiveFile } from '../documents/receive-file.js';
import { readDocument } from './read-document.js';

export interface ReceivedDocument {
  fields: Record<string, string>;
  /** The file as text and its name; null when none was chosen. */
  file: { name: string; text: string } | null;
}

/** Throws BadRequest for what is no such form; the file's own faults come as InvalidForm with the fields typed. */
export async function receiveDocument(req: Request): Promise<ReceivedDocument> {
  const { fields, file } = await receiveFile(req);
  if (!file) return { fields, file };
  const { name, bytes } = file;
  try {
    const text = await readDocument({ name, bytes });
    return { fields, file: { name: cut(name, 120), text } };
  } catch (error) {
    throw asInvalid(error, fields);
  }
}
