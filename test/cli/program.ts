import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { jest } from '@jest/globals';
import { runCli } from '../../scripts/cli/run.js';

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

/**
 * The same commands in this process, which spares loading the product for each: what is said, and the exit code. One command at a
 * time, since a process has one environment and one standard output.
 */
export async function cliHere(uri: string, args: string[], stdin = '') {
  const said: string[] = [];
  const out: string[] = [];
  const given = { MONGODB_URI: uri, DATA_DIR: tmpdir(), CLOCK_RATE: '0' };
  const before = Object.keys(given).map((name): [string, string | undefined] => [name, process.env[name]]);
  Object.assign(process.env, given);
  const hear = (...lists: string[][]) =>
    ((chunk: string | Uint8Array) => {
      for (const list of lists) list.push(String(chunk));
      return true;
    }) as typeof process.stdout.write;
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation(hear(out, said)),
    jest.spyOn(process.stderr, 'write').mockImplementation(hear(said)),
  ];
  try {
    const code = await runCli(args, Readable.from([stdin]));
    return { code, stdout: out.join(''), said: said.join('') };
  } finally {
    for (const spy of spies) spy.mockRestore();
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}
