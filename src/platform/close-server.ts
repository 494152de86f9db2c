import type { Server } from 'node:http';

/** How often kept connections that have fallen idle are looked for, in ms. */
const LOOK_EVERY_MS = 50;

/** Refuse new connections and wait for requests in work, for `withinMs` at most. Returns whether all were finished. */
export async function closeServer(server: Server, withinMs: number): Promise<boolean> {
  let finished = true;
  const closed = new Promise((resolve) => server.close(resolve));
  // A browser keeps its connection after the answer, and would keep us with it.
  const idle = setInterval(() => server.closeIdleConnections(), LOOK_EVERY_MS);
  const late = setTimeout(() => {
    finished = false;
    server.closeAllConnections();
  }, withinMs);
  await closed;
  clearInterval(idle);
  clearTimeout(late);
  return finished;
}
