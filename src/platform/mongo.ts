import { type Connection, createConnection } from 'mongoose';
import { EXIT, StartError } from './errors.js';

/**
 * How soon an absence is noticed, in ms. A killed database refuses connections, and whoever asks hears of it within `answer`;
 * a frozen one or a cut cable shows in a heartbeat without an answer, which also breaks off what waits for one.
 */
const NOTICED_WITHIN = { answer: 3_000, heartbeat: 5_000, connect: 10_000 };

/**
 * Connect to the product's database. Nothing is acknowledged to a person before it is journalled (EMBEDDED-MONGODB.md:
 * without the journal a kill loses what was just acknowledged), so every write of this connection waits for it.
 * Throws {@link StartError} when the address is wrong or nobody answers within `timeoutMs`.
 */
export async function connectMongo(uri: string, timeoutMs = NOTICED_WITHIN.answer): Promise<Connection> {
  let connection: Connection;
  try {
    connection = createConnection(uri, {
      writeConcern: { w: 'majority', journal: true },
      serverSelectionTimeoutMS: timeoutMs,
      waitQueueTimeoutMS: NOTICED_WITHIN.connect,
      heartbeatFrequencyMS: NOTICED_WITHIN.heartbeat,
      connectTimeoutMS: NOTICED_WITHIN.connect,
      bufferCommands: false,
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

/** Build the indexes of every model; run once at start. */
export async function ensureIndexes(connection: Connection): Promise<void> {
  await Promise.all(Object.values(connection.models).map((model) => model.createIndexes()));
}
