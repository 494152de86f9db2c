/** `mongo.uri` in the data directory says where a running `npm start` has its engine, for commands that join it. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

const note = (dataDir) => join(dataDir, 'mongo.uri');

/** Say that this process serves the data directory at `uri`. */
export function announce(dataDir, uri) {
  writeFileSync(note(dataDir), JSON.stringify({ uri, pid: process.pid }), { mode: 0o600 });
}

/** Take the announcement back, unless another process has made its own since. */
export function withdraw(dataDir) {
  if (read(dataDir)?.pid === process.pid) rmSync(note(dataDir), { force: true });
}

/** The address of the running engine; undefined when none runs, also when one was killed and left its note. */
export async function runningUri(dataDir) {
  const found = read(dataDir);
  return found && isAlive(found.pid) && (await answers(found.uri)) ? found.uri : undefined;
}

function read(dataDir) {
  try {
    return JSON.parse(readFileSync(note(dataDir), 'utf8'));
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function answers(uri) {
  const { hostname, port } = new URL(uri);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port), timeout: 1_000 });
    socket.on('connect', () => resolve(true));
    for (const event of ['error', 'timeout']) socket.on(event, () => resolve(false));
    socket.on('close', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
