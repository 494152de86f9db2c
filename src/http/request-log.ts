/** One line per request in the log, without what would let a reader of the log in. */
import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { pinoHttp } from 'pino-http';
import type { Log } from '../platform/log.js';

interface Logged {
  id: unknown;
  method: string;
  url: string;
  remoteAddress: string;
}

/** The address of a one-time link is as good as a password; an upload carries its form's token in the query. */
function addressOf(url: string): string {
  return url.replace(/^\/(setup|link)\/[^?]*/, '/$1/***').replace(/([?&]_csrf=)[^&]*/, '$1***');
}

function levelOf(_req: unknown, res: { statusCode: number }, error?: Error): 'debug' | 'info' | 'error' {
  if (error || res.statusCode >= 500) return 'error';
  return res.statusCode >= 400 ? 'info' : 'debug';
}

/** Method, address, status and time of each request: refusals at `info`, faults at `error`, the rest at `debug`. */
export function requestLog(log: Log): RequestHandler {
  return pinoHttp({
    logger: log,
    genReqId: () => randomUUID(),
    customLogLevel: levelOf,
    // "Failed with status code 503" and where that is said: the status stands in the line, the error in one of its own.
    customErrorObject: (_req, _res, _error, { err: _said, ...line }) => line,
    // Headers are left out altogether: cookies, tokens, and the address one comes from.
    serializers: {
      req: ({ id, method, url, remoteAddress }: Logged) => ({ id, method, url: addressOf(url), remoteAddress }),
    },
  });
}
