/** Readers that misbehave, each in its way. */
import { UnreadableDocument } from '../../src/documents/unreadable-document.js';

export async function* read(how: string): AsyncGenerator<unknown> {
  if (how === 'spins') for (;;);
  if (how === 'buffers') {
    const kept: Buffer[] = [];
    for (;;) {
      kept.push(Buffer.alloc(4 * 1024 * 1024, 1));
      if (kept.length % 8 === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  if (how === 'objects') {
    const kept: unknown[] = [];
    for (;;) kept.push({ n: kept.length, text: String(kept.length).repeat(10) });
  }
  if (how === 'dies') process.kill(process.pid, 'SIGKILL');
  if (how === 'leaves') process.exit(0);
  if (how === 'throws') throw new Error('odd');
  if (how === 'refuses') throw new UnreadableDocument('tooManyRows', { most: 7 });
  if (how === 'pieces') for (let i = 0; i < 300; i += 1) yield Array.from({ length: 500 }, (_, n) => ({ i, n, how }));
  yield process.pid;
}
