/** The process that reads foreign files, one after another: apart.ts starts it, limits it and ends it. */
import { type DocumentFault, UnreadableDocument } from './unreadable-document.js';

/** What it is told: the module that reads and what, that a piece was taken, or an answer to what it asked. */
export type Message = { module: string; input: unknown } | { more: true } | { told: unknown } | { toldAll: true };

export type Answer<Part = unknown, Question = unknown> =
  | { part: Part }
  | { question: Question }
  /** More of the answer. */
  | { on: true }
  | { step: string; share: number | null }
  | { done: true }
  | { fault: DocumentFault; params: Record<string, string | number> }
  | { error: string };

/** Ask the process that started this one; it tells piece by piece. */
export type Ask<Question, Told> = (question: Question) => AsyncIterable<Told>;

interface Reader {
  read(
    input: unknown,
    tell: (share: number | null, step?: string) => void,
    ask: Ask<unknown, unknown>,
  ): AsyncIterable<unknown>;
}

const send = (answer: Answer) => new Promise<void>((resolve) => process.send?.(answer, () => resolve()));
let heard: (message: Message) => void = () => {};
/** Send something, and wait for what is said to it. */
const put = (answer: Answer) =>
  new Promise<Message>((resolve) => {
    heard = resolve;
    void send(answer);
  });

async function* ask(question: unknown): AsyncGenerator<unknown> {
  for (let message = await put({ question }); 'told' in message; message = await put({ on: true })) yield message.told;
}

/** Tells of a new step at once, of the same one where it has come on. */
function teller() {
  let last = { step: 'reading', share: -1 };
  return (share: number | null, step = 'reading') => {
    if (step === last.step && (share ?? 0) - last.share < 0.01) return;
    last = { step, share: share ?? 0 };
    void send({ step, share });
  };
}

async function work({ module, input }: { module: string; input: unknown }): Promise<void> {
  try {
    const { read } = (await import(module)) as Reader;
    for await (const part of read(input, teller(), ask)) await put({ part });
    await send({ done: true });
  } catch (error) {
    if (error instanceof UnreadableDocument) await send({ fault: error.fault, params: error.params });
    else await send({ error: (error as Error)?.stack ?? String(error) });
  }
}

process.on('message', (message: Message) => {
  if ('module' in message) void work(message);
  else heard(message);
});
// Whoever asked has gone.
process.on('disconnect', () => process.exit());
