/** What the benchmark runs on: a database of its own with people, a campaign and as many tasks as asked. */
import http from 'node:http';
import { createConnection } from 'mongoose';
import { readConfig } from '../../src/config.js';
import { BY_SYSTEM } from '../../src/people/admin-log.js';
import { idFrom } from '../../src/platform/ids.js';
import { createLog } from '../../src/platform/log.js';
import { connectMongo } from '../../src/platform/mongo.js';
import { counterId } from '../../src/records/counters.js';
import { taskContributions, taskKind } from '../../src/tasks/task.kind.js';
import { createWiring, type Wiring } from '../../src/wiring.js';
import { addDays } from '../../workflows/dates.js';
import { DEFAULT_SETTINGS, type Moment } from '../../workflows/moment.js';
import { DEFAULT_CHECKLIST } from '../../workflows/readiness/checklist.js';
import { taskClockAt, taskLight } from '../../workflows/tasks/light.js';
import { newTask, type TaskFacts } from '../../workflows/tasks/task.js';
import { DEPARTMENTS } from '../../workflows/templates/third-phase-rectification/departments.js';
import { ask } from './measure.js';

const TODAY = '2026-06-02';
const START = '2026-06-02T00:00:00.000Z';
const PASSWORD = 'Guanlan-7';
export const CAMPAIGN = idFrom('bench', 'campaign');
export const PHASE = 'rectification';
const SYSTEM = { kind: 'system' as const, id: 'system', name: 'system', department: '', posts: [] };

export interface Stage {
  wiring: Wiring;
  drop(): Promise<void>;
}

/** A fresh database of the given name on the server of an address. */
export async function openStage(server: string, name: string): Promise<Stage> {
  const uri = server.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?/, `$1/bench_${process.pid}_${name}`);
  const config = readConfig({
    ...process.env,
    MONGODB_URI: uri,
    CLOCK_START: START,
    CLOCK_RATE: '0',
    LOG_LEVEL: 'error',
  });
  const connection = await connectMongo(uri);
  const wiring = await createWiring({
    connection,
    config,
    log: createLog('error'),
    people: { cost: { N: 1024, r: 8, p: 1 } },
  });
  for (const { key, english, ...department } of DEPARTMENTS) {
    await wiring.people.departments.add({ id: key, nameEn: english, ...department }, BY_SYSTEM);
  }
  const account = { department: 'efficiency-office', posts: ['campaign_office' as const], password: PASSWORD };
  await wiring.people.accounts.add({ login: 'office', name: '办公室', ...account }, BY_SYSTEM);
  await wiring.records.create({
    kind: 'campaign',
    id: CAMPAIGN,
    actor: SYSTEM,
    facts: {
      title: '基准',
      year: 2026,
      region: '',
      upperLevel: '',
      startOn: '2026-04-01',
      inspection: { date: '2026-06-26', by: '自治区' },
      settings: DEFAULT_SETTINGS,
      checklist: DEFAULT_CHECKLIST,
      template: '',
    },
  });
  await wiring.records.create({
    kind: 'phase',
    id: idFrom('bench', 'phase'),
    actor: SYSTEM,
    facts: {
      campaign: CAMPAIGN,
      key: PHASE,
      order: 1,
      title: '集中整改',
      goal: '',
      opensOn: '2026-04-01',
      closesOn: '2026-06-30',
      hardDate: null,
      autoOpen: true,
      waivers: [],
      openedOn: '2026-04-01',
      closedOn: null,
    },
  });
  await wiring.records.relay.drain();
  return {
    wiring,
    async drop() {
      // What is still being written would bring the database back.
      await wiring.close();
      const gone = await createConnection(uri).asPromise();
      await gone.dropDatabase();
      await gone.close();
    },
  };
}

export const taskId = (n: number) => idFrom('bench', 'task', n);

/** A task at work: every fifth due soon, the rest spread over the weeks. */
function factsOf(n: number): TaskFacts {
  const lead = DEPARTMENTS[n % DEPARTMENTS.length]?.key ?? '';
  const due = addDays(TODAY, 3 + (n % 40));
  return {
    ...newTask({
      campaign: CAMPAIGN,
      phase: PHASE,
      code: `BM-${String(n).padStart(6, '0')}`,
      title: `基准任务第 ${n} 项：完善首问负责和限时办结`,
      requirement: '按要求办理。',
      outcomes: ['办成'],
      leadDepartment: lead,
      due: { from: due, to: due, text: '' },
    }),
    assignedOn: '2026-05-25',
    acknowledgedOn: '2026-05-26',
    acknowledgeBy: '2026-05-27',
    percent: n % 90,
    reportFrom: '2026-06-01',
    plannedFrom: '2026-05-25',
  };
}

/** Put tasks `from` up to `to` straight into the collection, and what they count into the counters. */
export async function addTasks({ wiring }: Stage, from: number, to: number, clockAt?: string): Promise<void> {
  const moment: Moment = await wiring.records.momentFor(CAMPAIGN, SYSTEM);
  const tasks = wiring.connection.collection('tasks');
  const rows = new Map<string, { campaign: string; phase: string; department: string; n: Record<string, number> }>();
  // Test data need not survive a crash: the journal would only make the preparation long.
  const quick = { ordered: false, writeConcern: { w: 1 as const, journal: false } };
  for (let n = from; n < to; n += 5_000) {
    const batch = Array.from({ length: Math.min(5_000, to - n) }, (_, i) => {
      const facts = factsOf(n + i);
      const light = taskLight('active', facts, moment);
      for (const { inc, ...row } of taskContributions({ state: 'active', facts, light })) {
        const id = counterId(row);
        const known = rows.get(id) ?? { ...row, n: {} };
        for (const [name, by] of Object.entries(inc)) known.n[name] = (known.n[name] ?? 0) + by;
        rows.set(id, known);
      }
      return {
        _id: taskId(n + i) as never,
        workflow: { machine: 'task', version: '1', state: 'active' },
        light,
        clockAt: clockAt ?? taskClockAt('active', facts, moment),
        rev: 1,
        hash: '0'.repeat(64),
        outbox: [],
        derived: taskKind.derived({ state: 'active', facts: facts as never }),
        createdAt: START,
        updatedAt: START,
        ...facts,
      };
    });
    await tasks.insertMany(batch, quick);
  }
  const counters = wiring.connection.collection('counters');
  for (const [_id, { n, ...row }] of rows) {
    const inc = Object.fromEntries(Object.entries(n).map(([name, by]) => [`n.${name}`, by]));
    await counters.updateOne(
      { _id: _id as never },
      { $inc: inc, $setOnInsert: { ...row, applied: [] } },
      { upsert: true },
    );
  }
}

/** Sign in once; the session is used for every request. */
export async function signIn(
  port: number,
  login = 'office',
  password = PASSWORD,
): Promise<{ cookie: string; csrf: string }> {
  const agent = new http.Agent({ keepAlive: true });
  const jar = (headers: http.IncomingHttpHeaders) =>
    (headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; ');
  const token = (text: string) => /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  const form = await ask(agent, port, { path: '/sign-in' });
  const body = new URLSearchParams({
    login,
    password,
    _csrf: token(form.text),
    next: '',
  }).toString();
  const headers = { cookie: jar(form.headers), 'content-type': 'application/x-www-form-urlencoded' };
  const signedIn = await ask(agent, port, { method: 'POST', path: '/sign-in', headers, body });
  if (signedIn.status !== 303) throw new Error(`The benchmark could not sign in: ${signedIn.status}.`);
  const cookie = jar(signedIn.headers);
  const home = await ask(agent, port, { path: '/account', headers: { cookie } });
  agent.destroy();
  return { cookie, csrf: token(home.text) };
}
