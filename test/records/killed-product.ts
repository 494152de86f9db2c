/** The product as it is run, each part a process of its own that is killed and started again: database, web, worker. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
// @ts-expect-error: the scripts that start the product are plain JavaScript.
import { loaderLines } from '../../scripts/lib/glibc.mjs';
// @ts-expect-error: the scripts that start the product are plain JavaScript.
import { steadyPort } from '../../scripts/lib/steady-port.mjs';
import { projectRoot } from '../../src/platform/paths-root.js';
import { TEST_START } from '../support/app.js';

export const PARTS = ['database', 'web', 'worker'] as const;
export type Part = (typeof PARTS)[number];

/** What stands in for `mongod` here. */
export const MONGOD = join(projectRoot, 'scripts/mongod');
const SAID_MOST = 20_000;
const AGAIN_MS = 100;

/** Start a part, and again whenever it ends, until told to stop; while it is `down` it waits for `comeBack`. */
function kept(command: string, args: string[], env: Record<string, string>, ready: RegExp) {
  const { NODE_OPTIONS: _options, MONGODB_URI: _uri, ...surroundings } = process.env;
  let child: ChildProcess;
  let said = '';
  let stopped = false;
  let down = false;
  let deaths = 0;
  let up: Promise<void>;

  function start(): void {
    const own = spawn(command, args, {
      cwd: projectRoot,
      env: { ...surroundings, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = own;
    up = new Promise((resolve) => {
      let text = '';
      for (const stream of [own.stdout, own.stderr]) {
        stream.setEncoding('utf8').on('data', (chunk: string) => {
          said = (said + chunk).slice(-SAID_MOST);
          text = (text + chunk).slice(-SAID_MOST);
          if (ready.test(text)) resolve();
        });
      }
    });
    own.once('exit', () => {
      deaths += 1;
      again();
    });
  }
  // One that starts while its database is away ends by itself.
  const again = () => setTimeout(() => !stopped && !down && start(), AGAIN_MS);
  start();
  return {
    said: () => said,
    /** Resolves when the part that runs now is ready. */
    async ready(): Promise<void> {
      for (;;) {
        const now = up;
        await Promise.race([now, once(child, 'exit')]);
        if (now === up && child.exitCode === null && child.signalCode === null) return;
        await wait(120);
      }
    },
    pid: () => child.pid as number,
    deaths: () => deaths,
    kill: () => child.kill('SIGKILL'),
    keepDown(): void {
      down = true;
      child.kill('SIGKILL');
    },
    comeBack(): void {
      down = false;
      start();
    },
    signal: (name: NodeJS.Signals) => child.kill(name),
    async stop(): Promise<void> {
      stopped = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

export interface KilledOptions {
  /** Where the engine keeps its data; a directory of its own otherwise. */
  directory?: string;
  /** The program of the engine with what comes before its own arguments. */
  engine?: readonly [string, ...string[]];
  /** More of the program's environment. */
  env?: Record<string, string>;
}

/** A database of its own on a data directory; `run` starts the program on it, web and worker apart. */
export async function startKilledProduct({ directory: given, engine, env: more }: KilledOptions = {}) {
  const directory = given ?? (await mkdtemp(join(tmpdir(), 'sanxiang-kills-')));
  const [port, webPort] = [await steadyPort(), await steadyPort()];
  const uri = `mongodb://127.0.0.1:${port}/sanxiang`;
  const [program, ...before] = engine ?? [MONGOD];
  const args = [...before, '--port', String(port), '--dbpath', directory, '--bind_ip', '127.0.0.1'];
  const parts = new Map<Part, ReturnType<typeof kept>>();
  const loader = { ENGINE_LOADER: await loaderLines() };
  parts.set('database', kept(program, args, loader, /Waiting for connections/));
  const part = (name: Part) => parts.get(name) as ReturnType<typeof kept>;
  await part('database').ready();

  return {
    uri,
    baseUrl: `http://127.0.0.1:${webPort}`,
    async run(): Promise<void> {
      const env = {
        NODE_ENV: 'test',
        MONGODB_URI: uri,
        DATA_DIR: directory,
        SESSION_SECRET: 'a secret that only tests know, long enough',
        CLOCK_START: TEST_START,
        CLOCK_RATE: '0',
        LOG_LEVEL: 'info',
        PORT: String(webPort),
        SWEEP_EVERY: '2',
        DEMO: '0',
        ...more,
      };
      for (const role of ['web', 'worker'] as const) {
        const main = ['--enable-source-maps', join(projectRoot, 'dist/src/main.js')];
        parts.set(role, kept(process.execPath, main, { ...env, ROLE: role }, /"msg":"started"/));
      }
      await Promise.all([part('web').ready(), part('worker').ready()]);
    },
    part,
    kill: (name: Part) => part(name).kill(),
    /** The last that each part has said. */
    said: () => [...parts].map(([name, one]) => `--- ${name}\n${one.said().slice(-3_000)}`).join('\n'),
    /** End the program; the database goes on until `close`. */
    async stopProgram(): Promise<void> {
      await Promise.all([part('web').stop(), part('worker').stop()]);
    },
    async close(): Promise<void> {
      await Promise.all([...parts.values()].map((one) => one.stop()));
      await rm(directory, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

export type KilledProduct = Awaited<ReturnType<typeof startKilledProduct>>;
