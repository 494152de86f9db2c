import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { attachment } from '../http/attachment.js';
import type { StoredFile } from './evidence-store.js';

/** Send a stored file as an attachment: never shown inside the site, never sniffed, its hash beside it. */
export async function sendFile(res: Response, found: StoredFile & { stream: Readable }): Promise<void> {
  attachment(res, found.name);
  res.setHeader('Content-Type', found.type);
  res.setHeader('Content-Length', String(found.size));
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Digest', `sha-256=${Buffer.from(found.sha256, 'hex').toString('base64')}`);
  res.setHeader('Cache-Control', 'private, no-store');
  await pipeline(found.stream, res).catch((error: NodeJS.ErrnoException) => {
    // The reader went away in the middle: nobody is left to tell.
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}
