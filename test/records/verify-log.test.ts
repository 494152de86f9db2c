import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { canonical } from '../../src/records/canonical.js';
import { CHAIN_START, hashOf } from '../../src/records/event-log.js';
import { verifyLog } from '../../src/records/verify-log.js';
import { createTestApp, type TestApp } from '../support/app.js';

describe('the event log', () => {
  let test: TestApp;
  let id: string;
  beforeAll(async () => {
    test = await createTestApp();
    id = await test.newDraft();
    await test.put('campaign_office', id, { type: 'ASSIGN' });
    await test.put('department_liaison', id, { type: 'ACKNOWLEDGE' });
    await test.put('campaign_office', id, { type: 'CHASE', text: '请加快。' });
  });
  afterAll(() => test.close());

  const log = () => test.wiring.connection.collection('log');
  const tasks = () => test.wiring.connection.collection('tasks');
  const verify = () =>
    verifyLog(
      test.wiring.records.log,
      test.wiring.records.kinds().map(({ store }) => store),
    );
  const key = (seq: number) => ({ record: id, seq });
  /** Change the database behind the product's back, verify, and put it back. */
  async function tampered(
    collection: ReturnType<typeof log>,
    where: Record<string, unknown>,
    change: Record<string, unknown> | 'remove',
  ) {
    const before = await collection.findOne(where as never);
    if (!before) throw new Error('There is nothing to tamper with.');
    if (change === 'remove') await collection.deleteOne({ _id: before._id });
    else await collection.updateOne({ _id: before._id }, { $set: change });
    const found = await verify();
    await collection.replaceOne({ _id: before._id }, before, { upsert: true });
    return found;
  }

  it('chains the entries of a record, each to the one before', async () => {
    const entries = await test.wiring.records.log.of(id);
    expect(entries.map(({ seq, type }) => [seq, type])).toEqual([
      [1, 'CREATED'],
      [2, 'ASSIGN'],
      [3, 'ACKNOWLEDGE'],
      [4, 'CHASE'],
    ]);
    let prev = CHAIN_START;
    for (const { hash, ...unhashed } of entries) {
      expect(unhashed.prev).toBe(prev);
      expect(hashOf(unhashed)).toBe(hash);
      prev = hash;
    }
    expect((await test.wiring.records.load('task', id)).hash).toBe(prev);
  });

  it('is whole as long as nobody touches it', async () => {
    expect(await verify()).toEqual({ whole: true, records: 3, entries: 8, broken: 0, breaks: [] });
  });

  it.each([
    ['a word of what was said', { 'payload.text': '请加快！' }],
    ['who did it', { 'actor.name': '别人' }],
    ['when it was', { at: '2026-06-02T00:00:00.001Z' }],
    ['where it led', { to: 'closed' }],
  ])('shows when %s was changed', async (_what, change) => {
    expect(await tampered(log(), key(4), change)).toMatchObject({
      whole: false,
      broken: 1,
      breaks: [{ record: id, seq: 4, fault: 'content' }],
    });
  });

  it('shows an entry that was removed', async () => {
    expect(await tampered(log(), key(2), 'remove')).toMatchObject({
      whole: false,
      broken: 1,
      breaks: [{ record: id, seq: 2, fault: 'gap' }],
    });
  });

  it('shows that the last entries were cut off', async () => {
    expect(await tampered(log(), key(4), 'remove')).toMatchObject({ whole: false, breaks: [{ record: id, seq: 4 }] });
  });

  it('shows an entry that was made up anew with a fitting hash of its own', async () => {
    const [entry] = await test.wiring.records.log.of(id, 1);
    if (!entry) throw new Error('no entry');
    const { hash: _, ...unhashed } = { ...entry, type: 'EDIT' };
    const change = { type: 'EDIT', hash: hashOf(unhashed) };
    expect(await tampered(log(), key(2), change)).toMatchObject({
      whole: false,
      broken: 1,
      breaks: [{ record: id, seq: 3, fault: 'chain' }],
    });
  });

  it('shows a last entry that was made up anew, because the record knows another', async () => {
    const [entry] = await test.wiring.records.log.of(id, 3);
    if (!entry) throw new Error('no entry');
    const { hash: _, ...unhashed } = { ...entry, payload: { text: '没有催过。' } };
    const change = { payload: unhashed.payload, hash: hashOf(unhashed) };
    expect(await tampered(log(), key(4), change)).toMatchObject({
      whole: false,
      broken: 1,
      breaks: [{ record: id, seq: 4, fault: 'head' }],
    });
  });

  it('shows a record whose head was changed', async () => {
    const found = await tampered(tasks(), { _id: id }, { hash: 'f'.repeat(64) });
    expect(found).toMatchObject({ whole: false, broken: 1, breaks: [{ record: id, seq: 4, fault: 'head' }] });
  });

  it('shows a record whose count of saves was changed', async () => {
    expect(await tampered(tasks(), { _id: id }, { rev: 5 })).toMatchObject({
      whole: false,
      breaks: [{ record: id, fault: 'gap' }],
    });
  });

  it('shows a record that was removed while its log still speaks of it', async () => {
    const found = await tampered(tasks(), { _id: id }, 'remove');
    expect(found).toMatchObject({ whole: false, broken: 1, breaks: [{ record: id, seq: 4, fault: 'missing' }] });
  });

  it('goes on after a break and names all of them, of this record and of others', async () => {
    const other = await test.newDraft();
    for (const seq of [2, 4]) await log().updateOne(key(seq), { $set: { 'actor.name': '别人' } });
    await log().updateOne({ record: other, seq: 1 }, { $set: { at: '2026-06-01T00:00:00.000Z' } });
    await tasks().updateOne({ _id: other as never }, { $set: { hash: 'e'.repeat(64) } });
    const found = await verify();
    expect(found).toMatchObject({ whole: false, records: 4, entries: 9, broken: 4 });
    expect(new Set(found.breaks)).toEqual(
      new Set([
        { record: id, seq: 2, fault: 'content' },
        { record: id, seq: 4, fault: 'content' },
        { record: other, seq: 1, fault: 'content' },
        { record: other, seq: 1, fault: 'head' },
      ]),
    );
    const { name } = test.actor('campaign_office');
    for (const seq of [2, 4]) await log().updateOne(key(seq), { $set: { 'actor.name': name } });
    await log().deleteMany({ record: other });
    await tasks().deleteOne({ _id: other as never });
  });

  it('counts what still waits in an outbox as written, even where a later entry is in the log already', async () => {
    const { records } = test.wiring;
    const waiting = await log().findOne(key(3));
    if (!waiting) throw new Error('no entry');
    const { _id, ...entry } = waiting;
    const outbox = [{ ...entry, effects: [], counts: [], savedAt: 0, token: 'another process' }];
    await log().deleteOne({ _id });
    await tasks().updateOne({ _id: id as never }, { $set: { outbox } });
    expect(await verify()).toMatchObject({ whole: true, records: 3 });
    await records.relay.sweep(0);
    expect(await verify()).toEqual({ whole: true, records: 3, entries: 8, broken: 0, breaks: [] });
    expect((await records.load('task', id)).outbox).toEqual([]);
  });

  it('shows an entry that was added at the end, although the record knows nothing of it', async () => {
    const [entry] = await test.wiring.records.log.of(id, 3);
    if (!entry) throw new Error('no entry');
    const { hash: prev, ...rest } = entry;
    const unhashed = { ...rest, prev, seq: 5, eventId: `${id}:5` };
    await log().insertOne({ _id: `${id}:5` as never, ...unhashed, hash: hashOf(unhashed) });
    expect(await verify()).toMatchObject({ whole: false, broken: 1, breaks: [{ record: id, seq: 5, fault: 'head' }] });
    await log().deleteOne({ _id: `${id}:5` as never });
  });

  it('is whole while people work on: what is saved meanwhile is no break', async () => {
    const { records } = test.wiring;
    const chase = () =>
      records.perform({ kind: 'task', id, event: { type: 'CHASE', text: '' }, actor: test.actor('campaign_office') });
    const work = (async () => {
      for (let i = 0; i < 15; i += 1) await chase();
    })();
    for (let i = 0; i < 5; i += 1) expect(await verify()).toMatchObject({ whole: true });
    await work;
    await records.relay.drain();
    expect(await verify()).toMatchObject({ whole: true });
  });

  it('writes one text for one value, in whatever order its fields come', () => {
    expect(canonical({ b: 1, a: [{ d: null, c: undefined }] })).toBe('{"a":[{"d":null}],"b":1}');
    expect(canonical({ a: [{ d: null }], b: 1 })).toBe(canonical({ b: 1, a: [{ d: null }] }));
    expect(canonical('甲')).not.toBe(canonical('乙'));
  });
});
