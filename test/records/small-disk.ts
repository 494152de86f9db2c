/**
 * A place for an engine's data on which room can end at any moment: a small file system of its own where one may be mounted;
 * else the engine's process may suddenly write no file any more (a limit that it meets as "file too large").
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MONGOD } from './killed-product.js';

const run = promisify(execFile);
/** A database builds no index with less than 500 MiB free; only what is written takes memory. */
const ROOMY = 'size=800m';

export interface SmallDisk {
  /** For the data; it may be removed by who uses it. */
  directory: string;
  engine: readonly [string, ...string[]];
  /** Whether the file system itself is full, which whoever asks it can see. */
  isSeen: boolean;
  /** Let room end for the engine, a process with this id. */
  fill(pid: number): Promise<void>;
  makeRoom(): Promise<void>;
  close(): Promise<void>;
}

const mount = (options: string, at: string) => run('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', at]);

export async function smallDisk(): Promise<SmallDisk> {
  const at = await mkdtemp(join(tmpdir(), 'sanxiang-small-'));
  const directory = join(at, 'data');
  const filler = join(at, 'filler');
  const isSeen = await mount(ROOMY, at).then(
    () => true,
    () => false,
  );
  await mkdir(directory);
  if (isSeen) {
    return {
      directory,
      engine: [MONGOD],
      isSeen,
      // As large as what lies on it: from now on nothing more goes in.
      async fill() {
        const { blocks, bfree, bsize } = await statfs(at);
        await mount(`remount,size=${(blocks - bfree) * bsize}`, at);
      },
      async makeRoom() {
        await mount(`remount,${ROOMY}`, at);
      },
      async close() {
        await run('umount', ['-l', at]);
        await rm(at, { recursive: true });
      },
    };
  }
  // The signal of that limit is not heard, so that the engine gets the error as from a full disk.
  const limited = `trap '' XFSZ; [ -e '${filler}' ] && ulimit -S -f 0; exec '${MONGOD}' "$@"`;
  return {
    directory,
    engine: ['sh', '-c', limited, 'engine'],
    isSeen,
    async fill(pid) {
      await writeFile(filler, '');
      await run('prlimit', ['--pid', String(pid), '--fsize=0:']);
    },
    makeRoom: () => rm(filler),
    close: () => rm(at, { recursive: true, force: true }),
  };
}
