import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The command line as it is shipped: compiled (once, when a source has changed), then run in a process of its own. */
export function cliProgram() {
  const compile = `import { compile } from './scripts/lib/compile.mjs'; compile();`;
  const { NODE_OPTIONS: _options, MONGODB_URI: _uri, ...surroundings } = process.env;
  const compiled = spawnSync(process.execPath, ['--input-type=module', '-e', compile], {
    cwd: root,
    env: surroundings,
    encoding: 'utf8',
  });
  if (compiled.status !== 0) throw new Error(`${compiled.stdout}${compiled.stderr}`);

  return async (uri: string, args: string[], stdin = '') => {
    const child = spawn(process.execPath, ['dist/scripts/cli.js', ...args], {
      cwd: root,
      env: { ...surroundings, NODE_ENV: 'test', MONGODB_URI: uri, DATA_DIR: tmpdir(), CLOCK_RATE: '0' },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk) => (stderr += chunk));
    child.stdin.end(stdin);
    const [code] = await once(child, 'close');
    return { code: code as number | null, stdout, said: stdout + stderr };
  };
}
