/** One line per request in the log: nothing but named fields, so that no reader of the log can use what somebody sent. */
import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { type Options, pinoHttp } from 'pino-http';
import { errorShown, type Log } from '../platform/log.js';

interface Logged {
  id: unknown;
  method: string;
  url: string;
  remoteAddress: string;
}

/** A record's id, a small number, a word of an address of ours: lower case, no digits. Codes and tokens are none of these. */
const PLAIN = /^(?:[0-9a-f]{24}|\d{1,4}|[a-z]+(?:-[a-z]+)*|v1)$/;
const LONGEST_WORD = 30;
/** What follows is a one-time link or a person's own code, whatever it looks like. */
const CODE_FOLLOWS = new Set(['setup', 'link', 'lookup', 'progress']);

/** A path without what is secret in it; never its query. */
export function pathShown(url: string): string {
  const parts = (url.split(/[?#]/, 1)[0] ?? '').split('/');
  return parts
    .map((part, i) => {
      const plain =
        PLAIN.test(part) && (part.length <= LONGEST_WORD || i === 0) && !CODE_FOLLOWS.has(parts[i - 1] ?? '');
      return part === '' || plain ? part : '***';
    })
    .join('/');
}

function levelOf(_req: unknown, res: { statusCode: number }, error?: Error): 'debug' | 'info' | 'error' {
  if (error || res.statusCode >= 500) return 'error';
  return res.statusCode >= 400 ? 'info' : 'debug';
}

/** Method, path, status and time of each request: refusals at `info`, faults at `error`, the rest at `debug`. */
export function requestLog(log: Log): RequestHandler {
  return pinoHttp({
    // What `createLog` makes; a log of ours says less of itself.
    logger: log as unknown as NonNullable<Options['logger']>,
    genReqId: () => randomUUID(),
    customLogLevel: levelOf,
    // "Failed with status code 503" and where that is said: the status stands in the line, the error in one of its own.
    customErrorObject: (_req, _res, _error, { err: _said, ...line }) => line,
    wrapSerializers: false,
    serializers: {
      // The framework rewrites `url` while it looks for a route; what was asked stays in `originalUrl`.
      req: ({
        id,
        method,
        url,
        originalUrl,
        socket,
      }: Logged & { originalUrl?: string; socket?: { remoteAddress?: string } }) => ({
        id,
        method,
        path: pathShown(originalUrl ?? url),
        remoteAddress: socket?.remoteAddress,
      }),
      res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
      err: (error: unknown) => errorShown(error),
    },
  });
}
