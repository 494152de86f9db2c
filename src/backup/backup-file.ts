/**
 * A backup is one gzip file of lines that anybody can open: a header, one line per document, and the sha-256 of all lines
 * before it. Read and written as a stream, so its size does not matter.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';

/** The file is not a backup, or not all of it: cut off, changed, of an unknown format. */
export class DamagedBackup extends Error {
  override readonly name = 'DamagedBackup';
}

/** The layout of the lines that is written; the one before it is still read. */
const FORMAT = 2;

const index = z.looseObject({ key: z.record(z.string(), z.unknown()), name: z.string() });
const opening = { sanxiang: z.literal('backup'), version: z.string(), createdAt: z.iso.datetime() };
/** Every count stood in the first line, so that nothing could change while it was written. */
const firstLayout = z.object({
  ...opening,
  format: z.literal(1),
  collections: z.array(z.object({ name: z.string().min(1), count: z.int().min(0), indexes: z.array(index) })),
});
const headerLine = z.object({ ...opening, format: z.literal(FORMAT), data: z.int().min(1) });
const manifestLine = z.object({
  /** The one moment at which all of it was true. */
  moment: z.object({
    /** Host time. */
    at: z.iso.datetime(),
    /** Entries in the event log, and the last of them. */
    logEntries: z.int().min(0),
    lastEvent: z.string(),
  }),
  collections: z.array(z.object({ name: z.string().min(1), lines: z.int().min(0), indexes: z.array(index) })),
});

export type BackupManifest = z.output<typeof manifestLine>;
/** What is said before the documents: by which product, with data of which version. */
export interface BackupAbout {
  version: string;
  createdAt: string;
  data: number;
}
/** What a backup says of itself; `moment` is null in the first layout, where nobody worked meanwhile. */
export interface BackupHead extends BackupAbout {
  moment: BackupManifest['moment'] | null;
  collections: BackupManifest['collections'];
}

const TRAILER = /^\{"sha256":"([0-9a-f]{64})"\}$/;
const MANIFEST = '{"manifest":';
/** A document line of the first layout: the place of its collection in the header, then the document as it is. */
const PLACED = /^(\d{1,4}) (\{.*\})$/s;
/** A document line: its collection, then the document; with `=` it takes the place of what an earlier line brought. */
const DOCUMENT = /^(=?)([^\s{}=]+) (\{.*\})$/s;

/** Where documents go. */
export interface BackupWriter {
  /** `later` = another line may have brought an older state of it. */
  document(name: string, json: string, later?: boolean): Promise<void>;
}

/**
 * Write a backup under a passing name; it gets its own when it is whole and on disk, and nothing of it stays otherwise.
 * `fill` writes the documents and returns the rest of the manifest. Returns the sha-256 of the lines.
 */
export async function writeBackupFile(
  path: string,
  about: BackupAbout,
  fill: (writer: BackupWriter) => Promise<Pick<BackupManifest, 'moment'> & { indexes: Map<string, unknown[]> }>,
): Promise<{ sha256: string; manifest: BackupManifest }> {
  const passing = `${path}.part`;
  const hash = createHash('sha256');
  const gzip = createGzip({ level: 1 });
  const file = createWriteStream(passing, { mode: 0o600 });
  gzip.pipe(file);
  const written = finished(file);
  // Told where it is awaited; until then a full disk must not end the process.
  written.catch(() => {});
  let failed: Error | null = null;
  file.once('error', (error) => {
    failed = error;
    gzip.destroy(error);
  });
  gzip.on('error', () => {});

  async function line(text: string, hashed = true): Promise<void> {
    if (failed) throw failed;
    if (hashed) hash.update(`${text}\n`);
    if (!gzip.write(`${text}\n`)) await Promise.race([once(gzip, 'drain'), written]);
  }
  const lines = new Map<string, number>();
  try {
    await line(JSON.stringify({ sanxiang: 'backup', format: FORMAT, ...about }));
    const { moment, indexes } = await fill({
      async document(name, json, later = false) {
        lines.set(name, (lines.get(name) ?? 0) + 1);
        await line(`${later ? '=' : ''}${name} ${json}`);
      },
    });
    const names = [...new Set([...indexes.keys(), ...lines.keys()])].sort();
    const collections = names.map((name) => ({
      name,
      lines: lines.get(name) ?? 0,
      indexes: (indexes.get(name) ?? []) as BackupManifest['collections'][number]['indexes'],
    }));
    const manifest = { moment, collections };
    await line(`${MANIFEST}${JSON.stringify(manifest)}}`);
    const sha256 = hash.digest('hex');
    await line(JSON.stringify({ sha256 }), false);
    gzip.end();
    await written;
    const handle = await open(passing, 'r+');
    await handle.sync();
    await handle.close();
    await rename(passing, path);
    const folder = await open(dirname(path), 'r');
    await folder.sync().finally(() => folder.close());
    return { sha256, manifest };
  } catch (error) {
    gzip.destroy();
    file.destroy();
    await rm(passing, { force: true });
    throw error;
  }
}

async function* linesOf(path: string): AsyncGenerator<string> {
  const source = createReadStream(path);
  const gunzip = createGunzip();
  source.once('error', (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  try {
    let parts: Buffer[] = [];
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      let from = 0;
      for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
        parts.push(chunk.subarray(from, end));
        yield Buffer.concat(parts).toString('utf8');
        parts = [];
        from = end + 1;
      }
      if (from < chunk.length) parts.push(chunk.subarray(from));
    }
    if (parts.length > 0) throw new DamagedBackup('cut off');
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

/**
 * Read a backup from its first line to its last; `take` gets each document with its collection. Throws
 * {@link DamagedBackup} as soon as something is wrong, at the latest at the end: `take` may have had documents by then.
 */
export async function readBackupFile(
  path: string,
  take: (name: string, document: string, later: boolean) => Promise<void> | void = () => {},
): Promise<{ head: BackupHead; sha256: string }> {
  const hash = createHash('sha256');
  const lines = new Map<string, number>();
  let about: BackupAbout | null = null;
  let manifest: BackupManifest | null = null;
  let first: z.output<typeof firstLayout> | null = null;
  let sha256: string | null = null;

  function begin(line: string): void {
    const said = JSON.parse(line) as { format?: unknown };
    if (said.format === 1) first = firstLayout.parse(said);
    const { version, createdAt } = first ?? headerLine.parse(said);
    about = { version, createdAt, data: first ? 1 : headerLine.parse(said).data };
  }
  function documentOf(line: string): { name: string; later: boolean; document: string } {
    const [, place = '', placed] = first ? (PLACED.exec(line) ?? []) : [];
    const name = first?.collections[Number(place)]?.name;
    if (name !== undefined && placed !== undefined) return { name, later: false, document: placed };
    const [, mark, collection, document] = first ? [] : (DOCUMENT.exec(line) ?? []);
    if (collection === undefined || document === undefined) throw new DamagedBackup('an unknown line');
    return { name: collection, later: mark === '=', document };
  }
  try {
    for await (const line of linesOf(path)) {
      if (sha256 !== null) throw new DamagedBackup('lines after the end');
      sha256 = TRAILER.exec(line)?.[1] ?? null;
      if (sha256 !== null) continue;
      hash.update(`${line}\n`);
      if (about === null) begin(line);
      else if (manifest !== null) throw new DamagedBackup('lines after the end');
      else if (line.startsWith(MANIFEST)) manifest = manifestLine.parse(JSON.parse(line).manifest);
      else {
        const { name, later, document } = documentOf(line);
        lines.set(name, (lines.get(name) ?? 0) + 1);
        await take(name, document, later);
      }
    }
  } catch (error) {
    throw isReadFault(error) ? new DamagedBackup((error as Error).message) : error;
  }
  const collections = collectionsOf(first, manifest);
  if (about === null || sha256 === null || collections === null) throw new DamagedBackup('cut off');
  if (hash.digest('hex') !== sha256) throw new DamagedBackup('changed');
  for (const { name, lines: wanted } of collections) {
    if ((lines.get(name) ?? 0) !== wanted) throw new DamagedBackup(`${name} is not whole`);
  }
  const moment = (manifest as BackupManifest | null)?.moment ?? null;
  return { head: { ...(about as BackupAbout), moment, collections }, sha256 };
}

function collectionsOf(first: z.output<typeof firstLayout> | null, manifest: BackupManifest | null) {
  return manifest?.collections ?? first?.collections.map(({ count, ...one }) => ({ ...one, lines: count })) ?? null;
}

/** Not gzip, cut off within gzip, no JSON, no header of ours. */
function isReadFault(error: unknown): boolean {
  const code = String((error as { code?: unknown })?.code ?? '');
  return code.startsWith('Z_') || error instanceof SyntaxError || error instanceof z.ZodError;
}
