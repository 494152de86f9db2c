/** The event log: one entry per event, only ever added; each record's entries form a hash chain. */
import { type Connection, type Model, Schema } from 'mongoose';
import { isDuplicate } from '../platform/write-errors.js';
import { canonical, sha256 } from './canonical.js';
import type { LogEntry, OutboxEntry } from './record.js';

/** The hash before a record's first entry. */
export const CHAIN_START = '0'.repeat(64);

type LogDocument = LogEntry & { _id: string };

function logModel(connection: Connection): Model<LogDocument> {
  // Entries are written whole and never cast: the chain is over exactly what was saved with the record.
  const schema = new Schema({ _id: { type: String, required: true } }, { versionKey: false, strict: false });
  schema.index({ record: 1, seq: 1 }, { unique: true });
  schema.index({ record: 1, idempotencyKey: 1 }, { partialFilterExpression: { idempotencyKey: { $type: 'string' } } });
  schema.index({ campaign: 1, at: -1 });
  return (connection.models.LogEntry ?? connection.model('LogEntry', schema, 'log')) as unknown as Model<LogDocument>;
}

/** The hash of an entry: over the previous hash and everything the entry says. */
export function hashOf(entry: Omit<LogEntry, 'hash'>): string {
  return sha256(entry.prev + canonical(entry));
}

/** The part of an outbox entry that goes into the log. */
export function logEntryOf(entry: OutboxEntry): LogEntry {
  const { effects, counts, savedAt, token, ...logged } = entry;
  return logged;
}

/** The log of a database. */
export function eventLog(connection: Connection) {
  const model = logModel(connection);
  const plain = ({ _id, ...entry }: LogDocument): LogEntry => entry;
  return {
    /** Add entries; one that is there already stays as it is. */
    async append(entries: readonly OutboxEntry[]): Promise<void> {
      if (entries.length === 0) return;
      const documents = entries.map((entry): LogDocument => ({ _id: entry.eventId, ...logEntryOf(entry) }));
      try {
        await model.collection.insertMany(documents as never, { ordered: false });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
    },
    /** A record's entries in order, from `after` on (exclusive). */
    async of(record: string, after = 0): Promise<LogEntry[]> {
      const found = model.collection.find({ record, seq: { $gt: after } }, { sort: { seq: 1 } });
      return (await found.toArray()).map((entry) => plain(entry as unknown as LogDocument));
    },
    async byKey(record: string, idempotencyKey: string): Promise<LogEntry | null> {
      const found = await model.findOne({ record, idempotencyKey }).lean<LogDocument>();
      return found && plain(found);
    },
    /** The latest entries of a campaign. */
    async latest(campaign: string, limit: number): Promise<LogEntry[]> {
      const found = await model.find({ campaign }).sort({ at: -1 }).limit(limit).lean<LogDocument[]>();
      return found.map(plain);
    },
    count: () => model.estimatedDocumentCount(),
    /** Every entry, record by record, each record's in order. */
    async *all(): AsyncGenerator<LogEntry> {
      const cursor = model.find().sort({ record: 1, seq: 1 }).lean<LogDocument>().cursor({ batchSize: 1000 });
      for await (const found of cursor) yield plain(found as LogDocument);
    },
  };
}

export type EventLog = ReturnType<typeof eventLog>;
