import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mongo } from 'mongoose';
import { idFrom } from '../../src/platform/ids.js';
import type { TaskFacts } from '../../workflows/tasks/task.js';
import { createTestApp, LEAD, type TestApp } from '../support/app.js';

const part = (i: number, from: string) => ({
  id: idFrom('part', from, i),
  title: `措施${i}`,
  leadDepartment: LEAD,
  due: { from: '2026-06-08', to: '2026-06-08', text: '' },
});

describe('what follows from an event', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp();
  });
  afterAll(() => test.close());

  const facts = async (id: string) => (await test.wiring.records.load<TaskFacts>('task', id)).facts;
  const outboxes = () => test.wiring.connection.collection('tasks').countDocuments({ 'outbox.0': { $exists: true } });
  /** Lay a logged entry back into its outbox, as if the process had died before it was taken out. */
  async function layBack(id: string, seq: number, rest: { effects: unknown[] }) {
    const entry = (await test.wiring.records.log.of(id, seq - 1))[0];
    const lying = { ...entry, counts: [], ...rest, savedAt: 0, token: 'a process that died' };
    const tasks = test.wiring.connection.collection('tasks');
    await tasks.updateOne({ _id: id as never }, { $push: { outbox: { $each: [lying], $position: 0 } } as never });
  }
  async function split(code: string, count = 3) {
    const id = await test.newDraft({ code });
    const parts = Array.from({ length: count }, (_, i) => part(i, id));
    const { entry, record } = await test.put('campaign_office', id, { type: 'SPLIT', parts });
    const effects = record.outbox.find(({ seq }) => seq === entry.seq)?.effects ?? [];
    return { id, parts, entry, effects };
  }

  it('makes the subtasks of a split once, however often the relay runs', async () => {
    const { id, parts, entry, effects } = await split('SPLIT-1');
    await layBack(id, entry.seq, { effects });
    expect(await test.wiring.records.relay.sweep(0)).toBe(1);
    const children = await test.wiring.tasks.childrenOf(id);
    expect(children.map(({ id: child }) => child).sort()).toEqual(parts.map(({ id: child }) => child).sort());
    expect((await facts(id)).subtasks).toEqual(parts.map(({ id: child }) => ({ id: child, open: true })));
    expect(await outboxes()).toBe(0);
  });

  it('lets a parent hear when its parts close', async () => {
    const { id, parts } = await split('SPLIT-2', 2);
    for (const { id: child } of parts) await test.put('leading_group', child, { type: 'CANCEL', reason: '并入。' });
    expect((await facts(id)).subtasks.map(({ open }) => open)).toEqual([false, false]);
    const heard = (await test.wiring.records.log.of(id)).filter(({ type }) => type === 'SUBTASK_CLOSED');
    expect(heard.map(({ actor }) => [actor.kind, actor.name])).toEqual([
      ['system', '名leading_group'],
      ['system', '名leading_group'],
    ]);
  });

  it('is done with when the other record wants to hear no more of it', async () => {
    const { id, parts } = await split('SPLIT-3', 2);
    await test.put('leading_group', id, { type: 'CANCEL', reason: '停办。' });
    await test.put('leading_group', parts[0]?.id as string, { type: 'CANCEL', reason: '停办。' });
    expect(await outboxes()).toBe(0);
    expect(await test.wiring.records.relay.sweep(0)).toBe(0);
  });

  it('waits in the outbox while it cannot be carried out, and later entries of the record wait behind it', async () => {
    const { id, parts } = await split('SPLIT-4', 2);
    const child = parts[0]?.id as string;
    const tasks = test.wiring.connection.collection('tasks');
    const parent = await tasks.findOne({ _id: id as never });
    await tasks.deleteOne({ _id: id as never });
    await test.put('leading_group', child, { type: 'CANCEL', reason: '停办。' });
    expect((await test.wiring.records.load('task', child)).outbox).toHaveLength(1);
    await tasks.insertOne(parent as never);
    await test.wiring.records.relay.sweep(0);
    expect((await test.wiring.records.load('task', child)).outbox).toEqual([]);
    expect((await facts(id)).subtasks).toContainEqual({ id: child, open: false });
  });

  it('happens in order even where another process has left the earlier entry lying', async () => {
    const { id } = await split('SPLIT-5', 2);
    const child = (await facts(id)).subtasks[0]?.id as string;
    // The other process died between closing the part (here: a chase that should tell of it) and what follows.
    await test.put('campaign_office', child, { type: 'ASSIGN' });
    const { entry } = await test.put('campaign_office', child, { type: 'CHASE', text: '' });
    const put = (type: string) => ({ type: 'put', params: { kind: 'task', id, event: { type, subtask: child } } });
    await layBack(child, entry.seq, { effects: [put('SUBTASK_CLOSED')] });
    await test.put('campaign_office', child, { type: 'CHASE', text: '再催。' });
    expect((await facts(id)).subtasks).toContainEqual({ id: child, open: false });
    expect((await test.wiring.records.load('task', child)).outbox).toEqual([]);
  });

  it('tells each person once, however often the relay runs', async () => {
    const id = await test.newDraft({ code: 'TELL-1' });
    const { entry, record } = await test.put('campaign_office', id, { type: 'ASSIGN' });
    const effects = record.outbox.at(-1)?.effects ?? [];
    const messages = () => test.wiring.connection.collection('messages').countDocuments();
    const told = await messages();
    expect(told).toBeGreaterThan(0);
    await layBack(id, entry.seq, { effects });
    await test.wiring.records.relay.sweep(0);
    expect(await messages()).toBe(told);
  });

  it('is taken up again without a sweep, in order, once the database is back', async () => {
    const { id, parts } = await split('SPLIT-6', 2);
    const child = parts[0]?.id as string;
    const { records, connection } = test.wiring;
    const { append } = records.log;
    // As the driver reports a broken connection in the middle of a batch: an error with an empty list of refusals.
    records.log.append = async () => {
      throw new mongo.MongoBulkWriteError(new mongo.MongoNetworkError('closed') as never, {} as never);
    };
    await test.put('leading_group', child, { type: 'CANCEL', reason: '停办。' });
    records.log.append = append;
    expect((await records.load('task', child)).outbox).toHaveLength(1);
    // What the other record does meanwhile is not touched before its turn.
    await test.put('campaign_office', id, { type: 'ASSIGN' });
    while (await connection.collection('tasks').countDocuments({ 'outbox.0': { $exists: true } })) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect((await facts(id)).subtasks).toContainEqual({ id: child, open: false });
    expect((await records.log.of(child)).at(-1)?.type).toBe('CANCEL');
  });

  it('is looked for where nobody knows whether a save was done', async () => {
    const id = await test.newDraft({ code: 'UNKNOWN-1' });
    const { records } = test.wiring;
    const store = records.kinds().find(({ store: one }) => one.kind === 'task')?.store;
    if (!store) throw new Error('no tasks');
    const { save } = store;
    store.save = async (change) => {
      await save(change);
      throw new mongo.MongoNetworkError('closed before the answer');
    };
    const command = { kind: 'task', id, event: { type: 'ASSIGN' }, actor: test.actor('campaign_office') };
    await expect(records.perform({ ...command, idempotencyKey: 'unknown-1' })).rejects.toThrow('closed');
    store.save = save;
    const again = await records.perform({ ...command, idempotencyKey: 'unknown-1' });
    expect(again).toMatchObject({ repeated: true, entry: { type: 'ASSIGN' } });
    while ((await records.load('task', id)).outbox.length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await records.log.of(id)).map(({ type }) => type)).toEqual(['CREATED', 'ASSIGN']);
  });
});
