/** A file given as a person gives it: sent, followed to its end, the page it leads to looked at; and who waits meanwhile. */
import http from 'node:http';
import type { Room } from './hostile-files.js';
import { ask } from './measure.js';

/** Who gives it, and where. */
export interface Giver {
  port: number;
  cookie: string;
  csrf: string;
  campaign: string;
  phase: string;
}

export interface Given {
  /** Status of the page it led to in the end. */
  status: number;
  path: string;
}

/** ms between two looks at a page that shows how far a work has come, and in all. */
const LOOK_EVERY = 100;
const FOLLOWED_MOST = 120_000;

/** A form with a file in it. */
function form(name: string, bytes: Buffer, fields: Record<string, string>): { type: string; body: Buffer } {
  const line = `upload${bytes.length}`;
  const part = (about: string) => `--${line}\r\nContent-Disposition: form-data; ${about}\r\n\r\n`;
  const before = Object.entries(fields).map(([field, value]) => `${part(`name="${field}"`)}${value}\r\n`);
  const head = `${before.join('')}${part(`name="file"; filename="${name}"`)}`;
  const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${line}--\r\n`)]);
  return { type: `multipart/form-data; boundary=${line}`, body };
}

interface Answer {
  status: number;
  location: string;
  text: string;
}

function request(port: number, options: http.RequestOptions, body?: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = http.request({ host: '127.0.0.1', port, agent: false, ...options }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: answer.statusCode ?? 0, location: answer.headers.location ?? '', text });
      });
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

const ROOMS: Record<Room, (giver: Giver) => { path: string; fields: Record<string, string> }> = {
  plan: ({ campaign, phase }) => ({
    path: `/campaigns/${campaign}/plans`,
    fields: { phase, group: 'HF', editionOf: 'auto' },
  }),
  scoreSheet: ({ campaign }) => ({ path: `/campaigns/${campaign}/checklist`, fields: {} }),
  ledger: ({ campaign }) => ({ path: '/ledger/imports', fields: { campaign } }),
  items: ({ campaign }) => ({ path: '/service-items/import', fields: { campaign } }),
};

/** Give a file in a room, and follow it to the page it leads to. */
export async function give(giver: Giver, room: Room, file: { name: string; bytes: Buffer }): Promise<Given> {
  const { port, cookie, csrf } = giver;
  const { path, fields } = ROOMS[room](giver);
  const { type, body } = form(file.name, file.bytes, fields);
  const headers = { cookie, 'content-type': type, 'x-csrf-token': csrf };
  let answer = await request(port, { path, method: 'POST', headers }, body);
  let at = path;
  const until = performance.now() + FOLLOWED_MOST;
  for (;;) {
    const follows = answer.status === 303;
    if (follows) at = answer.location;
    else if (!answer.text.includes('data-progress') || performance.now() > until)
      return { status: answer.status, path: at };
    else await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    answer = await request(port, { path: at, headers: { cookie } });
  }
}

/** Asks again and again whether the product is up, until told to stop; answers with the longest wait in ms. */
export function watchAnswers(port: number): () => Promise<number> {
  const agent = new http.Agent({ keepAlive: true });
  let over = false;
  const asking = (async () => {
    let longest = 0;
    while (!over) {
      const asked = performance.now();
      await ask(agent, port, { path: '/healthz' });
      longest = Math.max(longest, performance.now() - asked);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    agent.destroy();
    return longest;
  })();
  return () => {
    over = true;
    return asking;
  };
}

/** The longest wait in ms while nothing is given. */
export async function quietWait(port: number, ms = 1_000): Promise<number> {
  const stop = watchAnswers(port);
  await new Promise((resolve) => setTimeout(resolve, ms));
  return stop();
}
