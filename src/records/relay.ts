/**
 * The relay: what follows from a saved event. Log, counts, effects, then the entry leaves the outbox.
 * Every step may run twice with the result of once: the log has one row per event, counts remember events, and the id
 * of whatever an effect makes derives from the event's. So a process may die anywhere; the sweep does the rest. What a
 * living process cannot carry out it lets go of, and takes it up again from the outboxes after a pause.
 */
import type { Effect } from '../../workflows/step.js';
import { type HostClocks, hostClocks, JUMP_MS, steadyNow } from '../platform/host-clock.js';
import { idFrom } from '../platform/ids.js';
import type { LeftThing } from '../platform/left-out.js';
import type { Log } from '../platform/log.js';
import type { Counters } from './counters.js';
import type { EventLog } from './event-log.js';
import type { DomainEvent, Facts_, OutboxEntry, StoredRecord } from './record.js';
import type { RecordStore } from './record-store.js';
import { setAside } from './set-aside.js';

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
  /** New records in their order; one that is there already is done. Returns those that could not be made, and why. */
  createAll(wanted: readonly MakeWanted[]): Promise<{ source: EffectSource; error: unknown }[]>;
}

/** A new record that an event asks for. */
export interface MakeWanted {
  params: { kind: string; id: string; facts: Facts_ };
  source: EffectSource;
}

/** What an event puts to another record. */
interface PutWanted {
  params: { kind: string; id: string; event: DomainEvent };
  source: EffectSource;
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
  clocks?: HostClocks | undefined;
}

/** Entries in one batch: one insert, one write per counter row and one pull serve all of them. */
const BATCH = 500;
/** Younger entries are still in the hands of the process that saved them. */
const LEFT_LYING_MS = 5_000;
/** Tried again for so long, an entry will hardly go by itself. */
const STUCK_MS = 300_000;
const MOST_STUCK = 50;
/** Held for longer (a process that was stopped and goes on), an entry is read again: others may have done and forgotten it. */
const HELD_TOO_LONG_MS = 1_800_000;

/**
 * What to relay after a save: the new entry, and before it what another process has saved and not relayed yet, so that
 * other records hear of everything in order.
 */
export function toRelay({ outbox }: Pick<StoredRecord, 'outbox'>, token: string): OutboxEntry[] {
  return outbox.filter((entry, i) => entry.token !== token || i === outbox.length - 1);
}

export function createRelay(parts: RelayParts) {
  const { store, stores, log, counters, handlers, logger, onStep, clocks = hostClocks } = parts;
  const heldSince = steadyNow(clocks);
  let waiting: OutboxEntry[] = [];
  /** What is in hand, with the time at which it was taken: an entry that is brought twice is taken once. */
  const held = new Map<string, number>();
  let running: Promise<void> | null = null;
  /** Records some entry of which is to be taken up again: later ones touch no other record before that. */
  const aside = setAside({ onDue: () => go() });

  /** An entry with an effect that could not be carried out stays in the outbox, and the operations page shows that it lies there. */
  function failedBy(error: unknown, entry: OutboxEntry, failed: Set<string>): void {
    failed.add(entry.eventId);
    aside.failed([entry]);
    logger.error({ err: error, eventId: entry.eventId }, 'effect failed');
  }

  /** New records, all at once: nobody waits for one of them alone. */
  async function make(wanted: readonly MakeWanted[], failed: Set<string>): Promise<void> {
    const open = wanted.filter(({ source: { entry } }) => !aside.has(entry.record));
    for (const { source } of wanted) if (aside.has(source.entry.record)) failed.add(source.entry.eventId);
    if (open.length === 0) return;
    try {
      for (const { source, error } of await handlers.createAll(open)) failedBy(error, source.entry, failed);
    } catch (error) {
      for (const { source } of open) failedBy(error, source.entry, failed);
    }
    for (const { source } of open) onStep?.('effect', source.entry);
  }

  /** What another record is told, one after the other: a parent must hear of its parts in order. */
  async function tellOne({ params, source }: PutWanted, failed: Set<string>): Promise<void> {
    if (aside.has(source.entry.record)) {
      failed.add(source.entry.eventId);
      return;
    }
    try {
      await handlers.put(params.kind, params.id, params.event, source);
    } catch (error) {
      failedBy(error, source.entry, failed);
    }
    onStep?.('effect', source.entry);
  }

  /** Whatever touches other records, in its order. Returns the ids of entries that wait for another time. */
  async function carryOutEffects(wanted: readonly { one: Effect; source: EffectSource }[]): Promise<Set<string>> {
    const failed = new Set<string>();
    /** New records of consecutive effects; of one record's events those of the first alone, since later ones wait for it. */
    let making: MakeWanted[] = [];
    const makeAll = async () => {
      const now = making;
      making = [];
      await make(now, failed);
    };
    for (const { one, source } of wanted) {
      if (one.type === 'notify') continue;
      if ('event' in one.params) {
        await makeAll();
        await tellOne({ params: one.params, source }, failed);
        continue;
      }
      const { record, eventId } = source.entry;
      if (making.some(({ source: { entry } }) => entry.record === record && entry.eventId !== eventId)) await makeAll();
      making.push({ params: { ...one.params, id: one.params.id ?? source.id }, source });
    }
    await makeAll();
    return failed;
  }

  async function carryOut(entries: OutboxEntry[]): Promise<void> {
    await log.append(entries);
    for (const entry of entries) onStep?.('logged', entry);
    const since = Math.min(...entries.map(({ eventId }) => held.get(eventId) ?? 0));
    if (heldSince() - since > HELD_TOO_LONG_MS) throw new Error('These entries were held for too long to be counted.');
    await counters.apply(entries);
    for (const entry of entries) onStep?.('counted', entry);
    const wanted = entries.flatMap((entry) =>
      entry.effects.map((one, index) => ({ one, source: { id: idFrom(entry.eventId, index), entry } })),
    );
    await handlers.notifyAll(
      wanted.flatMap(({ one, source }) => (one.type === 'notify' ? [{ params: one.params, source }] : [])),
    );
    const failed = await carryOutEffects(wanted);
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
    aside.done(done.keys());
  }

  function take(entries: readonly OutboxEntry[]): OutboxEntry[] {
    return entries.filter(({ eventId }) => {
      if (held.has(eventId)) return false;
      held.set(eventId, heldSince());
      return true;
    });
  }

  function letGo(entries: readonly OutboxEntry[]): void {
    for (const { eventId } of entries) held.delete(eventId);
  }

  /** Read again what was set aside, and put it before what has come since. */
  async function takeUp(): Promise<void> {
    const records = aside.next(BATCH);
    const found: OutboxEntry[] = [];
    try {
      for (const [kind, ids] of records) found.push(...(await store(kind).outboxes(ids)));
    } catch (error) {
      for (const [kind, ids] of records) aside.add(kind, ids);
      logger.warn({ err: error }, 'what was set aside cannot be read yet');
      return;
    }
    waiting = [...take(found), ...waiting];
  }

  /** The next entries to carry out: many at once, but one record's alone where they have failed among others. */
  function nextBatch(): OutboxEntry[] {
    const [first] = waiting;
    if (!first) return [];
    const alone = aside.isAlone(first.record);
    const other = waiting.findIndex(({ record }) => (alone ? record !== first.record : aside.isAlone(record)));
    const most = Math.min(BATCH, other < 0 ? waiting.length : other);
    const batch = waiting.slice(0, most);
    waiting = waiting.slice(most);
    return batch;
  }

  async function run(): Promise<void> {
    for (;;) {
      if (aside.isDue()) await takeUp();
      const batch = nextBatch();
      if (batch.length === 0) return;
      try {
        await carryOut(batch);
      } catch (error) {
        const [one] = batch;
        // Of many nobody knows whose fault it was; one that is tried by itself is named.
        const alone = one && aside.isAlone(one.record) ? { kind: one.kind, record: one.record } : {};
        logger.error({ err: error, entries: batch.length, ...alone }, 'relay failed; tried again after a pause');
        aside.failed(batch);
        // All of it lies in the outboxes. Trying the rest now would wait for the same database that is away.
        if (one && !aside.isAlone(one.record)) {
          for (const { kind, record } of waiting) aside.add(kind, [record]);
          letGo(waiting);
          waiting = [];
        }
      }
      letGo(batch);
    }
  }

  function go(): void {
    running ??= run().finally(() => {
      running = null;
      // Whatever arrived between the last look and now.
      if (waiting.length > 0 || aside.isDue()) go();
    });
  }

  function enqueue(entries: readonly OutboxEntry[]): void {
    for (const entry of entries) onStep?.('saved', entry);
    waiting.push(...take(entries));
    go();
  }

  /** Wait until everything handed over so far, and what followed from it, is done or set aside. */
  async function drain(): Promise<void> {
    while (running) await running;
  }

  /** What is older than this, or was saved at a time still to come, lies in nobody's hands. */
  const lying = (olderThanMs: number) => ({ before: clocks.wall() - olderThanMs, after: clocks.wall() + JUMP_MS });

  return {
    enqueue,
    drain,
    /** Wait as `drain` does, and take nothing up again: what is set aside is another process's. */
    async stop(): Promise<void> {
      aside.stop();
      await drain();
    },
    /**
     * Do a write of records' entries. When it throws, nobody knows what of it was done: the relay then looks by itself
     * what there is to relay.
     */
    async watch<T>(kind: string, ids: readonly string[], write: () => Promise<T>): Promise<T> {
      try {
        return await write();
      } catch (error) {
        aside.add(kind, ids);
        throw error;
      }
    },
    /** Relay what a process that died has left. Returns how many entries were found. */
    async sweep(olderThanMs = LEFT_LYING_MS): Promise<number> {
      let found = 0;
      const all = stores();
      // Mostly nothing lies anywhere: all are asked at once.
      const lies = await Promise.all(all.map(async (one) => (await one.leftLying(lying(olderThanMs), 1)).length > 0));
      for (const one of all.filter((_, n) => lies[n])) {
        const seen = new Set<string>();
        for (;;) {
          const left = await one.leftLying(lying(olderThanMs), BATCH);
          const fresh = new Set(left.map(({ record }) => record).filter((record) => !seen.has(record)));
          if (fresh.size === 0) break;
          found += left.filter(({ record }) => fresh.has(record)).length;
          for (const record of fresh) seen.add(record);
          aside.addDue(one.kind, [...fresh]);
          go();
          await drain();
        }
      }
      const oldest = await Promise.all(stores().map((one) => one.oldestLying()));
      await counters.forget(Math.min(clocks.wall(), ...oldest.filter((at) => at !== null)));
      return found;
    },
    /** Records whose entries have been waiting for so long that something stands against them; the first ones. */
    async stuck(olderThanMs = STUCK_MS): Promise<LeftThing[]> {
      const left = (await Promise.all(stores().map((one) => one.leftLying(lying(olderThanMs), MOST_STUCK)))).flat();
      const things = new Map(left.map(({ kind, record }) => [record, { kind, id: record }]));
      return [...things.values()];
    },
    /** Entries waiting in the outboxes of the database. */
    async lag(): Promise<number> {
      const counts = await Promise.all(stores().map((one) => one.leftLying(lying(LEFT_LYING_MS), 1000)));
      return counts.reduce((sum, entries) => sum + entries.length, 0);
    },
  };
}

export type Relay = ReturnType<typeof createRelay>;
