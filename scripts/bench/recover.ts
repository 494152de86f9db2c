/** A database killed under `npm start`: how long until the first page is answered again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ask, type Row, row } from './measure.js';
import { partsOf } from './parts.js';

const MOST_SECONDS = 10;
const GIVE_UP_MS = 120_000;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Ask until a page comes. It needs the database, since its form needs a session. */
async function firstPage(port: number): Promise<void> {
  const agent = new http.Agent();
  const end = performance.now() + GIVE_UP_MS;
  while (performance.now() < end) {
    const status = await ask(agent, port, { path: '/sign-in' }).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return;
    await pause(20);
  }
  throw new Error('No page was answered.');
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  await new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGTERM');
  });
}

export async function recover(): Promise<Row[]> {
  const [port, dataDir] = await Promise.all([freePort(), mkdtemp(join(tmpdir(), 'sanxiang-bench-'))]);
  const { MONGODB_URI: _given, NODE_OPTIONS: _options, ...surroundings } = process.env;
  const env = { ...surroundings, PORT: String(port), DATA_DIR: dataDir, DEMO: '0', LOG_LEVEL: 'silent' };
  const started = spawn(process.execPath, ['scripts/start.mjs'], { env, stdio: 'ignore' });
  try {
    await firstPage(port);
    const killed = performance.now();
    process.kill(partsOf(started.pid ?? 0).database, 'SIGKILL');
    // Until the death is noticed a page could still come from before.
    await pause(50);
    await firstPage(port);
    const ours = (performance.now() - killed) / 1000;
    const about = {
      unit: 's',
      target: `≤ ${MOST_SECONDS} s`,
      met: ours <= MOST_SECONDS,
      note: 'from the kill -9 of the database under npm start to the first page; baseline: the target',
    };
    return [row('recover', { ours, baseline: MOST_SECONDS, ratio: ours / MOST_SECONDS }, about)];
  } finally {
    await ended(started);
    await rm(dataDir, { recursive: true, force: true });
  }
}
