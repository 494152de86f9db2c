/** Put a backup back. The file is read to its end and proved whole before the first document is written. */
import { type BackupHeader, readBackupFile } from './backup-file.js';
import type { DumpStore, Restored } from './dump.store.js';

/** There are documents in the database, and nobody said that they may go. */
export class NotEmpty extends Error {
  override readonly name = 'NotEmpty';
}

const BATCH_DOCUMENTS = 500;
const BATCH_CHARACTERS = 8_000_000;

/**
 * Restore `path` into an empty database; with `replace`, into one whose documents are dropped. Throws DamagedBackup (nothing
 * written) and {@link NotEmpty}.
 */
export async function restoreBackup(
  store: DumpStore,
  path: string,
  { replace = false }: { replace?: boolean } = {},
): Promise<BackupHeader> {
  const { header } = await readBackupFile(path);
  if (!(await store.isEmpty()) && !replace) throw new NotEmpty();
  await store.clear();

  let waiting: Restored[] = [];
  let characters = 0;
  let into = '';
  const flush = async () => {
    await store.insert(into, waiting);
    waiting = [];
    characters = 0;
  };
  await readBackupFile(path, async (name, document) => {
    if (name !== into || waiting.length >= BATCH_DOCUMENTS || characters >= BATCH_CHARACTERS) await flush();
    into = name;
    waiting.push(store.parse(document));
    characters += document.length;
  });
  await flush();
  for (const collection of header.collections) await store.buildIndexes(collection);
  return header;
}
