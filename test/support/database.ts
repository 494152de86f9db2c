import { randomBytes } from 'node:crypto';

/**
 * The address of a database nobody else has, on the run's server (global-setup.mjs). Nothing need be cleaned up: the
 * server's directory goes with the run.
 */
export function testDatabaseUri(): string {
  const server = process.env.TEST_MONGODB_URI;
  const prefix = process.env.TEST_MONGODB_PREFIX;
  if (!server || !prefix) throw new Error('Tests that need a database run under jest.config.mjs, which opens one.');
  const name = `${prefix}_${randomBytes(6).toString('hex')}`;
  return server.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?/, `$1/${name}`);
}
