/**
 * Copy the whole database into one file while people work, as it was at one moment.
 * On a replica set or mongos a snapshot reads that moment. A single server has none, so what moves is copied first and
 * mended until little has changed; then writes wait while the last changes and the small collections are read.
 */
import { type BackupAbout, type BackupManifest, type BackupWriter, writeBackupFile } from './backup-file.js';
import type { DumpedCollection, DumpStore, End, Raw, Tick } from './dump.store.js';

/** The pause was ended by the server before everything was read: what was read may be of two moments. */
export class PauseLost extends Error {
  override readonly name = 'PauseLost';
}

export interface BackupTaken {
  documents: number;
  collections: number;
  sha256: string;
  moment: BackupManifest['moment'];
  /** How long writes waited at most, in ms; 0 on a server with snapshots. */
  pauseMs: number;
}

/** Mending goes on until a round of it is this short, for the pause will be about as long. */
const SHORT_MS = 250;
/** Under a load that outruns the copying the pause is as long as it has to be. */
const MOST_ROUNDS = 6;

/** From where on changes are looked for: the tick and each moving collection's end. */
interface Mark {
  tick: Tick;
  ends: Map<string, End>;
}

/** Write the backup to `path`. Throws {@link PauseLost}; `onPaused` is called while writes wait. */
export async function takeBackup(
  store: DumpStore,
  path: string,
  about: BackupAbout,
  { onPaused = async () => {}, now = () => new Date() }: { onPaused?: () => Promise<void>; now?: () => Date } = {},
): Promise<BackupTaken> {
  let pauseMs = 0;
  const copy = async (writer: BackupWriter) => {
    if ((await store.topology()) === 'snapshots') return fromSnapshot(store, writer, now);
    const copied = await fromServer(store, writer, { onPaused, now });
    pauseMs = copied.pauseMs;
    return copied;
  };
  const { sha256, manifest } = await writeBackupFile(path, about, copy);
  const documents = manifest.collections.reduce((sum, { lines }) => sum + lines, 0);
  return { documents, collections: manifest.collections.length, sha256, moment: manifest.moment, pauseMs };
}

const indexesOf = (collections: DumpedCollection[]) => new Map(collections.map(({ name, indexes }) => [name, indexes]));

async function fromSnapshot(store: DumpStore, writer: BackupWriter, now: () => Date) {
  const collections = await store.collections();
  const at = now().toISOString();
  const log = { logEntries: 0, lastEvent: '' };
  await store.atOneMoment(async (all) => {
    for (const { name } of collections) {
      for await (const raw of all(name)) {
        await writer.document(name, store.json(raw));
        if (name === 'log') {
          log.logEntries += 1;
          log.lastEvent = String(store.values(raw)._id);
        }
      }
    }
  });
  return { moment: { at, ...log }, indexes: indexesOf(collections) };
}

/** Hold writes back while `read` runs. Returns what it returned and for how long writes waited. */
async function paused<T>(store: DumpStore, read: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const since = performance.now();
  await store.lock();
  let result: T;
  try {
    result = await read();
  } catch (error) {
    await store.unlock().catch(() => {});
    throw error;
  }
  await store.unlock().catch(() => {
    throw new PauseLost();
  });
  return { result, ms: performance.now() - since };
}

async function fromServer(
  store: DumpStore,
  writer: BackupWriter,
  { onPaused, now }: { onPaused: () => Promise<void>; now: () => Date },
) {
  let longest = 0;
  const ends = async (collections: readonly DumpedCollection[]) =>
    new Map(await Promise.all(collections.map(async ({ name }) => [name, await store.end(name)] as const)));

  /** A short pause: every change before it is in what is read from now on, every later one is found from this mark. */
  async function mark(moving: readonly DumpedCollection[]): Promise<Mark> {
    const tick = await store.tick();
    const { result, ms } = await paused(store, () => ends(moving));
    longest = Math.max(longest, ms);
    return { tick, ends: result };
  }
  const changes = (name: string, since: Mark) => store.since(name, since.ends.get(name) ?? null, since.tick);

  // The first copy, and rounds of mending while people work.
  const moving = (await store.collections()).filter(({ way }) => way === 'moving');
  let since = await mark(moving);
  for (const { name } of moving) {
    for await (const raw of store.all(name)) await writer.document(name, store.json(raw));
  }
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const from = performance.now();
    const next = await mark(moving);
    for (const { name } of moving) {
      for await (const raw of changes(name, since)) await writer.document(name, store.json(raw), true);
    }
    since = next;
    if (performance.now() - from < SHORT_MS) break;
  }

  // The moment: everything that is read here is as it was at one instant.
  const known = new Set(moving.map(({ name }) => name));
  const pause = await paused(store, async () => {
    const at = now().toISOString();
    const collections = await store.collections();
    const last = new Map<string, Raw[]>();
    const read = async ({ name, way }: DumpedCollection) => {
      if (way === 'once' || way === 'parts') return;
      const rows: Raw[] = [];
      const found = known.has(name) ? changes(name, since) : store.all(name);
      for await (const raw of found) rows.push(raw);
      last.set(name, rows);
    };
    const once = collections.filter(({ way }) => way === 'once');
    const [onceEnds] = await Promise.all([ends(once), ...collections.map(read)]);
    await onPaused();
    return { at, collections, last, once: onceEnds };
  });
  longest = Math.max(longest, pause.ms);

  // After it: what was read then, and what does not change.
  const { at, collections, last, once } = pause.result;
  for (const [name, rows] of last) {
    for (const raw of rows) await writer.document(name, store.json(raw), known.has(name));
  }
  const log = { logEntries: 0, lastEvent: '' };
  for (const [name, end] of once) {
    for await (const raw of store.upTo(name, end)) {
      await writer.document(name, store.json(raw));
      if (name !== 'log') continue;
      log.logEntries += 1;
      log.lastEvent = String(store.values(raw)._id);
    }
  }
  for (const { name, way } of collections) {
    if (way !== 'parts') continue;
    for (const file of last.get(name.replace(/chunks$/, 'files')) ?? []) {
      const { _id } = store.values(file);
      for await (const raw of store.parts(name, _id)) await writer.document(name, store.json(raw));
    }
  }
  return { moment: { at, ...log }, indexes: indexesOf(collections), pauseMs: Math.round(longest) };
}
