/** `npm start`: install, compile, open the embedded database (unless MONGODB_URI names one), run web and worker. */
import { resolve } from 'node:path';
import { checkPort } from './lib/check-port.mjs';
import { runCompiled } from './lib/child.mjs';
import { compile } from './lib/compile.mjs';
import { dataDirectory, openOwnDatabase } from './lib/data-directory.mjs';
import { installPackages } from './lib/install.mjs';
import { runScript, StartError } from './lib/start-error.mjs';

await runScript(async () => {
  const env = process.env;
  // First, so that a second start is told at once and changes nothing.
  if (env.ROLE !== 'worker') await checkPort(Number(env.PORT || 3000), env.HOST || '127.0.0.1');
  installPackages();
  compile();

  const dataDir = dataDirectory();
  const database = await openOwnDatabase(dataDir);
  try {
    const shared = {
      MONGODB_URI: database.uri,
      DATA_DIR: resolve(dataDir),
      // Demonstration accounts have published passwords.
      DEMO: env.DEMO || (env.NODE_ENV === 'production' ? '0' : '1'),
    };
    if (shared.DEMO === '1') {
      const loaded = await runCompiled('scripts/load-demo.js', [], shared).ended;
      if (loaded !== 0) return loaded;
    }
    const program = runCompiled('src/main.js', process.argv.slice(2), { ...shared, ROLE: env.ROLE || 'all' });
    let lost = false;
    database.died.then(() => {
      lost = true;
      program.stop();
    });
    const code = await program.ended;
    if (lost) {
      throw new StartError(
        '数据库意外停止，系统随之停止；已确认的数据都已保存，请重新启动。\nThe database stopped unexpectedly, and the system with it; everything acknowledged is kept. Start again.',
      );
    }
    return code;
  } finally {
    await database.stop();
  }
});
