/** Opens the database of a data directory and holds it until SIGTERM, as `npm start` does; says what it opened. */
import { openDatabase } from '../../scripts/lib/database.mjs';
import { runScript } from '../../scripts/lib/start-error.mjs';

await runScript(async () => {
  const database = await openDatabase({ dataDir: process.argv[2] });
  console.log(database.uri);
  let code = 0;
  await Promise.race([new Promise((stop) => process.once('SIGTERM', stop)), database.died.then(() => (code = 3))]);
  await database.stop();
  return code;
});
