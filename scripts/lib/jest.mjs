import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { compile } from './compile.mjs';
import { installPackages } from './install.mjs';
import { root } from './root.mjs';

/** Install what is missing and compile: the crash tests and the browser tests start the compiled program. */
export function prepareTests() {
  installPackages();
  const chromium = ensureBrowser();
  compile();
  return { CHROMIUM_PATH: chromium };
}

/**
 * Run jest with `args` and more of the environment. Returns `ended`, its exit code to come, and `stop()`, which ends it.
 *
 * @param {string[]} args
 * @param {Record<string, string>} env
 */
export function startJest(args, env) {
  const options = '--experimental-vm-modules --disable-warning=ExperimentalWarning';
  const jest = spawn(process.execPath, [join(root, 'node_modules/jest/bin/jest.js'), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env, NODE_OPTIONS: [process.env.NODE_OPTIONS, options].filter(Boolean).join(' ') },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => jest.kill(signal));
  return { ended: once(jest, 'exit').then(([code]) => code ?? 1), stop: () => jest.kill('SIGTERM') };
}
