/** A backup taken and put back in one process. */

import { dumpStore } from '../../src/backup/dump.store.js';
import { restoreBackup } from '../../src/backup/restore-backup.js';
import { takeBackup } from '../../src/backup/take-backup.js';
import { DATA_VERSION, knownVersion } from '../../src/carry-over/carry-over.js';
import { dataVersionStore } from '../../src/carry-over/data-version.store.js';
import { connectMongo } from '../../src/platform/mongo.js';
import { testDatabaseUri } from '../support/database.js';

/** Back up a database to a file, through a connection of its own as the command line does it. */
export async function backUp(uri: string, file: string, onPaused?: () => Promise<void>) {
  const connection = await connectMongo(uri);
  try {
    const data = await knownVersion(dataVersionStore(connection));
    const about = { version: 'test', createdAt: new Date().toISOString(), data };
    return await takeBackup(dumpStore(connection), file, about, onPaused ? { onPaused } : {});
  } finally {
    await connection.close();
  }
}

/** Restore a file into a database nobody else has; returns its address and what the backup says of itself. */
export async function restoreInto(file: string, uri = testDatabaseUri()) {
  const connection = await connectMongo(uri);
  try {
    const mark = dataVersionStore(connection).restore;
    const restored = await restoreBackup(dumpStore(connection), file, { newest: DATA_VERSION, mark });
    return { uri, restored };
  } finally {
    await connection.close();
  }
}
