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

interface TestDatabases {
  take(): string | undefined;
  keep(uri: string): Promise<void>;
  leave(uri: string): void;
}
const handedOn = () => (globalThis as unknown as { testDatabases: TestDatabases }).testDatabases;

/** A database that is prepared already (environment.mjs), or one that nobody has. */
export const preparedDatabaseUri = (): string => handedOn().take() ?? testDatabaseUri();
/** It is prepared now, as later ones shall be. */
export const keepPrepared = (uri: string): Promise<void> => handedOn().keep(uri);
/** Give a prepared database back, for the files after this one. */
export const leavePrepared = (uri: string): void => handedOn().leave(uri);
