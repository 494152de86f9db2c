/** A multipart form, read as it arrives: text fields are collected, each file is handed on as a stream. */
import { PassThrough, type Readable } from 'node:stream';
import busboy, { type Limits } from 'busboy';
import type { Request } from 'express';
import { cut, wellFormed } from '../../workflows/text.js';
import { type AppError, BadRequest, TooLarge } from '../platform/errors.js';

export interface Multipart<File> {
  fields: Record<string, string>;
  /** What became of each file, in the order they came. */
  files: File[];
}

export interface MultipartOptions<File> {
  limits: Limits & { files: number };
  /** Take a file; the rest of what is not read to its end is dropped. An empty file field (nothing chosen) never comes here. */
  take(stream: Readable, name: string): Promise<File>;
  /** A file that was taken before the form was found at fault. */
  forget?(file: File): Promise<unknown>;
  /** What is said of a form with more parts than allowed, in bytes. */
  most: number;
}

const broken = () => new BadRequest('malformed', [{ code: 'brokenUpload' }]);

function parserOf(req: Request, limits: Limits) {
  try {
    return busboy({ headers: req.headers, limits, defParamCharset: 'utf8' });
  } catch {
    throw broken();
  }
}

/**
 * The stream of a file for somebody who may stop reading: the parser waits for ever for a stream of its own that was
 * destroyed half read, and the form with it.
 */
function handedOn(stream: Readable): Readable {
  const handed = stream.pipe(new PassThrough());
  handed.once('close', () => stream.resume());
  stream.once('error', (error) => handed.destroy(error));
  return handed;
}

/**
 * Read a form. Every file of a refused one is forgotten before the error is thrown. A field without a name or sent twice is
 * a fault: a form here never does that.
 */
export async function readMultipart<File>(req: Request, options: MultipartOptions<File>): Promise<Multipart<File>> {
  const { limits, take, forget, most } = options;
  const fields: Record<string, string> = Object.create(null) as Record<string, string>;
  const taking: Promise<File>[] = [];
  let fault: AppError | null = null;
  const parser = parserOf(req, limits);
  const parsed = new Promise<void>((resolve, reject) => {
    // A part without a name comes as undefined, whatever the types say.
    parser.on('field', (name: string | undefined, value, { valueTruncated, nameTruncated }) => {
      if (valueTruncated || nameTruncated) fault ??= new BadRequest('malformed', [{ code: 'textTooLong' }]);
      else if (!name) fault ??= broken();
      else if (name in fields || name.includes('$') || wellFormed(name) !== name) {
        const field = cut(wellFormed(name), 60);
        fault ??= new BadRequest('malformed', [{ code: 'unknownField', params: { field } }]);
      } else fields[name] = wellFormed(value);
    });
    parser.on('file', (_field, stream, { filename }) => {
      if (!filename) {
        stream.resume();
        return;
      }
      taking.push(take(handedOn(stream), wellFormed(filename).replace(/\s+/g, ' ')));
      taking.at(-1)?.catch(() => {});
    });
    parser.on('filesLimit', () => {
      fault ??= new BadRequest('malformed', [{ code: 'tooManyFiles', params: { most: limits.files } }]);
    });
    parser.on('partsLimit', () => {
      fault ??= new TooLarge(most);
    });
    parser.on('error', () => reject(broken()));
    parser.on('close', resolve);
    req.on('aborted', () => reject(broken()));
  });
  req.pipe(parser);
  const ended = await Promise.allSettled([parsed]);
  const results = await Promise.allSettled(taking);
  const files = results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failed = [...ended, ...results].find((one) => one.status === 'rejected');
  if (failed || fault) {
    await Promise.all(files.map((file) => forget?.(file)));
    throw fault ?? (failed as PromiseRejectedResult).reason;
  }
  return { fields: { ...fields }, files };
}
