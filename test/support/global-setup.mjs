import { randomBytes } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import mongoose from 'mongoose';
import { openDatabase } from '../../scripts/lib/database.mjs';

/** A file system in memory: what the tests write is thrown away, and waiting for a disk proves nothing that they ask. */
const MEMORY = '/dev/shm';
/** What a whole run may need of it, in bytes. */
const NEEDED = 6 * 1024 ** 3;
/** Each test file leaves some two hundred files behind; were they all kept open, the server would die of them near the end. */
const LET_GO = 'file_manager=(close_idle_time=30,close_scan_interval=10,close_handle_minimum=1000)';

/** One database server for the whole run, in a throw-away directory; each test file takes databases of its own on it. */
export default async function globalSetup() {
  const { bavail, bsize } = await statfs(MEMORY).catch(() => ({ bavail: 0, bsize: 0 }));
  const database = await openDatabase({ scratch: bavail * bsize >= NEEDED ? MEMORY : tmpdir() });
  globalThis.testDatabase = database;
  if (database.engine !== 'external') await letGo(database.uri);
  process.env.TEST_MONGODB_URI = database.uri;
  process.env.TEST_MONGODB_PREFIX = `sx_test_${randomBytes(4).toString('hex')}`;
}

async function letGo(uri) {
  const connection = await mongoose.createConnection(uri).asPromise();
  await connection.db.admin().command({ setParameter: 1, wiredTigerEngineRuntimeConfig: LET_GO });
  await connection.close();
}
