/** Time as an event: put CLOCK to whatever is due, in batches by index. A missed run heals itself (DESIGN 4). */
import type { Instant } from '../../workflows/dates.js';
import type { Actor, Moment } from '../../workflows/moment.js';
import { breath } from '../platform/breath.js';
import type { Clock } from '../platform/clock.js';
import type { LeftThing } from '../platform/left-out.js';
import type { Log } from '../platform/log.js';
import { planEvent } from './plan-event.js';
import type { RecordKind, StoredRecord } from './record.js';
import type { GuardedUpdate, RecordStore } from './record-store.js';
import { type Relay, toRelay } from './relay.js';

/** The clock as an actor. */
export const CLOCK_ACTOR: Actor = { kind: 'clock', id: 'clock', name: 'clock', department: '', posts: [] };

const BATCH = 500;
/** Records reckoned before others have their turn. */
const AT_ONCE = 25;

interface SweepParts {
  registry: Map<string, { kind: RecordKind; store: RecordStore }>;
  clock: Clock;
  momentFor(campaign: string, actor: Actor, at: Instant): Promise<Moment>;
  relay: Relay;
  logger: Log;
  token: string;
}

/** What one sweep did: records whose hour had come, those that changed by it, and the first of those it could not get past. */
export interface Swept {
  due: number;
  changed: number;
  stuck: LeftThing[];
}

/** What became of one batch. */
interface Turn {
  changed: StoredRecord[];
  /** Which time could not be put to, for a fault of their own. */
  stuck: string[];
  /** Still due after their turn: left to the next pass, so that this one ends. */
  left: string[];
}

/** Named in the log; the rest is counted. */
const MOST_NAMED = 20;

/**
 * A sweep over every kind. A pass has one now, `at`: what falls due while it runs is the next pass's, or a backlog that
 * crosses midnight would be asked for with a later time than it is answered with, for ever. `onBatch` is called between
 * batches, so that a long one can keep its lock.
 */
export function clockSweep({ registry, clock, momentFor, relay, logger, token }: SweepParts) {
  async function turn(
    { kind, store }: { kind: RecordKind; store: RecordStore },
    records: readonly StoredRecord[],
    at: Instant,
    moments: Map<string, Moment>,
  ): Promise<Turn> {
    const changes: GuardedUpdate[] = [];
    const nexts: StoredRecord[] = [];
    const unchanged: { id: string; rev: number; clockAt: string | null }[] = [];
    const stuck: string[] = [];
    for (const [n, record] of records.entries()) {
      // A batch is many steps of a machine; people's requests go between.
      if (n % AT_ONCE === AT_ONCE - 1) await breath();
      try {
        const campaign = kind.campaignOf(record);
        const moment = moments.get(campaign) ?? (await momentFor(campaign, CLOCK_ACTOR, at));
        moments.set(campaign, moment);
        const planned = planEvent(kind, record, { type: 'CLOCK' }, moment, { idempotencyKey: null, token });
        // Refused is a state in which time means nothing: the clock is taken off the record.
        const next = planned.kind === 'refused' ? null : planned.kind === 'change' ? planned.next : planned;
        // In its new state time may already mean the next step: accepted by silence, and then consented to.
        const movedOn = planned.kind === 'change' && planned.next.state !== record.state;
        if (next?.clockAt && next.clockAt <= at && !movedOn) stuck.push(record.id);
        if (planned.kind === 'change') {
          changes.push(planned.update);
          nexts.push(planned.next);
        } else unchanged.push({ id: record.id, rev: record.rev, clockAt: next?.clockAt ?? null });
      } catch (error) {
        // One record that cannot be reckoned must not stop time for all others.
        logger.error({ err: error, kind: store.kind, record: record.id }, 'the clock failed on a record');
        stuck.push(record.id);
      }
    }
    const ids = changes.map(({ id }) => id);
    const refused = (record: string, error: unknown) => {
      logger.error({ err: error, kind: store.kind, record }, 'the clock of a record is refused by the database');
      stuck.push(record);
    };
    const saved = await relay.watch(store.kind, ids, () => store.saveMany(changes, token, refused));
    await store.setClocks(unchanged, refused);
    if (stuck.length > 0) {
      const records = stuck.slice(0, MOST_NAMED);
      logger.error(
        { kind: store.kind, records, count: stuck.length },
        'still due after the clock; left to the next pass',
      );
    }
    // Who has lost to a person's click was reckoned anew by that click.
    const lost = nexts.filter(({ id }) => !saved.has(id)).map(({ id }) => id);
    return { changed: nexts.filter(({ id }) => saved.has(id)), stuck, left: [...new Set([...stuck, ...lost])] };
  }

  async function sweepKind(
    of: { kind: RecordKind; store: RecordStore },
    at: Instant,
    onBatch?: () => Promise<void>,
  ): Promise<Swept> {
    const swept: Swept = { due: 0, changed: 0, stuck: [] };
    const moments = new Map<string, Moment>();
    const left: string[] = [];
    for (;;) {
      const records = await of.store.due(at, BATCH, left);
      if (records.length === 0) {
        await relay.drain();
        return swept;
      }
      const done = await turn(of, records, at, moments);
      left.push(...done.left);
      swept.due += records.length;
      swept.changed += done.changed.length;
      swept.stuck.push(...done.stuck.map((id) => ({ kind: of.store.kind, id })));
      // One batch ahead of the relay and no more, or memory grows with the backlog.
      await relay.drain();
      relay.enqueue(done.changed.flatMap((next) => toRelay(next, token)));
      await onBatch?.();
    }
  }

  return async function sweep(onBatch?: () => Promise<void>, at: Instant = clock.now()): Promise<Swept> {
    const total: Swept = { due: 0, changed: 0, stuck: [] };
    const kinds = [...registry.values()];
    // Mostly nothing is due: all kinds are asked at once, and one is passed over while nothing has changed since.
    const anyDue = await Promise.all(kinds.map(async ({ store }) => (await store.due(at, 1)).length > 0));
    for (const [n, of] of kinds.entries()) {
      if (!anyDue[n] && total.changed === 0) continue;
      const { due, changed, stuck } = await sweepKind(of, at, onBatch);
      total.due += due;
      total.changed += changed;
      total.stuck.push(...stuck);
    }
    await relay.drain();
    return total;
  };
}
