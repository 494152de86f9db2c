import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { closeServer } from '../../src/platform/close-server.js';

/** A server that answers an upload when its body is complete, and an upload of which half has been sent. */
async function halfAnUpload() {
  let begun = () => {};
  const received = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const server = createServer((req, res) => {
    let size = 0;
    begun();
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
    });
    req.on('end', () => res.end(`${size} received`));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const sender = connect({ host: '127.0.0.1', port });
  let answer = '';
  sender.setEncoding('utf8').on('data', (chunk) => {
    answer += chunk;
  });
  sender.on('error', () => {});
  const over = new Promise((resolve) => sender.once('close', resolve));
  sender.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n01234');
  await received;
  return { server, port, sender, over, answer: () => answer };
}

describe('closing the server', () => {
  it('lets a slow upload finish, takes no new connection, and does not wait for a kept one', async () => {
    const { server, port, sender, over, answer } = await halfAnUpload();
    const closed = closeServer(server, 30_000);
    const refused = await new Promise((resolve) => {
      connect({ host: '127.0.0.1', port }).on('error', resolve).on('connect', resolve);
    });
    expect(refused).toMatchObject({ code: 'ECONNREFUSED' });
    sender.write('56789');
    expect(await closed).toBe(true);
    await over;
    expect(answer()).toContain('10 received');
  });

  it('lets a page that is being made be answered', async () => {
    let made = () => {};
    const begun = new Promise<void>((inWork) => {
      made = inWork;
    });
    let finish = () => {};
    const server = createServer((_req, res) => {
      finish = () => res.end('a page');
      made();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const page = fetch(`http://127.0.0.1:${port}/`).then((answer) => answer.text());
    await begun;
    const closed = closeServer(server, 30_000);
    finish();
    expect([await page, await closed]).toEqual(['a page', true]);
  });

  it('breaks off what is not finished in time', async () => {
    const { server, over } = await halfAnUpload();
    expect(await closeServer(server, 50)).toBe(false);
    await over;
  });
});
