/**
 * Foreign files are read apart: in a process of their own, with limits of time and memory, so that whatever is in them the thread
 * that answers people goes on. A reader is a module that exports `read(input, tell)`, an async generator; what it yields
 * comes across piece by piece, each asked for, since a large piece or many at once would hold up that thread as well.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { projectRoot } from '../platform/paths-root.js';
import type { Answer, Task } from './apart-child.js';
import { UnreadableDocument } from './unreadable-document.js';

/** What one file may take. Of the memory, the program's own objects have `heap`; the rest is for buffers and the program. */
export const READING_MOST = { seconds: 30, mebibytes: 512, heap: 320 };
/** Files read at once, and those that wait for it: several uploads do not take the machine. */
const AT_ONCE = 2;
const WAITING_MOST = 16;
/** ms between two looks at a reader's memory, and after which an idle reader goes. */
const LOOK_EVERY = 40;
const IDLE = 5_000;
/** A reader that has grown to this is not used again. */
const KEEP_MEBIBYTES = 200;
/** Below what answers people, where both want the processor. */
const NICE = 10;

/** Told how much of a file has been read, from 0 to 1. */
export type Tell = (share: number) => void;

interface Limits {
  seconds: number;
  mebibytes: number;
}

const idle: ChildProcess[] = [];
const waiting: (() => void)[] = [];
let busy = 0;
let onFault: (error: unknown) => void = () => {};

/** Hear of readers that broke off by a fault of theirs, not of the file's. */
export function hearFaults(listener: (error: unknown) => void): void {
  onFault = listener;
}

/** Compiled, the reader lies beside this file; from the sources, as tests run them, it is compiled on its way. */
function start(): ChildProcess {
  const entry = new URL('./apart-child.js', import.meta.url).href;
  const [script, args] = import.meta.url.endsWith('.ts')
    ? [`${projectRoot}/test/support/run-source.mjs`, [entry]]
    : [fileURLToPath(entry), []];
  const child = fork(script, args, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [`--max-old-space-size=${READING_MOST.heap}`, '--max-semi-space-size=16'],
    env: {},
  });
  // What became of it is seen at its exit.
  child.on('error', () => {});
  try {
    if (child.pid !== undefined) setPriority(child.pid, NICE);
  } catch {
    // It then runs as everything else does.
  }
  return child;
}

/** Mebibytes of a process; 0 where the system does not say. */
async function memoryOf({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1_024;
}

const hold = (child: ChildProcess) => {
  child.ref();
  child.channel?.ref();
};
/** An idle reader keeps nobody from ending, and goes after a while. */
function lay(child: ChildProcess): void {
  if (!child.connected) return;
  idle.push(child);
  child.unref();
  child.channel?.unref();
  setTimeout(() => {
    const at = idle.indexOf(child);
    if (at < 0) return;
    idle.splice(at, 1);
    child.kill('SIGKILL');
  }, IDLE).unref();
}

function take(): ChildProcess {
  for (let child = idle.pop(); child; child = idle.pop()) {
    if (child.connected && child.exitCode === null && child.signalCode === null) return child;
  }
  return start();
}

async function turn(): Promise<void> {
  if (busy < AT_ONCE) {
    busy += 1;
    return;
  }
  if (waiting.length >= WAITING_MOST) throw new UnreadableDocument('busy');
  await new Promise<void>((resolve) => waiting.push(resolve));
}
function next(): void {
  const first = waiting.shift();
  if (first) first();
  else busy -= 1;
}

/** One file by one process: its pieces, or why not. The process is laid aside for the next, or ended. */
function work<Part>(child: ChildProcess, task: Task, tell: Tell, limits: Limits): Promise<Part[]> {
  const parts: Part[] = [];
  return new Promise((resolve, reject) => {
    let largest = 0;
    let over = false;
    const end = (error: unknown, keep: boolean) => {
      if (over) return;
      over = true;
      clearTimeout(clock);
      clearInterval(look);
      child.off('message', hear);
      child.off('exit', gone);
      if (keep && largest < KEEP_MEBIBYTES) lay(child);
      else child.kill('SIGKILL');
      if (error) reject(error);
      else resolve(parts);
    };
    const clock = setTimeout(
      () => end(new UnreadableDocument('tooSlow', { most: limits.seconds }), false),
      limits.seconds * 1_000,
    );
    const look = setInterval(async () => {
      largest = Math.max(largest, await memoryOf(child));
      if (largest > limits.mebibytes) end(tooMuchMemory(limits), false);
    }, LOOK_EVERY);
    const hear = (answer: Answer<Part>) => {
      if ('part' in answer) {
        parts.push(answer.part);
        // One piece at a time, and whatever else waits goes before the next.
        setImmediate(() => over || child.send('more', () => {}));
      } else if ('share' in answer) tell(answer.share);
      else if ('done' in answer) end(null, true);
      else if ('fault' in answer) end(new UnreadableDocument(answer.fault, answer.params), true);
      else {
        onFault(new Error(`A file could not be read: ${answer.error}`));
        end(new UnreadableDocument('crashed'), false);
      }
    };
    // An engine without memory aborts; anything else that ends a reader is a fault as well, and none of the product's.
    const gone = (_code: number | null, signal: string | null) => {
      if (signal !== 'SIGABRT') onFault(new Error(`The reader of a file ended with ${signal ?? _code}.`));
      end(signal === 'SIGABRT' ? tooMuchMemory(limits) : new UnreadableDocument('crashed'), false);
    };
    child.on('message', hear);
    child.on('exit', gone);
    child.send(task, (error) => {
      if (error && child.exitCode === null && child.signalCode === null) end(new UnreadableDocument('crashed'), false);
    });
  });
}

const tooMuchMemory = ({ mebibytes }: Limits) => new UnreadableDocument('tooMuchMemory', { most: mebibytes });

/**
 * A reader of foreign files by its module, `new URL('./x.reading.js', import.meta.url)`. It answers with the pieces in their
 * order, and throws {@link UnreadableDocument} for a file that cannot be read, or not within the limits.
 */
export function apart<In, Part>(module: URL, limits: Limits = READING_MOST) {
  return async (input: In, tell: Tell = () => {}): Promise<Part[]> => {
    await turn();
    try {
      const child = take();
      hold(child);
      return await work<Part>(child, { module: module.href, input }, tell, limits);
    } finally {
      next();
    }
  };
}

/** End the readers that wait for work. */
export async function endReaders(): Promise<void> {
  const all = idle.splice(0);
  await Promise.all(
    all.map(async (child) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    }),
  );
}
