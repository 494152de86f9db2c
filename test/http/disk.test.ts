import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mongo } from 'mongoose';
import request from 'supertest';
import { createTestApp, type TestApp } from '../support/app.js';

let test: TestApp;
let free = 9_000 * 1_048_576;
const lines: string[] = [];

beforeAll(async () => {
  test = await createTestApp({ freeBytes: async () => free, log: { write: (line) => void lines.push(line) } });
}, 60_000);
afterAll(() => test.close());

let skipped = 0;
/** What the disk says is known for a second, which the test does not wait for. */
async function freeIs(mebibytes: number): Promise<void> {
  free = mebibytes * 1_048_576;
  skipped += 5_000;
  await test.wiring.probes.readiness();
}
beforeEach(() => {
  const now = performance.now.bind(performance);
  jest.spyOn(performance, 'now').mockImplementation(() => now() + skipped);
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('a disk with less room than is kept in reserve', () => {
  it('is named on the page, in the log, on the operations page and by readiness; asking goes on', async () => {
    const office = await test.agentFor('campaign_office');
    const id = await test.newDraft();
    await office.get(`/tasks/${id}`);
    await freeIs(12);
    const refused = await office.post(`/tasks/${id}/events/ASSIGN`, { rev: '1' });
    expect([refused.status, refused.headers['retry-after']]).toEqual([507, '10']);
    expect(refused.text).toContain('服务器磁盘空间不足');
    expect(refused.text).toContain('The disk of the server is full');
    expect((await test.wiring.records.load('task', id)).state).toBe('draft');
    expect((await office.get('/tasks')).status).toBe(200);
    const ready = await request(test.app()).get('/readyz');
    expect([ready.status, ready.body.disk]).toEqual([503, { ok: false, freeMib: 12, atLeastMib: 200 }]);
    const admin = await test.agentFor('system_administrator');
    expect((await admin.get('/operations')).text).toContain('可用 12 MiB');
    expect(lines.filter((line) => line.includes('the disk is full'))).toHaveLength(1);
  }, 60_000);

  it('is forgotten as soon as there is room', async () => {
    await freeIs(8_000);
    expect((await request(test.app()).get('/readyz')).status).toBe(200);
    expect(lines.some((line) => line.includes('the disk has room again'))).toBe(true);
  });
});

describe('a database that finds no room in the middle of an upload', () => {
  it('is told as a full disk, and nothing half written stays', async () => {
    const full = new mongo.MongoServerError({ message: 'No space left on device', code: 14031 });
    const pieces = mongo.GridFSBucketWriteStream.prototype;
    jest.spyOn(pieces, '_write').mockImplementation((_chunk, _encoding, done) => done(full));
    const { evidenceStore, connection } = test.wiring;
    const sent = Readable.from([Buffer.from('%PDF-1.4\n'), Buffer.alloc(300_000, 'x')]);
    await expect(evidenceStore.save(sent, 'a.pdf')).rejects.toBe(full);
    for (const name of ['files', 'chunks', 'begun']) {
      expect([name, await connection.collection(`evidence.${name}`).countDocuments()]).toEqual([name, 0]);
    }
  });

  it('answers an upload with 507 and words, and neither a piece nor an entry of it stays', async () => {
    const id = await test.newDraft();
    await test.put('campaign_office', id, { type: 'ASSIGN' });
    await test.put('department_liaison', id, { type: 'ACKNOWLEDGE' });
    const liaison = await test.agentFor('department_liaison');
    await liaison.get(`/tasks/${id}`);
    const before = await test.wiring.records.load('task', id);
    const full = new mongo.MongoServerError({ message: '28: No space left on device', code: 8 });
    const pieces = mongo.GridFSBucketWriteStream.prototype;
    jest.spyOn(pieces, '_write').mockImplementation((_chunk, _encoding, done) => done(full));
    const content = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(600_000, 'x')]);
    const sent = await liaison.upload(`/tasks/${id}/evidence`, { file: { name: 'a.pdf', content } }, { about: '' });
    expect([sent.status, sent.headers['retry-after']]).toEqual([507, '10']);
    expect(sent.text).toContain('服务器磁盘空间不足');
    expect(sent.text).toContain('The disk of the server is full');
    expect((await test.wiring.records.load('task', id)).rev).toBe(before.rev);
    for (const name of ['files', 'chunks', 'begun']) {
      expect([name, await test.wiring.connection.collection(`evidence.${name}`).countDocuments()]).toEqual([name, 0]);
    }
  }, 60_000);

  it('leaves pieces of an upload that broke off with its process to the next round of forgetting', async () => {
    const { evidenceStore, connection } = test.wiring;
    const old = new Date(Date.now() - 2 * 86_400_000);
    await connection.collection('evidence.begun').insertOne({ _id: 'broken' as never, at: old });
    await connection.collection('evidence.chunks').insertOne({ files_id: 'broken', n: 0, data: Buffer.from('half') });
    expect(await evidenceStore.forgetUnclaimed()).toBe(1);
    expect(await connection.collection('evidence.chunks').countDocuments()).toBe(0);
    expect(await connection.collection('evidence.begun').countDocuments()).toBe(0);
  });
});
