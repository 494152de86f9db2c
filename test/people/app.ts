/** The pages of this area behind the real sessions, CSRF check, policy door and views. */
import express, { type ErrorRequestHandler, type Express } from 'express';
import request from 'supertest';
import { csrf } from '../../src/http/csrf.js';
import type { Route } from '../../src/http/routes.js';
import { passwordFirst, sessions, signedInPerson } from '../../src/http/sessions.js';
import { installViews } from '../../src/http/view-engine.js';
import { accountRoutes } from '../../src/people/account.router.js';
import { adminLogRoutes } from '../../src/people/admin-log.router.js';
import { administrationRoutes } from '../../src/people/administration.router.js';
import { departmentRoutes } from '../../src/people/departments.router.js';
import { mayEver } from '../../src/people/policy.js';
import { signInRoutes } from '../../src/people/sign-in.router.js';
import { AppError } from '../../src/platform/errors.js';
import { translator } from '../../src/platform/i18n.js';
import { ensureIndexes } from '../../src/platform/mongo.js';
import { type FreshPeople, PASSWORD } from './support.js';

const BASE_URL = 'http://127.0.0.1:3000';

export async function appOf(
  { connection, people, clock }: FreshPeople,
  locale: 'zh-CN' | 'en' = 'zh-CN',
): Promise<Express> {
  const app = express();
  installViews(app);
  app.use((_req, res, next) => {
    Object.assign(res.locals, { t: translator(locale), locale, today: clock.today(), nav: [], user: null });
    Object.assign(res.locals, { campaignName: '', clock: null, unread: 0, notice: null });
    next();
  });
  app.use(sessions({ connection, secret: 'x'.repeat(32), secure: false, trustProxy: false }));
  app.use(signedInPerson(people));
  app.use(passwordFirst(people));
  app.use(express.urlencoded({ extended: false }));
  app.use(csrf(BASE_URL));
  const deps = { people, baseUrl: BASE_URL };
  const routes: Route[] = [
    ...signInRoutes(deps),
    ...accountRoutes(deps),
    ...administrationRoutes(deps),
    ...departmentRoutes(deps),
    ...adminLogRoutes(deps),
  ];
  for (const { method, path, action, handler } of routes) {
    app[method](path, (req, res, next) => {
      const decision = mayEver(res.locals.actor, action);
      if (!decision.allowed) return void res.status(res.locals.actor ? 403 : 401).send(decision.reason.code);
      return Promise.resolve(handler(req, res)).catch(next);
    });
  }
  const onError: ErrorRequestHandler = (error, _req, res, _next) => {
    if (!(error instanceof AppError)) return void res.status(500).send(String(error?.stack));
    res.status(error.status).send(error.reasons.map(({ code }) => code).join(' '));
  };
  app.use(onError);
  await ensureIndexes(connection);
  return app;
}

/** A browser: keeps cookies, and sends the token of the page it read last. */
export function browser(app: Express) {
  const agent = request.agent(app);
  let token = '';
  const remember = (html: string) => {
    token = /name="_csrf" value="([0-9a-f]+)"/.exec(html)?.[1] ?? token;
  };
  return {
    agent,
    async get(path: string) {
      const page = await agent.get(path);
      remember(page.text);
      return page;
    },
    async post(path: string, fields: Record<string, unknown> = {}) {
      const page = await agent
        .post(path)
        .type('form')
        .send({ _csrf: token, ...fields });
      remember(page.text);
      return page;
    },
    async signIn(login: string, password = PASSWORD) {
      await this.get('/sign-in');
      const answer = await this.post('/sign-in', { login, password });
      await this.get('/account');
      return answer;
    },
    forget: () => {
      token = '';
    },
  };
}
