import { join } from 'node:path';
import { root } from './root.mjs';
import { announce, runningUri, withdraw } from './running.mjs';

/** Where everything kept on this machine lies: DATA_DIR, `data/` in the repository by default. */
export function dataDirectory() {
  return process.env.DATA_DIR || join(root, 'data');
}

/**
 * The product's database in `dataDir`, announced to other commands while it is open, or the one MONGODB_URI names.
 * Throws StartError when the directory cannot be used. For the shape see openDatabase.
 */
export async function openOwnDatabase(dataDir) {
  // Imported here: it needs packages that may have been installed a moment ago.
  const { openDatabase } = await import('./database.mjs');
  const database = await openDatabase({ dataDir });
  if (process.env.MONGODB_URI) return database;
  announce(dataDir, database.uri);
  return {
    ...database,
    async stop() {
      withdraw(dataDir);
      await database.stop();
    },
  };
}

/** For a command: the engine of a running `npm start`, which alone may hold the directory, else one of its own. */
export async function joinDatabase(dataDir) {
  const uri = process.env.MONGODB_URI ? undefined : await runningUri(dataDir);
  if (!uri) return openOwnDatabase(dataDir);
  return { uri, engine: 'running', died: new Promise(() => {}), stop: async () => {} };
}
