/** The product as people start it: the compiled program on a database of its own, with the demonstration loaded. */
import { runProgram } from '../scripts/run-program.js';
import { testDatabaseUri } from '../support/database.js';

export interface Product {
  baseUrl: string;
  stop(): Promise<void>;
}

/** Load the demonstration into a fresh database and start web and worker on a free port. Takes most of a minute. */
export async function startDemonstration(): Promise<Product> {
  const env = { MONGODB_URI: testDatabaseUri(), DEMO: '1', PORT: '0', LOG_LEVEL: 'warn', CLOCK_RATE: '0' };
  const loading = runProgram('dist/scripts/load-demo.js', [], env);
  if ((await loading.exit) !== 0) throw new Error(`The demonstration was not loaded: ${loading.said()}`);
  const program = runProgram('dist/src/main.js', [], env);
  const baseUrl = await program.until(/Sanxiang: (http:\S+)\n/);
  return {
    baseUrl,
    async stop() {
      program.process.kill('SIGTERM');
      await program.exit;
    },
  };
}
