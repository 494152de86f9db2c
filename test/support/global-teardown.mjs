import mongoose from 'mongoose';

/** Close the run's server. On one that stays (MONGODB_URI), the run's databases are dropped. */
export default async function globalTeardown() {
  const { uri, engine, stop } = globalThis.testDatabase;
  if (engine === 'external') await dropDatabases(uri, process.env.TEST_MONGODB_PREFIX);
  await stop();
}

async function dropDatabases(uri, prefix) {
  const connection = await mongoose.createConnection(uri).asPromise();
  const { databases } = await connection.listDatabases();
  for (const { name } of databases) {
    if (name.startsWith(prefix)) await connection.useDb(name).dropDatabase();
  }
  await connection.close();
}
