/** `npm test [-- jest's arguments]`: install what is missing, then run every test, the browser ones included. */
import { prepareTests, startJest } from './lib/jest.mjs';
import { runScript } from './lib/start-error.mjs';

await runScript(() => startJest(process.argv.slice(2), prepareTests()).ended);
