import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Connection, mongo } from 'mongoose';
import { DamagedBackup } from '../../src/backup/backup-file.js';
import { dumpStore } from '../../src/backup/dump.store.js';
import { restoreBackup } from '../../src/backup/restore-backup.js';
import { DATA_VERSION } from '../../src/carry-over/carry-over.js';
import { dataVersionStore } from '../../src/carry-over/data-version.store.js';
import { connectMongo } from '../../src/platform/mongo.js';
import { createTestApp, LEAD, type TestApp } from '../support/app.js';
import { testDatabaseUri } from '../support/database.js';
import { cliHere as cli, cliProgram } from './program.js';

let product: TestApp;
let folder: string;
/** As it is shipped: once for each way in and out, since it loads the whole product. */
let shipped: ReturnType<typeof cliProgram>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sanxiang-cli-'));
  shipped = cliProgram();
  product = await createTestApp();
  const id = await product.newDraft();
  await product.put('campaign_office', id, { type: 'ASSIGN' });
  await product.put('department_leader', id, { type: 'ACKNOWLEDGE' });
  await product.wiring.evidenceStore.save(Readable.from([Buffer.from('%PDF-1.7\n'), randomBytes(700_000)]), 'a.pdf');
  // Kinds of values that must come back as what they were, not as what JavaScript makes of them.
  await product.wiring.connection.collection('oddities').insertMany([
    { _id: new mongo.ObjectId(), date: new Date('2026-06-02T00:00:00Z'), bytes: new mongo.Binary(randomBytes(300)) },
    {
      _id: new mongo.ObjectId(),
      double: new mongo.Double(1),
      int: new mongo.Int32(1),
      long: mongo.Long.fromString('9007199254740993'),
      empty: {},
      nothing: null,
      list: [1, ['二', { 三: true }]],
      pattern: /a"b\n/i,
    },
  ] as never);
}, 240_000);
afterAll(async () => {
  await product.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Every document of every lasting collection, as its bytes. */
async function fingerprint(connection: Connection): Promise<Record<string, string>> {
  const db = connection.db!;
  const found: Record<string, string> = {};
  for (const { name } of await db.listCollections().toArray()) {
    if (['sessions', 'agendaJobs', 'passwordTries', 'clockState'].includes(name)) continue;
    const hash = createHash('sha256');
    let count = 0;
    for await (const document of db.collection(name).find({}, { raw: true }).sort({ _id: 1 })) {
      hash.update(document as unknown as Buffer);
      count += 1;
    }
    if (count > 0) found[name] = `${count} ${hash.digest('hex')}`;
  }
  return found;
}

describe('backup and restore', () => {
  it('bring back every document to the byte, with its indexes, and the log verifies', async () => {
    const file = join(folder, 'whole.backup');
    const taken = await shipped(product.uri, ['backup', file]);
    expect([taken.code, taken.said]).toEqual([0, expect.stringContaining('sha-256')]);
    const before = await fingerprint(product.wiring.connection);
    expect(Object.keys(before)).toEqual(expect.arrayContaining(['evidence.chunks', 'evidence.files', 'log', 'tasks']));

    const uri = testDatabaseUri();
    const restored = await shipped(uri, ['restore', file]);
    expect([restored.code, restored.said]).toEqual([0, expect.stringContaining('The counts agree')]);
    const other = await connectMongo(uri);
    try {
      expect(await fingerprint(other)).toEqual(before);
      const names = async (connection: Connection, name: string) =>
        (await connection.collection(name).indexes()).map((index) => index.name).sort();
      for (const name of ['tasks', 'log', 'evidence.chunks']) {
        expect(await names(other, name)).toEqual(await names(product.wiring.connection, name));
      }
    } finally {
      await other.close();
    }
  }, 120_000);

  it('refuse a database that is not empty unless its name is typed', async () => {
    const file = join(folder, 'again.backup');
    const uri = testDatabaseUri();
    const other = await connectMongo(uri);
    try {
      await other.collection<{ _id: string }>('notes').insertOne({ _id: 'mine' });
      expect((await cli(product.uri, ['backup', file])).code).toBe(0);
      const refused = await cli(uri, ['restore', file]);
      expect([refused.code, refused.said]).toEqual([1, expect.stringContaining('There is data in the database')]);
      expect((await cli(uri, ['restore', file, '--replace', '--confirm', 'another'])).code).toBe(1);
      expect(await other.collection('notes').countDocuments()).toBe(1);
      expect(await other.collection('tasks').countDocuments()).toBe(0);
      expect((await cli(uri, ['restore', file, '--replace', '--confirm', other.name])).code).toBe(0);
      expect(await other.collection('notes').countDocuments()).toBe(0);
      expect(await other.collection('tasks').countDocuments()).toBe(1);
    } finally {
      await other.close();
    }
  }, 120_000);

  it('refuse a damaged file and write nothing of it', async () => {
    const file = join(folder, 'damaged.backup');
    expect((await cli(product.uri, ['backup', file])).code).toBe(0);
    const whole = readFileSync(file);
    const lines = gunzipSync(whole).toString('utf8');
    const flipped = Buffer.from(whole);
    flipped[whole.length >> 1]! ^= 0x10;
    const damages: Record<string, Buffer> = {
      'cut off': whole.subarray(0, whole.length - 100),
      'one bit': flipped,
      'one word': gzipSync(lines.replace('"active"', '"closed"')),
      'no end': gzipSync(lines.split('\n').slice(0, -2).join('\n')),
      'a line less': gzipSync(lines.split('\n').toSpliced(3, 1).join('\n')),
      'no backup': Buffer.from('hello'),
      empty: Buffer.alloc(0),
    };
    const uri = testDatabaseUri();
    const other = await connectMongo(uri);
    try {
      for (const [name, bytes] of Object.entries(damages)) {
        const path = join(folder, `${name}.backup`);
        writeFileSync(path, bytes);
        const mark = dataVersionStore(other).restore;
        const restored = restoreBackup(dumpStore(other), path, { newest: DATA_VERSION, mark });
        await expect(restored.then(() => name)).rejects.toBeInstanceOf(DamagedBackup);
      }
      const { code, said } = await cli(uri, ['restore', join(folder, 'one bit.backup')]);
      expect([code, said]).toEqual([1, expect.stringContaining('nothing was written')]);
      expect(said).not.toMatch(/\n\s+at /);
      expect(await other.db!.listCollections().toArray()).toEqual([]);
    } finally {
      await other.close();
    }
  }, 120_000);

  it('never overwrite a file and say where a file cannot be read', async () => {
    const file = join(folder, 'mine.txt');
    writeFileSync(file, 'mine');
    expect(await cli(product.uri, ['backup', file])).toMatchObject({ code: 1 });
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect((await cli(testDatabaseUri(), ['restore', join(folder, 'none')])).said).toContain('ENOENT');
    expect((await cli(product.uri, ['backup', join(folder, 'no/such/folder')])).said).toContain('ENOENT');
  }, 60_000);
});

describe('accounts', () => {
  it('are added with posts and a one-time link, and get a token that works', async () => {
    const add = ['user', 'add', 'wang', '--name', '王主任', '--department', LEAD, '--post', 'department_leader'];
    const added = await cli(product.uri, add);
    expect([added.code, added.said]).toEqual([0, expect.stringMatching(/\/link\/[\w-]{43}\n/)]);
    const { stdout, code } = await cli(product.uri, ['token', 'create', 'wang', '--label', 'reports']);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^sx_[\w-]{43}\n$/)]);
    expect((await product.wiring.people.tokens.authenticate(stdout.trim()))?.name).toBe('王主任');
    expect(await cli(product.uri, add)).toMatchObject({ code: 1 });
  }, 60_000);

  it('take a password from standard input and refuse a weak one', async () => {
    const add = ['user', 'add', 'liu', '--name', '刘', '--department', LEAD, '--password-stdin'];
    const refused = await cli(product.uri, add, 'nix-9\n');
    expect([refused.code, refused.said]).toEqual([1, expect.not.stringContaining('nix-9')]);
    const added = await shipped(product.uri, add, 'Guanlan-7-x\n');
    expect([added.code, added.said]).toEqual([0, expect.not.stringContaining('Guanlan-7-x')]);
    const account = await product.wiring.people.accounts.byLogin('liu');
    expect(account?.hasPassword).toBe(true);
  }, 60_000);
});

describe('bad input', () => {
  it('ends the program with exit code 1, a sentence and nothing on standard output', async () => {
    const { code, said, stdout } = await shipped(product.uri, ['fly']);
    expect([code, stdout, said]).toEqual([1, '', expect.stringContaining('no command')]);
  }, 30_000);

  it.each([
    [['fly'], 'no command'],
    [['token', 'create'], 'Missing: user'],
    [['token', 'create', 'nobody'], 'no account'],
    [['backup'], 'Missing: file'],
    [['verify-log', '--fast'], 'Wrong arguments'],
    [['user', 'add', 'x1', '--name', 'X', '--department', 'nowhere'], 'Not done'],
    [['user', 'add', 'x1', '--name', 'X', '--department', LEAD, '--post', 'king'], 'no post'],
    [['clock', 'go-to', '2026-02-30'], 'not a date'],
    [['clock', 'go-to', '2020-01-01'], 'Not done'],
  ])(
    '%j is one sentence and exit code 1',
    async (args, sentence) => {
      const { code, said, stdout } = await cli(product.uri, args);
      expect([code, stdout, said]).toEqual([1, '', expect.stringContaining(sentence)]);
      expect(said).not.toMatch(/\n\s+at /);
    },
    30_000,
  );
});

describe('verify-log and recount', () => {
  it('print the totals of what is whole, and the first break of what is not', async () => {
    const whole = await cli(product.uri, ['verify-log']);
    expect([whole.code, whole.said]).toEqual([0, expect.stringContaining('The event log is whole')]);
    const { connection } = product.wiring;
    const counters = connection.collection('counters');
    await counters.updateOne({}, { $inc: { 'n.total': 5 } });
    expect(await cli(product.uri, ['recount'])).toMatchObject({ code: 1, said: expect.stringContaining('differ') });
    expect((await cli(product.uri, ['recount', '--repair'])).code).toBe(0);
    expect((await cli(product.uri, ['verify-log'])).code).toBe(0);
    await connection.collection('log').updateOne({ type: 'ASSIGN' }, { $set: { at: '2020-01-01T00:00:00.000Z' } });
    const broken = await shipped(product.uri, ['verify-log']);
    expect([broken.code, broken.said]).toEqual([1, expect.stringContaining('The event log breaks here')]);
  }, 120_000);
});

describe('the clock', () => {
  it('is shown, and moved where it is simulated', async () => {
    const shown = await cli(product.uri, ['clock']);
    expect([shown.code, shown.stdout]).toEqual([0, expect.stringContaining('2 Jun 2026 08:00')]);
    const moved = await cli(product.uri, ['clock', 'go-to', '2026-06-03']);
    expect([moved.code, moved.stdout]).toEqual([0, expect.stringContaining('6月3日')]);
    const host = await cli(testDatabaseUri(), ['clock', 'next']);
    expect([host.code, host.said]).toEqual([1, expect.stringContaining("host's clock")]);
  }, 120_000);
});
