/** `npm test [-- jest's arguments]`: install what is missing, then run every test, the browser ones included. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ensureBrowser } from './lib/browser.mjs';
import { compile } from './lib/compile.mjs';
import { installPackages } from './lib/install.mjs';
import { root } from './lib/root.mjs';
import { runScript } from './lib/start-error.mjs';

await runScript(async () => {
  installPackages();
  const chromium = ensureBrowser();
  // The crash tests and the browser tests start the compiled program.
  compile();
  const options = '--experimental-vm-modules --disable-warning=ExperimentalWarning';
  const jest = spawn(process.execPath, [join(root, 'node_modules/jest/bin/jest.js'), ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      CHROMIUM_PATH: chromium,
      NODE_OPTIONS: [process.env.NODE_OPTIONS, options].filter(Boolean).join(' '),
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => jest.kill(signal));
  const [code] = await once(jest, 'exit');
  return code ?? 1;
});
