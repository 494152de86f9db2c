import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { planEvent } from '../../src/records/plan-event.js';
import { clockStruck, recordStore } from '../../src/records/record-store.js';
import { recount } from '../../src/records/recount.js';
import { verifyLog } from '../../src/records/verify-log.js';
import { taskKind } from '../../src/tasks/task.kind.js';
import { taskModel } from '../../src/tasks/task.model.js';
import { createTestApp, type TestApp, theSystem } from '../support/app.js';

const LATER = '2026-06-12T00:00:00.000Z';

describe('the clock sweep', () => {
  let test: TestApp;
  const more: TestApp[] = [];
  const lines: string[] = [];
  beforeEach(async () => {
    test = await createTestApp({ log: { write: (line) => void lines.push(line) } });
  });
  afterEach(async () => {
    for (const one of [...more.splice(0), test]) await one.close();
  });

  async function assigned(count: number): Promise<string[]> {
    const ids: string[] = [];
    for (let i = 0; i < count; i += 1) {
      const id = await test.newDraft();
      await test.wiring.records.perform({
        kind: 'task',
        id,
        event: { type: 'ASSIGN' },
        actor: test.actor('campaign_office'),
      });
      ids.push(id);
    }
    await test.wiring.records.relay.drain();
    return ids;
  }
  const clockEntries = (ids: string[]) =>
    test.wiring.connection.collection('log').countDocuments({ type: 'CLOCK', record: { $in: ids } });
  const whole = () =>
    verifyLog(
      test.wiring.records.log,
      test.wiring.records.kinds().map(({ store }) => store),
    );

  it('does nothing before its hour has come', async () => {
    await assigned(2);
    expect(await test.wiring.records.sweepClock()).toEqual({ due: 0, changed: 0, stuck: [] });
  });

  it('finds what is due by an index, of whatever kind, never by looking at all', async () => {
    await assigned(2);
    for (const collection of ['tasks', 'matters', 'inquiries']) {
      const found = test.wiring.connection.collection(collection).find(clockStruck(LATER)).sort({ clockAt: 1 });
      const plan = JSON.stringify(await found.explain());
      expect([collection, plan.includes('COLLSCAN'), plan.includes('clockAt_1')]).toEqual([collection, false, true]);
    }
  });

  it('puts the clock to every task that is due, once, and moves on when it strikes next', async () => {
    const ids = await assigned(30);
    const { records, clock } = test.wiring;
    const before = await records.load('task', ids[0] as string);
    await clock.moveTo(LATER);
    const swept = await records.sweepClock();
    expect(swept).toMatchObject({ changed: 30 });
    expect(await records.sweepClock()).toEqual({ due: 0, changed: 0, stuck: [] });
    const after = await records.load('task', ids[0] as string);
    expect([before.light.colour, after.light.colour]).toEqual(['green', 'red']);
    expect(after.clockAt === null || after.clockAt > LATER).toBe(true);
    expect(await clockEntries(ids)).toBe(30);
    expect(await whole()).toMatchObject({ whole: true });
  });

  it('tells people once of what the clock brought', async () => {
    const ids = await assigned(5);
    const { records, clock, connection } = test.wiring;
    await connection.collection('messages').deleteMany({});
    await clock.moveTo(LATER);
    await records.sweepClock();
    const messages = () => connection.collection('messages').countDocuments();
    const told = await messages();
    expect(told).toBeGreaterThan(0);
    await records.sweepClock();
    await records.relay.sweep(0);
    expect(await messages()).toBe(told);
    expect(ids).toHaveLength(5);
  });

  it('does nothing twice when two processes and one process twice sweep at once', async () => {
    const ids = await assigned(40);
    const other = await createTestApp({ uri: test.uri });
    more.push(other);
    await test.wiring.clock.moveTo(LATER);
    await other.wiring.clock.follow();
    const sweeps = [test, test, other, other].map(({ wiring }) => wiring.records.sweepClock());
    const swept = await Promise.all(sweeps);
    expect(swept.reduce((sum, { changed }) => sum + changed, 0)).toBeGreaterThanOrEqual(40);
    expect(await clockEntries(ids)).toBe(40);
    expect(await whole()).toMatchObject({ whole: true });
    const { differences } = await recount(test.wiring.records.kinds, test.wiring.records.counters).check();
    expect(differences).toEqual([]);
  });

  it('writes no entry of its own for a task that somebody changed at that moment', async () => {
    const [id] = (await assigned(1)) as [string];
    const { records, connection } = test.wiring;
    const store = recordStore('task', taskModel(connection));
    const stale = await records.load('task', id);
    // This very process has changed the task meanwhile, and its entry is still in the outbox.
    await records.perform({
      kind: 'task',
      id,
      event: { type: 'CHASE', text: '' },
      actor: test.actor('campaign_office'),
    });
    await records.relay.drain();
    const entry = (await records.log.of(id)).at(-1);
    const outbox = [{ ...entry, effects: [], counts: [], savedAt: 0, token: 'this process' }];
    await connection.collection('tasks').updateOne({ _id: id as never }, { $set: { outbox } });
    const moment = { ...(await records.momentFor(test.campaign, theSystem)), today: '2026-06-12', at: LATER };
    const planned = planEvent(taskKind, stale, { type: 'CLOCK' }, moment, {
      idempotencyKey: null,
      token: 'this process',
    });
    if (planned.kind !== 'change') throw new Error('The clock should change it.');
    expect(await store.saveMany([planned.update], 'this process', () => {})).toEqual(new Set());
  });

  it('goes on past a record that the database refuses for good, and names it in the log and on the operations page', async () => {
    const ids = await assigned(6);
    const refused = ids[2] as string;
    const { records, clock, connection, jobs } = test.wiring;
    // Nearly as large as the database takes: what the clock adds is refused whenever it is tried.
    const pad = 'x'.repeat(16_777_216 - 3_000);
    await connection.collection('tasks').updateOne({ _id: refused as never }, { $set: { 'derived.pad': pad } });
    await clock.moveTo(LATER);
    lines.length = 0;
    await jobs.runDueWork();
    expect(await clockEntries(ids)).toBe(5);
    expect((await records.load('task', refused)).light.colour).toBe('green');
    const named = lines.filter((line) => line.includes('is refused by the database') && line.includes(refused));
    expect(named).toHaveLength(1);
    const admin = await test.agentFor('system_administrator');
    expect((await admin.get('/operations')).text).toContain(`task ${refused}`);

    await connection.collection('tasks').updateOne({ _id: refused as never }, { $unset: { 'derived.pad': '' } });
    await jobs.runDueWork();
    expect(await clockEntries(ids)).toBe(6);
    expect((await admin.get('/operations')).text).not.toContain(`task ${refused}`);
  });
});
