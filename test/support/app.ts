/** The whole product on a fresh database, as wiring puts it together: people of every post, a campaign, the web application. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import request from 'supertest';
import { readConfig } from '../../src/config.js';
import { httpServer } from '../../src/http/server.js';
import { actorOf } from '../../src/people/account.model.js';
import { BY_SYSTEM } from '../../src/people/admin-log.js';
import type { PeopleDeps } from '../../src/people/people.js';
import { idFrom } from '../../src/platform/ids.js';
import { createLog } from '../../src/platform/log.js';
import { connectMongo } from '../../src/platform/mongo.js';
import { createWiring, type WiringParts } from '../../src/wiring.js';
import type { CampaignFacts } from '../../workflows/campaigns/campaign.js';
import { exactDate, type Instant } from '../../workflows/dates.js';
import { type IndicatorFacts, newIndicator } from '../../workflows/indicators/indicator.js';
import { type InquiryFacts, newInquiry } from '../../workflows/inquiries/inquiry.js';
import { type Actor, DEFAULT_SETTINGS, POSTS, type Post } from '../../workflows/moment.js';
import { DEFAULT_PACKS, versionOf } from '../../workflows/packs/packs.js';
import type { PhaseFacts } from '../../workflows/phases/phase.js';
import { DEFAULT_CHECKLIST } from '../../workflows/readiness/checklist.js';
import { newSite, type SiteFacts } from '../../workflows/sites/site.js';
import { newTask, type TaskFacts } from '../../workflows/tasks/task.js';
import { DEPARTMENTS } from '../../workflows/templates/third-phase-rectification/departments.js';
import { keepPrepared, leavePrepared, preparedDatabaseUri, testDatabaseUri } from './database.js';

export const PASSWORD = 'Guanlan-7';
/** 2 June 2026, 08:00 in the campaign's zone: where the demonstration stands. */
export const TEST_START = '2026-06-02T00:00:00.000Z';

/** Who prepares a test: the system, which the policy of pages does not know. */
export const theSystem: Actor = { kind: 'system', id: 'system', name: 'system', department: '', posts: [] };

/** Departments of every test, by their keys in the template: the office, two that lead tasks, a county and its township. */
export const OFFICE = 'efficiency-office';
export const LEAD = 'service-centre';
export const FOREIGN = 'housing-bureau';
export const COUNTY = 'gangnan';
export const TOWNSHIP = 'qiaoxu';

/** A login per post, named as the post; department people are of {@link LEAD}, all others of the office. */
const OF_A_DEPARTMENT: readonly Post[] = ['department_leader', 'department_liaison', 'working_group'];
/** More logins: people of another department, of a county and its township, and somebody without a post. */
const OTHERS: readonly [login: string, department: string, posts: Post[]][] = [
  ['foreign_leader', FOREIGN, ['department_leader']],
  ['foreign_liaison', FOREIGN, ['department_liaison']],
  ['county_leader', COUNTY, ['department_leader']],
  ['township_liaison', TOWNSHIP, ['department_liaison']],
  ['no_post', LEAD, []],
];

export interface TestAppOptions {
  /** Where the simulated clock stands; it stands still until moved (`wiring.clock.moveTo`). */
  clockStart?: Instant;
  /** The host's clock for sessions and passwords; `movedClock()` of test/people/support.ts can be moved. */
  hostClock?: PeopleDeps['hostClock'];
  /** Open this template instead of the small campaign, starting on `startOn`. */
  template?: string;
  startOn?: string;
  /** Another database than a fresh one: two processes on the same data. */
  uri?: string;
  onStep?: WiringParts['onStep'];
  freeBytes?: WiringParts['freeBytes'];
  /** ms that a page waits for its work; by default for good, so that a file given is a file read. */
  patience?: number;
  /** Where the log's lines go; nowhere by default. */
  log?: { write(line: string): void };
  /** How much of it; `info` by default. */
  logLevel?: string;
  /** More of the environment, `{ SMTP_URL: … }`. */
  env?: Record<string, string>;
}

/** Build the product over a fresh database with departments, one account per post and a campaign. */
export async function createTestApp(options: TestAppOptions = {}) {
  const { template, clockStart, hostClock } = options;
  const usual = options.uri === undefined && !template && !clockStart && !hostClock;
  const uri = options.uri ?? (usual ? preparedDatabaseUri() : testDatabaseUri());
  const connection = await connectMongo(uri);
  const config = readConfig({
    NODE_ENV: 'test',
    MONGODB_URI: uri,
    DATA_DIR: tmpdir(),
    SESSION_SECRET: 'a secret that only tests know, long enough',
    CLOCK_START: options.clockStart ?? TEST_START,
    CLOCK_RATE: '0',
    LOG_LEVEL: 'silent',
    ...options.env,
  });
  const wiring = await createWiring({
    connection,
    config,
    log: options.log ? createLog(options.logLevel ?? 'info', options.log) : createLog(config.LOG_LEVEL),
    people: {
      cost: { N: 1024, r: 8, p: 1 },
      ...(options.hostClock ? { hostClock: options.hostClock } : {}),
    },
    patience: options.patience ?? 600_000,
    ...(options.onStep ? { onStep: options.onStep } : {}),
    ...(options.freeBytes ? { freeBytes: options.freeBytes } : {}),
  });
  const { people, records } = wiring;
  const actors = new Map<string, Actor>();

  async function prepare(): Promise<void> {
    if (await people.accounts.any()) {
      for (const account of await people.accounts.list()) actors.set(account.login, actorOf(account));
      return;
    }
    for (const { key, english, ...department } of DEPARTMENTS) {
      if (![OFFICE, LEAD, FOREIGN, COUNTY, TOWNSHIP].includes(key)) continue;
      await people.departments.add({ ...department, id: key, nameEn: english }, BY_SYSTEM);
    }
    const everyPost = POSTS.map(
      (post) => [post as string, OF_A_DEPARTMENT.includes(post) ? LEAD : OFFICE, [post] as Post[]] as const,
    );
    for (const [login, department, posts] of [...everyPost, ...OTHERS]) {
      const name = `名${login}`;
      const account = await people.accounts.add({ login, name, department, posts, password: PASSWORD }, BY_SYSTEM);
      actors.set(login, actorOf(account));
    }
    if (options.template === undefined) await openSmallCampaign();
    else {
      const { template, startOn = '2026-06-01' } = options;
      const opened = await wiring.openCampaign({
        template,
        startOn,
        title: '作风效能建设活动',
        region: '贵港市',
        upperLevel: '自治区',
        actor: theSystem,
      });
      campaign = opened.campaign;
    }
  }

  let campaign = idFrom('campaign', 'small');
  const phase = 'rectification';

  /** One running campaign with one open phase, and no task yet. */
  async function openSmallCampaign(): Promise<void> {
    const facts: CampaignFacts = {
      title: '作风效能建设活动',
      year: 2026,
      region: '贵港市',
      upperLevel: '自治区',
      startOn: '2026-06-01',
      inspection: { date: '2026-06-26', by: '自治区' },
      settings: DEFAULT_SETTINGS,
      checklist: DEFAULT_CHECKLIST,
      template: '',
    };
    await records.create({ kind: 'campaign', id: campaign, facts, actor: theSystem });
    const phaseFacts: PhaseFacts = {
      campaign,
      key: phase,
      order: 3,
      title: '整改提高阶段',
      goal: '',
      opensOn: '2026-06-01',
      closesOn: '2026-06-30',
      hardDate: '2026-06-30',
      autoOpen: false,
      waivers: [],
      openedOn: null,
      closedOn: null,
    };
    const id = idFrom(campaign, 'phase', phase);
    await records.create({ kind: 'phase', id, facts: phaseFacts, actor: theSystem });
    await records.perform({ kind: 'campaign', id: campaign, event: { type: 'START' }, actor: actor('leading_group') });
    await records.perform({ kind: 'phase', id, event: { type: 'OPEN' }, actor: actor('leading_group') });
    await records.relay.drain();
  }

  /** The actor behind a login. */
  function actor(login: string): Actor {
    const found = actors.get(login);
    if (!found) throw new Error(`Nobody signs in as ${login} in tests.`);
    return found;
  }

  let tasks = 0;
  /** A draft led by {@link LEAD}, due 10 June, ready to be assigned. Returns its id. */
  async function newDraft(given: Partial<TaskFacts> = {}): Promise<string> {
    tasks += 1;
    const facts = newTask({
      campaign,
      phase,
      code: `T-${String(tasks).padStart(3, '0')}`,
      title: `任务${tasks}`,
      requirement: '按时办结。',
      outcomes: ['办结。'],
      leadDepartment: LEAD,
      due: exactDate('2026-06-10'),
      hardDate: '2026-06-30',
      ...given,
    });
    const id = idFrom(campaign, 'test-task', facts.code);
    await records.create({ kind: 'task', id, facts, actor: theSystem });
    await records.relay.drain();
    return id;
  }

  /** A site of {@link LEAD}, nominated. Returns its id. */
  async function newNominatedSite(given: Partial<SiteFacts> = {}): Promise<string> {
    const facts = newSite({
      campaign,
      key: 'hall',
      name: '政务服务大厅',
      department: LEAD,
      readyBy: exactDate('2026-06-10'),
      ...given,
    });
    const id = idFrom(campaign, 'test-site', facts.key);
    await records.create({ kind: 'site', id, facts, actor: theSystem });
    await records.relay.drain();
    return id;
  }

  /** An indicator of {@link LEAD}: from 30 to 45 % by 30 June, a figure each month. Returns its id. */
  async function newTrackedIndicator(given: Partial<IndicatorFacts> = {}): Promise<string> {
    const facts = newIndicator({
      campaign,
      code: 'IN-01',
      title: '当场办结率',
      definition: '当场办结件数占全部办件数的比例。',
      unit: '%',
      direction: 'atLeast',
      baseline: 30,
      targets: [{ by: exactDate('2026-06-30'), value: 45, words: '' }],
      every: 'month',
      owner: LEAD,
      startOn: '2026-05-01',
      ...given,
    });
    const id = idFrom(campaign, 'test-indicator', facts.code);
    await records.create({ kind: 'indicator', id, facts, actor: theSystem });
    await records.relay.drain();
    return id;
  }

  let inquiries = 0;
  /** A request registered at the counter of {@link LEAD}, promised for 5 June. Returns its id. */
  async function newRegisteredInquiry(given: Partial<InquiryFacts> = {}): Promise<string> {
    inquiries += 1;
    const number = String(inquiries).padStart(5, '0');
    const { id: person, name } = actor('department_liaison');
    const facts = {
      ...newInquiry({
        campaign,
        code: `FC-20260602-${number}`,
        lookup: `ABCDEFG${number}`.replaceAll('0', 'Z').replaceAll('1', 'Y'),
        channel: 'counter',
        asker: { name: '韦大山', contact: '13800000000' },
        subject: '个体户执照怎么办',
        papers: ['身份证复印件'],
        receivedAt: TEST_START,
        pack: versionOf(DEFAULT_PACKS.current),
        firstResponder: { id: person, name, department: LEAD },
        phone: '0775-4567890',
        promisedOn: '2026-06-05',
      }),
      ...given,
    };
    const id = idFrom(campaign, 'test-inquiry', facts.code);
    await records.create({ kind: 'inquiry', id, facts, actor: theSystem });
    await records.relay.drain();
    return id;
  }

  /** Put an event to a task in somebody's name and wait until all that follows has happened. */
  async function put(login: string, id: string, event: { type: string } & Record<string, unknown>, kind = 'task') {
    const done = await records.perform({ kind, id, event, actor: actor(login) });
    await records.relay.drain();
    return done;
  }

  /** The revision of whatever record an address names: a page read just now would show it. */
  async function revOf(path: string): Promise<number | null> {
    const [asked = ''] = path.split('?');
    const shape = (route: string) => new RegExp(`^${route.replace(/:\w+/g, '[^/]+')}$`);
    const route = wiring.pages.find((one) => one.method === 'post' && shape(one.path).test(asked));
    if (route?.rev !== undefined) return null;
    for (const id of path.match(/[0-9a-f]{24}/g) ?? []) {
      for (const { store } of records.kinds()) {
        const record = await store.load(id);
        if (record) return record.rev;
      }
      const given = await wiring.ledgerImports.store.byId(id).catch(() => null);
      if (given) return given.rev ?? 1;
    }
    return null;
  }

  await prepare();
  if (usual) await keepPrepared(uri);
  // Listening before it is handed out: given one that is not, supertest would open and close it around each request.
  const server = httpServer(wiring.app()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  /** The web application, listening on a free port of loopback. */
  const app = (): Server => server;
  const agents = new Map<string, Promise<Browser>>();

  return {
    wiring,
    app,
    uri,
    campaign,
    /** Key of the small campaign's phase, and the id of its record. */
    phase,
    phaseId: idFrom(campaign, 'phase', phase),
    actor,
    newDraft,
    newNominatedSite,
    newTrackedIndicator,
    newRegisteredInquiry,
    put,
    /** A browser nobody has signed in with. */
    visitor: () => browser(app(), revOf),
    /** A signed-in browser of its own; the same one each time it is asked for. */
    agentFor(login: string): Promise<Browser> {
      const known = agents.get(login) ?? browser(app(), revOf).signIn(login);
      agents.set(login, known);
      return known;
    },
    /** A bearer token of a person. */
    async tokenFor(login: string): Promise<string> {
      return (await people.tokens.create(actor(login).id, 'test')).token;
    },
    /** Where the application listens. */
    baseUrl: () => `http://127.0.0.1:${(app().address() as AddressInfo).port}`,
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await wiring.close();
      if (usual) leavePrepared(uri);
    },
  };
}

export type TestApp = Awaited<ReturnType<typeof createTestApp>>;

/** A browser: keeps cookies, and sends the token of the page it read last. */
function browser(app: Server, revOf: (path: string) => Promise<number | null>) {
  const agent = request.agent(app);
  let token = '';
  let page = '';
  const remember = (html: string | undefined) => {
    token = /name="_csrf" value="([^"]+)"/.exec(html ?? '')?.[1] ?? token;
    page = html ?? '';
  };
  /** What the form of the page read last sends as its revision; without that page, that of the record as it stands. */
  async function revision(path: string): Promise<{ rev?: string }> {
    const forms = page.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&').split('<form');
    const own = forms.find((form) => form.includes(`action="${path}"`) || form.includes(`action="${path}?`));
    const shown = /name="rev" value="(\d+)"/.exec(own?.split('</form>')[0] ?? '')?.[1];
    const rev = shown ?? (await revOf(path));
    return rev === null ? {} : { rev: String(rev) };
  }
  const self = {
    agent,
    token: () => token,
    async get(path: string) {
      const page = await agent.get(path);
      remember(page.text);
      return page;
    },
    /** Post a form with its token and revision; an array is sent as a field of several values. */
    async post(path: string, fields: Record<string, unknown> = {}) {
      const page = await agent
        .post(path)
        .type('form')
        .send({ _csrf: token, ...(await revision(path)), ...fields });
      remember(page.text);
      return page;
    },
    /** Upload files with text fields; the token is in the address, as the pages do it. */
    async upload(path: string, files: Record<string, { name: string; content: Buffer | string }>, fields = {}) {
      const sending = agent.post(`${path}${path.includes('?') ? '&' : '?'}_csrf=${token}`);
      for (const [name, value] of Object.entries({ ...(await revision(path)), ...fields })) {
        sending.field(name, String(value));
      }
      for (const [field, { name, content }] of Object.entries(files)) {
        sending.attach(field, Buffer.from(content), name);
      }
      const page = await sending;
      remember(page.text);
      return page;
    },
    async signIn(login: string, password = PASSWORD) {
      await self.get('/sign-in');
      const answer = await self.post('/sign-in', { login, password });
      if (answer.status !== 303) throw new Error(`${login} could not sign in: ${answer.status}`);
      await self.get('/account');
      return self;
    },
  };
  return self;
}

export type Browser = ReturnType<typeof browser>;
