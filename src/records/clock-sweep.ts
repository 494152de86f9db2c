/** Time as an event: put CLOCK to whatever is due, in batches by index. A missed run heals itself (DESIGN 4). */
import type { Actor, Moment } from '../../workflows/moment.js';
import type { Clock } from '../platform/clock.js';
import { planEvent } from './plan-event.js';
import type { RecordKind, StoredRecord } from './record.js';
import type { GuardedUpdate, RecordStore } from './record-store.js';
import { type Relay, toRelay } from './relay.js';

/** The clock as an actor. */
export const CLOCK_ACTOR: Actor = { kind: 'clock', id: 'clock', name: 'clock', department: '', posts: [] };

const BATCH = 500;

interface SweepParts {
  registry: Map<string, { kind: RecordKind; store: RecordStore }>;
  clock: Clock;
  momentFor(campaign: string, actor: Actor): Promise<Moment>;
  relay: Relay;
  token: string;
}

/** What one sweep did: records whose hour had come, and those that changed by it. */
export interface Swept {
  due: number;
  changed: number;
}

/** A sweep over every kind. `onBatch` is called between batches, so that a long one can keep its lock. */
export function clockSweep({ registry, clock, momentFor, relay, token }: SweepParts) {
  async function sweepKind(kind: RecordKind, store: RecordStore, onBatch?: () => Promise<void>): Promise<Swept> {
    const swept: Swept = { due: 0, changed: 0 };
    const moments = new Map<string, Moment>();
    for (;;) {
      const records = await store.due(clock.now(), BATCH);
      if (records.length === 0) {
        await relay.drain();
        return swept;
      }
      swept.due += records.length;
      const changes: GuardedUpdate[] = [];
      const nexts: StoredRecord[] = [];
      const unchanged: { id: string; rev: number; clockAt: string | null }[] = [];
      for (const record of records) {
        const campaign = kind.campaignOf(record);
        const moment = moments.get(campaign) ?? (await momentFor(campaign, CLOCK_ACTOR));
        moments.set(campaign, moment);
        const planned = planEvent(kind, record, { type: 'CLOCK' }, moment, { idempotencyKey: null, token });
        if (planned.kind === 'change') {
          changes.push(planned.update);
          nexts.push(planned.next);
        }
        // A state in which time means nothing: the clock is taken off the record.
        else unchanged.push({ ...record, clockAt: planned.kind === 'unchanged' ? planned.clockAt : null });
      }
      const ids = changes.map(({ id }) => id);
      const saved = await relay.watch(store.kind, ids, () => store.saveMany(changes, token));
      await store.setClocks(unchanged);
      const done = nexts.filter(({ id }) => saved.has(id));
      swept.changed += done.length;
      // One batch ahead of the relay and no more, or memory grows with the backlog.
      await relay.drain();
      relay.enqueue(done.flatMap((next) => toRelay(next, token)));
      await onBatch?.();
    }
  }

  return async function sweep(onBatch?: () => Promise<void>): Promise<Swept> {
    const total: Swept = { due: 0, changed: 0 };
    for (const { kind, store } of registry.values()) {
      const { due, changed } = await sweepKind(kind, store, onBatch);
      total.due += due;
      total.changed += changed;
    }
    return total;
  };
}
