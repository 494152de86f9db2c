/** Documents of one kind: how a record lies in its collection, and the guarded writes. Only `records/` writes through it. */
import { type Connection, type Model, Schema, type SchemaDefinition } from 'mongoose';
import type { Light } from '../../workflows/lights.js';
import { openState } from '../../workflows/versions.js';
import { keepTouched, TOUCHED } from '../platform/touched.model.js';
import { isDuplicate, isTaken, type RefusedWrite, writeEach } from '../platform/write-errors.js';
import type { Facts_, OutboxEntry, StoredRecord } from './record.js';

/** A record as stored: facts are typed fields of the document, not a blob (DESIGN 3). */
export interface RecordDocument {
  _id: string;
  workflow: { machine: string; version: string; state: string };
  light: Light;
  clockAt: string | null;
  rev: number;
  hash: string;
  outbox: OutboxEntry[];
  derived: Record<string, unknown>;
  createdAt: string;
  updatedAt: string;
  [fact: string]: unknown;
}

const light = new Schema(
  { colour: { type: String, required: true }, reason: { type: Schema.Types.Mixed, required: true }, since: String },
  { _id: false },
);

/** A schema whose fields are the shared ones and the kind's facts. */
export function recordSchema(facts: SchemaDefinition): Schema {
  const schema = new Schema(
    {
      _id: { type: String, required: true },
      workflow: { machine: String, version: String, state: { type: String, required: true } },
      light: { type: light, required: true },
      clockAt: { type: String, default: null },
      rev: { type: Number, required: true },
      hash: { type: String, required: true },
      // Entries are written and hashed as they are; casting them would only cost time on every save.
      outbox: { type: [Schema.Types.Mixed], default: [] },
      derived: { type: Schema.Types.Mixed, default: {} },
      createdAt: { type: String, required: true },
      updatedAt: { type: String, required: true },
      ...facts,
    },
    { minimize: false, versionKey: false, strict: 'throw' },
  );
  schema.index({ clockAt: 1 }, { partialFilterExpression: { clockAt: { $type: 'string' } } });
  schema.index({ 'outbox.savedAt': 1 }, { partialFilterExpression: { 'outbox.savedAt': { $exists: true } } });
  keepTouched(schema);
  return schema;
}

/** The record a document holds. A state that has been renamed since opens under its new name. */
export function toRecord<Facts extends object = Facts_>(kind: string, document: RecordDocument): StoredRecord<Facts> {
  const { _id, workflow, light, clockAt, rev, hash, outbox, derived, createdAt, updatedAt, touchedAt, ...facts } =
    document;
  const state = openState(kind, workflow.version, workflow.state);
  return { id: _id, kind, state, facts: facts as Facts, light, clockAt, rev, hash, outbox, createdAt, updatedAt };
}

/** The document that holds a record. */
export function toDocument(record: StoredRecord, version: string, derived: Record<string, unknown>): RecordDocument {
  const { id, kind, state, facts, ...shared } = record;
  return { _id: id, workflow: { machine: kind, version, state }, ...shared, derived, ...facts };
}

/** The change of one event: fields to set and the entry to push, valid only for the revision it was computed from. */
export interface GuardedUpdate {
  id: string;
  rev: number;
  set: Record<string, unknown>;
  entry: OutboxEntry;
}

/** Told of a record whose write was refused, whenever it is tried. */
type Refused = (id: string, error: unknown) => void;

const thrown: Refused = (_id, error) => {
  throw error;
};

function tell(changes: readonly { id: string }[], left: readonly RefusedWrite[], refused: Refused): void {
  for (const { index, error } of left) refused((changes[index] as { id: string }).id, error);
}

export type RecordModel = Model<RecordDocument>;

/** The model of a kind on a connection. */
export function recordModel(
  connection: Connection,
  name: string,
  collection: string,
  schema: () => Schema,
): RecordModel {
  return (connection.models[name] ?? connection.model(name, schema(), collection)) as unknown as RecordModel;
}

/**
 * The filter for records whose clock has struck. The type is said again because the index is only of records with a clock:
 * without it the database would read them all.
 */
export const clockStruck = (at: string) => ({ clockAt: { $lte: at, $type: 'string' as const } });

/** Reads and guarded writes of one kind. */
export function recordStore(kind: string, model: RecordModel) {
  // The driver types $push by the collection's own document, which for a native collection is any document.
  const update = ({ set, entry }: GuardedUpdate) =>
    ({ $set: set, $inc: { rev: 1 }, $push: { outbox: entry }, ...TOUCHED }) as { $set: Record<string, unknown> };
  return {
    kind,
    model,
    async load(id: string): Promise<StoredRecord | null> {
      // Past mongoose, which has nothing to add to a read by id, as the save below is.
      const document = await model.collection.findOne({ _id: id as never });
      return document && toRecord(kind, document as unknown as RecordDocument);
    },
    /** Put a new record. False when the id is taken: it was created before. */
    async insert(document: RecordDocument): Promise<boolean> {
      try {
        // Past mongoose's casting, as the save below: the hash was taken of these facts, cast ones would not verify.
        await model.collection.insertOne(document as never);
        return true;
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
    },
    /**
     * Put new records in one round trip; returns the ids that are there by this call. A taken id is left as it stands, and one
     * that is refused keeps none of the others and is handed to `refused`.
     */
    async insertMany(documents: readonly RecordDocument[], refused: Refused): Promise<Set<string>> {
      const left = await writeEach(documents, (some) =>
        model.collection.insertMany(some as never[], { ordered: false }),
      );
      const ids = documents.map(({ _id }) => _id);
      for (const { index, error } of left) if (!isTaken(error)) refused(ids[index] as string, error);
      const not = new Set(left.map(({ index }) => index));
      return new Set(ids.filter((_, index) => !not.has(index)));
    },
    /** Save one event's change if nobody was faster. */
    async save(change: GuardedUpdate): Promise<boolean> {
      const { id, rev } = change;
      // Past mongoose's casting: what a step returns is typed, and this is the one write every click waits for.
      const { matchedCount } = await model.collection.updateOne({ _id: id as never, rev }, update(change));
      return matchedCount === 1;
    },
    /**
     * Save many changes in one round trip; returns the ids that were saved by this call. One that is refused keeps none of
     * the others and is handed to `refused`.
     */
    async saveMany(changes: GuardedUpdate[], token: string, refused: Refused = thrown): Promise<Set<string>> {
      if (changes.length === 0) return new Set();
      let modified = 0;
      const left = await writeEach(changes, async (some) => {
        const { modifiedCount } = await model.collection.bulkWrite(
          some.map((change) => ({
            updateOne: { filter: { _id: change.id as never, rev: change.rev }, update: update(change) },
          })),
          { ordered: false },
        );
        modified += modifiedCount;
      });
      tell(changes, left, refused);
      const ids = changes.map(({ id }) => id);
      if (modified === changes.length) return new Set(ids);
      // By its hash: an outbox may hold another entry of this very process, saved by a click at the same moment.
      const mine = changes.map(({ id, entry: { hash } }) => ({ _id: id, outbox: { $elemMatch: { hash, token } } }));
      const saved = await model.find({ $or: mine }, { _id: 1 }).lean<{ _id: string }[]>();
      return new Set(saved.map(({ _id }) => _id));
    },
    /** Move only the clock on: time came, and nothing changed. */
    async setClocks(
      changes: { id: string; rev: number; clockAt: string | null }[],
      refused: Refused = thrown,
    ): Promise<void> {
      if (changes.length === 0) return;
      const left = await writeEach(changes, (some) =>
        model.collection.bulkWrite(
          some.map(({ id, rev, clockAt }) => ({
            updateOne: { filter: { _id: id as never, rev }, update: { $set: { clockAt }, ...TOUCHED } },
          })),
          { ordered: false },
        ),
      );
      tell(changes, left, refused);
    },
    /** Take relayed entries out of the outboxes. */
    async pull(done: { id: string; eventIds: string[] }[]): Promise<void> {
      if (done.length === 0) return;
      // Ids of events are unique among all records, so one update with all of them does what one for each would.
      const ids = done.map(({ id }) => id);
      const eventIds = done.flatMap((one) => one.eventIds);
      await model.collection.updateMany({ _id: { $in: ids as never[] } }, {
        $pull: { outbox: { eventId: { $in: eventIds } } },
        ...TOUCHED,
      } as never);
    },
    /** Records whose clock has struck, most overdue first, without those that have had their turn. */
    async due(at: string, limit: number, without: readonly string[] = []): Promise<StoredRecord[]> {
      const filter = { ...clockStruck(at), ...(without.length > 0 && { _id: { $nin: without as never[] } }) };
      const documents = await model.collection.find(filter).sort({ clockAt: 1 }).limit(limit).toArray();
      return documents.map((document) => toRecord(kind, document as unknown as RecordDocument));
    },
    /**
     * Wait until the journal has what was read of a record: a read sees what is not yet in it, and whoever is told of that
     * is told of something a kill of the database takes back. A write that changes nothing waits for all before it.
     */
    async journalled(id: string): Promise<void> {
      await model.collection.updateOne({ _id: id as never }, { $unset: { _journalled: '' } } as never);
    },
    /** What waits in the outboxes of some records, each record's in order. */
    async outboxes(ids: readonly string[]): Promise<OutboxEntry[]> {
      const documents = await model
        .find({ _id: { $in: ids }, 'outbox.0': { $exists: true } }, { outbox: 1 })
        .lean<{ outbox: OutboxEntry[] }[]>();
      return documents.flatMap(({ outbox }) => outbox).sort((a, b) => a.seq - b.seq);
    },
    /**
     * Entries that nobody has relayed: saved before `before`, or after `after`, a time still to come (both host ms): the host's
     * clock was set back since, and nobody knows how long they have lain.
     */
    async leftLying({ before, after }: { before: number; after: number }, limit: number): Promise<OutboxEntry[]> {
      const found = (savedAt: object) =>
        model
          .find({ 'outbox.savedAt': savedAt } as never, { outbox: 1 })
          .limit(limit)
          .lean<{ outbox: OutboxEntry[] }[]>();
      const documents = (await Promise.all([found({ $lte: before }), found({ $gt: after })])).flat();
      return documents.flatMap(({ outbox }) => outbox).sort((a, b) => a.seq - b.seq);
    },
    /** Host ms of the oldest entry that waits in an outbox; null when none does. */
    async oldestLying(): Promise<number | null> {
      const oldest = await model
        .findOne({ 'outbox.savedAt': { $exists: true } }, { outbox: 1 })
        .sort({ 'outbox.savedAt': 1 })
        .lean<{ outbox: OutboxEntry[] }>();
      return oldest && Math.min(...oldest.outbox.map(({ savedAt }) => savedAt));
    },
    /** Every record, streamed. */
    async *all(filter: Record<string, unknown> = {}): AsyncGenerator<StoredRecord> {
      for await (const document of model.find(filter).lean<RecordDocument>().cursor({ batchSize: 500 })) {
        yield toRecord(kind, document as RecordDocument);
      }
    },
  };
}

export type RecordStore = ReturnType<typeof recordStore>;
