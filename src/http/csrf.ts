/** Forged requests are refused: by where the browser says they come from, and by a token of the session. */
import { csrfSync } from 'csrf-sync';
import type { Request, RequestHandler } from 'express';
import { Forbidden, NotSignedIn } from '../platform/errors.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** A form shown to a visitor may lie open this long. */
const VISITOR_MINUTES = 60;

/** In a hidden field; in the header for scripts; in the query for uploads, whose body is still streaming when this is asked. */
function tokenIn(req: Request): string | undefined {
  const body: unknown = req.body;
  const field = body !== null && typeof body === 'object' && '_csrf' in body ? body._csrf : undefined;
  const given = field ?? req.headers['x-csrf-token'] ?? req.query._csrf;
  return typeof given === 'string' ? given : undefined;
}

const { generateToken, isRequestValid } = csrfSync({ size: 32, getTokenFromRequest: tokenIn });

/**
 * Does the request come from one of our own pages, as far as the browser tells? `Origin: null` tells nothing (browsers send
 * it where the page forbids referrers); the token decides then.
 */
function isForeign(req: Request, baseUrl: string): boolean {
  const site = req.headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const { origin } = req.headers;
  if (origin === undefined || origin === 'null') return false;
  if (!URL.canParse(origin)) return true;
  return origin !== new URL(baseUrl).origin && new URL(origin).host !== req.headers.host;
}

/**
 * Checks every request that changes something. Runs after `signedInPerson` and after the body of a form is parsed. Sets
 * `res.locals.csrfToken` ('' for visitors; their pages with a form call {@link visitorToken}). Throws Forbidden with
 * `policy.staleForm` or `policy.foreignOrigin`, and NotSignedIn where the form is stale because the session ended.
 * A request with a bearer token carries no cookie's authority and passes.
 */
export function csrf(baseUrl: string): RequestHandler {
  return (req, res, next) => {
    if (res.locals.signedInBy === 'token') {
      res.locals.csrfToken = '';
      return next();
    }
    res.locals.csrfToken = req.session.accountId === undefined ? (req.session.csrfToken ?? '') : generateToken(req);
    if (SAFE.has(req.method)) return next();
    if (isForeign(req, baseUrl)) throw new Forbidden([{ code: 'policy.foreignOrigin' }]);
    if (!isRequestValid(req)) {
      if (res.locals.sessionEnded) throw new NotSignedIn();
      throw new Forbidden([{ code: 'policy.staleForm' }]);
    }
    next();
  };
}

/** The token for a form shown to somebody who is not signed in; begins a short session to keep it. */
export function visitorToken(req: Request): string {
  if (req.session.accountId === undefined) req.session.cookie.maxAge = VISITOR_MINUTES * 60_000;
  return generateToken(req);
}
