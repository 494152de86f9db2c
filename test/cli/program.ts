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

  /** Start it; with `fileKib` no file may grow beyond so many KiB, which it meets as a disk that is full. */
  function start(uri: string, args: string[], { stdin = '', fileKib }: { stdin?: string; fileKib?: number } = {}) {
    const whole = [process.execPath, 'dist/scripts/cli.js', ...args];
    const limited = ['sh', '-c', `trap '' XFSZ; ulimit -S -f ${(fileKib ?? 0) * 2}; exec "$@"`, 'cli', ...whole];
    const [program = '', ...rest] = fileKib === undefined ? whole : limited;
    const child = spawn(program, rest, {
      cwd: root,
      env: { ...surroundings, NODE_ENV: 'test', MONGODB_URI: uri, DATA_DIR: tmpdir(), CLOCK_RATE: '0' },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk) => (stderr += chunk));
    child.stdin.end(stdin);
    const ended = once(child, 'close').then(([code]) => ({
      code: code as number | null,
      stdout,
      said: stdout + stderr,
    }));
    return { child, ended };
  }
  const run = (uri: string, args: string[], stdin = '') => start(uri, args, { stdin }).ended;
  return Object.assign(run, { start });
}
