/**
 * `npm start`: install, compile, open the embedded database (unless MONGODB_URI names one), run web and worker, and keep
 * both running.
 */
import { resolve } from 'node:path';
import { checkPort } from './lib/check-port.mjs';
import { EXIT_CONFIG, onSignals, runCompiled } from './lib/child.mjs';
import { compile } from './lib/compile.mjs';
import { dataDirectory, openOwnDatabase } from './lib/data-directory.mjs';
import { diskWords } from './lib/disk-words.mjs';
import { installPackages } from './lib/install.mjs';
import { keepDatabase } from './lib/keep-database.mjs';
import { runScript, StartError } from './lib/start-error.mjs';
import { keepRunning } from './lib/supervise.mjs';

const WORDS = {
  died: '系统意外停止，即将重新启动。 The system stopped unexpectedly and is being started again.',
  restarted: '系统已重新启动。 The system has been started again.',
  gaveUp:
    '系统反复意外停止，不再重启；已确认的数据都已保存，请查看上面的日志后重新启动。 The system stopped again and again and is not started any more; everything acknowledged is kept. See the log above and start again.',
};

await runScript(async () => {
  const env = process.env;
  // First, so that a second start is told at once and changes nothing.
  if (env.ROLE !== 'worker') await checkPort(Number(env.PORT || 3000), env.HOST || '127.0.0.1');
  installPackages();
  compile();

  const dataDir = dataDirectory();
  const database = keepDatabase(await openOwnDatabase(dataDir), { dataDir });
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
    const run = () => runCompiled('src/main.js', process.argv.slice(2), { ...shared, ROLE: env.ROLE || 'all' });
    let program = run();
    const kept = keepRunning(program, {
      start: () => {
        program = run();
        return program;
      },
      words: WORDS,
      isOver: (code) => program.asked() || code === 0 || code === EXIT_CONFIG,
      why: () => diskWords(dataDir),
    });
    // A signal may come while the program is down, and then has only us to end.
    const unhear = onSignals(kept.stop);
    let lost = '';
    database.lost.then((words) => {
      lost = words;
      kept.stop();
      program.stop();
    });
    const { code } = await kept.over;
    unhear();
    if (lost) throw new StartError(lost);
    return code === EXIT_CONFIG ? 1 : code;
  } finally {
    await database.stop();
  }
});
