/** The whole app on one screen: every middleware in its order, then the routes, then the errors. */
import { join } from 'node:path';
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Actor } from '../../workflows/moment.js';
import type { People } from '../people/people.js';
import { mayEver } from '../people/policy.js';
import type { Clock } from '../platform/clock.js';
import { Forbidden, NotFound, NotSignedIn } from '../platform/errors.js';
import type { Log } from '../platform/log.js';
import { projectRoot } from '../platform/paths-root.js';
import { type AbleParts, able } from './able.js';
import { csrf } from './csrf.js';
import { errorHandler } from './error-handler.js';
import { jsonBody, pageBody } from './form-body.js';
import { type LocalsParts, languageAndDay, masthead } from './locals.js';
import { receivedText } from './received-text.js';
import { requestLog } from './request-log.js';
import type { Route } from './routes.js';
import { revisionSaid } from './sent-form.js';
import { passwordFirst, type SessionOptions, sessions, signedInPerson } from './sessions.js';
import { shortAddress } from './short-address.js';
import { installViews } from './view-engine.js';

export interface AppParts extends LocalsParts, AbleParts {
  baseUrl: string;
  trustProxy: boolean;
  production: boolean;
  log: Log;
  clock: Clock;
  people: People;
  session: SessionOptions;
  /** Answers without a session: health, readiness, metrics. */
  probes: RequestHandler;
  pages: Route[];
  api: Route[];
}

export function createApp(parts: AppParts): Express {
  const { baseUrl, trustProxy, production, log, clock, people, session } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', trustProxy ? 1 : false);
  // Arrays and objects in a query or a form are nobody's; `a[$ne]=1` stays the odd name it is.
  app.set('query parser', 'simple');
  // Pages are never stored by the browser, so none is compared with a stored one.
  app.set('etag', false);
  installViews(app);

  app.use(requestLog(log));
  app.use(security(baseUrl.startsWith('https:')));
  app.use(shortAddress);
  app.use(styles(production));
  app.use(languageAndDay(clock));
  app.use(parts.probes);
  app.use(able(parts));
  app.use(sessions(session));
  app.use(signedInPerson(people));
  app.use(languageAndDay(clock));

  // The API speaks JSON and bearer tokens; a session's cookie is accepted for reading in the browser.
  register(app, parts.api, jsonBody, () => [receivedText(true), csrf(baseUrl)]);
  app.use('/api', () => {
    throw new NotFound();
  });

  app.use(passwordFirst(people));
  app.use(masthead(parts));
  register(app, parts.pages, pageBody, (route) => [receivedText(false), csrf(baseUrl), revisionSaid(route)]);
  app.use(() => {
    throw new NotFound();
  });
  app.use(errorHandler(log));
  return app;
}

/** Each route behind its door: the policy is asked whether this person may do such a thing at all; records come later. */
function register(
  app: Express,
  routes: readonly Route[],
  bodyOf: (route: Route) => RequestHandler[],
  checksOf: (route: Route) => RequestHandler[],
): void {
  for (const route of routes) {
    const { method, path, action, handler } = route;
    const door: RequestHandler = (_req, res, next) => {
      const actor = res.locals.actor as Actor | null;
      const verdict = mayEver(actor, action);
      if (verdict.allowed) return next();
      if (!actor) throw new NotSignedIn();
      throw new Forbidden([verdict.reason]);
    };
    // A form is parsed before its token can be checked; who may not be here at all is told before that.
    app[method](path, door, ...bodyOf(route), ...checksOf(route), handler);
  }
}

/** Styles, scripts and the icon. The address of a page has no extension, and no file is looked for under it. */
function styles(production: boolean): RequestHandler {
  const files = express.static(join(projectRoot, 'public'), { maxAge: production ? '1h' : 0, index: false });
  return (req, res, next) => (/\.[a-z]+$/.test(req.path) ? files(req, res, next) : next());
}

function security(https: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  });
}
