/**
 * Kept counts per campaign × phase × department, so that no dashboard scans tasks (DESIGN 3, projections).
 * Each event is counted once: a counter row remembers the events it has taken in.
 */
import { type AnyBulkWriteOperation, type Connection, type Model, Schema } from 'mongoose';
import { refusedAsTaken } from '../platform/write-errors.js';
import type { CounterChange, OutboxEntry } from './record.js';

/** Numbers of one row; `plan.<date>` and the like are nested. */
export interface CounterRow {
  campaign: string;
  phase: string;
  department: string;
  n: Record<string, unknown>;
}

interface CounterDocument extends CounterRow {
  _id: string;
  /** Events taken in lately, with the host time in ms; older ones cannot come again and are forgotten. */
  applied: { id: string; at: number }[];
}

/** How long a row remembers an event: far longer than any relay can be under way. */
const REMEMBER_MS = 3_600_000;

export function counterId({ campaign, phase, department }: Omit<CounterChange, 'inc'>): string {
  return `${campaign}/${phase}/${department}`;
}

function counterModel(connection: Connection): Model<CounterDocument> {
  const schema = new Schema(
    {
      _id: { type: String, required: true },
      campaign: String,
      phase: String,
      department: String,
      n: Schema.Types.Mixed,
      applied: Schema.Types.Mixed,
    },
    { versionKey: false, minimize: false },
  );
  schema.index({ campaign: 1, department: 1 });
  schema.index({ 'applied.at': 1 });
  return (connection.models.Counter ??
    connection.model('Counter', schema, 'counters')) as unknown as Model<CounterDocument>;
}

/** What remains of two lists of contributions when the second is taken from the first; rows without a change fall away. */
export function difference(after: readonly CounterChange[], before: readonly CounterChange[]): CounterChange[] {
  const rows = new Map<string, CounterChange>();
  const add = (changes: readonly CounterChange[], sign: 1 | -1) => {
    for (const change of changes) {
      const id = counterId(change);
      const row = rows.get(id) ?? { ...change, inc: {} };
      for (const [name, by] of Object.entries(change.inc)) row.inc[name] = (row.inc[name] ?? 0) + sign * by;
      rows.set(id, row);
    }
  };
  add(after, 1);
  add(before, -1);
  const changed: CounterChange[] = [];
  for (const row of rows.values()) {
    const inc = Object.fromEntries(Object.entries(row.inc).filter(([, by]) => by !== 0));
    if (Object.keys(inc).length > 0) changed.push({ ...row, inc });
  }
  return changed;
}

interface Applied {
  id: string;
  inc: Record<string, number>;
}

function update(row: Omit<CounterChange, 'inc'>, events: readonly Applied[]): AnyBulkWriteOperation<CounterDocument> {
  const inc: Record<string, number> = {};
  for (const event of events) {
    for (const [name, by] of Object.entries(event.inc)) inc[`n.${name}`] = (inc[`n.${name}`] ?? 0) + by;
  }
  const ids = events.map(({ id }) => id);
  const at = Date.now();
  return {
    updateOne: {
      filter: { _id: counterId(row), 'applied.id': { $nin: ids } },
      update: {
        $inc: inc,
        $push: { applied: { $each: ids.map((id) => ({ id, at })) } },
        $setOnInsert: { campaign: row.campaign, phase: row.phase, department: row.department },
      } as never,
      upsert: true,
    },
  } as AnyBulkWriteOperation<CounterDocument>;
}

/** The counters of a database. */
export function counters(connection: Connection) {
  const model = counterModel(connection);
  type Ops = Parameters<typeof model.collection.bulkWrite>[0];

  /** A row that refuses an upsert because its id is taken has already taken in (some of) the events. */
  async function write(operations: AnyBulkWriteOperation<CounterDocument>[]): Promise<number[]> {
    try {
      await model.collection.bulkWrite(operations as Ops, { ordered: false });
      return [];
    } catch (error) {
      const taken = refusedAsTaken(error);
      if (taken === null) throw error;
      return taken;
    }
  }

  /** One event into one row. Refused without having been taken in = somebody else made the row meanwhile: once more. */
  async function one(row: CounterChange, event: Applied): Promise<void> {
    const refused = await write([update(row, [event])]);
    if (refused.length === 0) return;
    const known = await model.exists({ _id: counterId(row), 'applied.id': event.id });
    if (!known) await one(row, event);
  }

  return {
    /** Take in what entries add, each exactly once however often it is brought. */
    async apply(entries: readonly OutboxEntry[]): Promise<void> {
      const rows = new Map<string, { row: CounterChange; events: Map<string, Applied> }>();
      for (const { eventId, counts } of entries) {
        for (const change of counts) {
          const id = counterId(change);
          const known = rows.get(id) ?? { row: change, events: new Map() };
          // An entry that stands twice in a batch is one: the row knows only what it had taken in before.
          known.events.set(eventId, { id: eventId, inc: change.inc });
          rows.set(id, known);
        }
      }
      const batch = [...rows.values()];
      if (batch.length === 0) return;
      const refused = await write(batch.map(({ row, events }) => update(row, [...events.values()])));
      // One by one where an event of the batch had been taken in before: the refused ones are exactly those.
      for (const index of refused) {
        const { row, events } = batch[index] as (typeof batch)[number];
        for (const event of events.values()) await one(row, event);
      }
    },
    async rows(filter: { campaign?: string; department?: string | { $in: string[] } }): Promise<CounterRow[]> {
      return model.find(filter as never, { applied: 0 }).lean<CounterRow[]>();
    },
    /** Whether a row has taken in an event; for verification. */
    async taken(id: string): Promise<Set<string>> {
      const row = await model.findById(id).lean<CounterDocument>();
      return new Set((row?.applied ?? []).map((event) => event.id));
    },
    /** Forget events so old that they cannot come again: `lying` is the host ms of the oldest that still waits in an outbox. */
    async forget(lying: number): Promise<void> {
      const old = lying - REMEMBER_MS;
      await model.updateMany({ 'applied.at': { $lt: old } }, { $pull: { applied: { at: { $lt: old } } } } as never);
    },
    /** Put a row right by what a recount found wrong; what is counted meanwhile is not lost. */
    async correct({ inc, ...row }: CounterChange): Promise<void> {
      const by = Object.fromEntries(Object.entries(inc).map(([name, n]) => [`n.${name}`, n]));
      await model.updateOne({ _id: counterId(row) }, { $inc: by, $setOnInsert: row }, { upsert: true });
    },
  };
}

export type Counters = ReturnType<typeof counters>;
