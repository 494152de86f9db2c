/** Copy the whole database into one file while nobody changes it. */
import { rm } from 'node:fs/promises';
import { writeBackupFile } from './backup-file.js';
import type { DumpStore } from './dump.store.js';

/** The database was written to each time it was copied; a copy of two different moments would be no backup. */
export class NeverQuiet extends Error {
  override readonly name = 'NeverQuiet';
}

export interface BackupTaken {
  documents: number;
  collections: number;
  sha256: string;
}

const TRIES = 5;

/** Write the backup to `path`. Throws {@link NeverQuiet} when people go on working through several tries. */
export async function takeBackup(
  store: Pick<DumpStore, 'collections' | 'stamp' | 'documents'>,
  path: string,
  about: { version: string; createdAt: string },
): Promise<BackupTaken> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = await store.stamp();
    const collections = await store.collections();
    const sha256 = await writeBackupFile(path, { ...about, collections }, (name) => store.documents(name));
    if ((await store.stamp()) === before) {
      const documents = collections.reduce((sum, { count }) => sum + count, 0);
      return { documents, collections: collections.length, sha256 };
    }
    await rm(path, { force: true });
  }
  throw new NeverQuiet();
}
