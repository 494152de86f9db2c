/** Everybody's pages are walked and the forms on them handed out, as a browser would see and send them. */
import type { Route } from '../../src/http/routes.js';
import { POSTS } from '../../workflows/moment.js';
import { formsIn, linksIn, type PageForm } from '../fuzz/forms.js';
import type { TestApp } from './app.js';

/** Whom the walk meets first: they have most to do. */
const FIRST = ['campaign_office', 'department_leader', 'department_liaison', 'leading_group', 'reviewer'];

export interface Met {
  cookie: string;
  page: string;
  form: PageForm;
  route: Route;
}

/** Which form it is, whatever it is about. */
export const kindOf = (form: PageForm) =>
  `${form.action.split(/[?#]/)[0]?.replace(/[0-9a-f]{24}|\b[a-z]?\d+\b/g, ':id')} ${form.fields
    .filter(({ type }) => type !== 'hidden' && type !== 'submit')
    .map(({ name }) => name.replace(/\d+/g, 'n'))
    .join(' ')}`;

export const encoded = (pairs: readonly [string, string][]) =>
  pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');

/** What text stands in a field, of which somebody types `typed`; `turn` varies what is chosen. */
export interface Typing {
  typed(field: PageForm['fields'][number]): string;
  email: string;
  turn: number;
}

const DATES = ['2026-06-02', '2026-06-20', '2026-06-01'];
/** What no free text belongs in, whatever the type of its field. */
const FORMAL = /period|quarter|login|days|before|contact|phone|^code$|^group$/i;

export const isFree = ({ name, type, value, options }: PageForm['fields'][number]) =>
  (type === 'text' || type === 'textarea') &&
  options.length === 0 &&
  !FORMAL.test(name) &&
  (value === '' || !/^[\d.@:\s,、-]*$/.test(value));

/** What somebody types who means well. */
export function filled(form: PageForm, { typed, email, turn }: Typing): [string, string][] {
  const buttons = form.fields.filter(({ type }) => type === 'submit');
  const pressed = buttons[turn % Math.max(1, buttons.length)]?.name;
  return form.fields.flatMap((field): [string, string][] => {
    const { name, type, value, options, sent } = field;
    if (type === 'file') return [];
    if (type === 'submit') return name === pressed ? [[name, value]] : [];
    if (name === '_csrf' || type === 'hidden') return [[name, value]];
    if (type === 'checkbox') return sent || turn % 2 === 1 ? [[name, options[turn % options.length] ?? value]] : [];
    const choices = options.filter((option) => option !== '');
    if (choices.length > 0) return [[name, sent && value !== '' ? value : String(choices[turn % choices.length])]];
    if (type === 'date') return [[name, value || String(DATES[turn % DATES.length])]];
    if (type === 'time') return [[name, value || '09:00']];
    if (type === 'number') return [[name, value || String(turn + 1)]];
    if (type === 'tel' || /phone|contact/i.test(name)) return [[name, value || '0775-4567890']];
    if (type === 'email') return [[name, email]];
    return [[name, isFree(field) ? typed(field) : value]];
  });
}

export async function walker(test: TestApp) {
  const posts = test.wiring.pages
    .filter(({ method }) => method === 'post')
    .map((route) => ({ route, shape: new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}$`) }));
  const people: { cookie: string; pages: Map<string, string> }[] = [];
  for (const login of [...FIRST, ...POSTS.filter((post) => !FIRST.includes(post))]) {
    const { agent } = await test.visitor().signIn(login);
    const cookies = agent.jar.getCookies({ domain: '127.0.0.1', path: '/', secure: false, script: false });
    people.push({
      cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
      pages: new Map([['/', '/']]),
    });
  }

  async function ask(cookie: string, path: string, body?: string) {
    const answer = await fetch(test.baseUrl() + path, {
      redirect: 'manual',
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }) },
      ...(body === undefined ? {} : { method: 'post', body }),
    });
    return { status: answer.status, html: await answer.text(), to: answer.headers.get('location') ?? '' };
  }

  const shapeOf = (link: string) =>
    link
      .replace(/[0-9a-f]{24}/g, ':id')
      .replace(/=[^&]*/g, '=')
      .replace(/\d+/g, 'n');

  return {
    ask,
    /** Hand out every post form that is met, round by round, until the rounds or the seconds are over. */
    async walk({ seconds, rounds }: { seconds: number; rounds: number }, each: (met: Met) => Promise<void>) {
      const until = Date.now() + seconds * 1_000;
      const open = () => Date.now() < until;
      for (let round = 0; round < rounds && open(); round += 1) {
        for (const { cookie, pages } of people) {
          const seen = new Set<string>();
          // What a page leads to is looked at in the same round, one address of a kind.
          for (const [shape, page] of pages) {
            if (!open()) return;
            if (seen.has(shape)) continue;
            seen.add(shape);
            const { html, status } = await ask(cookie, page);
            if (status !== 200) continue;
            for (const link of linksIn(html)) {
              const kind = shapeOf(link);
              // In later rounds another one of the kind: what was met has moved on.
              if (/sign-out|styleguide/.test(link) || (pages.has(kind) && (round === 0 || seen.has(kind)))) continue;
              pages.set(kind, link);
            }
            for (const form of formsIn(html, page)) {
              const path = form.action.split(/[?#]/)[0] ?? '';
              const route = form.method === 'post' && posts.find((one) => one.shape.test(path))?.route;
              if (route && open()) await each({ cookie, page, form, route });
            }
          }
        }
      }
    },
  };
}
