/** What node cannot read as a request: words instead of an empty page, and the next request is answered as ever. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { httpServer } from '../../src/http/server.js';

let server: Server;
let read = 0;
beforeAll(async () => {
  server = httpServer((req, res) => {
    req.on('data', (chunk: Buffer) => {
      read += chunk.length;
    });
    req.on('end', () => res.end('answered'));
    req.on('error', () => {});
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Send bytes as they are; `end` closes our side after them. */
async function send(bytes: string | Buffer, end = true): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.on('error', () => {});
  const closed = once(socket, 'close');
  socket.write(bytes);
  if (end) socket.end();
  await closed;
  return Buffer.concat(chunks).toString('utf8');
}

const HOST = 'Host: a\r\n';
const UNREADABLE: [what: string, bytes: string | Buffer, status: number][] = [
  ['a header of 20 kB', `GET / HTTP/1.1\r\n${HOST}X: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
  ['an address of 20 kB', `GET /?q=${'a'.repeat(20_000)} HTTP/1.1\r\n${HOST}\r\n`, 431],
  ['two thousand headers of 20 bytes', `GET / HTTP/1.1\r\n${HOST}${'X-Y: aaaaaaaaaaaaaa\r\n'.repeat(2_000)}\r\n`, 431],
  ['no method', `/ HTTP/1.1\r\n${HOST}\r\n`, 400],
  ['a method nobody knows', `FETCH / HTTP/1.1\r\n${HOST}\r\n`, 400],
  ['no address', `GET HTTP/1.1\r\n${HOST}\r\n`, 400],
  ['another protocol', `GET / SIP/2.0\r\n${HOST}\r\n`, 400],
  ['a version nobody speaks', `GET / HTTP/9.7\r\n${HOST}\r\n`, 400],
  ['a handshake of TLS', Buffer.from('160301020001000001fc0303', 'hex'), 400],
  ['a header without its colon', `GET / HTTP/1.1\r\n${HOST}nonsense\r\n\r\n`, 400],
  ['a zero byte in a header', `GET / HTTP/1.1\r\n${HOST}X: a\0b\r\n\r\n`, 400],
  ['a length that is none', `POST / HTTP/1.1\r\n${HOST}Content-Length: -1\r\n\r\n`, 400],
  ['two lengths', `POST / HTTP/1.1\r\n${HOST}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`, 400],
  [
    'a length and pieces',
    `POST / HTTP/1.1\r\n${HOST}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    400,
  ],
  ['a coding that is not the last', `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked, gzip\r\n\r\n`, 400],
  ['a piece without a size', `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\nxyz\r\n`, 400],
  [
    'a piece with endless extensions',
    `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n1;${'a'.repeat(40_000)}\r\n`,
    413,
  ],
  ['a tunnel', `CONNECT evil.example:443 HTTP/1.1\r\n${HOST}\r\n`, 405],
];

describe('what is no request', () => {
  it.each(UNREADABLE)('%s is refused in words of both languages', async (_what, bytes, status) => {
    const answer = await send(bytes, false);
    expect(answer.split('\r\n', 1)[0]).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toMatch(/content-type: text\/plain; charset=utf-8/i);
    expect(answer).toMatch(/connection: close/i);
    const [zh = '', en = ''] = (answer.split('\r\n\r\n')[1] ?? '').split('\n');
    expect([zh, en]).toEqual([expect.stringMatching(/[一-鿿]{4}/), expect.stringMatching(/^[A-Z][\w ,:;./]+$/)]);
    expect(await send(`GET / HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`)).toMatch(/answered$/);
  });

  it('a body that never comes to its end, or a line closed in between, ends nothing else', async () => {
    const half = `POST / HTTP/1.1\r\n${HOST}Content-Length: 100\r\n\r\nabc`;
    await send(half);
    await send('GET /');
    await send('');
    await send(`POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n5\r\nab`);
    expect(await send(`GET / HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`)).toMatch(/answered$/);
  });

  it('an expectation, known or not, and a missing host are no reason to refuse', async () => {
    const before = read;
    const more = 'Connection: close\r\nContent-Length: 3\r\n';
    const waiting = await send(`POST / HTTP/1.1\r\n${HOST}${more}Expect: 100-continue\r\n\r\nabc`);
    expect(waiting).toMatch(/^HTTP\/1.1 100 Continue[\s\S]*HTTP\/1.1 200 OK[\s\S]*answered$/);
    expect(await send(`POST / HTTP/1.1\r\n${HOST}${more}Expect: a miracle\r\n\r\nabc`)).toMatch(/answered$/);
    expect(await send('GET / HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatch(/answered$/);
    expect(read - before).toBe(6);
  });
});
