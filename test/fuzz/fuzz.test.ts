/**
 * Whatever is sent to whichever route, by whomever: never a 5xx, never a stack trace, every refusal a named 4xx; and every
 * route is reached, by what it takes and by what it refuses. What failed once is kept in seeds.json and sent again each
 * time. HUNT_REQUESTS sets how many are sent, HUNT_SEED which.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { projectRoot } from '../../src/platform/paths-root.js';
import { recount } from '../../src/records/recount.js';
import { verifyLog } from '../../src/records/verify-log.js';
import { SEED, size } from '../support/hunt.js';
import { faultsOf } from './faults.js';
import type { FuzzRequest } from './request.js';
import { meant, pathOf, requestsFor } from './requests.js';
import { nameOf } from './routes.js';
import { type Answer, type FuzzStage, fuzzStage, PEOPLE } from './stage.js';
import { createWalk, type Walk } from './walk.js';

const REQUESTS = size('REQUESTS', 2_000);
const MOST_FAILURES = 25;
/** Who has forms of one kind or another on a page. */
const READERS = [
  ...['campaign_office', 'department_leader', 'department_liaison', 'leading_group', 'reviewer'],
  ...['system_administrator', 'security_administrator', 'auditor', null],
];
/** What needs more steps before it than a short run takes for sure; whether it was done is told. */
const SELDOM_DONE = new Set([
  'post /plans/:id/items/:key/:does',
  'post /admin/people/:id/enable',
  'post /plans/:id/gone/:key/:does',
  'post /plans/:id/confirm',
  'get /campaigns/:id/checklist/:sheet',
  'post /campaigns/:id/checklist/:sheet',
  'post /ledger/imports/:id/choices',
  'get /tasks/:id/files/:file',
  'post /tasks/:id/evidence',
  'get /sites/:id/files/:file',
  'post /sites/:id/visits',
  'post /sites/:id/evidence',
  'get /booklets/:id/files/:file',
  'post /booklets/:id/evidence',
  'get /indicators/:id/files/:file',
  'post /indicators/:id/evidence',
  'get /matters/:id/notice',
  'get /cases/:id/decision',
  'post /api/v1/inquiries/:id/events',
  'post /api/v1/matters/:id/events',
]);
const kept = JSON.parse(readFileSync(join(projectRoot, 'test/fuzz/seeds.json'), 'utf8')) as FuzzRequest[];

const say = (words: string) => process.stderr.write(`fuzz: ${words}\n`);

describe('a fuzzed request', () => {
  let stage: FuzzStage;
  let walk: Walk;
  const failures = new Map<string, string>();
  /** By route: answers that did what was asked, and those that refused it. */
  const reached = new Map<string, { done: number; refused: number }>();
  /** How often each status was answered: rubbish that only ever meets the first check proves little. */
  const statuses: Record<number, number> = {};
  let sent = 0;

  beforeAll(async () => {
    stage = await fuzzStage();
    for (const route of stage.routes) reached.set(nameOf(route), { done: 0, refused: 0 });
    walk = createWalk({ stage, put, seed: SEED, wanted });
  }, 300_000);
  afterAll(() => stage.close());

  async function put(request: FuzzRequest): Promise<Answer> {
    sent += 1;
    // A long hunt tells how far it is.
    if (sent % 5_000 === 0) say(`${sent} requests ${JSON.stringify(statuses)}`);
    const answer = await stage.send(request);
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
    const found = stage.routeOf(request.method, request.path.split('?')[0] ?? '');
    const name = found ? nameOf(found.route) : 'no route';
    const toSignIn = answer.to?.startsWith('/sign-in?next') || answer.to === '/sign-in';
    const account = reached.get(name);
    if (account) account[answer.status >= 400 || toSignIn ? 'refused' : 'done'] += 1;
    const faults = faultsOf(request, answer);
    if (faults.length > 0) {
      const key = `${faults[0]} at ${name}`;
      const told = stage.shown(JSON.stringify(request)).slice(0, 3_000);
      const why = answer.status >= 500 ? stage.said.at(-1)?.slice(0, 1_500) : answer.body.slice(0, 400);
      if (!failures.has(key)) say(`found: ${key}`);
      if (!failures.has(key)) failures.set(key, `${faults.join(', ')} for ${told}: ${why}`);
    }
    return answer;
  }

  const wanted = (name: string) => reached.get(name)?.done === 0;

  /** Whether a page of this address may hold the form of a route nobody has used yet. */
  const mayHelp = (path: string) => {
    const area = path.split('/')[1];
    return [...reached.keys()].some((name) => wanted(name) && name.split('/')[1] === area);
  };

  /** Every page is read by everybody who may have a form there; a route that has not been used yet is used as it is meant. */
  async function sweep(pass: number): Promise<void> {
    for (const route of stage.routes) {
      const name = nameOf(route);
      const isPage = route.method === 'get' && !route.path.startsWith('/api/');
      // The clock is moved last, or half of all days typed would be over.
      if (/\/(setup|link)\//.test(name) || (pass === 0 && /\/clock\//.test(name))) continue;
      if (!wanted(name) && !(isPage && (pass === 0 || mayHelp(route.path)))) continue;
      for (const as of READERS) {
        if (isPage) await walk.visit(as, pathOf(route));
        else if (wanted(name)) {
          const made = meant(route, as, walk.formsFor(name));
          const [request] = fc.sample(made, { numRuns: 1, seed: SEED + pass });
          if (request) await put(request);
        }
      }
    }
  }

  it.each(kept.map((request) => ({ request, title: JSON.stringify(request).slice(0, 120) })))(
    'that failed once does so no more: $title',
    async ({ request }) => {
      const answer = await put(request);
      expect({ status: answer.status, faults: faultsOf(request, answer) }).toMatchObject({ faults: [] });
    },
  );

  it('of ten megabytes is refused as too large, or not read at all', async () => {
    const large = 10 * 1_048_576;
    const as = 'campaign_office';
    const part = '--fuzzboundary\r\nContent-Disposition: form-data; name="about"\r\n\r\n';
    const many: FuzzRequest[] = [
      { as, method: 'post', path: '/tasks/{tasks}/events/CHASE', type: 'form', body: '_csrf={csrf}&text=', large },
      { as, method: 'post', path: '/api/v1/tasks', type: 'json', body: '{"title":"', large },
      {
        as: 'department_leader',
        method: 'post',
        path: '/tasks/{tasks}/evidence',
        type: 'multipart',
        body: part,
        large,
      },
      { as: null, method: 'post', path: '/sign-in', type: 'form', body: 'login=', large },
    ];
    for (const request of many) {
      const answer = await stage.send(request).catch((error: NodeJS.ErrnoException) => {
        // The answer was given and the line closed while we were still sending.
        expect(['EPIPE', 'ECONNRESET']).toContain(error.code);
        return null;
      });
      if (answer === null) continue;
      expect({ path: request.path, faults: faultsOf(request, answer) }).toMatchObject({ faults: [] });
      expect([400, 403, 413]).toContain(answer.status);
    }
  });

  it('sets the system up on its first day, and lets in whoever was invited', async () => {
    await stage.firstDay(() => walk.visit(null, '/setup/{setup}'));
    await stage.invite();
    await walk.visit(null, '/link/{link}');
  });

  it('as it is meant does what it is for', async () => {
    for (let pass = 0; pass < 3; pass += 1) await sweep(pass);
    // A work that was waited for is never led to; its page is there all the same.
    const { connection, people } = stage.test.wiring;
    const work = await connection.collection<{ _id: string; by: string }>('worksUnderWay').findOne({});
    const by = (await people.accounts.list()).find(({ id }) => id === work?.by)?.login ?? null;
    await walk.visit(by, `/under-way/${work?._id}`);
  }, 3_600_000);

  it(
    'of any kind to any route, by any post, is answered, or refused by name',
    async () => {
      const open = () => sent < REQUESTS && failures.size < MOST_FAILURES;
      for (let round = 0; open(); round += 1) {
        // Two fifths of the time people walk through the pages; the forms they meet are sent by all others after them.
        const until = sent + REQUESTS / (round === 0 ? 2 : 20);
        while (open() && sent < until) await walk.goOn(() => open() && sent < until);
        const posts = [...PEOPLE.keys()];
        for (const [at, route] of stage.routes.entries()) {
          // In a short run every other post, another half each round.
          for (const who of REQUESTS < 20_000 ? posts.filter((n) => (n + at + round) % 4 === 0) : posts) {
            const as = PEOPLE[who] ?? null;
            const made = requestsFor(route, as, walk.formsFor(nameOf(route)));
            const [request] = fc.sample(made, { numRuns: 1, seed: SEED + round * 10_007 + at * 31 + who });
            if (request && open()) await put(request);
          }
        }
      }
      say(`${sent} requests ${JSON.stringify(statuses)}`);
      expect([...failures.values()]).toEqual([]);
      for (const status of [200, 303, 400, 403, 404, 409, 415, 422]) expect(statuses).toHaveProperty(String(status));
    },
    24 * 3_600_000,
  );

  it('has reached every route, by what it takes and by what it refuses', async () => {
    const excused = (name: string) => SELDOM_DONE.has(name);
    const undone = () => [...reached].some(([name, { done }]) => done === 0 && !excused(name));
    // What is read behind a request (a ledger, a plan) may not have been ready when it was asked for.
    for (let pass = 3; pass < 6 && undone(); pass += 1) await sweep(pass);
    for (const route of stage.routes.filter((one) => reached.get(nameOf(one))?.refused === 0)) {
      const path = route.path.replace(/:\w+/g, 'x');
      const headers = { authorization: 'Bearer nobody' };
      await put({ as: null, method: route.method, path, type: 'none', body: '', headers });
    }
    const rest = [...SELDOM_DONE].filter(wanted);
    if (rest.length > 0) say(`refused only: ${rest.join(', ')}`);
    const missed = [...reached].filter(([name, { done, refused }]) => (done === 0 && !excused(name)) || refused === 0);
    expect(missed.map(([name, { done, refused }]) => `${name}: ${done} done, ${refused} refused`)).toEqual([]);
  }, 3_600_000);

  it('leaves the records whole: log, counts and outboxes', async () => {
    const { records, people } = stage.test.wiring;
    await records.relay.sweep(0);
    const stores = records.kinds().map(({ store }) => store);
    expect(await verifyLog(records.log, stores)).toMatchObject({ whole: true });
    expect((await recount(records.kinds, records.counters).check()).differences).toEqual([]);
    expect((await people.accounts.byLogin('campaign_office'))?.disabled).toBe(false);
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  }, 600_000);
});
