import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { createEvidenceStore, type EvidenceStore } from '../../src/evidence/evidence-store.js';
import { InvalidForm, NotFound } from '../../src/platform/errors.js';
import { connectMongo } from '../../src/platform/mongo.js';
import { sha256 } from '../../src/records/canonical.js';
import { testDatabaseUri } from '../support/database.js';

const PDF = '%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';
const sent = (...chunks: string[]) => Readable.from(chunks.map((chunk) => Buffer.from(chunk)));

describe('the store of evidence', () => {
  let connection: Connection;
  let store: EvidenceStore;
  beforeEach(async () => {
    connection = await connectMongo(testDatabaseUri());
    store = createEvidenceStore(connection);
  });
  afterEach(() => connection.close());

  const left = async () => [
    await connection.collection('evidence.files').countDocuments(),
    await connection.collection('evidence.chunks').countDocuments(),
  ];

  it('keeps a file with its name, size, type by content and hash, and gives it back as it was', async () => {
    const stored = await store.save(sent(PDF.slice(0, 10), PDF.slice(10)), 'C:\\报告\\总结.pdf');
    expect(stored).toMatchObject({ name: '总结.pdf', size: PDF.length, type: 'application/pdf', sha256: sha256(PDF) });
    const { stream } = await store.open(stored.file);
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toBe(PDF);
  });

  it('refuses the very first file of a database and lives on, although the database is still making ready for it', async () => {
    // The first write waits for the indexes; when it comes, the file has been refused.
    await expect(store.save(sent('not evidence'), 'total.pdf')).rejects.toBeInstanceOf(InvalidForm);
    await expect(store.save(sent(), 'empty.pdf')).rejects.toBeInstanceOf(InvalidForm);
    expect((await store.save(sent(PDF), 'next.pdf')).size).toBe(PDF.length);
    expect(await left()).toEqual([1, 1]);
  });

  it('lives on when the sender is gone in the middle, and leaves nothing behind', async () => {
    const broken = async function* () {
      yield Buffer.from(PDF);
      throw new Error('gone');
    };
    await expect(store.save(Readable.from(broken()), 'half.pdf')).rejects.toThrow('gone');
    expect((await store.save(sent(PDF), 'whole.pdf')).size).toBe(PDF.length);
    expect(await left()).toEqual([1, 1]);
  });

  it('knows no file that was forgotten', async () => {
    const { file } = await store.save(sent(PDF), 'a.pdf');
    await store.forget(file);
    await expect(store.open(file)).rejects.toBeInstanceOf(NotFound);
    expect(await left()).toEqual([0, 0]);
  });
});
