import { diskWords } from './disk-words.mjs';
import { keepRunning } from './supervise.mjs';

const WORDS = {
  died: '数据库意外停止，即将重新启动，系统会自行重连。 The database stopped unexpectedly and is being started again; the system reconnects by itself.',
  restarted: '数据库已重新启动。 The database has been started again.',
  gaveUp: '数据库反复意外停止，不再重启。 The database stopped again and again and is not started any more.',
};

const LOST = [
  '系统随数据库停止；已确认的数据都已保存，请重新启动。',
  'The system stops with its database; everything acknowledged is kept. Start again.',
].join('\n');

/**
 * Keep an engine of our own running at its address; a database of somebody else's is left alone. `lost` settles, with
 * what to say, when it was given up; `stop()` closes the engine that runs.
 *
 * @param {import('./database.mjs').Database} first
 * @param {{ dataDir: string, say?: (line: string) => void }} about
 */
export function keepDatabase(first, { dataDir, say = console.error }) {
  if (!first.again) return { uri: first.uri, lost: new Promise(() => {}), stop: () => first.stop() };
  let current = first;
  let starting = Promise.resolve();
  const running = (database) => ({ ended: database.died });
  const kept = keepRunning(running(first), {
    start() {
      const next = current.again();
      starting = next.then(
        (opened) => {
          current = opened;
        },
        () => {},
      );
      return next.then(running);
    },
    words: WORDS,
    why: () => diskWords(dataDir),
    say,
  });
  const lost = new Promise((settle) => {
    kept.over.then(({ gaveUp }) => gaveUp && settle(LOST));
  });
  return {
    uri: first.uri,
    lost,
    async stop() {
      kept.stop();
      await starting;
      await current.stop();
      // What was announced to other commands is withdrawn with the first one.
      if (current !== first) await first.stop();
    },
  };
}
