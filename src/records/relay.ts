/**
 * The relay: what follows from a saved event. Log, counts, effects, then the entry leaves the outbox.
 * Every step may run twice with the result of once: the log has one row per event, counts remember events, and the id
 * of whatever an effect makes derives from the event's. So a process may die anywhere; the sweep does the rest.
 */
import type { Effect } from '../../workflows/step.js';
import { idFrom } from '../platform/ids.js';
import type { Log } from '../platform/log.js';
import type { Counters } from './counters.js';
import type { EventLog } from './event-log.js';
import type { DomainEvent, Facts_, OutboxEntry, StoredRecord } from './record.js';
import type { RecordStore } from './record-store.js';

/** Where an effect comes from; `id` is the same however often the effect is carried out. */
export interface EffectSource {
  id: string;
  entry: OutboxEntry;
}

/** What effects need from outside the write path. */
export interface EffectHandlers {
  /** All messages of a batch at once; bringing one again adds nothing. */
  notifyAll(messages: { params: Extract<Effect, { type: 'notify' }>['params']; source: EffectSource }[]): Promise<void>;
  put(kind: string, id: string, event: DomainEvent, source: EffectSource): Promise<void>;
  create(kind: string, id: string, facts: Facts_, source: EffectSource): Promise<void>;
}

export type RelayStep = 'saved' | 'logged' | 'counted' | 'effect' | 'pulled';

export interface RelayParts {
  store(kind: string): RecordStore;
  stores(): RecordStore[];
  log: EventLog;
  counters: Counters;
  handlers: EffectHandlers;
  logger: Log;
  /** Called after each step; the crash tests end the process here. */
  onStep?: ((step: RelayStep, entry: OutboxEntry) => void) | undefined;
}

/** Entries in one batch: one insert, one write per counter row and one pull serve all of them. */
const BATCH = 500;
/** Younger entries are still in the hands of the process that saved them. */
const LEFT_LYING_MS = 5_000;

/**
 * What to relay after a save: the new entry, and before it what another process has saved and not relayed yet, so that
 * other records hear of everything in order.
 */
export function toRelay({ outbox }: Pick<StoredRecord, 'outbox'>, token: string): OutboxEntry[] {
  return outbox.filter((entry, i) => entry.token !== token || i === outbox.length - 1);
}

export function createRelay({ store, stores, log, counters, handlers, logger, onStep }: RelayParts) {
  let waiting: OutboxEntry[] = [];
  let running: Promise<void> | null = null;
  /** Records with an entry that could not be carried out: later ones touch no other record before the sweep has tried again. */
  const stuck = new Set<string>();

  /** What touches other records, one after the other: a parent must hear of its parts in order. */
  async function effect(wanted: Exclude<Effect, { type: 'notify' }>, source: EffectSource): Promise<void> {
    const { params } = wanted;
    if ('event' in params) return handlers.put(params.kind, params.id, params.event, source);
    return handlers.create(params.kind, params.id ?? source.id, params.facts, source);
  }

  async function carryOut(entries: OutboxEntry[]): Promise<void> {
    await log.append(entries);
    for (const entry of entries) onStep?.('logged', entry);
    await counters.apply(entries);
    for (const entry of entries) onStep?.('counted', entry);
    const wanted = entries.flatMap((entry) =>
      entry.effects.map((one, index) => ({ one, source: { id: idFrom(entry.eventId, index), entry } })),
    );
    await handlers.notifyAll(
      wanted.flatMap(({ one, source }) => (one.type === 'notify' ? [{ params: one.params, source }] : [])),
    );
    const failed = new Set<string>();
    for (const { one, source } of wanted) {
      if (one.type === 'notify') continue;
      if (stuck.has(source.entry.record)) {
        failed.add(source.entry.eventId);
        continue;
      }
      try {
        await effect(one, source);
      } catch (error) {
        // The entry stays in the outbox: the sweep tries again, and the operations page shows that it lies there.
        failed.add(source.entry.eventId);
        stuck.add(source.entry.record);
        logger.error({ err: error, eventId: source.entry.eventId }, 'effect failed');
      }
      onStep?.('effect', source.entry);
    }
    for (const entry of entries) onStep?.('effect', entry);
    const done = new Map<string, { kind: string; id: string; eventIds: string[] }>();
    for (const entry of entries) {
      if (failed.has(entry.eventId)) continue;
      const known = done.get(entry.record) ?? { kind: entry.kind, id: entry.record, eventIds: [] };
      known.eventIds.push(entry.eventId);
      done.set(entry.record, known);
    }
    for (const kind of new Set([...done.values()].map((one) => one.kind))) {
      await store(kind).pull([...done.values()].filter((one) => one.kind === kind));
    }
    for (const entry of entries) onStep?.('pulled', entry);
  }

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH);
      waiting = waiting.slice(BATCH);
      try {
        await carryOut(batch);
      } catch (error) {
        for (const { record } of batch) stuck.add(record);
        logger.error({ err: error, entries: batch.length }, 'relay failed; the sweep will try again');
      }
    }
  }

  function enqueue(entries: readonly OutboxEntry[]): void {
    for (const entry of entries) onStep?.('saved', entry);
    waiting.push(...entries);
    running ??= run().finally(() => {
      running = null;
      // Whatever arrived between the last look and now.
      if (waiting.length > 0) enqueue([]);
    });
  }

  /** Wait until everything handed over so far, and what followed from it, is done. */
  async function drain(): Promise<void> {
    while (running) await running;
  }

  return {
    enqueue,
    drain,
    /** Relay what a process that died has left. Returns how many entries were found. */
    async sweep(olderThanMs = LEFT_LYING_MS): Promise<number> {
      let found = 0;
      for (const one of stores()) {
        const left = await one.leftLying(Date.now() - olderThanMs, BATCH);
        found += left.length;
        for (const { record } of left) stuck.delete(record);
        enqueue(left);
      }
      await drain();
      const lying = await Promise.all(stores().map((one) => one.oldestLying()));
      await counters.forget(Math.min(Date.now(), ...lying.filter((at) => at !== null)));
      return found;
    },
    /** Entries waiting in the outboxes of the database. */
    async lag(): Promise<number> {
      const counts = await Promise.all(stores().map((one) => one.leftLying(Date.now() - LEFT_LYING_MS, 1000)));
      return counts.reduce((sum, entries) => sum + entries.length, 0);
    },
  };
}

export type Relay = ReturnType<typeof createRelay>;
