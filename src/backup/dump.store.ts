/** The whole database as documents, whatever they mean: read collection by collection, written back exactly as they were. */
import { type Connection, mongo } from 'mongoose';

const { BSON, Long } = mongo;
const { EJSON } = BSON;

/** Who is signed in, what is planned next, who tried to sign in: made again by itself, and no business of a backup. */
const PASSING = new Set(['sessions', 'agendaJobs', 'passwordTries']);

/** Documents of these are written once and never again: what is there at a moment is the same an hour later. */
const WRITTEN_ONCE = new Set(['log', 'adminLog', 'planVersions', 'templates', 'daySnapshots']);
/** Parts of files, found by the file they belong to. */
const PARTS = '.chunks';
/** The index of `platform/touched.model`: what changed since is found without reading the rest. */
const TOUCHED_INDEX = 'touchedAt_1';

/** Numbers stay what they are in the database (a whole number, a long, a double), so that nothing changes on the way. */
const EXACT = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true } as const;
/** Documents of one answer of the database. */
const BATCH = 1_000;

/**
 * How a collection is copied: `moving` = before the moment, then mended by what has changed; `once` and `parts` = after it,
 * because nothing in them changes; `whole` = in the pause, because it is small.
 */
export type Way = 'moving' | 'once' | 'parts' | 'whole';

export interface DumpedCollection {
  name: string;
  way: Way;
  /** As the database lists them. */
  indexes: { key: Record<string, unknown>; name: string; [option: string]: unknown }[];
}

/** A document as the database sends it: its bytes, or its values in types that keep what they are. */
export type Raw = Buffer | mongo.Document;
/** A document that was read back. */
export type Restored = mongo.Document;
/** Where a collection ends at a moment: the place of its last document in the order of insertion; null when empty. */
export type End = number | null;
/** The database's logical time. */
export type Tick = mongo.Timestamp;

/** Kind of the server behind the address, by its `hello`. */
export type Topology = 'standalone' | 'snapshots';

export function dumpStore(connection: Connection) {
  const db = () => {
    if (!connection.db) throw new Error('A backup needs an open connection.');
    return connection.db;
  };
  const admin = () => db().admin();

  async function names(): Promise<string[]> {
    const found = await db().listCollections({}, { nameOnly: true }).toArray();
    return found
      .filter(({ name, type }) => type !== 'view' && !name.startsWith('system.'))
      .map(({ name }) => name)
      .sort();
  }
  const lasting = async () => (await names()).filter((name) => !PASSING.has(name));

  function wayOf(name: string, indexes: { name: string }[]): Way {
    if (name.endsWith(PARTS)) return 'parts';
    if (WRITTEN_ONCE.has(name)) return 'once';
    return indexes.some((index) => index.name === TOUCHED_INDEX) ? 'moving' : 'whole';
  }

  const find = (name: string, filter: object = {}, options: object = {}) =>
    db()
      .collection(name)
      .find(filter, { raw: true, batchSize: BATCH, ...options }) as unknown as AsyncIterable<Raw> & {
      toArray(): Promise<Raw[]>;
    };

  return {
    /** The collections a backup holds. */
    async collections(): Promise<DumpedCollection[]> {
      const read = async (name: string): Promise<DumpedCollection> => {
        const indexes = (await db().collection(name).indexes()).filter((index) => index.name !== '_id_');
        return {
          name,
          way: wayOf(name, indexes as { name: string }[]),
          indexes: indexes.map(({ v, ns, ...index }) => index) as DumpedCollection['indexes'],
        };
      };
      return Promise.all((await lasting()).map(read));
    },

    /** What stands behind the address. */
    async topology(): Promise<Topology> {
      const hello = await db().command({ hello: 1 });
      return hello.setName !== undefined || hello.msg === 'isdbgrid' ? 'snapshots' : 'standalone';
    },

    /** Hold all writes of the server back; they wait. Whoever writes now has finished when this returns. */
    async lock(): Promise<void> {
      await admin().command({ fsync: 1, lock: true });
    },
    /** Let writes go on. Throws when nothing was held any more: the pause was cut short. */
    async unlock(): Promise<void> {
      await admin().command({ fsyncUnlock: 1 });
    },

    /** The database's time now; every change after this call has a later one. */
    async tick(): Promise<Tick> {
      const found = await db()
        .collection<{ _id: string }>('operations')
        .findOneAndUpdate(
          { _id: 'backup' },
          { $currentDate: { touchedAt: { $type: 'timestamp' } } },
          { upsert: true, returnDocument: 'after', promoteValues: false },
        );
      return (found as unknown as { touchedAt: Tick }).touchedAt;
    },
    /** Where a collection ends. */
    async end(name: string): Promise<End> {
      const [last] = await db()
        .collection(name)
        .find({}, { showRecordId: true, projection: { _id: 1 }, sort: { $natural: -1 }, limit: 1 })
        .toArray();
      return last ? Number(last.$recordId) : null;
    },

    /** Every document, in the order of insertion. */
    all: (name: string, options: object = {}): AsyncIterable<Raw> => find(name, {}, options),
    /** Every document up to an end. */
    async *upTo(name: string, end: End): AsyncGenerator<Raw> {
      if (end === null) return;
      const found = db()
        .collection(name)
        .find({}, { showRecordId: true, hint: { $natural: 1 }, batchSize: BATCH, ...EXACT });
      for await (const { $recordId, ...document } of found) {
        if (Number(String($recordId)) > end) return;
        yield document;
      }
    },
    /** What was inserted after an end, and what was changed after a tick; a document may come twice. */
    async *since(name: string, end: End, tick: Tick): AsyncGenerator<Raw> {
      if (end === null) yield* find(name);
      else yield* this.after(name, end);
      yield* find(name, { touchedAt: { $gt: tick } }, { hint: TOUCHED_INDEX });
    },
    /** What was inserted after an end. */
    async *after(name: string, end: number): AsyncGenerator<Raw> {
      const resume = { $_requestResumeToken: true, $_resumeAfter: { $recordId: Long.fromNumber(end) } };
      const found = await db().runCursorCommand(
        { find: name, hint: { $natural: 1 }, batchSize: BATCH, ...resume },
        EXACT,
      );
      yield* found;
    },
    /** All parts of a file, in order. */
    parts: (name: string, file: unknown): AsyncIterable<Raw> =>
      find(name, { files_id: file }, { sort: { files_id: 1, n: 1 }, batchSize: 8 }),

    /** A way to read everything as it was at the moment of the first read; on a replica set or mongos only. */
    async atOneMoment<T>(read: (all: (name: string) => AsyncIterable<Raw>) => Promise<T>): Promise<T> {
      const session = await connection.startSession({ snapshot: true });
      try {
        return await read((name) => find(name, {}, { session }));
      } finally {
        await session.endSession();
      }
    },

    /** A document as canonical Extended JSON, and back. */
    json: (raw: Raw): string =>
      EJSON.stringify(Buffer.isBuffer(raw) ? BSON.deserialize(raw, EXACT) : raw, { relaxed: false }),
    parse: (json: string): Restored => EJSON.parse(json, { relaxed: false }) as Restored,
    /** A document as values. */
    values: (raw: Raw): Restored => (Buffer.isBuffer(raw) ? BSON.deserialize(raw) : raw),

    async insert(name: string, documents: Restored[]): Promise<void> {
      if (documents.length > 0) await db().collection(name).insertMany(documents, { ordered: false });
    },
    /** Put documents that came later over what an earlier line brought. */
    async put(name: string, documents: Restored[]): Promise<void> {
      if (documents.length === 0) return;
      const writes = documents.map((one) => ({
        replaceOne: { filter: { _id: one._id }, replacement: one, upsert: true },
      }));
      await db().collection(name).bulkWrite(writes);
    },
    count: (name: string): Promise<number> => db().collection(name).countDocuments(),

    async buildIndexes({ name, indexes }: Pick<DumpedCollection, 'name' | 'indexes'>): Promise<void> {
      for (const { key, ...options } of indexes)
        await db()
          .collection(name)
          .createIndex(key as never, options);
    },

    /** No document that would be lost or mixed with others. */
    async isEmpty(): Promise<boolean> {
      for (const name of await lasting()) {
        const found = await db()
          .collection(name)
          .findOne({}, { projection: { _id: 1 } });
        if (found !== null) return false;
      }
      return true;
    },

    async clear(): Promise<void> {
      for (const name of await names()) await db().collection(name).drop();
    },

    /** The name of the database, which who replaces it must type. */
    name: (): string => db().databaseName,
  };
}

export type DumpStore = ReturnType<typeof dumpStore>;
