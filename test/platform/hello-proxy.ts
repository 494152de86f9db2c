/** A proxy on loopback before the tests' database: it says in answer to `hello` that the server is of another kind, and notes what is sent. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { mongo } from 'mongoose';
// @ts-expect-error: the scripts that start the product are plain JavaScript.
import { FrameReader, reply } from '../../scripts/lib/wire.mjs';
import { testDatabaseUri } from '../support/database.js';

const OP_QUERY = 2004;
const OP_MSG = 2013;
const HEADER = 16;
const { deserialize, serialize } = mongo.BSON;

type Command = Record<string, unknown>;
const numberAt = (message: Buffer, at: number) => message.readInt32LE(at);
/** The document that begins at a place; what a bulk write sends behind it stays unread. */
const documentAt = (message: Buffer, at: number): Command =>
  deserialize(message.subarray(at, at + numberAt(message, at)));

/** `hello` gives what the answer says besides, from the proxy's own address. */
export async function helloProxy(hello: (address: string) => Command) {
  const uri = new URL(testDatabaseUri());
  const commands: Command[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const engine = connect(Number(uri.port), uri.hostname);
    const greetings = new Map<number, boolean>();
    const [asked, answered] = [new FrameReader(), new FrameReader()];
    client.on('data', (chunk: Buffer) => {
      for (const message of asked.read(chunk) as Buffer[]) {
        const legacy = numberAt(message, 12) === OP_QUERY;
        const command = legacy ? {} : documentAt(message, HEADER + 5);
        if (!legacy) commands.push(command);
        if (legacy || 'hello' in command || 'ismaster' in command) greetings.set(numberAt(message, 4), legacy);
        engine.write(message);
      }
    });
    engine.on('data', (chunk: Buffer) => {
      for (const message of answered.read(chunk) as Buffer[]) {
        const requestId = numberAt(message, 8);
        const legacy = greetings.get(requestId);
        if (legacy === undefined) {
          client.write(message);
          continue;
        }
        const body = documentAt(message, numberAt(message, 12) === OP_MSG ? HEADER + 5 : HEADER + 20);
        const { topologyVersion, logicalSessionTimeoutMinutes, ...plain } = body;
        const response = Buffer.from(serialize({ ...plain, ...hello(address()) }));
        client.write(reply({ requestId, legacy, response }));
      }
    });
    for (const [one, other] of [
      [client, engine],
      [engine, client],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = () => `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    uri: `mongodb://${address()}${uri.pathname}`,
    /** Commands that write, with the concern they carry. */
    writes: () =>
      commands.flatMap((command) => {
        const [name = ''] = Object.keys(command);
        if (!/^(insert|update|delete|findAndModify|createIndexes|drop|dropDatabase)$/.test(name)) return [];
        const concern = command.writeConcern as Command | undefined;
        return [{ name, on: String(command[name]), concern: concern && { w: concern.w, j: concern.j } }];
      }),
    async close(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
