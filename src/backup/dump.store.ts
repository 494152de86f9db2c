/** The whole database as documents, whatever they mean: read collection by collection, written back exactly as they were. */
import { type Connection, mongo } from 'mongoose';

const { EJSON } = mongo.BSON;

/** Who is signed in, what is planned next, who tried to sign in: made again by itself, and no business of a backup. */
const PASSING = new Set(['sessions', 'agendaJobs', 'passwordTries']);

/** Numbers stay what they are in the database (a whole number, a long, a double), so that nothing changes on the way. */
const EXACT = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true } as const;

export interface DumpedCollection {
  name: string;
  count: number;
  /** As the database lists them. */
  indexes: { key: Record<string, unknown>; name: string; [option: string]: unknown }[];
}

/** A document that was read back. */
export type Restored = mongo.Document;

export function dumpStore(connection: Connection) {
  const db = () => {
    if (!connection.db) throw new Error('A backup needs an open connection.');
    return connection.db;
  };

  async function names(): Promise<string[]> {
    const found = await db().listCollections({}, { nameOnly: true }).toArray();
    return found
      .filter(({ name, type }) => type !== 'view' && !name.startsWith('system.'))
      .map(({ name }) => name)
      .sort();
  }
  const lasting = async () => (await names()).filter((name) => !PASSING.has(name));

  return {
    /** The collections a backup holds. */
    async collections(): Promise<DumpedCollection[]> {
      const found: DumpedCollection[] = [];
      for (const name of await lasting()) {
        const collection = db().collection(name);
        const indexes = (await collection.indexes()).filter((index) => index.name !== '_id_');
        found.push({
          name,
          count: await collection.countDocuments(),
          indexes: indexes.map(({ v, ns, ...index }) => index) as DumpedCollection['indexes'],
        });
      }
      return found;
    },

    /** Changes with every saved event and every new document; two equal stamps = nothing was written in between. */
    async stamp(): Promise<string> {
      const parts: string[] = [];
      for (const name of await lasting()) {
        const collection = db().collection(name);
        if (name.endsWith('.chunks')) {
          parts.push(`${name} ${await collection.countDocuments()}`);
          continue;
        }
        const group = { _id: null, count: { $sum: 1 }, rev: { $sum: '$rev' } };
        const [found] = await collection.aggregate([{ $group: group }]).toArray();
        parts.push(`${name} ${found?.count ?? 0} ${found?.rev ?? 0}`);
      }
      return parts.join('\n');
    },

    /** Every document of a collection as canonical Extended JSON, one at a time. */
    async *documents(name: string): AsyncGenerator<string> {
      const cursor = db()
        .collection(name)
        .find({}, { ...EXACT, batchSize: 200 })
        .sort({ _id: 1 });
      for await (const found of cursor) yield EJSON.stringify(found, { relaxed: false });
    },

    /** A document from its canonical Extended JSON. */
    parse: (json: string): Restored => EJSON.parse(json, { relaxed: false }) as Restored,

    async insert(name: string, documents: Restored[]): Promise<void> {
      if (documents.length > 0) await db().collection(name).insertMany(documents, { ordered: true });
    },

    async buildIndexes({ name, indexes }: DumpedCollection): Promise<void> {
      for (const { key, ...options } of indexes)
        await db()
          .collection(name)
          .createIndex(key as never, options);
    },

    /** No document that would be lost or mixed with others. */
    async isEmpty(): Promise<boolean> {
      for (const name of await lasting()) {
        if (
          (await db()
            .collection(name)
            .findOne({}, { projection: { _id: 1 } })) !== null
        )
          return false;
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
