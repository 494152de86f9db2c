/**
 * The benchmark (`npm run bench -- [--quick] [--json] [--tasks N] [--only NAME]`): each figure beside a baseline measured in
 * turn with it, so that ratios hold where the machine's speed does not.
 */
import { parseArgs } from 'node:util';
import express from 'express';
import { transition } from 'xstate';
import { departmentPage } from '../src/dashboard/department.page.js';
import { languageAndDay } from '../src/http/locals.js';
import { installViews } from '../src/http/view-engine.js';
import { allowedOn } from '../src/tasks/allowed.js';
import { civilDateOf } from '../workflows/dates.js';
import { step } from '../workflows/step.js';
import { taskMachine, taskWorkflow } from '../workflows/tasks/task.machine.js';
import { halfTime, inPairs, median, type Row, serve, throughput } from './bench/measure.js';
import { addTasks, CAMPAIGN, openStage, PHASE, type Stage, signIn, taskId } from './bench/stage.js';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    tasks: { type: 'string' },
    only: { type: 'string' },
  },
});
const quick = values.quick;
const SMALL = quick ? 200 : 5_000;
const LARGE = Number(values.tasks ?? (quick ? 1_000 : 500_000));
const ROUNDS = quick ? 2 : 7;
const REQUESTS = quick ? 24 : 240;
const CONNECTIONS = 8;
const DEPARTMENT = 'service-centre';

const rows: Row[] = [];
function add(
  name: string,
  measured: { ours: number; baseline: number; ratio: number },
  unit: string,
  target: string,
  met: boolean,
  note = '',
) {
  rows.push({ name, ...measured, unit, target, met, note });
}

const say = (text: string) => process.stderr.write(`${text}\n`);

/** Steps and buttons: no database, one thread. */
async function rules(stage: Stage): Promise<void> {
  const { wiring } = stage;
  const task = (await wiring.tasks.byIds([taskId(1)]))[0];
  if (!task) throw new Error('The benchmark has no task.');
  const office = (await wiring.people.accounts.people([{ posts: ['campaign_office'] }]))[0]?.[0];
  const actor = {
    kind: 'person' as const,
    id: office?.id ?? '',
    name: '',
    department: DEPARTMENT,
    posts: ['department_liaison' as const],
  };
  const lead = { ...actor, department: task.facts.leadDepartment ?? '' };
  const moment = await wiring.records.momentFor(CAMPAIGN, lead);
  const event = {
    type: 'REPORT' as const,
    text: '办成三项',
    percent: 95,
    reason: '',
    problem: '',
    nextStep: '',
    done: false,
  };
  const times = quick ? 300 : 8_000;
  const perSecond = (work: () => void) => {
    const started = performance.now();
    for (let i = 0; i < times; i += 1) work();
    return (times * 1000) / (performance.now() - started);
  };
  const measured = await inPairs(
    ROUNDS,
    () => perSecond(() => step(taskWorkflow, task, event, moment)),
    () =>
      perSecond(() => {
        const snapshot = taskMachine.resolveState({ value: task.state as never, context: task.facts });
        transition(taskMachine, snapshot, { ...event, moment, record: task.id, from: task.state });
      }),
  );
  add(
    'step',
    measured,
    'steps/s',
    '≥ 0.80',
    measured.ratio >= 0.8,
    'baseline: bare XState transition from a stored state',
  );
  const buttons = await inPairs(
    ROUNDS,
    () => perSecond(() => allowedOn(task, lead, moment)),
    () => {
      const snapshot = taskMachine.resolveState({ value: task.state as never, context: task.facts });
      return perSecond(() => {
        for (const type of [
          'REPORT',
          'SUBMIT',
          'PASS_CHECKPOINT',
          'REQUEST_EXTENSION',
          'ASK_FOR_COORDINATION',
        ] as const) {
          snapshot.can({ type, moment, record: task.id, from: task.state } as never);
        }
      });
    },
  );
  const note = "baseline: XState's own can() for five events of the row";
  add('buttons-per-row', buttons, 'rows/s', '≥ 50,000 rows/s', buttons.ours >= 50_000, note);
}

/** One event through the whole HTTP path, lists and pages, each beside a bare route. */
async function web(stage: Stage): Promise<void> {
  const { wiring } = stage;
  const { port, close } = await serve(wiring.app());
  const bare = express();
  installViews(bare);
  bare.use(languageAndDay(wiring.clock));
  const tasks = wiring.connection.collection('tasks');
  let turn = 0;
  bare.post('/event', async (_req, res) => {
    turn += 1;
    await tasks.findOneAndUpdate({ _id: taskId(turn % SMALL) as never }, { $inc: { bench: 1 } });
    res.redirect(303, '/');
  });
  const filter = { campaign: CAMPAIGN, department: DEPARTMENT, visible: { all: true as const } };
  bare.get('/list', async (_req, res) => {
    const page = await wiring.tasks.page(filter);
    res.json(page.items.map(({ id, facts }) => ({ id, title: facts.title })));
  });
  bare.get('/task', async (_req, res) => {
    res.json(await wiring.records.load('task', taskId(1)));
  });
  bare.get('/department', async (_req, res) => {
    const campaign = await wiring.campaigns.byId(CAMPAIGN);
    const [counters, names, list] = await Promise.all([
      wiring.records.counters.rows({ campaign: CAMPAIGN, department: DEPARTMENT }),
      wiring.people.departments.names('zh-CN'),
      wiring.people.departments.list(),
    ]);
    const about = list.find(({ id }) => id === DEPARTMENT);
    if (!about) throw new Error('no department');
    const moment = await wiring.records.momentFor(CAMPAIGN, {
      kind: 'system',
      id: '',
      name: '',
      department: '',
      posts: [],
    });
    const shown = {
      campaign,
      department: DEPARTMENT,
      rows: counters,
      yesterday: null,
      due: [],
      sites: [],
      points: null,
      moment,
    };
    res.render('dashboard/department', {
      layout: false,
      ...departmentPage({ ...shown, about, names }, res.locals as never),
    });
  });
  const other = await serve(bare);
  const { cookie, csrf } = await signIn(port);
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  const body = new URLSearchParams({ _csrf: csrf, text: '请报进展' }).toString();
  let n = 0;
  const event = () => {
    n += 1;
    return { method: 'POST' as const, path: `/tasks/${taskId(n % SMALL)}/events/CHASE`, headers, body };
  };
  const measured = await inPairs(
    ROUNDS,
    () => throughput(port, CONNECTIONS, REQUESTS, event, 303),
    () => throughput(other.port, CONNECTIONS, REQUESTS, () => ({ method: 'POST', path: '/event' }), 303),
  );
  await wiring.records.relay.drain();
  add(
    'task-event',
    measured,
    'requests/s',
    '≥ 0.45',
    measured.ratio >= 0.45,
    'session, account, record, guarded save and relay (log, counts, messages) against one findOneAndUpdate',
  );
  const pair = async (name: string, path: string, bareName: string, least: number, note: string) => {
    const found = await inPairs(
      ROUNDS,
      () => throughput(port, CONNECTIONS, Math.ceil(REQUESTS / 2), () => ({ path, headers: { cookie } }), 200),
      () => throughput(other.port, CONNECTIONS, Math.ceil(REQUESTS / 2), () => ({ path: bareName }), 200),
    );
    add(name, found, 'requests/s', `≥ ${least.toFixed(2)}`, found.ratio >= least, note);
  };
  const list = `/tasks?campaign=${CAMPAIGN}&department=${DEPARTMENT}`;
  await pair('task-list', list, '/list', 0.5, 'baseline: the same query as bare JSON, without session or template');
  await pair(
    'task-page',
    `/tasks/${taskId(1)}`,
    '/task',
    0.5,
    'baseline: the record as bare JSON, without log, session or template',
  );
  await pair(
    'department-dashboard',
    `/departments/${DEPARTMENT}?campaign=${CAMPAIGN}`,
    '/department',
    0.6,
    'baseline: the counter rows through the same template',
  );
  await other.close();
  await close();
}

/** The pages that must not grow with the number of tasks. */
async function pageTimes(stage: Stage): Promise<{ overview: number; department: number }> {
  const { port, close } = await serve(stage.wiring.app());
  const { cookie } = await signIn(port);
  const times = async (path: string) => {
    const rounds: number[] = [];
    await halfTime(port, 5, { path, headers: { cookie } });
    for (let i = 0; i < ROUNDS; i += 1)
      rounds.push(await halfTime(port, quick ? 5 : 25, { path, headers: { cookie } }));
    return median(rounds);
  };
  const found = {
    overview: await times(`/?campaign=${CAMPAIGN}&phase=${PHASE}`),
    department: await times(`/departments/${DEPARTMENT}?campaign=${CAMPAIGN}`),
  };
  await close();
  return found;
}

async function sweep(stage: Stage): Promise<void> {
  const { wiring } = stage;
  const due = quick ? 300 : 10_000;
  const tasks = wiring.connection.collection('tasks');
  // As if the due dates had passed overnight: each of these turns red.
  const passed = '2026-06-01';
  const ids = Array.from({ length: due }, (_, i) => taskId(i % LARGE) as never);
  await tasks.updateMany(
    { _id: { $in: ids } },
    {
      $set: { 'due.to': passed, 'due.from': passed, clockAt: '2026-06-01T16:00:00.000Z' },
    },
  );
  const before = process.memoryUsage().heapUsed;
  const started = performance.now();
  const { changed } = await wiring.records.sweepClock();
  const seconds = (performance.now() - started) / 1000;
  const grown = Math.round((process.memoryUsage().heapUsed - before) / 1_048_576);
  const ours = changed / seconds;
  add(
    'clock-sweep',
    { ours, baseline: 800, ratio: ours / 800 },
    'events/s',
    '≥ 800 events/s',
    ours >= 800,
    `${changed} events in one run, heap ${grown >= 0 ? '+' : ''}${grown} MiB; baseline: the target`,
  );
}

async function main(): Promise<void> {
  const wanted = (name: string) => values.only === undefined || values.only === name;
  const stage = await openStage();
  try {
    say(`${SMALL} tasks …`);
    await addTasks(stage, 0, SMALL);
    if (wanted('rules')) await rules(stage);
    if (wanted('web')) await web(stage);
    const grow = wanted('growth');
    const small = grow ? await pageTimes(stage) : null;
    if (grow) {
      say(`${LARGE} tasks …`);
      await addTasks(stage, SMALL, LARGE);
    }
    if (small) {
      const large = await pageTimes(stage);
      for (const [name, a, b] of [
        ['overview-growth', large.overview, small.overview],
        ['department-growth', large.department, small.department],
      ] as const) {
        const measured = { ours: a, baseline: b, ratio: a / b };
        add(name, measured, 'ms p50', '< 1.2', a / b < 1.2, `from ${SMALL} to ${LARGE} tasks`);
      }
    }
    if (wanted('sweep')) await sweep(stage);
  } finally {
    await stage.drop();
  }
  const shown = (n: number) => (n >= 100 ? Math.round(n).toLocaleString('en') : n.toFixed(2));
  if (values.json) {
    process.stdout.write(
      `${JSON.stringify(rows.map(({ name, ours, baseline, ratio, unit }) => ({ name, ours, baseline, ratio, unit })))}\n`,
    );
    return;
  }
  const day = civilDateOf(new Date(performance.timeOrigin).toISOString());
  const lines = rows.map(
    (r) =>
      `| ${r.name} | ${shown(r.ours)} | ${shown(r.baseline)} | ${r.ratio.toFixed(2)} | ${r.unit} | ${r.target} | ${r.met ? 'yes' : 'no'} | ${r.note} |`,
  );
  process.stdout.write(
    [
      `${day}, Node ${process.versions.node}`,
      '',
      '| figure | ours | baseline | ratio | unit | target | met | |',
      '|---|---|---|---|---|---|---|---|',
      ...lines,
      '',
    ].join('\n'),
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${(error as Error)?.stack ?? error}\n`);
  process.exitCode = 1;
});
