/** One's own account: profile, password, tokens. */
import type { Request, Response } from 'express';
import type { Route } from '../http/routes.js';
import { startSession } from '../http/sessions.js';
import { BadRequest, NotFound } from '../platform/errors.js';
import { formatInstant, LOCALES, type Locale, type Translate } from '../platform/i18n.js';
import { isId } from '../platform/ids.js';
import { type Account, TEXT_SIZES } from './account.model.js';
import { passwordForm, profileForm, tokenForm } from './people.forms.js';
import type { People } from './people.js';
import { conflictIn, doneNotice, type FormState, fieldsOf, orShowAgain, summaryOf, untouched } from './people.page.js';
import { readForm, readPlainForm, typedIn } from './read-form.js';
import { mustAgree, passwordHint } from './sign-in.router.js';
import type { ApiToken } from './tokens.js';

export function accountRoutes({ people }: { people: People }): Route[] {
  const me = (res: Response): Account => res.locals.account;

  async function show(req: Request, res: Response, profile: FormState, password: FormState): Promise<void> {
    const t: Translate = res.locals.t;
    // As it stands now: another window may have saved since this request was let in.
    const account = await people.accounts.byId(me(res).id);
    const profileField = fieldsOf(t, profile);
    const passwordField = fieldsOf(t, password);
    const tokens = await people.tokens.list(account.id);
    const names = await people.departments.names(res.locals.locale);
    const posts = account.posts.map(({ post }) => t(`people:post.${post}`)).join(t('people:separator'));
    res.render('people/account', {
      page: { title: t('people:account.title') },
      notice: doneNotice(t, req.query.done),
      facts: [
        { name: t('people:field.name'), text: account.name },
        { name: t('people:field.login'), text: account.login },
        { name: t('people:field.department'), text: names.get(account.department) ?? account.department },
        { name: t('people:field.posts'), text: posts === '' ? t('people:post.none') : posts },
      ],
      passwordDue: people.accounts.passwordDue(account),
      rev: account.rev,
      conflict: conflictIn({ changes: [...profile.changes, ...password.changes] }, 'account', res, names),
      errors: { items: [...summaryOf(t, profile).items, ...summaryOf(t, password).items] },
      profileFields: [
        profileField('locale', { choices: LOCALES.map((locale) => [locale, t(`people:locale.${locale}`)] as const) }),
        profileField('textSize', { choices: TEXT_SIZES.map((size) => [size, t(`people:textSize.${size}`)] as const) }),
        profileField('email', {
          type: 'email',
          hint: t('people:hint.email'),
          autocomplete: 'email',
          optional: true,
        }),
      ],
      passwordFields: [
        passwordField('old', { type: 'password', autocomplete: 'current-password' }),
        passwordField('password', {
          type: 'password',
          label: t('people:field.newPassword'),
          hint: passwordHint(t, people),
          autocomplete: 'new-password',
        }),
        passwordField('again', { type: 'password', autocomplete: 'new-password' }),
      ],
      tokens: {
        columns: ['tokenLabel', 'tokenCreated', 'tokenUsed', 'tokenState'].map((key) => ({
          text: t(`people:account.${key}`),
        })),
        rows: tokens.map((token) => ({ cells: tokenCells(res, token) })),
      },
    });
  }

  function tokenCells(res: Response, { id, label, createdAt, lastUsedAt, revokedAt }: ApiToken) {
    const { t, locale, today } = res.locals as { t: Translate; locale: Locale; today: string };
    const when = (at: string | null) =>
      at === null ? t('people:account.tokenNever') : formatInstant(locale, at, today);
    const revoke = {
      action: `/account/tokens/${id}/revoke`,
      text: t('people:account.revoke'),
      kind: 'second',
      small: true,
    };
    return [
      { heading: true, text: label },
      { text: when(createdAt) },
      { text: when(lastUsedAt) },
      revokedAt === null ? { action: { ...revoke, fields: [] } } : { text: t('people:account.revoked') },
    ];
  }

  const profileOf = ({ locale, textSize, email }: Account) => untouched({ locale, textSize, email });

  async function saveProfile(req: Request, res: Response): Promise<void> {
    const save = async () => {
      const { rev, locale, textSize, email } = readForm(profileForm, req.body);
      await people.accounts.setProfile(me(res).id, rev, { locale, textSize, email });
      res.redirect(303, '/account?done=profile');
    };
    await orShowAgain(res, typedIn(req.body), save, (state) => show(req, res, state, untouched()));
  }

  async function savePassword(req: Request, res: Response): Promise<void> {
    const save = async () => {
      const form = readForm(passwordForm, req.body);
      mustAgree(form);
      const { rev, old, password } = form;
      const address = req.ip ?? 'unknown';
      const account = await people.changePassword({ account: me(res), rev, old, password, address });
      // Every session begun before is worth nothing now; this one goes on under a new id.
      await startSession(req, account, people.hostClock.now());
      res.redirect(303, '/account?done=password');
    };
    await orShowAgain(res, {}, save, (state) => show(req, res, profileOf(me(res)), state));
  }

  return [
    {
      method: 'get',
      path: '/account',
      action: 'account.own',
      handler: (req, res) => show(req, res, profileOf(me(res)), untouched()),
    },
    {
      method: 'post',
      path: '/account',
      action: 'account.own',
      body: 'form',
      async handler(req, res) {
        const form: unknown = req.body?.form;
        if (form === 'profile') return saveProfile(req, res);
        if (form === 'password') return savePassword(req, res);
        throw new BadRequest('malformed', [{ code: 'malformed' }]);
      },
    },
    {
      method: 'post',
      path: '/account/tokens/:id/revoke',
      rev: 'acts',
      action: 'token.own',
      body: 'form',
      async handler(req, res) {
        readPlainForm(tokenForm, req.body);
        const { id } = req.params;
        if (!isId(id) || !(await people.tokens.revoke(me(res).id, id))) throw new NotFound('token');
        res.redirect(303, '/account?done=token');
      },
    },
  ];
}
