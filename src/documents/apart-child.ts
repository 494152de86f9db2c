/** The process that reads foreign files, one after another: apart.ts starts it, limits it and ends it. */
import { type DocumentFault, UnreadableDocument } from './unreadable-document.js';

export interface Task {
  /** Address of the module that reads. */
  module: string;
  input: unknown;
}

export type Answer<Part = unknown> =
  | { part: Part }
  | { share: number }
  | { done: true }
  | { fault: DocumentFault; params: Record<string, string | number> }
  | { error: string };

interface Reader {
  read(input: unknown, tell: (share: number) => void): AsyncIterable<unknown>;
}

const send = (answer: Answer) => new Promise<void>((resolve) => process.send?.(answer, () => resolve()));
let asked: () => void = () => {};
/** Resolves once the piece has been taken and the next is asked for. */
const hand = (part: unknown) =>
  new Promise<void>((resolve) => {
    asked = resolve;
    void send({ part });
  });

async function work({ module, input }: Task): Promise<void> {
  try {
    const { read } = (await import(module)) as Reader;
    let told = 0;
    const tell = (share: number) => {
      if (share - told < 0.01) return;
      told = share;
      void send({ share });
    };
    for await (const part of read(input, tell)) await hand(part);
    await send({ done: true });
  } catch (error) {
    if (error instanceof UnreadableDocument) await send({ fault: error.fault, params: error.params });
    else await send({ error: (error as Error)?.stack ?? String(error) });
  }
}

process.on('message', (message: Task | 'more') => {
  if (message === 'more') asked();
  else void work(message);
});
// Whoever asked has gone.
process.on('disconnect', () => process.exit());
