import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { root } from './root.mjs';

const PATIENCE_MS = 20_000;

/**
 * Run a compiled program (`dist/…`) with our signals passed on once. Returns `ended`, the exit code to come, and `stop()`,
 * which asks it to end and kills it after 20 s. A server has a process group of its own: Ctrl-C in a terminal then goes to
 * us alone and reaches it once. A command (`interactive`) may read from the terminal, which takes ours.
 */
export function runCompiled(file, args, env, { interactive = false } = {}) {
  const watcher = new URL('./leave-with-parent.mjs', import.meta.url).href;
  const own = ['--enable-source-maps', `--import=${watcher}`, join(root, 'dist', file)];
  const child = spawn(process.execPath, [...own, ...args], {
    cwd: root,
    detached: !interactive,
    stdio: [interactive ? 'inherit' : 'ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  let asked = false;
  const stop = (signal = 'SIGTERM') => {
    if (asked) return;
    asked = true;
    child.kill(signal);
    setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => stop(signal === 'SIGINT' ? signal : 'SIGTERM'));
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      // To be asked to end and to do so is no fault.
      if (asked && signal && signal !== 'SIGKILL') resolve(0);
      else resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
  return { ended, stop };
}
