/** A sheet as an answer: a file of its kind with its name, streamed. */
import type { Response } from 'express';
import { type Sheet, writeCsv, writeXlsx } from '../documents/sheet-writer.js';
import { attachment } from '../http/attachment.js';

export const KINDS = {
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', write: writeXlsx },
  csv: { type: 'text/csv; charset=utf-8', write: writeCsv },
} as const;

export async function sendSheet(res: Response, kind: keyof typeof KINDS, name: string, sheet: Sheet): Promise<void> {
  const { type, write } = KINDS[kind];
  attachment(res, `${name}.${kind}`);
  res.setHeader('Content-Type', type);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Cache-Control', 'private, no-store');
  await write(res, sheet).catch((error: NodeJS.ErrnoException) => {
    // The reader went away in the middle: nobody is left to tell.
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}
