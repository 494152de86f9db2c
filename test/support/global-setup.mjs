import { randomBytes } from 'node:crypto';
import { openDatabase } from '../../scripts/lib/database.mjs';

/** One database server for the whole run, in a throw-away directory; each test file takes databases of its own on it. */
export default async function globalSetup() {
  const database = await openDatabase();
  globalThis.testDatabase = database;
  process.env.TEST_MONGODB_URI = database.uri;
  process.env.TEST_MONGODB_PREFIX = `sx_test_${randomBytes(4).toString('hex')}`;
}
