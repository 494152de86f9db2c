import { describe, expect, it } from '@jest/globals';
import { createLog } from '../../src/platform/log.js';
import { clockSweep } from '../../src/records/clock-sweep.js';
import { planCreation } from '../../src/records/plan-event.js';
import type { RecordKind, StoredRecord } from '../../src/records/record.js';
import type { GuardedUpdate, RecordStore } from '../../src/records/record-store.js';
import { taskKind } from '../../src/tasks/task.kind.js';
import { addDays, civilDateOf, type Instant, instantOf } from '../../workflows/dates.js';
import type { Moment } from '../../workflows/moment.js';
import { aTask, moment, theClock } from '../support/workflows.js';

const BEFORE_MIDNIGHT = instantOf('2026-06-02', '23:59');
/** A pass that goes on asking has lost. */
const MOST_CALLS = 500;
const BACKLOG = 3_000;

/** A task's kind whose clock strikes at every midnight, as most do while they are late. */
function everyMidnight(overrides: Partial<RecordKind['workflow']> = {}): RecordKind {
  const clockAt = (_state: string, _facts: object, { today }: Moment) => instantOf(addDays(today, 1));
  return { ...taskKind, workflow: { ...taskKind.workflow, clockAt, ...overrides } };
}

/** Records in memory, and a product's clock that goes on by `perCall` ms whenever the store is asked. */
function stage({ kind = everyMidnight(), count = BACKLOG, perCall = 0, perLook = 0 }) {
  let ms = Date.parse(BEFORE_MIDNIGHT);
  let calls = 0;
  const clock = {
    simulated: true,
    now: (): Instant => {
      ms += perLook;
      return new Date(ms).toISOString();
    },
    today: () => civilDateOf(new Date(ms).toISOString()),
  };
  const called = () => {
    calls += 1;
    ms += perCall;
    if (calls > MOST_CALLS) throw new Error('The sweep does not end.');
  };
  const records = new Map<string, StoredRecord>();
  for (let i = 0; i < count; i += 1) {
    const id = `t${String(i).padStart(5, '0')}`;
    const at = moment({ actor: theClock });
    const made = planCreation(kind, id, aTask({ title: id }) as never, at, { idempotencyKey: null, token: 't' });
    records.set(id, { ...made, state: 'active', outbox: [], clockAt: instantOf('2026-06-02') });
  }
  const swept: { id: string; at: string }[] = [];
  const store = {
    kind: 'task',
    async due(at: Instant, limit: number, without: readonly string[] = []) {
      called();
      const left = new Set(without);
      const due = [...records.values()].filter(({ id, clockAt }) => clockAt !== null && clockAt <= at && !left.has(id));
      return due.sort((a, b) => ((a.clockAt ?? '') < (b.clockAt ?? '') ? -1 : 1)).slice(0, limit);
    },
    async saveMany(changes: GuardedUpdate[]) {
      called();
      for (const { id, set, entry } of changes) {
        const record = records.get(id) as StoredRecord;
        records.set(id, { ...record, rev: record.rev + 1, clockAt: set.clockAt as string, light: entry.light });
        swept.push({ id, at: entry.at });
      }
      return new Set(changes.map(({ id }) => id));
    },
    async setClocks(changes: { id: string; clockAt: string | null }[]) {
      called();
      for (const { id, clockAt } of changes) {
        records.set(id, { ...(records.get(id) as StoredRecord), clockAt });
        swept.push({ id, at: '' });
      }
    },
  };
  const said: unknown[] = [];
  const logger = Object.assign(Object.create(createLog('silent')), { error: (about: unknown) => said.push(about) });
  const sweep = clockSweep({
    registry: new Map([['task', { kind, store: store as unknown as RecordStore }]]),
    clock,
    momentFor: async (_campaign, actor, at) => moment({ at, today: civilDateOf(at), actor }),
    relay: { drain: async () => {}, enqueue: () => {} } as never,
    logger,
    token: 't',
  });
  return { sweep, records, swept, said, clock };
}

describe('a pass of the clock', () => {
  it('ends when a backlog of thousands crosses midnight on a clock that runs fast', async () => {
    // Each look at the clock is ten minutes later: the backlog is still there when the next days begin.
    const { sweep, swept, clock } = stage({ perLook: 10 * 60_000, perCall: 60 * 60_000 });
    const { due } = await sweep();
    expect(due).toBe(BACKLOG);
    expect(new Set(swept.map(({ id }) => id)).size).toBe(BACKLOG);
    expect(clock.today() > '2026-06-02').toBe(true);
  });

  it('ends at the real rate on a store that takes its time', async () => {
    const { sweep } = stage({ perCall: 20_000 });
    expect((await sweep()).due).toBe(BACKLOG);
    // What the midnight has brought meanwhile is the next pass's, which ends as well.
    expect((await sweep()).due).toBe(BACKLOG);
  });

  it('gives all it does the one moment it was asked for', async () => {
    const { sweep, swept } = stage({ count: 1_200, perCall: 60 * 60_000 });
    await sweep();
    const at = new Set(swept.filter((one) => one.at !== '').map((one) => one.at));
    expect([...at].length).toBeLessThanOrEqual(1);
    expect([...at].every((one) => one === BEFORE_MIDNIGHT)).toBe(true);
  });

  it('reports what is still due after its turn and leaves it to the next pass, whatever lies before or behind it', async () => {
    const stands = (_state: string, facts: object, { today }: Moment) =>
      (facts as { title: string }).title < 't00700' ? instantOf('2026-06-02') : instantOf(addDays(today, 1));
    const { sweep, swept, said } = stage({ kind: everyMidnight({ clockAt: stands }), count: 2_000 });
    expect((await sweep()).due).toBe(2_000);
    expect(swept).toHaveLength(2_000);
    expect(said).toMatchObject([
      { kind: 'task', count: 500 },
      { kind: 'task', count: 200 },
    ]);
    expect((await sweep()).due).toBe(700);
  });

  it('goes on past a record that cannot be reckoned, and says which', async () => {
    const throws = (_state: string, facts: object, { today }: Moment) => {
      if ((facts as { title: string }).title === 't00003' && today > '2026-06-01') throw new Error('a broken fact');
      return instantOf(addDays(today, 1));
    };
    const { sweep, records, said } = stage({ kind: everyMidnight({ clockAt: throws }), count: 0 });
    const made = stage({ count: 5 }).records;
    for (const [id, record] of made) records.set(id, record);
    await sweep();
    const still = [...records.values()].filter(({ clockAt }) => clockAt !== null && clockAt <= BEFORE_MIDNIGHT);
    expect(still.map(({ id }) => id)).toEqual(['t00003']);
    expect(said).toContainEqual(expect.objectContaining({ record: 't00003' }));
  });
});
