import { TestEnvironment } from 'jest-environment-node';
import mongoose from 'mongoose';

// A worker that is not needed any more ends at once. Agenda keeps a timer of half a lock's lifetime for every job it has run, and
// taking down all that was loaded, piece by piece, takes longer than the half second a worker is given.
process.on('removeListener', (event) => {
  if (process.send && event === 'message' && process.listenerCount('message') === 0) setImmediate(() => process.exit());
});

/** Of a process that stands, not of what was prepared. */
const NOT_KEPT = new Set(['clockState', 'sessions']);

/** What a prepared database holds, collection → documents; read once by each worker. */
let prepared = null;
/** Addresses of databases that hold just that, with their indexes. */
const ready = [];

async function within(uri, work) {
  const client = await new mongoose.mongo.MongoClient(uri).connect();
  try {
    const names = (await client.db().listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
    return await work(client.db(), names);
  } finally {
    await client.close();
  }
}

const readAll = (db, names) =>
  Promise.all(
    names.filter((name) => !NOT_KEPT.has(name)).map(async (name) => [name, await db.collection(name).find().toArray()]),
  );

/** Make a database what it was when it was prepared; its indexes are still there. */
async function restore(uri) {
  await within(uri, async (db, names) => {
    await Promise.all(names.map((name) => db.collection(name).deleteMany({})));
    const filled = [...prepared].filter(([, documents]) => documents.length > 0);
    await Promise.all(filled.map(([name, documents]) => db.collection(name).insertMany(documents)));
  });
  ready.push(uri);
}

/**
 * The environment of Node, with databases that are handed on from file to file: preparing one takes two hundred commands, making
 * it again what it was takes a few.
 */
export default class extends TestEnvironment {
  #left = new Set();

  async setup() {
    await super.setup();
    this.global.testDatabases = {
      /** A prepared database; undefined where none stands ready. */
      take: () => ready.pop(),
      /** Remember how a database looks that was prepared just now. */
      keep: async (uri) => {
        prepared ??= new Map(await within(uri, readAll));
      },
      /** Nobody uses it any more. */
      leave: (uri) => this.#left.add(uri),
    };
  }

  async teardown() {
    for (const uri of this.#left) await restore(uri);
    await super.teardown();
  }
}
