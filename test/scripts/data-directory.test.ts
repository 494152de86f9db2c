import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
// @ts-expect-error: the scripts that start the product are plain JavaScript.
import { ephemeralPorts, spanBeside } from '../../scripts/lib/steady-port.mjs';
import { connectMongo } from '../../src/platform/mongo.js';
import { type Program, runProgram } from './run-program.js';

let dataDir: string;
const started: Program[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sanxiang-test-'));
});

afterEach(async () => {
  for (const program of started.splice(0)) {
    program.process.kill('SIGTERM');
    await program.exit;
  }
  await rm(dataDir, { recursive: true, force: true });
});

function open(directory = dataDir): Program {
  const program = runProgram('test/scripts/open-database.mjs', [directory]);
  started.push(program);
  return program;
}

const address = /^(mongodb:\S+)$/m;
/** Where an engine listens, which must be no port that the system gives connections going out. */
function portOf(uri: string): number {
  const port = Number(new URL(uri).port);
  const [first, last] = ephemeralPorts() as [number, number];
  expect(port < first || port > last).toBe(true);
  return port;
}

describe('the port of an engine', () => {
  it('lies beside those that the system gives connections going out, whichever they are', () => {
    expect(spanBeside([32_768, 60_999])).toEqual([10_000, 32_767]);
    expect(spanBeside([49_152, 65_535])).toEqual([10_000, 49_151]);
    expect(spanBeside([9_000, 65_000])).toEqual([65_001, 65_535]);
    expect(spanBeside([10_000, 65_535])).toEqual([1_024, 9_999]);
    expect(spanBeside([1_024, 65_535])).toEqual([10_000, 65_535]);
  });
});

describe('the data directory', () => {
  it('is refused when another engine has written it, in a sentence and without a stack', async () => {
    await mkdir(join(dataDir, 'mongo'));
    await writeFile(join(dataDir, 'mongo/WiredTiger'), 'WiredTiger 1.0');
    await writeFile(join(dataDir, 'mongo/engine.json'), '{"engine":"another-engine"}');
    const program = open();
    expect(await program.exit).toBe(1);
    expect(program.said()).toMatch(/由另一种数据库写成（another-engine）.*was written by another engine/s);
    expect(program.said()).not.toMatch(/^\s+at /m);
  });

  it('is refused when nothing says which engine has written it', async () => {
    await mkdir(join(dataDir, 'mongo'));
    await writeFile(join(dataDir, 'mongo/WiredTiger'), 'WiredTiger 1.0');
    const program = open();
    expect(await program.exit).toBe(1);
    expect(program.said()).toContain('was written by another engine (unknown)');
  });

  it('is refused when a file stands in its place', async () => {
    const file = join(dataDir, 'file');
    await writeFile(file, '');
    const program = open(file);
    expect(await program.exit).toBe(1);
    expect(program.said()).toContain('There is a file where the data directory should be');
    expect(program.said()).not.toMatch(/^\s+at /m);
  });

  it('is refused while another instance holds it, and that one goes on', async () => {
    const first = open();
    const uri = await first.until(address);
    const second = open();
    expect(await second.exit).toBe(1);
    expect(second.said()).toContain('is in use by another running instance');
    expect(second.said()).not.toMatch(/^\s+at /m);
    const connection = await connectMongo(uri);
    expect(await connection.collection('things').countDocuments()).toBe(0);
    await connection.close();
  });

  it('keeps what was acknowledged when the engine is killed, says that it died, and opens again', async () => {
    const first = open();
    const uri = await first.until(address);
    expect(portOf(uri)).toBeGreaterThan(0);
    const connection = await connectMongo(uri);
    await connection.collection('things').insertOne({ n: 1 });
    const engine = Number((await readFile(join(dataDir, 'mongo/mongod.lock'), 'utf8')).trim());
    process.kill(engine, 'SIGKILL');
    expect(await first.exit).toBe(3);
    await connection.close();

    const second = open();
    const again = await connectMongo(await second.until(address));
    expect(await again.collection('things').countDocuments()).toBe(1);
    await again.close();
  });

  it('is let go when the program that opened it is killed', async () => {
    const first = open();
    await first.until(address);
    first.process.kill('SIGKILL');
    await first.exit;
    await open().until(address);
  });
});
