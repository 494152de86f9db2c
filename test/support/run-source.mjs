/** Runs a module of the sources in a process of its own: `node run-source.mjs ADDRESS`. Only what it imports is compiled. */
import { register } from 'node:module';

register('./source-hooks.mjs', import.meta.url);
await import(process.argv[2]);
