/**
 * A backup is one gzip file of lines that anybody can open: a header, one line per document, and the sha-256 of all lines
 * before it. Read and written as a stream, so its size does not matter.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';

/** The file is not a backup, or not all of it: cut off, changed, of an unknown format. */
export class DamagedBackup extends Error {
  override readonly name = 'DamagedBackup';
}

/** The layout of the lines; a reader refuses any other. */
const FORMAT = 1;

const headerLine = z.object({
  sanxiang: z.literal('backup'),
  format: z.literal(FORMAT),
  version: z.string(),
  createdAt: z.iso.datetime(),
  collections: z.array(
    z.object({
      name: z.string().min(1),
      count: z.int().min(0),
      indexes: z.array(z.looseObject({ key: z.record(z.string(), z.unknown()), name: z.string() })),
    }),
  ),
});
export type BackupHeader = Omit<z.output<typeof headerLine>, 'sanxiang' | 'format'>;

const TRAILER = /^\{"sha256":"([0-9a-f]{64})"\}$/;
/** A document line: the place of its collection in the header, then the document as it is. */
const DOCUMENT = /^(\d{1,4}) (\{.*\})$/s;

/** Write a backup under a passing name; it gets its own when it is whole and on disk. Returns the sha-256 of its lines. */
export async function writeBackupFile(
  path: string,
  header: BackupHeader,
  documents: (name: string) => AsyncIterable<string>,
): Promise<string> {
  const passing = `${path}.part`;
  const hash = createHash('sha256');
  const gzip = createGzip();
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
    if (!gzip.write(`${text}\n`)) await once(gzip, 'drain');
  }
  try {
    await line(JSON.stringify({ sanxiang: 'backup', format: FORMAT, ...header }));
    for (const [place, { name }] of header.collections.entries()) {
      for await (const document of documents(name)) await line(`${place} ${document}`);
    }
    const sha256 = hash.digest('hex');
    await line(JSON.stringify({ sha256 }), false);
    gzip.end();
    await written;
    const handle = await open(passing, 'r+');
    await handle.sync();
    await handle.close();
    await rename(passing, path);
    return sha256;
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
  take: (name: string, document: string) => Promise<void> | void = () => {},
): Promise<{ header: BackupHeader; sha256: string }> {
  const hash = createHash('sha256');
  const counts = new Map<number, number>();
  let header: BackupHeader | null = null;
  let sha256: string | null = null;
  try {
    for await (const line of linesOf(path)) {
      if (sha256 !== null) throw new DamagedBackup('lines after the end');
      sha256 = TRAILER.exec(line)?.[1] ?? null;
      if (sha256 !== null) continue;
      hash.update(`${line}\n`);
      if (header === null) {
        const { sanxiang, format, ...rest } = headerLine.parse(JSON.parse(line));
        header = rest;
        continue;
      }
      const [, place, document] = DOCUMENT.exec(line) ?? [];
      const collection = place === undefined ? undefined : header.collections[Number(place)];
      if (!collection || document === undefined) throw new DamagedBackup('an unknown line');
      counts.set(Number(place), (counts.get(Number(place)) ?? 0) + 1);
      await take(collection.name, document);
    }
  } catch (error) {
    throw isReadFault(error) ? new DamagedBackup((error as Error).message) : error;
  }
  if (header === null || sha256 === null) throw new DamagedBackup('cut off');
  if (hash.digest('hex') !== sha256) throw new DamagedBackup('changed');
  for (const [place, { name, count }] of header.collections.entries()) {
    if ((counts.get(place) ?? 0) !== count) throw new DamagedBackup(`${name} is not whole`);
  }
  return { header, sha256 };
}

/** Not gzip, cut off within gzip, no JSON, no header of ours. */
function isReadFault(error: unknown): boolean {
  const code = String((error as { code?: unknown })?.code ?? '');
  return code.startsWith('Z_') || error instanceof SyntaxError || error instanceof z.ZodError;
}
