/** A multipart form, read as it arrives: text fields are collected, files go straight into the evidence store. */
import busboy from 'busboy';
import type { Request } from 'express';
import { type AppError, BadRequest, TooLarge } from '../platform/errors.js';
import { EVIDENCE_LIMIT_BYTES, type EvidenceStore, type StoredFile } from './evidence-store.js';

export interface Upload {
  fields: Record<string, string>;
  files: StoredFile[];
}

const LIMITS = { fields: 40, fieldSize: 100_000, files: 10, fileSize: EVIDENCE_LIMIT_BYTES + 1, parts: 60 };

/**
 * Read an upload. Every file of a refused upload is forgotten before the error is thrown. An empty file field (nothing
 * chosen) is no file. A repeated text field is a fault: a form here never sends one twice.
 */
export async function receiveUpload(req: Request, store: EvidenceStore): Promise<Upload> {
  const fields: Record<string, string> = Object.create(null) as Record<string, string>;
  const saving: Promise<StoredFile | null>[] = [];
  let fault: AppError | null = null;
  const parser = open(req);
  const parsed = new Promise<void>((resolve, reject) => {
    parser.on('field', (name, value, { valueTruncated, nameTruncated }) => {
      if (valueTruncated || nameTruncated) fault ??= new BadRequest('malformed', [{ code: 'textTooLong' }]);
      else if (name in fields || name.includes('$')) {
        fault ??= new BadRequest('malformed', [{ code: 'unknownField', params: { field: name.slice(0, 60) } }]);
      } else fields[name] = value;
    });
    parser.on('file', (_field, stream, { filename }) => {
      if (!filename) {
        stream.resume();
        return;
      }
      saving.push(store.save(stream, filename));
      saving.at(-1)?.catch(() => {});
    });
    parser.on('filesLimit', () => {
      fault ??= new BadRequest('malformed', [{ code: 'tooManyFiles', params: { most: LIMITS.files } }]);
    });
    parser.on('partsLimit', () => {
      fault ??= new TooLarge(EVIDENCE_LIMIT_BYTES);
    });
    parser.on('error', () => reject(new BadRequest('malformed', [{ code: 'brokenUpload' }])));
    parser.on('close', resolve);
    req.on('aborted', () => reject(new BadRequest('malformed', [{ code: 'brokenUpload' }])));
  });
  req.pipe(parser);
  const ended = await Promise.allSettled([parsed]);
  const results = await Promise.allSettled(saving);
  const files = results.flatMap((one) => (one.status === 'fulfilled' && one.value ? [one.value] : []));
  const failed = [...ended, ...results].find((one) => one.status === 'rejected');
  if (failed || fault) {
    await Promise.all(files.map(({ file }) => store.forget(file)));
    throw fault ?? (failed as PromiseRejectedResult).reason;
  }
  return { fields: { ...fields }, files };
}

function open(req: Request) {
  try {
    return busboy({ headers: req.headers, limits: LIMITS, defParamCharset: 'utf8' });
  } catch {
    throw new BadRequest('malformed', [{ code: 'brokenUpload' }]);
  }
}
