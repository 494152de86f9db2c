/** The entrance: web, worker or both, by ROLE. Everything it starts it also stops in order. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Config, readConfig } from './config.js';
import { DEMO_START } from './demo.js';
import { httpServer } from './http/server.js';
import type { JobRunner } from './platform/agenda.js';
import { closeServer } from './platform/close-server.js';
import { EXIT, StartError } from './platform/errors.js';
import { showMissingTexts } from './platform/i18n.js';
import { createLog } from './platform/log.js';
import { acknowledgedOf, connectMongo } from './platform/mongo.js';
import { serviceFault } from './platform/service-fault.js';
import { createWiring, type Wiring } from './wiring.js';

/** Requests in work and jobs under way may take so long to finish after SIGTERM; who started us waits longer. */
const FINISH_WITHIN_MS = 30_000;

function listen(server: Server, port: number, host: string) {
  return new Promise<Server>((resolve, reject) => {
    server.listen(port, host, () => resolve(server));
    server.on('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(
        taken
          ? new StartError(
              `端口 ${port} 已被占用，请换一个 PORT。 Port ${port} is taken: choose another PORT.`,
              EXIT.later,
            )
          : error,
      );
    });
  });
}

/** Said when everything runs: whoever waits for the address may rely on all of it. */
async function sayWhere(server: Server, { BASE_URL, HOST }: Config, { people }: Wiring): Promise<void> {
  const address = BASE_URL ?? `http://${HOST}:${(server.address() as AddressInfo).port}`;
  const setup = await people.ensureSetupLink();
  process.stdout.write(`三项 Sanxiang: ${address}\n`);
  if (!setup) return;
  process.stdout.write(
    `首次使用，请打开一次性设置链接（24 小时内有效）。 First use: open the one-time set-up link (24 h):\n  ${address}${setup}\n`,
  );
}

async function main(): Promise<void> {
  const config = readConfig();
  const log = createLog(config.LOG_LEVEL);
  showMissingTexts((text) => log.error({ text }, 'missing text'));
  const connection = await connectMongo(config.MONGODB_URI);
  log.info({ acknowledged: acknowledgedOf(connection) }, 'database connected; when a write counts as done');
  const wiring = await createWiring({ connection, config, log, demoStart: config.DEMO ? DEMO_START : null });
  wiring.clock.start();
  wiring.disk.watch();

  let server: Server | null = null;
  let agenda: JobRunner | null = null;
  // From the first request on: what is in work is finished, whenever it is asked to end.
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    const [, quiet] = await Promise.all([
      server && closeServer(server, FINISH_WITHIN_MS),
      agenda?.stop(FINISH_WITHIN_MS),
    ]);
    log.info({ jobsFinished: quiet ?? true }, 'stopped');
    // What cannot be kept because the database is away is found again by the sweep after the next start.
    await wiring.close().catch((error: unknown) => log.warn({ err: error }, 'not everything was closed in order'));
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);

  async function serve(): Promise<void> {
    if (config.ROLE !== 'worker') server = await listen(httpServer(wiring.app()), config.PORT, config.HOST);
    // To `npm start`: from now on a death is worth another start.
    process.send?.('up');
    agenda = config.ROLE === 'web' ? null : wiring.agenda();
    if (agenda) await wiring.jobs.start(agenda, config.SWEEP_EVERY);
    if (server) await sayWhere(server, config, wiring);
    log.info({ role: config.ROLE, port: config.PORT }, 'started');
  }
  // Asked to end before it has begun, it finds closed what it goes on with.
  await serve().catch((error: unknown) => {
    if (!stopping) throw error;
  });
}

/** An outage that stops a start, in a sentence: no disk that is full is found in a stack. */
function outage(error: unknown): unknown {
  const fault = serviceFault(error);
  if (fault === null) return error;
  const words =
    fault === 'full'
      ? '数据库所在磁盘空间不足，请清理；数据库建索引需空余 500 MiB 以上。 The disk of the database is full: make room. To build an index the database wants 500 MiB free.'
      : '启动途中数据库断开，请稍候重新启动。 The database went away during the start: start again in a moment.';
  return new StartError(words, EXIT.later);
}

main().catch((thrown: unknown) => {
  const error = outage(thrown);
  // A fault of the set-up is one sentence; anything else is a bug and shows where.
  process.stderr.write(error instanceof StartError ? `${error.message}\n` : `${(error as Error)?.stack ?? error}\n`);
  process.exit(error instanceof StartError ? error.exitCode : 1);
});
