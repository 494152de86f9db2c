/**
 * The product's own pages, read by every post, their forms filled in well and then spoilt: never a 5xx, never a stack
 * trace. Good answers move the records on, so that later rounds meet them in other states. HUNT_REQUESTS sets how many.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { POSTS } from '../../workflows/moment.js';
import { createTestApp, FOREIGN, type TestApp } from '../support/app.js';
import { SEED, size } from '../support/hunt.js';
import { formsIn, linksIn, type PageForm, sendings } from './forms.js';
import { wellFormed } from './requests.js';

const REQUESTS = size('REQUESTS', 2_500);
/** CI stops by the clock, so that a slow machine tests less and not longer. */
const SECONDS = process.env.HUNT_REQUESTS === undefined ? 45 : 6 * 3600;
/** Addresses kept per person; a page of every kind is among them. */
const MOST_PAGES = 400;
const STACK = /\n\s+at .+:\d+:\d+|node_modules|\b(Type|Reference|Range|Mongo\w*|Cast|Validation|Syntax)Error\b/;
const BOUNDARY = 'formboundary';

interface Person {
  login: string;
  cookie: string;
  pages: Map<string, string>;
}

describe('a form of a page, spoilt on its way', () => {
  let test: TestApp;
  const people: Person[] = [];
  const failures: string[] = [];
  const statuses: Record<number, number> = {};
  let sent = 0;

  beforeAll(async () => {
    test = await createTestApp();
    const task = await test.newDraft({ coDepartments: [FOREIGN] });
    await test.put('campaign_office', task, { type: 'ASSIGN' });
    await test.put('department_leader', task, { type: 'ACKNOWLEDGE' });
    for (let more = 0; more < 4; more += 1) await test.newDraft();
    await test.newNominatedSite();
    await test.newTrackedIndicator();
    await test.newRegisteredInquiry();
    for (const login of [...POSTS, 'foreign_leader', 'county_leader', 'township_liaison', 'no_post']) {
      people.push({ login, cookie: await cookieOf(login), pages: new Map([['/', '/']]) });
    }
    people.push({
      login: 'a visitor',
      cookie: '',
      pages: new Map(['/sign-in', '/lookup'].map((path) => [path, path])),
    });
  }, 300_000);
  afterAll(() => test.close());

  async function cookieOf(login: string): Promise<string> {
    await test.wiring.connection.collection('passwordTries').deleteMany({});
    const { agent } = await test.visitor().signIn(login);
    const cookies = agent.jar.getCookies({ domain: '127.0.0.1', path: '/', secure: false, script: false });
    return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  }

  async function ask(
    person: Person,
    path: string,
    init: RequestInit = {},
  ): Promise<{ status: number; html: string; to: string | null }> {
    const answer = await fetch(test.baseUrl() + path, {
      redirect: 'manual',
      ...init,
      headers: { cookie: person.cookie, ...init.headers },
    });
    const html = await answer.text();
    sent += 1;
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
    if (answer.status >= 500 || STACK.test(html)) {
      const request = {
        as: person.login,
        method: init.method ?? 'get',
        path,
        ...init.headers,
        body: String(init.body ?? '').slice(0, 1_500),
      };
      failures.push(`${answer.status} for ${JSON.stringify(request)}`);
    }
    return { status: answer.status, html, to: answer.headers.get('location') };
  }

  /** One address of each shape and query stays, the newest: ids are many, kinds of pages few. */
  function note(person: Person, links: string[]): void {
    for (const link of links) {
      if (/sign-out/.test(link)) continue;
      const shape = link.replace(/[0-9a-f]{24}/g, (id) => `:${Number.parseInt(id.at(-1) ?? '0', 16) % 4}`);
      if (person.pages.size < MOST_PAGES || person.pages.has(shape)) person.pages.set(shape, link);
    }
  }

  const encode = (text: string) => encodeURIComponent(wellFormed(text));

  function body(form: PageForm, pairs: [string, string][], type: number): RequestInit & { query: string } {
    const query = pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
    if (form.method === 'get') return { query };
    // One sending in twelve comes as what no browser would send.
    if (type === 0)
      return {
        method: 'post',
        query: '',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(Object.fromEntries(pairs)),
      };
    if (form.multipart !== (type === 1)) {
      const parts = pairs.map(([name, value]) => {
        const file = form.fields.some((field) => field.name === name && field.type === 'file');
        return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${encode(name)}"${file ? '; filename="a.pdf"' : ''}\r\n\r\n${file ? '%PDF-1.4\n' : ''}${wellFormed(value)}\r\n`;
      });
      return {
        method: 'post',
        query: '',
        headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
        body: `${parts.join('')}--${BOUNDARY}--\r\n`,
      };
    }
    return { method: 'post', query: '', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: query };
  }

  async function send(person: Person, form: PageForm, seed: number): Promise<void> {
    const times = form.fields.some(({ options, type }) => options.length > 0 || type === 'textarea') ? 4 : 2;
    for (const [at, pairs] of fc.sample(sendings(form), { numRuns: times, seed }).entries()) {
      const { query, ...init } = body(form, pairs, (seed + at) % 12);
      // Nobody signs out or takes away a tester's post; what else an administrator can break is broken.
      if (/sign-out|\/people\/[^/]+\/(disable|reset|posts)|\/account\/password/.test(form.action)) continue;
      const address = query
        ? `${form.action}${form.action.includes('?') ? '&' : '?'}${query}`.slice(0, 14_000)
        : form.action;
      const { status, to, html } = await ask(person, address, init);
      if (to?.startsWith('/')) note(person, [to]);
      if (status === 200) note(person, linksIn(html));
    }
  }

  it(
    'is taken, or refused by name, whoever sends it and whatever state the record is in',
    async () => {
      const until = Date.now() + SECONDS * 1_000;
      const open = () => sent < REQUESTS && Date.now() < until && failures.length < 25;
      for (let round = 0; open(); round += 1) {
        for (const [who, person] of people.entries()) {
          if (!open()) break;
          const addresses = [...person.pages.values()];
          // Walk on through what was found, a handful of pages a round.
          for (let step = 0; step < 6 && open(); step += 1) {
            const path = addresses[(round * 6 + step + who) % addresses.length] ?? '/';
            const { status, html, to } = await ask(person, path);
            if (status === 303 && to?.startsWith('/sign-in') && person.cookie !== '')
              person.cookie = await cookieOf(person.login).catch(() => '');
            note(person, linksIn(html));
            for (const [at, form] of formsIn(html, path).entries()) {
              if (open()) await send(person, form, SEED + round * 1_000 + step * 100 + at);
            }
          }
        }
      }
      process.stderr.write(`forms: ${sent} requests ${JSON.stringify(statuses)}\n`);
      expect(failures).toEqual([]);
      for (const status of [200, 303, 400, 415, 422]) expect(statuses).toHaveProperty(String(status));
    },
    (SECONDS + 120) * 1_000,
  );
});
