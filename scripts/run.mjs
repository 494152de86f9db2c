/** `npm run cli -- …` and the like: run a compiled script on the database of a running `npm start`, or on its own. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runCompiled } from './lib/child.mjs';
import { compile } from './lib/compile.mjs';
import { dataDirectory, joinDatabase } from './lib/data-directory.mjs';
import { installPackages } from './lib/install.mjs';
import { root } from './lib/root.mjs';
import { runScript, StartError } from './lib/start-error.mjs';

/** Scripts, and commands of the command line, that only read and write files: they work where no database can be had. */
const WITHOUT_DATABASE = new Set(['draw-machines', 'plans-score', 'cli plan', 'cli checklist', 'cli help']);

await runScript(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  installPackages();
  compile();
  if (!/^[a-z][a-z-]*$/.test(name) || !existsSync(join(root, 'dist/scripts', `${name}.js`))) {
    throw new StartError(`没有名为“${name}”的脚本。\nThere is no script “${name}”.`);
  }
  const ownCalendar = args[0] === 'deadline' && args.some((arg) => arg.startsWith('--calendar'));
  if (ownCalendar || WITHOUT_DATABASE.has(name) || WITHOUT_DATABASE.has(`${name} ${args[0] ?? ''}`)) {
    return await runCompiled(`scripts/${name}.js`, args, {}, { interactive: true }).ended;
  }
  const dataDir = dataDirectory();
  const database = await joinDatabase(dataDir);
  try {
    const env = { MONGODB_URI: database.uri, DATA_DIR: resolve(dataDir) };
    return await runCompiled(`scripts/${name}.js`, args, env, { interactive: true }).ended;
  } finally {
    await database.stop();
  }
});
