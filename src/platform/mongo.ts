import { type Connection, createConnection, mongo } from 'mongoose';
import { EXIT, StartError } from './errors.js';

/**
 * How soon an absence is noticed, in ms. A killed database refuses connections, and whoever asks hears of it within `answer`;
 * a frozen one or a cut cable shows in a heartbeat without an answer, which also breaks off what waits for one.
 */
const NOTICED_WITHIN = { answer: 3_000, heartbeat: 5_000, connect: 10_000 };

/** When a write is acknowledged: it is in the journal of the one server, or in those of most of a replica set's. */
export type Acknowledged = 'journal' | 'majority';

/**
 * What kind of server says so of itself. A server that stands alone acknowledges `majority` before its journal has the
 * write: a kill then loses what a person was told is done.
 */
function acknowledgedBy({ setName, msg }: { setName?: unknown; msg?: unknown }): Acknowledged {
  return setName !== undefined || msg === 'isdbgrid' ? 'majority' : 'journal';
}

/** Ask the servers behind an address what they are. */
async function askServer(uri: string, options: mongo.MongoClientOptions): Promise<Acknowledged> {
  const client = new mongo.MongoClient(uri, options);
  try {
    return acknowledgedBy(await client.db('admin').command({ hello: 1 }));
  } finally {
    await client.close();
  }
}

/** When a write of this connection is acknowledged. */
export function acknowledgedOf(connection: Connection): Acknowledged {
  return connection.getClient().options.writeConcern?.w === 'majority' ? 'majority' : 'journal';
}

/**
 * Connect to the product's database. Nothing is acknowledged to a person before it is journalled, whatever the address
 * says, so every write of this connection waits for it; see {@link Acknowledged}.
 * Throws {@link StartError} when the address is wrong or nobody answers within `timeoutMs`.
 */
export async function connectMongo(uri: string, timeoutMs = NOTICED_WITHIN.answer): Promise<Connection> {
  let connection: Connection;
  try {
    const server = { serverSelectionTimeoutMS: timeoutMs };
    const acknowledged = await askServer(uri, server);
    connection = createConnection(uri, {
      ...server,
      waitQueueTimeoutMS: NOTICED_WITHIN.connect,
      heartbeatFrequencyMS: NOTICED_WITHIN.heartbeat,
      connectTimeoutMS: NOTICED_WITHIN.connect,
      bufferCommands: false,
      // Each by its own name: in the address, `w` and `journal` would win over an option `writeConcern`.
      w: acknowledged === 'majority' ? 'majority' : 1,
      journal: true,
      autoIndex: false,
      autoCreate: false,
      maxPoolSize: 20,
    });
    await connection.asPromise();
  } catch (error) {
    throw new StartError(
      `数据库连不上：请检查 MONGODB_URI。 The database cannot be reached: check MONGODB_URI (${plain(error)}).`,
      EXIT.later,
    );
  }
  return connection;
}

/** The fault without credentials: an address may carry a password. */
function plain(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/\/\/[^@/\s]*@/g, '//***@').split('\n')[0] ?? '';
}

/** Build the indexes of every model, a command for each collection rather than for each index; run once at start. */
export async function ensureIndexes(connection: Connection): Promise<void> {
  await Promise.all(
    Object.values(connection.models).map(async ({ collection, schema }) => {
      const indexes = schema.indexes().map(([key, options]) => ({ key: key as mongo.IndexSpecification, ...options }));
      if (indexes.length > 0) await collection.createIndexes(indexes as mongo.IndexDescription[]);
    }),
  );
}
