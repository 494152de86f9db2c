/** A wire to the test database that can be cut: what a killed, frozen or full database looks like from here. */
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { testDatabaseUri } from './database.js';

/** `loseAnswers`: commands still get there, and the connection breaks before their answer comes back. */
export async function cuttableDatabase() {
  const target = new URL(testDatabaseUri());
  const sockets = new Set<Socket>();
  let losing: RegExp | null = null;
  let lost = 0;

  function serve(client: Socket): void {
    const there = connect({ host: target.hostname, port: Number(target.port) });
    let lose = false;
    for (const socket of [client, there]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        there.destroy();
      });
    }
    client.on('data', (chunk) => {
      if (losing?.test(chunk.toString('latin1'))) lose = true;
      there.write(chunk);
    });
    there.on('data', (chunk) => {
      if (!lose) return void client.write(chunk);
      losing = null;
      lost += 1;
      client.destroy();
    });
  }

  let server: Server;
  let port = 0;
  const listen = () =>
    new Promise<void>((resolve) => {
      server = createServer(serve).listen(port, '127.0.0.1', () => {
        port = (server.address() as AddressInfo).port;
        resolve();
      });
    });
  await listen();
  const cut = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return {
    uri: `mongodb://127.0.0.1:${port}${target.pathname}${target.search}`,
    cut,
    mend: listen,
    /** Lose the answer to the next command whose bytes match. */
    loseAnswers(to: RegExp): void {
      losing = to;
    },
    lost: () => lost,
  };
}

export type Cuttable = Awaited<ReturnType<typeof cuttableDatabase>>;
