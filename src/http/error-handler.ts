/** The one place that shows errors: known ones with their reasons, the rest as a 500 with a reference. 403 never signs out. */
import type { ErrorRequestHandler, Request, Response } from 'express';
import { UnpublishedYear } from '../../workflows/calendar.js';
import type { Reason } from '../../workflows/step.js';
import {
  AppError,
  BadRequest,
  InvalidForm,
  NotSignedIn,
  TooLarge,
  TooManyTries,
  Unavailable,
} from '../platform/errors.js';
import { type Locale, translator } from '../platform/i18n.js';
import { newId } from '../platform/ids.js';
import { LeftOut } from '../platform/left-out.js';
import type { Log } from '../platform/log.js';
import { serviceFault } from '../platform/service-fault.js';
import { isTooLargeForTheDatabase } from '../platform/write-errors.js';
import { isReading } from './able.js';
import { errorPage } from './components/error-page.js';
import { readerOf } from './locals.js';
import { type Reader, reasonTexts } from './reason-text.js';
import { pathShown } from './request-log.js';

/** The largest text body that is read, in bytes; evidence is streamed and has its own limit. */
export const BODY_LIMIT_BYTES = 1_048_576;

/** An outage in our terms. What should change something may have done so before the answer was lost: it is not called refused. */
function outage(error: unknown, req: Request): Unavailable | null {
  const fault = serviceFault(error);
  if (fault === null) return null;
  if (fault === 'full') return new Unavailable('diskFull', { cause: error });
  return new Unavailable(isReading(req) ? 'databaseAway' : 'outcomeUnknown', { cause: error });
}

/** Errors of the frameworks in our terms; anything unknown stays unknown. */
function known(error: unknown, req: Request): AppError | null {
  if (error instanceof AppError) return error;
  if (error instanceof LeftOut) return known(error.cause, req);
  const away = outage(error, req);
  if (away) return away;
  if (isTooLargeForTheDatabase(error)) return new InvalidForm([{ code: 'recordTooLarge', params: { mebibytes: 16 } }]);
  if (error instanceof UnpublishedYear) {
    return new InvalidForm([{ code: 'unpublishedYear', params: { year: error.year } }]);
  }
  const { type, status } = (error ?? {}) as { type?: unknown; status?: unknown };
  if (type === 'entity.too.large') return new TooLarge(BODY_LIMIT_BYTES);
  if (typeof type === 'string' && /^(entity|encoding|charset|request|parameters|querystring)\./.test(type)) {
    return new BadRequest('malformed', [{ code: 'malformed' }]);
  }
  // An address such as /%E0%A4 cannot be decoded.
  if (error instanceof URIError || status === 400) return new BadRequest('malformed', [{ code: 'malformed' }]);
  return null;
}

/** True for requests that want JSON answers. */
function isApi(req: Request): boolean {
  return req.path === '/api' || req.path.startsWith('/api/');
}

/** RFC 9457: the same reasons as on the page, each with its code, its text and its field. */
function problem(res: Response, status: number, code: string, reasons: Reason[], reference: string | null): void {
  const reader = readerOf(res);
  const page = errorPage(reader.t, status);
  const body = {
    type: `urn:sanxiang:problem:${code}`,
    title: page.page.title,
    status,
    detail: page.message,
    reasons: reasons.map((reason) => ({
      code: reason.code,
      text: reasonTexts([reason], reader)[0],
      ...(reason.field ? { field: reason.field } : {}),
    })),
    ...(reference ? { reference } : {}),
  };
  res.status(status).type('application/problem+json').send(JSON.stringify(body));
}

function inOtherLanguage({ locale, today }: Reader, status: number, reasons: Reason[]) {
  const other: Locale = locale === 'en' ? 'zh-CN' : 'en';
  const t = translator(other);
  const { page, message } = errorPage(t, status);
  return { lang: other, title: page.title, message, reasons: reasonTexts(reasons, { t, locale: other, today }) };
}

export function errorHandler(log: Log): ErrorRequestHandler {
  return (error: unknown, req, res, _next) => {
    const found = known(error, req);
    if (found?.cause !== undefined) log.error({ err: found.cause, method: req.method }, found.message);
    if (res.headersSent) {
      // Half an answer must look like one. A whole one, whose session could not be saved after it, stays.
      if (!found)
        log.error(
          { err: error, method: req.method, path: pathShown(req.originalUrl) },
          'unexpected error after the answer began',
        );
      if (!res.writableEnded) res.destroy();
      return;
    }
    const status = found?.status ?? 500;
    const reference = found ? null : newId().slice(0, 8);
    if (!found)
      log.error({ err: error, reference, method: req.method, path: pathShown(req.originalUrl) }, 'unexpected error');
    if (found instanceof TooManyTries || found instanceof Unavailable) {
      res.setHeader('Retry-After', String(found.retryAfterSeconds));
    }
    const code = found?.code ?? 'unexpected';
    const reasons = found?.reasons ?? [];
    if (isApi(req)) return problem(res, status, code, reasons, reference);
    if (found instanceof NotSignedIn) {
      const next_ = req.method === 'GET' ? `?next=${encodeURIComponent(req.originalUrl)}` : '';
      return res.redirect(303, `/sign-in${next_}`);
    }
    const reader = readerOf(res);
    const page = errorPage(reader.t, status, {
      // What was looked for is a word of ours; the page has said already that it is not there.
      reasons: status === 404 ? [] : reasonTexts(reasons, reader),
      ...(reference ? { reference } : {}),
      // Whose language it is may be written where nobody can look now.
      ...(found instanceof Unavailable ? { also: inOtherLanguage(reader, status, reasons) } : {}),
    });
    res.status(status).render('errors/error', { layout: 'plain', ...page });
  };
}
