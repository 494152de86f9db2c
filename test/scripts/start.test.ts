import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runProgram } from './run-program.js';

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
