/**
 * Foreign files are read apart: in a process of their own, with limits of time and memory, so that whatever is in them the thread
 * that answers people goes on. A reader is a module that exports `read(input, tell, ask)`, an async generator; what it yields
 * comes across piece by piece, each asked for, since a large piece or many at once would hold up that thread as well. What it
 * needs to know of what stands here it asks for, and is told piece by piece too.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { breath } from '../platform/breath.js';
import { projectRoot } from '../platform/paths-root.js';
import type { Answer, Message } from './apart-child.js';
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

/** Told how much of a file has been read, from 0 to 1 or null where nobody can tell, and what is being done with it. */
export type Tell = (share: number | null, step?: string) => void;

/** What goes on beside the reading: who is told of it, and who answers what the reader asks. */
export interface Beside<Question, Told> {
  tell?: Tell;
  answers?: (question: Question) => AsyncIterable<Told>;
}

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

async function turn(tell: Tell): Promise<void> {
  if (busy < AT_ONCE) {
    busy += 1;
    return;
  }
  if (waiting.length >= WAITING_MOST) throw new UnreadableDocument('busy');
  tell(null, 'waiting');
  await new Promise<void>((resolve) => waiting.push(resolve));
}
function next(): void {
  const first = waiting.shift();
  if (first) first();
  else busy -= 1;
}

/** What one process is told and answers, within the limits; its time is what it takes to answer, not what is done meanwhile. */
function conversation<Part, Question>(child: ChildProcess, limits: Limits, tell: Tell) {
  type Said = Answer<Part, Question>;
  let left = limits.seconds * 1_000;
  let largest = 0;
  let settle: { resolve(said: Said): void; reject(error: unknown): void } | null = null;
  const fail = (error: unknown) => settle?.reject(error);

  const hear = (said: Said) => {
    if ('step' in said) tell(said.share, said.step);
    else settle?.resolve(said);
  };
  // An engine without memory aborts; anything else that ends a reader is a fault as well, and none of the product's.
  const gone = (code: number | null, signal: string | null) => {
    if (signal !== 'SIGABRT') onFault(new Error(`The reader of a file ended with ${signal ?? code}.`));
    fail(signal === 'SIGABRT' ? tooMuchMemory(limits) : new UnreadableDocument('crashed'));
  };
  const look = setInterval(async () => {
    largest = Math.max(largest, await memoryOf(child));
    if (largest > limits.mebibytes) fail(tooMuchMemory(limits));
  }, LOOK_EVERY);
  child.on('message', hear);
  child.on('exit', gone);

  return {
    /** What it answers to a message. */
    async say(message: Message): Promise<Said> {
      const from = performance.now();
      const clock = setTimeout(() => fail(new UnreadableDocument('tooSlow', { most: limits.seconds })), left);
      try {
        return await new Promise<Said>((resolve, reject) => {
          settle = { resolve, reject };
          if (child.exitCode !== null || child.signalCode !== null) gone(child.exitCode, child.signalCode);
          else child.send(message, (error) => error && child.connected && reject(new UnreadableDocument('crashed')));
        });
      } finally {
        clearTimeout(clock);
        settle = null;
        left = Math.max(1, left - (performance.now() - from));
      }
    },
    /** The process is laid aside for the next file, or ended. */
    end(keep: boolean): void {
      clearInterval(look);
      child.off('message', hear);
      child.off('exit', gone);
      if (keep && largest < KEEP_MEBIBYTES) lay(child);
      else child.kill('SIGKILL');
    },
  };
}

const tooMuchMemory = ({ mebibytes }: Limits) => new UnreadableDocument('tooMuchMemory', { most: mebibytes });

/**
 * A reader of foreign files by its module, `new URL('./x.reading.js', import.meta.url)`. It yields the pieces in their order,
 * reading on as they are taken, and throws {@link UnreadableDocument} for a file that cannot be read, or not within the limits.
 */
export function apart<In, Part, Question = never, Told = never>(module: URL, limits: Limits = READING_MOST) {
  return async function* (
    input: In,
    { tell = () => {}, answers }: Beside<Question, Told> = {},
  ): AsyncGenerator<Part, void, undefined> {
    await turn(tell);
    const child = take();
    hold(child);
    const reader = conversation<Part, Question>(child, limits, tell);
    let keep = false;

    /** Everything it asks of one question; the first answer that is about something else. */
    async function told(question: Question): Promise<Answer<Part, Question>> {
      for await (const piece of answers?.(question) ?? []) {
        const said = await reader.say({ told: piece });
        if (!('on' in said)) return said;
        await breath();
      }
      return reader.say({ toldAll: true });
    }

    try {
      let said = await reader.say({ module: module.href, input });
      for (;;) {
        if ('part' in said) {
          yield said.part;
          await breath();
          said = await reader.say({ more: true });
        } else if ('question' in said) said = await told(said.question);
        else if ('done' in said) {
          keep = true;
          return;
        } else if ('fault' in said) {
          keep = true;
          throw new UnreadableDocument(said.fault, said.params);
        } else {
          onFault(new Error(`A file could not be read: ${'error' in said ? said.error : 'the reader is confused'}`));
          throw new UnreadableDocument('crashed');
        }
      }
    } finally {
      reader.end(keep);
      next();
    }
  };
}

/** All pieces of a reading. */
export async function gathered<Part>(reading: AsyncIterable<Part>): Promise<Part[]> {
  const parts: Part[] = [];
  for await (const part of reading) parts.push(part);
  return parts;
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
