/**
 * Whatever is sent to whichever route, by whom ever: never a 5xx, never a stack trace, every refusal a named 4xx.
 * A request that failed once is kept in seeds.json and sent again each time. FUZZ_SECONDS sets how long new ones are made.
 */
import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Route } from '../../src/http/routes.js';
import { projectRoot } from '../../src/platform/paths-root.js';
import { recount } from '../../src/records/recount.js';
import { verifyLog } from '../../src/records/verify-log.js';
import { createTestApp, FOREIGN, type TestApp } from '../support/app.js';
import { CONTENT_TYPES, type FuzzRequest, requestsFor, wellFormed } from './requests.js';

const SECONDS = Number(process.env.FUZZ_SECONDS ?? 60);
const SEED = Number(process.env.FUZZ_SEED ?? 20260602);
const PEOPLE = ['campaign_office', 'department_leader', 'reviewer', 'leading_group', 'system_administrator', null];
const kept = JSON.parse(readFileSync(join(projectRoot, 'test/fuzz/seeds.json'), 'utf8')) as FuzzRequest[];

interface Answer {
  status: number;
  type: string;
  body: string;
}

describe('a fuzzed request', () => {
  let test: TestApp;
  let routes: Route[];
  const sessions = new Map<string, { cookie: string; csrf: string; token: string }>();
  const real: Record<string, string> = {};
  /** How often each status was answered: rubbish that only ever meets the first check proves little. */
  const statuses: Record<number, number> = {};

  beforeAll(async () => {
    test = await createTestApp();
    routes = [...test.wiring.pages, ...test.wiring.api];
    real.task = await test.newDraft({ coDepartments: [FOREIGN] });
    await test.put('campaign_office', real.task, { type: 'ASSIGN' });
    await test.put('department_leader', real.task, { type: 'ACKNOWLEDGE' });
    real.site = await test.newNominatedSite();
    real.campaign = test.campaign;
    real.phase = test.phaseId;
    real.person = test.actor('no_post').id;
    for (const login of PEOPLE) if (login !== null) await signIn(login);
  });
  afterAll(() => test.close());

  async function signIn(login: string): Promise<void> {
    // Rubbish tries passwords and links too, all from this one address; whoever was locked out by it waits, as it were.
    await test.wiring.connection.collection('passwordTries').deleteMany({});
    const browser = await test.visitor().signIn(login);
    const cookies = browser.agent.jar.getCookies({ domain: '127.0.0.1', path: '/', secure: false, script: false });
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    sessions.set(login, {
      cookie,
      csrf: browser.token(),
      token: sessions.get(login)?.token ?? (await test.tokenFor(login)),
    });
  }

  /** Send it as it is: no client that would put right what is wrong. */
  function send({ as, method, path, type, body, large = 0, headers }: FuzzRequest): Promise<Answer> {
    const who = as === null ? null : sessions.get(as);
    const fill = (text: string) =>
      text
        .replaceAll('{csrf}', who?.csrf ?? '')
        .replaceAll('{rev}', '3')
        .replace(/\{(task|site|campaign|phase|person)\}/g, (_, name: string) => real[name] ?? '');
    const isApi = path.startsWith('/api/');
    const contentType = CONTENT_TYPES[type];
    // The token of an upload stands in the address, as on the pages.
    const address =
      fill(path) + (type === 'multipart' && who ? `${path.includes('?') ? '&' : '?'}_csrf=${who.csrf}` : '');
    const bytes = Buffer.concat([Buffer.from(fill(body)), Buffer.alloc(large, 'x')]);
    return new Promise((resolve, reject) => {
      const sent = http.request(
        {
          host: '127.0.0.1',
          port: (test.app().address() as AddressInfo).port,
          method: method.toUpperCase(),
          path: address.replace(/[^\x21-\x7e]/g, (character) => encodeURIComponent(wellFormed(character))) || '/',
          headers: {
            ...(contentType ? { 'content-type': contentType } : {}),
            ...(bytes.length > 0 || method === 'post' ? { 'content-length': bytes.length } : {}),
            ...(who && !isApi ? { cookie: who.cookie } : {}),
            ...(who && isApi ? { authorization: `Bearer ${who.token}` } : {}),
            ...headers,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              type: String(response.headers['content-type'] ?? ''),
              body: Buffer.concat(chunks).toString('utf8'),
            }),
          );
          response.on('error', reject);
        },
      );
      // A body that nobody reads to its end may cut the line after the answer.
      sent.on('error', reject);
      sent.end(bytes);
    });
  }

  /** What is wrong with an answer; nothing for a good one. */
  function faults({ method, path }: FuzzRequest, { status, type, body }: Answer): string[] {
    const found: string[] = [];
    if (status >= 500 || status < 200) found.push(`status ${status}`);
    if (/\n\s+at .+:\d+:\d+|node_modules|\b(Type|Reference|Range|Mongo\w*|Cast|Validation|Syntax)Error\b/.test(body))
      found.push('a stack trace');
    if (status >= 400 && method !== 'head') {
      if (path.startsWith('/api/')) {
        if (!type.startsWith('application/problem+json')) found.push(`an API error as ${type}`);
        else {
          const problem = JSON.parse(body) as {
            status: number;
            type: string;
            title: string;
            reasons: { text: string }[];
          };
          if (problem.status !== status || !problem.type.startsWith('urn:sanxiang:problem:') || !problem.title) {
            found.push('a problem without its name');
          }
          if (problem.reasons.some(({ text }) => !text || /^[a-z]+(\.[a-zA-Z]+)*$/.test(text)))
            found.push('a reason without words');
        }
      } else if (!type.startsWith('text/html')) found.push(`an error page as ${type}`);
      else if (!/<h1/.test(body)) found.push('an error page without a heading');
    }
    return found;
  }

  async function check(request: FuzzRequest): Promise<void> {
    const answer = await send(request);
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
    const found = faults(request, answer);
    if (found.length > 0) {
      throw new Error(`${found.join(', ')} for ${JSON.stringify(request)}: ${answer.body.slice(0, 600)}`);
    }
    // Whoever was signed out by what was sent signs in again; the token may have changed with it.
    if (
      request.as !== null &&
      /sign-out|locale|account|disable|reset/.test(request.path) &&
      request.method === 'post'
    ) {
      await signIn(request.as);
    }
  }

  it.each(kept.map((request) => ({ request, title: JSON.stringify(request).slice(0, 120) })))(
    'that failed once does so no more: $title',
    async ({ request }) => {
      await check(request);
    },
  );

  it('of ten megabytes is refused as too large, or not read at all', async () => {
    const large = 10 * 1_048_576;
    const many: FuzzRequest[] = [
      {
        as: 'campaign_office',
        method: 'post',
        path: '/tasks/{task}/events/CHASE',
        type: 'form',
        body: '_csrf={csrf}&text=',
        large,
      },
      { as: 'campaign_office', method: 'post', path: '/api/v1/tasks', type: 'json', body: '{"title":"', large },
      {
        as: 'department_leader',
        method: 'post',
        path: '/tasks/{task}/evidence',
        type: 'multipart',
        body: '--fuzzboundary\r\nContent-Disposition: form-data; name="about"\r\n\r\n',
        large,
      },
      { as: null, method: 'post', path: '/sign-in', type: 'form', body: 'login=', large },
    ];
    for (const request of many) {
      const answer = await send(request).catch((error: NodeJS.ErrnoException) => {
        // The answer was given and the line closed while we were still sending.
        expect(['EPIPE', 'ECONNRESET']).toContain(error.code);
        return null;
      });
      if (answer === null) continue;
      expect({ request: request.path, ...answer, faults: faults(request, answer) }).toMatchObject({ faults: [] });
      expect([400, 403, 413]).toContain(answer.status);
    }
  });

  it(
    'of any kind to any route is answered, or refused by name',
    async () => {
      // Round by round over every route, so that a short time reaches all of them.
      const until = Date.now() + SECONDS * 1000;
      const failures: string[] = [];
      let sent = 0;
      for (let round = 0; Date.now() < until && failures.length < 12; round += 1) {
        for (const route of routes) {
          if (Date.now() >= until || failures.length >= 12) break;
          for (const request of fc.sample(requestsFor(route, PEOPLE), {
            // Where events are put, most can go wrong.
            numRuns: route.path.includes('/events') ? 12 : 3,
            seed: SEED + round,
          })) {
            sent += 1;
            await check(request).catch((error: Error) => failures.push(error.message));
          }
        }
      }
      expect(failures).toEqual([]);
      for (const status of [200, 303, 400, 403, 404, 409, 422]) expect(statuses).toHaveProperty(String(status));
      // Less than one round would prove nothing.
      expect(sent).toBeGreaterThanOrEqual(Math.min(routes.length, SECONDS * 5));
    },
    (SECONDS + 30) * 1000,
  );

  it('leaves the records whole: log, counts and outboxes', async () => {
    const { records, people } = test.wiring;
    await records.relay.sweep(0);
    const stores = records.kinds().map(({ store }) => store);
    expect(await verifyLog(records.log, stores)).toMatchObject({ whole: true });
    expect((await recount(records.kinds, records.counters).check()).differences).toEqual([]);
    expect((await people.accounts.byLogin('campaign_office'))?.disabled).toBe(false);
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });
});
