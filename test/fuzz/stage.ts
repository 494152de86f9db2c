/**
 * The product with one of everything in it, everybody signed in, and a sender that repairs nothing: what is sent goes out
 * as it is. What testers do to one another is put right after each request, so that every post goes on being tried.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Route } from '../../src/http/routes.js';
import { BY_SYSTEM } from '../../src/people/admin-log.js';
import { createLinks } from '../../src/people/links.js';
import { POSTS } from '../../workflows/moment.js';
import { DEFAULT_CHECKLIST } from '../../workflows/readiness/checklist.js';
import { planPages } from '../plans/support.js';
import { createTestApp, FOREIGN, LEAD, PASSWORD } from '../support/app.js';
import { caseForms } from '../support/case-forms.js';
import { SEED } from '../support/hunt.js';
import { oneOfEach } from '../support/one-of-each.js';
import { addressesIn, CLAUSES, plan } from './forms.js';
import { CONTENT_TYPES, type FuzzRequest, wellFormed } from './request.js';
import { keyOf, routeFinder } from './routes.js';

export interface Answer {
  status: number;
  type: string;
  body: string;
  to: string | null;
  /** Characters of the longest field of its head. */
  longest?: number;
}

interface Person {
  cookie: string;
  csrf: string;
  token: string;
}

/** Everybody who is tried: a post each, people of another department, a county and a township, nobody, and a visitor. */
export const PEOPLE: readonly (string | null)[] = [
  ...POSTS,
  'foreign_leader',
  'county_leader',
  'township_liaison',
  'no_post',
  null,
];

/** Values kept of each parameter of an address. */
const MOST_KNOWN = 40;
const WAIT_MS = 120_000;
/** What changes who somebody is. */
const PERSONAL = /^\/(?:admin|account|link|sign-out|locale)\b/;

export async function fuzzStage() {
  /** What the product has logged of its own faults. */
  const said: string[] = [];
  const log = { write: (line: string) => void (/"stack"/.test(line) && said.push(line)) };
  const test = await createTestApp({ log });
  const { connection, people: area } = test.wiring;
  const routes: Route[] = [...test.wiring.pages, ...test.wiring.api];
  const routeOf = routeFinder(routes);
  const people = new Map<string | null, Person>();
  const known = new Map<string, string[]>();
  const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });

  const own = await oneOfEach(test, { department: LEAD, liaison: 'department_liaison', key: 'a' });
  await oneOfEach(test, { department: FOREIGN, liaison: 'foreign_liaison', key: 'b' });
  const shared = await test.newDraft({ coDepartments: [FOREIGN] });
  await test.put('campaign_office', shared, { type: 'ASSIGN' });
  await test.put('department_leader', shared, { type: 'ACKNOWLEDGE' });
  for (let more = 0; more < 3; more += 1) await test.newDraft();
  // A case that was decided, and a document whose second edition has left something out.
  await caseForms(test).upTo('SERVE');
  const plans = planPages(test, 'FZ');
  const edition = await plans.given(plan(CLAUSES));
  await plans.press(edition, 'accept-certain');
  await plans.press(edition, 'confirm');
  const next = await plans.given(plan(CLAUSES.slice(1)), { editionOf: edition.split('/')[2]?.slice(0, 24) ?? '' });
  const first: Record<string, string> = {
    tasks: own.task,
    sites: own.site,
    indicators: own.indicator,
    booklets: own.booklet,
    'period-plans': own.plan,
    inquiries: own.inquiry,
    matters: own.matter,
    ratings: own.rating,
    'service-items': own.item,
    cases: own.case,
    campaigns: test.campaign,
    phases: test.phaseId,
    people: test.actor('no_post').id,
    departments: LEAD,
    readiness: LEAD,
    item: DEFAULT_CHECKLIST.items[0]?.key ?? '',
    articles: 'new',
    'packs key': 'three-systems',
    code: 'ABCDEFGZZZZY',
    lead: LEAD,
    phase: test.phase,
    password: PASSWORD,
  };
  for (const [key, value] of Object.entries(first)) known.set(key, [value]);
  learn(next);

  // Somebody who is out of use, and tokens of the API to revoke.
  const spare = await area.accounts.add(
    { login: 'spare', name: '备用', department: LEAD, posts: [], password: PASSWORD },
    BY_SYSTEM,
  );
  await connection.collection('accounts').updateOne({ login: 'spare' }, { $set: { disabled: true } });
  known.set('people', [test.actor('no_post').id, spare.id]);
  const links = createLinks({ connection, clock: area.hostClock });

  const testers = await connection.collection('accounts').find().toArray();
  let healing = true;
  const units = await connection.collection('departments').find().toArray();

  /** A value of a kind: the first one every second time, any other else; the same in each run of a seed. */
  let turn = SEED;
  const valueFor = (key: string) => {
    turn = (Math.imul(turn, 1_103_515_245) + 12_345) >>> 0;
    const values = known.get(key) ?? [];
    return turn & 0x10000 ? (first[key] ?? values.at(-1)) : values[(turn >>> 17) % values.length];
  };

  function note(key: string, value: string): void {
    const values = (known.get(key) ?? []).filter((one) => one !== value);
    known.set(key, [...values, value].slice(-MOST_KNOWN));
  }

  /** What an address of ours tells of the records there are. */
  function learn(address: string): void {
    const path = address.split(/[?#]/, 1)[0] ?? '';
    const found = routeOf('get', path) ?? routeOf('post', path);
    if (!found) return;
    for (const [name, value] of Object.entries(found.params)) note(keyOf(found.route.path, name), value);
  }

  /** Placeholders filled with what there is, `{tasks}` with the id of a task; the others stay what they are. */
  function filled(text: string, as: string | null): string {
    const person = people.get(as);
    return text.replace(/\{([a-z][a-z -]*)\}/g, (all, name: string) => {
      if (name === 'csrf') return person?.csrf ?? '';
      return name === 'rev' ? '3' : (valueFor(name) ?? all);
    });
  }

  /** Send without an account of it; `person` null for a stranger without a cookie. */
  function raw(options: http.RequestOptions, bytes: Buffer): Promise<Answer & { cookies: string[] }> {
    return new Promise((resolve, reject) => {
      const { port } = test.app().address() as AddressInfo;
      const sent = http.request({ host: '127.0.0.1', port, agent, timeout: WAIT_MS, ...options }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            type: String(response.headers['content-type'] ?? ''),
            body: Buffer.concat(chunks).toString('utf8'),
            to: response.headers.location ?? null,
            cookies: response.headers['set-cookie'] ?? [],
            longest: Math.max(...response.rawHeaders.map((one) => one.length)),
          }),
        );
        response.on('error', reject);
      });
      sent.on('timeout', () => sent.destroy(new Error(`no answer within ${WAIT_MS / 1000} s`)));
      // A body that nobody reads to its end may cut the line after the answer.
      sent.on('error', reject);
      sent.end(bytes);
    });
  }

  const tokenIn = (html: string) => /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
  const cookieIn = (cookies: string[]) => cookies.map((one) => one.split(';', 1)[0]).join('; ');

  /** Sign in as a browser does; a visitor only takes the token of the page. */
  async function signIn(login: string | null): Promise<void> {
    // Rubbish tries passwords and links too, all from this one address; whoever was locked out by it waits, as it were.
    await connection.collection('passwordTries').deleteMany({});
    const page = await raw({ path: '/sign-in' }, Buffer.alloc(0));
    const person = { cookie: cookieIn(page.cookies), csrf: tokenIn(page.body), token: people.get(login)?.token ?? '' };
    people.set(login, person);
    if (login === null) return;
    const form = new URLSearchParams({ _csrf: person.csrf, login, password: PASSWORD }).toString();
    const headers = { cookie: person.cookie, 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await raw({ method: 'POST', path: '/sign-in', headers }, Buffer.from(form));
    if (answer.status !== 303) throw new Error(`${login} could not sign in: ${answer.status}`);
    person.cookie = cookieIn(answer.cookies);
    person.csrf = tokenIn((await raw({ path: '/account', headers: { cookie: person.cookie } }, Buffer.alloc(0))).body);
    if (person.token === '') person.token = await test.tokenFor(login);
  }

  /** Testers as they were: passwords, posts, departments in use; whoever lost the session signs in again. */
  async function heal(as: string | null): Promise<void> {
    const back = (documents: typeof testers) =>
      documents.map((replacement) => ({
        replaceOne: { filter: { _id: replacement._id }, replacement, upsert: true },
      }));
    await connection.collection('accounts').bulkWrite(back(testers));
    await connection.collection('departments').bulkWrite(back(units));
    await signIn(as);
  }

  /** An id of ours instead of a real one, so that what is reported can be sent again on another stage. */
  function shown(text: string): string {
    let out = text;
    for (const [key, value] of Object.entries(first)) if (value.length > 6) out = out.replaceAll(value, `{${key}}`);
    return out;
  }

  /** Send it as it is: no client that would put right what is wrong. */
  async function send(request: FuzzRequest): Promise<Answer> {
    const { as, method, path, type, body, large = 0, headers = {}, by } = request;
    const who = people.get(as);
    const isApi = path.startsWith('/api/');
    const contentType = CONTENT_TYPES[type];
    // The token of an upload stands in the address, as on the pages.
    const inAddress = type === 'multipart' && who && !path.includes('_csrf=');
    const address = filled(path, as) + (inAddress ? `${path.includes('?') ? '&' : '?'}_csrf=${who.csrf}` : '');
    const bytes = Buffer.concat([Buffer.from(filled(body, as)), Buffer.alloc(large, 'x')]);
    const bearer = isApi && by !== 'session';
    const options: http.RequestOptions = {
      method: method.toUpperCase(),
      path: address.replace(/[^\x21-\x7e]/g, (character) => encodeURIComponent(wellFormed(character))) || '/',
      headers: {
        ...(contentType ? { 'content-type': contentType } : {}),
        ...(bytes.length > 0 || method === 'post' ? { 'content-length': bytes.length } : {}),
        ...(who && !bearer ? { cookie: who.cookie } : {}),
        ...(who?.token && bearer ? { authorization: `Bearer ${who.token}` } : {}),
        ...headers,
      },
    };
    const answer = await raw(options, bytes).catch((error: NodeJS.ErrnoException) => {
      // A kept connection may be closed just as it is used again; the second try has a new one.
      if (!['EPIPE', 'ECONNRESET'].includes(error.code ?? '')) throw error;
      return raw({ ...options, agent: false }, bytes);
    });
    const sid = answer.cookies.some((cookie) => /^sid=/.test(cookie));
    const lost = answer.to?.startsWith('/sign-in') && !headers.authorization && !headers.cookie;
    if (answer.status < 400 && PERSONAL.test(path) && method === 'post' && healing) await heal(as);
    else if (as !== null && (sid || lost)) await signIn(as);
    if (answer.status === 401 && bearer && as !== null && !headers.authorization) {
      if (who) who.token = await test.tokenFor(as);
    }
    if (answer.to?.startsWith('/')) learn(answer.to);
    for (const found of addressesIn(answer.body)) learn(found);
    return answer;
  }

  for (const login of PEOPLE) await signIn(login);

  /** Do something while the system is as on its first day: without accounts, with a fresh link to set it up. */
  async function firstDay<T>(work: () => Promise<T>): Promise<T> {
    const accounts = connection.collection('accounts');
    healing = false;
    await accounts.deleteMany({});
    try {
      known.set('setup', [(await area.ensureSetupLink())?.split('/').at(-1) ?? '']);
      return await work();
    } finally {
      await accounts.deleteMany({});
      await accounts.insertMany(testers);
      healing = true;
    }
  }

  return {
    test,
    routes,
    routeOf,
    send,
    learn,
    known: (key: string) => known.get(key) ?? [],
    shown,
    said,
    firstDay,
    /** A fresh link with which somebody chooses a password. */
    async invite(): Promise<void> {
      known.set('link', [await links.make('password', test.actor('no_post').id)]);
    },
    async close() {
      agent.destroy();
      await test.close();
    },
  };
}

export type FuzzStage = Awaited<ReturnType<typeof fuzzStage>>;
