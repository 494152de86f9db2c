/** What a person waits for: one event through the whole path, lists and pages, each beside a bare route. */
import { bareApp } from './bare.js';
import { halfTime, inPairs, type Row, row, type Size, serve, throughput } from './measure.js';
import { addTasks, CAMPAIGN, openStage, PHASE, type Stage, signIn, taskId } from './stage.js';

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

type Board = 'overview' | 'department';
const BOARDS: Record<Board, string> = { overview: OVERVIEW, department: DASHBOARD };

/** A stage's application and how long a dashboard of it takes; `close` lets go of the port. */
async function boards({ wiring }: Stage, requests: number) {
  const { port, close } = await serve(wiring.app());
  const { cookie } = await signIn(port);
  // What is kept for the next second would hide what reading costs.
  const forget = () => {
    wiring.overview.forget();
    wiring.department.forget();
  };
  return {
    /** Half of the requests take at most this long, in ms. */
    time: (board: Board) =>
      halfTime(port, Math.ceil(requests / 10), { path: BOARDS[board], headers: { cookie } }, forget),
    close,
  };
}

/** The dashboards of a large campaign beside those of a small one, in turn. */
export async function growth(server: string, size: Size, say: (text: string) => void): Promise<Row[]> {
  const { small, large, rounds, requests } = size;
  const stages = { small: await openStage(server, 'small'), large: await openStage(server, 'large') };
  try {
    await addTasks(stages.small, 0, small);
    say(`${large} tasks …`);
    await addTasks(stages.large, 0, large);
    // The rest of the writing would be measured with the first pages.
    await stages.large.wiring.connection.db?.admin().command({ fsync: 1 });
    const [few, many] = [await boards(stages.small, requests), await boards(stages.large, requests)];
    const rows: Row[] = [];
    for (const board of Object.keys(BOARDS) as Board[]) {
      const found = await inPairs(
        rounds,
        () => many.time(board),
        () => few.time(board),
      );
      const note = `${large} tasks; baseline: ${small} tasks`;
      rows.push(row(`${board}-growth`, found, { unit: 'ms p50', target: '< 1.2', met: found.ratio < 1.2, note }));
    }
    await few.close();
    await many.close();
    return rows;
  } finally {
    await stages.large.drop();
    await stages.small.drop();
  }
}
