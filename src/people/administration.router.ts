/** People as the administrators see them: list, add, posts, disable, reset. */

import type { Request, Response } from 'express';
import type { Actor, Post } from '../../workflows/moment.js';
import { POSTS } from '../../workflows/moment.js';
import { cut } from '../../workflows/text.js';
import type { Route } from '../http/routes.js';
import { NotFound } from '../platform/errors.js';
import { LOCALES, type Translate } from '../platform/i18n.js';
import { isId } from '../platform/ids.js';
import type { Account } from './account.model.js';
import { newPersonForm, postsForm, resetForm, revForm } from './people.forms.js';
import type { People } from './people.js';
import { conflictIn, doneNotice, type FormState, fieldsOf, orShowAgain, summaryOf, untouched } from './people.page.js';
import { may } from './policy.js';
import { readForm, readPlainForm, typedIn } from './read-form.js';
import { showLink } from './sign-in.router.js';

export function administrationRoutes({ people, baseUrl }: { people: People; baseUrl: string }): Route[] {
  const { accounts, administration, departments } = people;
  const actorOf = (res: Response): Actor => res.locals.actor;
  const text = (value: unknown) => (typeof value === 'string' ? cut(value, 100) : '');

  /** The departments to choose from: those in use, and the one already chosen. */
  async function departmentChoices(res: Response, chosen = '') {
    const names = await departments.names(res.locals.locale);
    const offered = (await departments.list()).filter(({ id, active }) => active || id === chosen);
    return offered.map(({ id }) => [id, names.get(id) ?? id] as const);
  }

  const postChoices = (t: Translate) => POSTS.map((post) => [post, t(`people:post.${post}`)] as const);

  /** A person's account in words. */
  function wordsOf(t: Translate, account: Account, names: Map<string, string>) {
    const held = account.posts.map(({ post }) => t(`people:post.${post}`));
    const state = account.disabled ? 'disabled' : account.hasPassword ? 'enabled' : 'noPassword';
    return {
      department: names.get(account.department) ?? account.department,
      posts: held.length > 0 ? held.join(t('people:separator')) : t('people:post.none'),
      state: t(`people:admin.${state}`),
    };
  }

  async function showList(req: Request, res: Response): Promise<void> {
    const t: Translate = res.locals.t;
    const filter = { department: text(req.query.department), post: text(req.query.post), text: text(req.query.text) };
    const post = POSTS.find((one) => one === filter.post);
    const found = await accounts.list({ department: filter.department, text: filter.text, ...(post && { post }) });
    const names = await departments.names(res.locals.locale);
    const field = fieldsOf(t, untouched(filter));
    const any = ['', t('people:admin.all')] as const;
    res.render('people/list', {
      page: { title: t('people:admin.people') },
      count: t('people:admin.count', { count: found.length }),
      actions: may(actorOf(res), 'admin.people.add').allowed
        ? [{ href: '/admin/people/new', text: t('people:admin.addPerson') }]
        : [],
      filter: {
        action: '/admin/people',
        clear: Object.values(filter).some((value) => value !== '') ? '/admin/people' : '',
        fields: [
          field('text', { type: 'search' }),
          field('department', { choices: [any, ...(await departmentChoices(res, filter.department))] }),
          field('post', { label: t('people:field.posts'), choices: [any, ...postChoices(t)] }),
        ],
      },
      columns: ['name', 'login', 'department', 'posts', 'state'].map((name) => ({ text: t(`people:field.${name}`) })),
      rows: found.map((account) => {
        const { department, posts, state } = wordsOf(t, account, names);
        const name = { heading: true, text: account.name, href: `/admin/people/${account.id}` };
        return { cells: [name, ...[account.login, department, posts, state].map((text) => ({ text }))] };
      }),
    });
  }

  const backTo = (t: Translate, { id }: Account) => ({ href: `/admin/people/${id}`, text: t('people:admin.back') });
  const crumbs = (t: Translate, here: string) => [
    { href: '/admin/people', text: t('people:admin.people') },
    { text: here },
  ];

  async function showNew(res: Response, state: FormState): Promise<void> {
    const t: Translate = res.locals.t;
    const field = fieldsOf(t, state);
    res.render('people/new', {
      page: { title: t('people:admin.addPerson') },
      crumbs: crumbs(t, t('people:admin.addPerson')),
      errors: summaryOf(t, state),
      fields: [
        field('name'),
        field('login', { hint: t('people:hint.login') }),
        field('department', { choices: await departmentChoices(res) }),
        field('locale', { choices: LOCALES.map((locale) => [locale, t(`people:locale.${locale}`)] as const) }),
        field('email', { type: 'email', optional: true, hint: t('people:hint.email') }),
      ],
    });
  }

  async function showPerson(req: Request, res: Response, id: string, state?: FormState): Promise<void> {
    const account = await accounts.byId(id);
    const t: Translate = res.locals.t;
    const actor = actorOf(res);
    const own = actor.id === account.id;
    const names = await departments.names(res.locals.locale);
    const appoint = await administration.mayAppoint(actor);
    const posts = account.posts.map(({ post }) => post);
    const shown = state ?? untouched({ posts, department: account.department });
    const field = fieldsOf(t, shown);
    const choices = postChoices(t);
    res.render('people/person', {
      page: { title: account.name },
      notice: doneNotice(t, req.query.done),
      conflict: conflictIn(shown, 'account', res, names),
      errors: summaryOf(t, shown),
      crumbs: crumbs(t, account.name),
      facts: [
        { name: t('people:field.login'), text: account.login },
        ...Object.entries(wordsOf(t, account, names)).map(([name, text]) => ({
          name: t(`people:field.${name}`),
          text,
        })),
        ...(account.email === '' ? [] : [{ name: t('people:field.email'), text: account.email }]),
      ],
      path: `/admin/people/${account.id}`,
      rev: account.rev,
      mayGrant: !own && (appoint || may(actor, 'admin.people.posts').allowed),
      buttons: own ? [] : buttonsOf(t, actor, account),
      whyNot: own ? [t('policy:notYourself')] : [],
      fields: [
        field('posts', {
          choices: appoint ? choices.filter(([post]) => post === 'security_administrator') : choices,
          many: true,
          optional: true,
          hint: t(appoint ? 'people:hint.appoint' : 'people:hint.posts'),
        }),
        field('department', { choices: await departmentChoices(res, account.department) }),
      ],
    });
  }

  /** What may be done with the account itself, each with what it means. */
  function buttonsOf(t: Translate, actor: Actor, account: Account) {
    const path = `/admin/people/${account.id}`;
    const fields = [{ name: 'rev', value: String(account.rev) }];
    const change = account.disabled ? 'enable' : 'disable';
    return [
      ...(may(actor, 'admin.people.reset').allowed
        ? [
            {
              action: `${path}/reset`,
              text: t('people:admin.reset'),
              kind: 'second',
              fields: [],
              why: t('people:admin.resetWhy'),
            },
          ]
        : []),
      ...(may(actor, 'admin.people.disable').allowed
        ? [
            {
              action: `${path}/${change}`,
              text: t(`people:admin.${change}`),
              kind: 'second',
              fields,
              why: t(`people:admin.${change}Why`),
            },
          ]
        : []),
    ];
  }

  async function personOf(req: Request): Promise<Account> {
    const { id } = req.params;
    if (!isId(id)) throw new NotFound('account');
    return accounts.byId(id);
  }

  /** A button on a person's page: what is at fault is shown there. */
  function button(event: 'disable' | 'enable'): Route {
    return {
      method: 'post',
      path: `/admin/people/:id/${event}`,
      action: 'admin.people.disable',
      body: 'form',
      async handler(req, res) {
        const account = await personOf(req);
        const change = async () => {
          const { rev } = readForm(revForm, req.body);
          await administration.setDisabled(actorOf(res), account.id, rev, event === 'disable');
          res.redirect(303, `/admin/people/${account.id}?done=${event === 'disable' ? 'disable' : 'enable'}`);
        };
        const values = { posts: account.posts.map(({ post }) => post), department: account.department };
        await orShowAgain(res, values, change, (state) => showPerson(req, res, account.id, state));
      },
    };
  }

  return [
    { method: 'get', path: '/admin/people', action: 'admin.people', handler: showList },
    {
      method: 'get',
      path: '/admin/people/new',
      action: 'admin.people.add',
      handler: (_req, res) => showNew(res, untouched({ locale: 'zh-CN' })),
    },
    {
      method: 'post',
      path: '/admin/people/new',
      rev: 'makes',
      action: 'admin.people.add',
      body: 'form',
      handler: (req, res) =>
        orShowAgain(
          res,
          typedIn(req.body),
          async () => {
            const form = readForm(newPersonForm, req.body);
            const { account, link } = await administration.add(actorOf(res), form);
            const t: Translate = res.locals.t;
            showLink(res, {
              baseUrl,
              link,
              account,
              title: t('people:link.shownTitle'),
              next: t('people:admin.addedHow'),
              back: backTo(t, account),
            });
          },
          (state) => showNew(res, state),
        ),
    },
    {
      method: 'get',
      path: '/admin/people/:id',
      action: 'admin.people',
      handler: async (req, res) => showPerson(req, res, (await personOf(req)).id),
    },
    {
      // Whether this is the security administrator, or the system administrator appointing the first one, the use case asks.
      method: 'post',
      path: '/admin/people/:id',
      action: 'admin.people',
      body: 'form',
      async handler(req, res) {
        const account = await personOf(req);
        const grant = async () => {
          const { rev, posts, department } = readForm(postsForm, req.body);
          await administration.setPosts(actorOf(res), account.id, rev, posts as Post[], department);
          res.redirect(303, `/admin/people/${account.id}?done=posts`);
        };
        await orShowAgain(res, typedIn(req.body), grant, (state) => showPerson(req, res, account.id, state));
      },
    },
    button('disable'),
    button('enable'),
    {
      method: 'post',
      path: '/admin/people/:id/reset',
      rev: 'acts',
      action: 'admin.people.reset',
      body: 'form',
      async handler(req, res) {
        readPlainForm(resetForm, req.body);
        const { account, link } = await administration.reset(actorOf(res), (await personOf(req)).id);
        showLink(res, {
          baseUrl,
          link,
          account,
          title: res.locals.t('people:link.shownTitle'),
          next: '',
          back: backTo(res.locals.t, account),
        });
      },
    },
  ];
}
