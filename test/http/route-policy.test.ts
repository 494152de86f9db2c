/** Every route × every post × own and foreign records, over HTTP, against the written table (DESIGN 6). */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import type { Route } from '../../src/http/routes.js';
import { ACTIONS } from '../../src/people/policy.js';
import { idFrom } from '../../src/platform/ids.js';
import { POSTS } from '../../workflows/moment.js';
import { DEFAULT_CHECKLIST } from '../../workflows/readiness/checklist.js';
import { createTestApp, FOREIGN, LEAD, type TestApp } from '../support/app.js';
import { oneOfEach } from '../support/one-of-each.js';
import { ROWS, type Row } from './route-policy.js';

type Column = 'own' | 'foreign';
type Answer = 'allowed' | 'forbidden' | 'signIn' | `unexpected ${number}`;

describe('every route', () => {
  let test: TestApp;
  let routes: Route[];
  const records = { own: {} as Record<string, string>, foreign: {} as Record<string, string> };
  const tokens = new Map<string, string>();

  beforeAll(async () => {
    test = await createTestApp();
    routes = [...test.wiring.pages, ...test.wiring.api];
    records.own = await oneOfEach(test, { department: LEAD, liaison: 'department_liaison', key: 'a' });
    records.foreign = await oneOfEach(test, { department: FOREIGN, liaison: 'foreign_liaison', key: 'b' });
    for (const post of POSTS) {
      await test.agentFor(post);
      tokens.set(post, await test.tokenFor(post));
    }
  });
  afterAll(() => test.close());

  const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>) => `${method} ${path}`;

  /** The address of a route for a record; a file that is not there is refused or not found, never shown. */
  function addressOf({ route, params = {} }: Row, column: Column): string {
    const path = route.split(' ')[1] as string;
    const id = () => {
      if (path.startsWith('/admin/people/')) return test.actor('no_post').id;
      if (path.startsWith('/admin/departments/')) return records.foreign.department;
      if (path.includes('/departments/')) return records[column].department;
      if (path.includes('/campaigns/')) return test.campaign;
      if (path.includes('/phases/')) return test.phaseId;
      if (path.includes('/sites/')) return records[column].site;
      if (path.includes('/inquiries/')) return records[column].inquiry;
      if (path.includes('/service-items/')) return records[column].item;
      if (path.includes('/matters/')) return records[column].matter;
      if (path.includes('/cases/')) return records[column].case;
      if (path.includes('/ratings/')) return records[column].rating;
      if (path.includes('/indicators/')) return records[column].indicator;
      if (path.includes('/booklets/')) return records[column].booklet;
      if (path.includes('/period-plans/')) return records[column].plan;
      if (path.includes('/tasks/')) return records[column].task;
      return idFrom('nothing');
    };
    const values: Record<string, () => string | undefined> = {
      id,
      token: () => 'no-such-token',
      file: () => idFrom('no file'),
      department: () => records[column].department,
      item: () => DEFAULT_CHECKLIST.items[0]?.key,
    };
    return path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? values[name]?.() ?? name);
  }

  async function ask(row: Row, column: Column, login: string | null): Promise<Answer> {
    const [method] = row.route.split(' ') as ['get' | 'post'];
    const address = addressOf(row, column);
    const isApi = address.startsWith('/api/');
    const registered = routes.find((route) => nameOf(route) === row.route);
    const upload = registered?.body === 'upload';
    // A form that edits says from which revision; who may not edit is told that before.
    const rev = registered?.rev === undefined ? { rev: '1' } : {};
    let response: request.Response;
    if (isApi) {
      const asking = request(test.app())[method](address);
      if (login) asking.set('Authorization', `Bearer ${tokens.get(login)}`);
      response = await (method === 'post' ? asking.send(row.body ?? {}) : asking);
    } else {
      const browser = login ? await test.agentFor(login) : test.visitor();
      if (method === 'get') response = await browser.agent.get(address);
      else if (upload) response = await browser.agent.post(`${address}?_csrf=${browser.token()}`).field('about', '');
      else
        response = await browser.agent
          .post(address)
          .type('form')
          .send({ _csrf: browser.token(), ...rev, ...row.body });
    }
    const { status } = response;
    if (status === 401) return 'signIn';
    if (status === 303 && String(response.headers.location).startsWith('/sign-in?next')) return 'signIn';
    if (status === 303 && response.headers.location === '/sign-in') return 'signIn';
    if (status === 403) return 'forbidden';
    return status < 500 ? 'allowed' : `unexpected ${status}`;
  }

  it('names an action that the policy knows', () => {
    const known = new Set<string>(ACTIONS);
    expect(routes.filter(({ action }) => !known.has(action)).map(nameOf)).toEqual([]);
  });

  it('has a row in the table, and every row a route', () => {
    const written = new Set(ROWS.map(({ route }) => route));
    const registered = new Set(routes.map(nameOf));
    expect([...registered].filter((name) => !written.has(name))).toEqual([]);
    expect([...written].filter((name) => !registered.has(name))).toEqual([]);
  });

  it('is registered once', () => {
    const names = routes.map(nameOf);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  const titled = (rows: readonly Row[]) =>
    rows.map((row) => ({ row, title: [row.route, row.params?.event].join(' ').trim() }));

  describe.each(titled(ROWS.filter(({ own }) => own !== 'everybody')))('$title', ({ row }) => {
    it('leads to the sign-in whoever is not signed in', async () => {
      expect(await ask(row, 'own', null)).toBe('signIn');
    });

    it('lets through exactly the posts of the table', async () => {
      const columns: Column[] = row.foreign === undefined ? ['own'] : ['own', 'foreign'];
      const expected: Record<string, Answer> = {};
      const answered: Record<string, Answer> = {};
      for (const column of columns) {
        for (const post of POSTS) {
          const allowed = (row[column] ?? []).includes(post as never);
          expected[`${column} ${post}`] = allowed ? 'allowed' : 'forbidden';
          answered[`${column} ${post}`] = await ask(row, column, post);
        }
      }
      expect(answered).toEqual(expected);
    });
  });

  describe.each(titled(ROWS.filter(({ own }) => own === 'everybody')))('$title', ({ row }) => {
    it('asks nobody to sign in', async () => {
      // A form without its token is refused as stale, which is not the policy's doing.
      expect(['allowed', 'forbidden']).toContain(await ask(row, 'own', null));
      if (row.route.startsWith('get ')) expect(await ask(row, 'own', null)).toBe('allowed');
    });
  });

  it('tells the refused why, and signs nobody out', async () => {
    const browser = await test.agentFor('department_liaison');
    const page = await browser.get('/admin/people');
    expect(page.status).toBe(403);
    expect(page.text).toMatch(/管理员/);
    expect((await browser.get('/account')).status).toBe(200);
    const problem = await request(test.app())
      .get(`/api/v1/tasks/${records.foreign.task}`)
      .set('Authorization', `Bearer ${tokens.get('department_liaison')}`);
    expect(problem.status).toBe(403);
    expect(problem.type).toBe('application/problem+json');
    expect(problem.body.reasons).toEqual([expect.objectContaining({ code: 'policy.notYourDepartment' })]);
  });
});
