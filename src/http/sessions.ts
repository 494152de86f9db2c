/** Sessions in the database. They hold who signed in and when, nothing else: what the person may do is read per request. */
import { MongoStore } from 'connect-mongo';
import type { Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import type { Connection } from 'mongoose';
import type { Instant } from '../../workflows/dates.js';
import { type Account, actorOf } from '../people/account.model.js';
import type { People } from '../people/people.js';
import { SESSIONS } from '../people/session.model.js';
import { NotSignedIn } from '../platform/errors.js';

declare module 'express-session' {
  interface SessionData {
    accountId?: string;
    issuedAt?: Instant;
    lastSeen?: Instant;
  }
}

export interface SessionLimits {
  idleMinutes: number;
  absoluteHours: number;
}
export const SESSION_LIMITS: SessionLimits = { idleMinutes: 30, absoluteHours: 10 };

/** Seconds between two writes of "was here" for one session. */
const SEEN_EVERY_SECONDS = 60;

export interface SessionOptions {
  connection: Connection;
  secret: string;
  /** `baseUrl` starts with https: cookie `__Host-sid`, Secure. */
  secure: boolean;
  /** Behind a proxy that speaks https to the browser. */
  trustProxy: boolean;
  limits?: SessionLimits;
}

const cookieName = (secure: boolean) => (secure ? '__Host-sid' : 'sid');
const cookie = (secure: boolean) => ({ httpOnly: true, sameSite: 'lax', secure, path: '/' }) as const;

/** The session middleware: reads the cookie and stores changed sessions; a visitor without a form gets none. */
export function sessions(options: SessionOptions): RequestHandler {
  const { connection, secret, secure, trustProxy, limits = SESSION_LIMITS } = options;
  const store = MongoStore.create({
    client: connection.getClient() as never,
    dbName: connection.name,
    collectionName: SESSIONS,
    ttl: limits.absoluteHours * 3600,
    autoRemove: 'disabled',
  });
  // Being seen is saved once a minute and moves the expiry along. A touch of its own would hold back the end of every
  // answer for nothing.
  Object.assign(store, { touch: undefined });
  return session({
    name: cookieName(secure),
    secret,
    store,
    resave: false,
    saveUninitialized: false,
    rolling: false,
    proxy: trustProxy,
    cookie: { ...cookie(secure), maxAge: limits.absoluteHours * 3_600_000 },
  });
}

const bearer = (req: Request) => /^Bearer ([\w.~+/-]+=*)$/i.exec(req.headers.authorization ?? '')?.[1];
const regenerate = (req: Request) =>
  new Promise<void>((resolve, reject) => req.session.regenerate((error) => (error ? reject(error) : resolve())));

/**
 * Who is asking. Sets `res.locals.account` and `res.locals.actor` (null when nobody is signed in), `signedInBy`
 * (`session`, `token` or null) and `sessionEnded` (true when the cookie's session was too old, or its account disabled or its
 * password changed since). The account is read each time, so that taking a post away acts at once. Throws
 * {@link NotSignedIn} on a bearer token that is not good.
 */
export function signedInPerson(people: People, limits: SessionLimits = SESSION_LIMITS): RequestHandler {
  const { accounts, tokens, hostClock } = people;

  function isOver({ issuedAt, lastSeen }: session.SessionData, account: Account | null, now: number): boolean {
    if (account === null || account.disabled || !issuedAt || !lastSeen) return true;
    if (Date.parse(issuedAt) < Date.parse(account.passwordChangedAt)) return true;
    if (now - Date.parse(lastSeen) >= limits.idleMinutes * 60_000) return true;
    return now - Date.parse(issuedAt) >= limits.absoluteHours * 3_600_000;
  }

  function welcome(res: Response, account: Account | null, by: 'session' | 'token' | null): void {
    res.locals.account = account;
    res.locals.actor = account && actorOf(account);
    res.locals.signedInBy = by;
    res.locals.csrfToken = res.req.session.csrfToken ?? '';
    // What a signed-in person saw must not come back with the back button after signing out.
    if (account) res.set('Cache-Control', 'no-store');
  }

  return async (req, res, next) => {
    res.locals.sessionEnded = false;
    const token = bearer(req);
    if (token !== undefined) {
      const account = await tokens.authenticate(token);
      if (!account) throw new NotSignedIn();
      welcome(res, account, 'token');
      return next();
    }
    const { accountId } = req.session;
    if (accountId === undefined) {
      welcome(res, null, null);
      return next();
    }
    const account = await accounts.find(accountId);
    const now = hostClock.now();
    if (isOver(req.session, account, Date.parse(now))) {
      await regenerate(req);
      res.locals.sessionEnded = true;
      welcome(res, null, null);
      return next();
    }
    if (Date.parse(now) - Date.parse(req.session.lastSeen ?? now) >= SEEN_EVERY_SECONDS * 1000) {
      req.session.lastSeen = now;
    }
    welcome(res, account, 'session');
    next();
  };
}

/** Paths a person with a password to change can still reach. */
const OPEN_WHILE_DUE = new Set(['/account', '/sign-out', '/locale']);

/** Until a due password is changed, every page leads to the own account. Tokens are not affected. */
export function passwordFirst(people: People): RequestHandler {
  return (req, res, next) => {
    const account: Account | null = res.locals.account;
    res.locals.passwordDue = account !== null && people.accounts.passwordDue(account);
    if (!res.locals.passwordDue || res.locals.signedInBy !== 'session' || OPEN_WHILE_DUE.has(req.path)) return next();
    res.redirect(303, '/account');
  };
}

/** Begin a session for an account under a new session id, so that an id known before is worth nothing. */
export async function startSession(req: Request, account: Account, now: Instant): Promise<void> {
  await regenerate(req);
  req.session.accountId = account.id;
  req.session.issuedAt = now;
  req.session.lastSeen = now;
}

/** End the session in the database, and have the browser forget the cookie and what pages kept. */
export async function endSession(req: Request, res: Response): Promise<void> {
  await new Promise<void>((resolve, reject) => req.session.destroy((error) => (error ? reject(error) : resolve())));
  for (const secure of [true, false]) res.clearCookie(cookieName(secure), cookie(secure));
  // Not "cookies": that would clear those of other systems under the same registered domain. Nor "cache": pages are no-store.
  res.set('Clear-Site-Data', '"storage"');
}
