import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { partsOf } from '../../scripts/bench/parts.js';
import { type Program, runProgram } from './run-program.js';

let dataDir: string;
let neighbour: Server;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sanxiang-test-'));
  neighbour = createServer();
  await new Promise<void>((listening) => neighbour.listen(0, '127.0.0.1', listening));
});

afterEach(async () => {
  await new Promise((closed) => neighbour.close(closed));
  await rm(dataDir, { recursive: true, force: true });
});

describe('npm start', () => {
  it('ends with a sentence and touches no data when the port is taken', async () => {
    const { port } = neighbour.address() as AddressInfo;
    const program = runProgram('scripts/start.mjs', [], { PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir });
    expect(await program.exit).toBe(1);
    expect(program.said()).toContain(`端口 ${port} 已被占用`);
    expect(program.said()).toContain(`Port ${port} is taken`);
    expect(program.said()).not.toMatch(/^\s+at /m);
    expect(await readdir(dataDir)).toEqual([]);
  });
});

/** Wait for a page; nobody answers while a part is down. */
async function page(address: string): Promise<number> {
  for (let i = 0; i < 600; i += 1) {
    const answer = await fetch(`${address}/sign-in`).catch(() => null);
    if (answer?.status === 200) return answer.status;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return 0;
}

/** Whether new connections are taken. */
function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = connect({ host: '127.0.0.1', port });
    asked.once('connect', () => resolve(true)).once('error', () => resolve(false));
    asked.once('connect', () => asked.destroy());
  });
}

describe('a running npm start', () => {
  let program: Program;
  afterEach(async () => {
    program.process.kill('SIGTERM');
    await program.exit;
  }, 60_000);

  const start = async () => {
    const free = neighbour.address() as AddressInfo;
    await new Promise((closed) => neighbour.close(closed));
    const env = { PORT: String(free.port), DATA_DIR: dataDir, DEMO: '0', LOG_LEVEL: 'warn' };
    program = runProgram('scripts/start.mjs', [], env);
    const address = await program.until(/三项 Sanxiang: (\S+)/);
    await new Promise<void>((again) => {
      neighbour = createServer().listen(0, '127.0.0.1', again);
    });
    return address;
  };

  it('starts a killed database and a killed program again, and lets a slow request finish when asked to end', async () => {
    const address = await start();
    expect(await page(address)).toBe(200);
    const first = partsOf(program.process.pid ?? 0);
    process.kill(first.database, 'SIGKILL');
    await program.until(/The database has been started again/);
    expect(await page(address)).toBe(200);
    const second = partsOf(program.process.pid ?? 0);
    expect(second.program).toBe(first.program);
    process.kill(second.program, 'SIGKILL');
    await program.until(/The system has been started again/);
    expect(await page(address)).toBe(200);
    expect(program.said()).not.toMatch(/^\s+at |\\n\s+at /m);

    const port = Number(new URL(address).port);
    const slow = connect({ host: '127.0.0.1', port });
    let answer = '';
    slow.setEncoding('utf8').on('data', (chunk) => {
      answer += chunk;
    });
    const over = new Promise((resolve) => slow.once('close', resolve));
    const body = 'login=nobody&password=nothing';
    const head = ['Host: x', 'Content-Type: application/x-www-form-urlencoded', `Content-Length: ${body.length}`];
    slow.write(`POST /sign-in HTTP/1.1\r\n${head.join('\r\n')}\r\nExpect: 100-continue\r\n\r\n`);
    // Said as soon as the request is in work: what only waits to be accepted is refused like any later one.
    while (!answer.includes('100 Continue')) await once(slow, 'data');
    slow.write(body.slice(0, 5));
    program.process.kill('SIGTERM');
    while (await listens(port));
    slow.write(body.slice(5));
    await over;
    // Its page asks for a session, so the database was still there.
    expect(answer).toMatch(/HTTP\/1.1 403 [\s\S]*<html/);
    expect(await program.exit).toBe(0);
  }, 120_000);
});
