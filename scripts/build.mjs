/** `npm run build`: install what is missing, compile what has changed. */
import { compile } from './lib/compile.mjs';
import { installPackages } from './lib/install.mjs';
import { runScript } from './lib/start-error.mjs';

await runScript(() => {
  installPackages();
  compile();
});
