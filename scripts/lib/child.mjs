import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { root } from './root.mjs';

/** Longer than the program itself takes: 30 s for requests in work, then jobs and the database (src/main.ts). */
const PATIENCE_MS = 45_000;
/** The program's "only a person can put this right" (EXIT.config of src/platform/errors.ts). */
export const EXIT_CONFIG = 78;

/**
 * Run a compiled program (`dist/…`) with our signals passed on once. Returns `ended`, the exit code to come; `stop()`,
 * which asks it to end and kills it after 45 s; `asked()`, whether it was asked; `hasBeenUp()`, whether it has said that it
 * serves. A server has a process group of its own: Ctrl-C in a terminal then goes to us alone and reaches it once. A command
 * (`interactive`) may read from the terminal, which takes ours.
 */
export function runCompiled(file, args, env, { interactive = false } = {}) {
  const watcher = new URL('./leave-with-parent.mjs', import.meta.url).href;
  const own = ['--enable-source-maps', `--import=${watcher}`, join(root, 'dist', file)];
  const child = spawn(process.execPath, [...own, ...args], {
    cwd: root,
    detached: !interactive,
    stdio: interactive ? 'inherit' : ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  });
  let asked = false;
  let up = false;
  child.on('message', () => {
    up = true;
  });
  const stop = (signal = 'SIGTERM') => {
    if (asked) return;
    asked = true;
    child.kill(signal);
    setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS).unref();
  };
  const unhear = onSignals(stop);
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      unhear();
      // To be asked to end and to do so is no fault.
      if (asked && signal && signal !== 'SIGKILL') resolve(0);
      else resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
  return { ended, stop, asked: () => asked, hasBeenUp: () => up };
}

/** Call `heard` with the signal to pass on when we are asked to end. Returns what stops listening. */
export function onSignals(heard) {
  const listeners = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => {
    const listener = () => heard(signal === 'SIGINT' ? signal : 'SIGTERM');
    process.on(signal, listener);
    return [signal, listener];
  });
  return () => {
    for (const [signal, listener] of listeners) process.off(signal, listener);
  };
}
