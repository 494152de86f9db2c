/** What a person waits for: one event through the whole path, lists and pages, each beside a bare route. */
import { bareApp } from './bare.js';
import { halfTime, inPairs, median, type Row, row, type Size, serve, throughput } from './measure.js';
import { addTasks, CAMPAIGN, PHASE, type Stage, signIn, taskId } from './stage.js';

const CONNECTIONS = 8;
const DEPARTMENT = 'service-centre';
const FORM = 'application/x-www-form-urlencoded';

const OVERVIEW = `/?campaign=${CAMPAIGN}&phase=${PHASE}`;
const DASHBOARD = `/departments/${DEPARTMENT}?campaign=${CAMPAIGN}`;

/** Page, bare route, the least ratio. */
const PAGES = [
  ['task-list', `/tasks?campaign=${CAMPAIGN}&department=${DEPARTMENT}`, '/list', 0.5],
  ['task-page', `/tasks/${taskId(1)}`, '/task', 0.5],
  ['department-dashboard', DASHBOARD, '/department', 0.6],
  ['overview', OVERVIEW, '/overview', 0.6],
] as const;

export async function web(stage: Stage, { small, rounds, requests }: Size): Promise<Row[]> {
  const ours = await serve(stage.wiring.app());
  const bare = await serve(await bareApp(stage, DEPARTMENT, small));
  const { cookie, csrf } = await signIn(ours.port);
  const rows: Row[] = [];

  // As the page sends it: with the revision it was read at and a key against pressing twice.
  const revs = new Map<string, number>();
  let pressed = 0;
  const event = () => {
    pressed += 1;
    const id = taskId(pressed % small);
    const rev = (revs.get(id) ?? 0) + 1;
    revs.set(id, rev);
    const key = pressed.toString(16).padStart(24, '0');
    const body = new URLSearchParams({ _csrf: csrf, rev: String(rev), key, text: '请报进展' }).toString();
    const headers = { cookie, 'content-type': FORM };
    return { method: 'POST' as const, path: `/tasks/${id}/events/CHASE`, headers, body };
  };
  const events = await inPairs(
    rounds,
    () => throughput(ours.port, CONNECTIONS, requests, event, 303),
    () => throughput(bare.port, CONNECTIONS, requests, () => ({ method: 'POST', path: '/event' }), 303),
  );
  await stage.wiring.records.relay.drain();
  const note =
    'session, CSRF, account, record, key, machine, guarded save, redirect, relay; baseline: one findOneAndUpdate';
  rows.push(row('task-event', events, { unit: 'requests/s', target: '≥ 0.45', met: events.ratio >= 0.45, note }));

  const half = Math.ceil(requests / 2);
  for (const [name, path, bareRoute, least] of PAGES) {
    const found = await inPairs(
      rounds,
      () => throughput(ours.port, CONNECTIONS, half, () => ({ path, headers: { cookie } }), 200),
      () => throughput(bare.port, CONNECTIONS, half, () => ({ path: bareRoute }), 200),
    );
    rows.push(
      row(name, found, {
        unit: 'requests/s',
        target: `≥ ${least.toFixed(2)}`,
        met: found.ratio >= least,
        note: 'baseline: its main query and the same template, bare',
      }),
    );
  }
  await bare.close();
  await ours.close();
  return rows;
}

/** Half of the requests for each dashboard take at most this long, in ms. */
async function pageTimes(stage: Stage, { rounds, requests }: Size): Promise<[number, number]> {
  const { port, close } = await serve(stage.wiring.app());
  const { cookie } = await signIn(port);
  // What is kept for the next second would hide what reading costs.
  const forget = () => {
    stage.wiring.overview.forget();
    stage.wiring.department.forget();
  };
  const times = async (path: string) => {
    const found: number[] = [];
    for (let i = 0; i < rounds + 1; i += 1) {
      found.push(await halfTime(port, Math.ceil(requests / 10), { path, headers: { cookie } }, forget));
    }
    // The first round warms up.
    return median(found.slice(1));
  };
  const found: [number, number] = [await times(OVERVIEW), await times(DASHBOARD)];
  await close();
  return found;
}

/** The dashboards before and after the campaign has grown; leaves the large campaign behind. */
export async function growth(stage: Stage, size: Size, say: (text: string) => void): Promise<Row[]> {
  const { small, large } = size;
  const before = await pageTimes(stage, size);
  say(`${large} tasks …`);
  await addTasks(stage, small, large);
  const after = await pageTimes(stage, size);
  return (['overview-growth', 'department-growth'] as const).map((name, i) => {
    const [ours, baseline] = [after[i] ?? 0, before[i] ?? 1];
    const ratio = ours / baseline;
    const about = { unit: 'ms p50', target: '< 1.2', met: ratio < 1.2, note: `from ${small} to ${large} tasks` };
    return row(name, { ours, baseline, ratio }, about);
  });
}
