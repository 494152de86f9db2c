/**
 * A process for crash.test.ts, from the compiled program: told a stream of commands, it puts them one after the other,
 * says on standard output which it has answered, and ends itself with SIGKILL at the step of the relay it was told.
 */
import { writeSync } from 'node:fs';
import { readConfig } from '../../dist/src/config.js';
import { createLog } from '../../dist/src/platform/log.js';
import { connectMongo } from '../../dist/src/platform/mongo.js';
import { createWiring } from '../../dist/src/wiring.js';

const [, , uri, dataDir] = process.argv;
const config = readConfig({
  NODE_ENV: 'test',
  MONGODB_URI: uri,
  DATA_DIR: dataDir,
  SESSION_SECRET: 'a secret that only tests know, long enough',
  CLOCK_START: '2026-06-02T00:00:00.000Z',
  CLOCK_RATE: '0',
  LOG_LEVEL: 'silent',
});

let kill = null;
const wiring = await createWiring({
  connection: await connectMongo(uri),
  config,
  log: createLog('silent'),
  onStep(step) {
    if (!kill || step !== kill.step) return;
    kill.times -= 1;
    if (kill.times === 0) process.kill(process.pid, 'SIGKILL');
  },
});
const { records } = wiring;

process.on('message', async (told) => {
  kill = told.kill;
  for (const [i, { create, ...command }] of told.commands.entries()) {
    const seq = create ? (await records.create(command)).record.rev : (await records.perform(command)).entry.seq;
    // Written at once: what stands here has been answered, whatever happens next.
    writeSync(1, `${JSON.stringify({ i, id: command.id, seq })}\n`);
    await records.relay.drain();
  }
  writeSync(1, 'done\n');
  await wiring.close();
  process.exit(0);
});
process.send('ready');
