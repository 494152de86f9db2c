/** Put a backup back. The file is read to its end and proved whole before the first document is written. */
import { type BackupHead, readBackupFile } from './backup-file.js';
import type { DumpStore, Restored } from './dump.store.js';

/** There are documents in the database, and nobody said that they may go. */
export class NotEmpty extends Error {
  override readonly name = 'NotEmpty';
}

/** The backup was made by a newer product, whose data this one does not know. */
export class NewerBackup extends Error {
  override readonly name = 'NewerBackup';
  constructor(
    readonly data: number,
    readonly version: string,
  ) {
    super(`The backup holds data of version ${data}.`);
  }
}

/** What tells a restore that was broken off from a database that may be opened. */
export interface RestoreMark {
  begin(): Promise<void>;
  end(): Promise<void>;
}

const BATCH_DOCUMENTS = 500;
const BATCH_CHARACTERS = 8_000_000;

/** What a restore brought back. */
export interface RestoredBackup extends BackupHead {
  documents: number;
}

/**
 * Restore `path` into an empty database; with `replace`, into one whose documents are dropped. `newest` is the version of
 * data this product knows. Throws DamagedBackup, {@link NewerBackup} (nothing written) and {@link NotEmpty}.
 */
export async function restoreBackup(
  store: DumpStore,
  path: string,
  { replace = false, newest, mark }: { replace?: boolean; newest: number; mark: RestoreMark },
): Promise<RestoredBackup> {
  const { head } = await readBackupFile(path);
  if (head.data > newest) throw new NewerBackup(head.data, head.version);
  if (!(await store.isEmpty()) && !replace) throw new NotEmpty();
  await store.clear();
  await mark.begin();

  let waiting: Restored[] = [];
  let characters = 0;
  let into = { name: '', later: false };
  const flush = async () => {
    await (into.later ? store.put(into.name, waiting) : store.insert(into.name, waiting));
    waiting = [];
    characters = 0;
  };
  await readBackupFile(path, async (name, document, later) => {
    const other = name !== into.name || later !== into.later;
    if (other || waiting.length >= BATCH_DOCUMENTS || characters >= BATCH_CHARACTERS) await flush();
    into = { name, later };
    waiting.push(store.parse(document));
    characters += document.length;
  });
  await flush();
  let documents = 0;
  for (const collection of head.collections) {
    await store.buildIndexes(collection);
    documents += await store.count(collection.name);
  }
  await mark.end();
  return { ...head, documents };
}
