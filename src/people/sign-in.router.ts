/** Signing in and out, the set-up link, one-time links, the language. */
import type { Request, Response } from 'express';
import { visitorToken } from '../http/csrf.js';
import type { Route } from '../http/routes.js';
import { endSession, startSession } from '../http/sessions.js';
import { InvalidForm } from '../platform/errors.js';
import type { Translate } from '../platform/i18n.js';
import type { Account } from './account.model.js';
import { linkForm, localeForm, setUpForm, signInForm } from './people.forms.js';
import type { People } from './people.js';
import { doneNotice, type FormState, fieldsOf, localPath, orShowAgain, summaryOf, untouched } from './people.page.js';
import { readForm, readPlainForm, typedIn } from './read-form.js';

export interface SignInRouterDeps {
  people: People;
  /** Where this product is reached, for links that are handed over. */
  baseUrl: string;
}

const ONE_YEAR_MS = 365 * 86_400_000;
/** The page of ours on which somebody pressed a button that is on every page. */
function cameFrom(req: Request): string {
  const referer = req.headers.referer ?? '';
  if (!URL.canParse(referer)) return '/';
  const { host, pathname, search } = new URL(referer);
  return host === req.headers.host ? localPath(pathname + search) : '/';
}

const addressOf = (req: Request) => req.ip ?? 'unknown';

/** Two entries of a password must agree. */
export function mustAgree(form: { password: string; again: string }): void {
  if (form.password !== form.again) throw new InvalidForm([{ code: 'people.again', field: 'again' }]);
}

/** The hint about passwords of the profile in use. */
export const passwordHint = (t: Translate, { profile }: People) =>
  t(profile.expiresAfterDays === null ? 'people:hint.asvs' : 'people:hint.dengbao');

interface Back {
  href: string;
  text: string;
}

/** The page that shows a one-time link; it is in no address and shown this once. */
export function showLink(
  res: Response,
  shown: { baseUrl: string; link: string; account: Account; title: string; next: string; back: Back },
) {
  const { baseUrl, link, account, title, next, back } = shown;
  const { t } = res.locals;
  res.set('Cache-Control', 'no-store');
  res.render('people/link-shown', {
    ...(res.locals.account === null && { layout: 'plain' }),
    page: { title },
    text: t('people:link.shown', { name: account.name }),
    url: new URL(link, baseUrl).href,
    person: t('people:link.for', { login: account.login, name: account.name }),
    next,
    back,
  });
}

export function signInRoutes({ people, baseUrl }: SignInRouterDeps): Route[] {
  /** A page for somebody who is not signed in, with a token for its form. */
  function plain(
    req: Request,
    res: Response,
    view: string,
    model: { page: { title: string } } & Record<string, unknown>,
  ): void {
    res.locals.csrfToken = visitorToken(req);
    res.set('Cache-Control', 'no-store');
    res.render(view, { layout: 'plain', notice: null, ...model });
  }

  function showSignIn(req: Request, res: Response, state: FormState): void {
    const t: Translate = res.locals.t;
    const field = fieldsOf(t, state);
    plain(req, res, 'people/sign-in', {
      page: { title: t('people:signIn.title') },
      notice: doneNotice(t, req.query.done),
      errors: summaryOf(t, state),
      next: localPath(state.values.next, ''),
      fields: [
        field('login', { autocomplete: 'username' }),
        field('password', { type: 'password', autocomplete: 'current-password' }),
      ],
    });
  }

  function showSetUp(req: Request, res: Response, state: FormState): void {
    const t: Translate = res.locals.t;
    const field = fieldsOf(t, state);
    plain(req, res, 'people/set-up', {
      page: { title: t('people:setUp.title') },
      errors: summaryOf(t, state),
      administrator: [
        field('administratorLogin', { hint: t('people:hint.login'), autocomplete: 'username' }),
        field('administratorName'),
        field('password', { type: 'password', hint: passwordHint(t, people), autocomplete: 'new-password' }),
        field('again', { type: 'password', autocomplete: 'new-password' }),
      ],
      office: [field('officeLogin'), field('officeName')],
    });
  }

  function showChoosePassword(req: Request, res: Response, account: Account, state: FormState): void {
    const t: Translate = res.locals.t;
    const field = fieldsOf(t, state);
    plain(req, res, 'people/link', {
      page: { title: t('people:link.title') },
      errors: summaryOf(t, state),
      person: t('people:link.for', { login: account.login, name: account.name }),
      login: account.login,
      fields: [
        field('password', {
          type: 'password',
          label: t('people:field.newPassword'),
          hint: passwordHint(t, people),
          autocomplete: 'new-password',
        }),
        field('again', { type: 'password', autocomplete: 'new-password' }),
      ],
    });
  }

  const tokenOf = (req: Request) => String(req.params.token);

  return [
    {
      method: 'get',
      path: '/sign-in',
      action: 'public',
      handler(req, res) {
        if (res.locals.account) return res.redirect(303, localPath(req.query.next));
        showSignIn(req, res, untouched({ next: req.query.next }));
      },
    },
    {
      method: 'post',
      path: '/sign-in',
      rev: 'acts',
      action: 'public',
      body: 'form',
      handler: (req, res) =>
        orShowAgain(
          res,
          typedIn(req.body),
          async () => {
            const { login, password, next } = readForm(signInForm, req.body);
            const account = await people.signIn({ login, password, address: addressOf(req) });
            await startSession(req, account, people.hostClock.now());
            res.redirect(303, localPath(next));
          },
          (state) => showSignIn(req, res, state),
        ),
    },
    {
      method: 'post',
      path: '/sign-out',
      rev: 'acts',
      action: 'public',
      body: 'form',
      async handler(req, res) {
        await endSession(req, res);
        res.redirect(303, '/sign-in?done=signOut');
      },
    },
    {
      method: 'post',
      path: '/locale',
      rev: 'acts',
      action: 'public',
      body: 'form',
      async handler(req, res) {
        const { locale, next } = readPlainForm(localeForm, req.body);
        if (res.locals.account) await people.accounts.setLocale(res.locals.account.id, locale);
        res.cookie('locale', locale, { httpOnly: true, sameSite: 'lax', path: '/', maxAge: ONE_YEAR_MS });
        res.redirect(303, localPath(next, cameFrom(req)));
      },
    },
    {
      method: 'get',
      path: '/setup/:token',
      action: 'public',
      async handler(req, res) {
        await people.lookAtSetUp(tokenOf(req), addressOf(req));
        showSetUp(req, res, untouched());
      },
    },
    {
      method: 'post',
      path: '/setup/:token',
      rev: 'makes',
      action: 'public',
      body: 'form',
      async handler(req, res) {
        await people.lookAtSetUp(tokenOf(req), addressOf(req));
        const again = (state: FormState) => showSetUp(req, res, state);
        const setUp = async () => {
          const form = readForm(setUpForm, req.body);
          mustAgree(form);
          const { officeLink, officePerson } = await people.setUp.setUp(tokenOf(req), form);
          const t: Translate = res.locals.t;
          showLink(res, {
            baseUrl,
            link: officeLink,
            account: officePerson,
            title: t('people:setUp.doneTitle'),
            next: t('people:setUp.next'),
            back: { href: '/sign-in', text: t('people:signIn.title') },
          });
        };
        await orShowAgain(res, typedIn(req.body), setUp, again);
      },
    },
    {
      method: 'get',
      path: '/link/:token',
      action: 'public',
      async handler(req, res) {
        showChoosePassword(req, res, await people.lookAtLink(tokenOf(req), addressOf(req)), untouched());
      },
    },
    {
      method: 'post',
      path: '/link/:token',
      rev: 'acts',
      action: 'public',
      body: 'form',
      async handler(req, res) {
        const account = await people.lookAtLink(tokenOf(req), addressOf(req));
        const choose = async () => {
          const form = readForm(linkForm, req.body);
          mustAgree(form);
          await people.useLink({ token: tokenOf(req), password: form.password });
          res.redirect(303, '/sign-in?done=link');
        };
        await orShowAgain(res, {}, choose, (state) => showChoosePassword(req, res, account, state));
      },
    },
  ];
}
