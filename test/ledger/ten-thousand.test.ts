/** Ten thousand rows out and back, each in a process of its own: how long, how much memory, and whether the progress is true. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addTasks, CAMPAIGN, openStage, type Stage } from '../../scripts/bench/stage.js';
import { DEPARTMENTS } from '../../workflows/templates/third-phase-rectification/departments.js';
import { testDatabaseUri } from '../support/database.js';

const ROWS = 10_000;
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
const file = join(folder, 'ledger.xlsx');
let stage: Stage;
let uri: string;

beforeAll(async () => {
  const compile = `import { compile } from './scripts/lib/compile.mjs'; compile();`;
  const { NODE_OPTIONS: _options, ...env } = process.env;
  spawnSync(process.execPath, ['--input-type=module', '-e', compile], { cwd: root, env });
  const server = testDatabaseUri();
  stage = await openStage(server, 'ledger');
  uri = server.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?/, `$1/bench_${process.pid}_ledger`);
  await addTasks(stage, 0, ROWS);
}, 120_000);
afterAll(async () => {
  await stage.drop();
  rmSync(folder, { recursive: true });
});

interface Answer {
  ms: number;
  mebibytes: number;
  rows: number;
  total: number;
  seen: number[];
  counts: Record<string, number>;
}

function child(what: 'export' | 'import', more: string): Answer {
  const { NODE_OPTIONS: _options, ...env } = process.env;
  const args = [join(root, 'test/ledger/ledger-child.mjs'), what, uri, CAMPAIGN, file, more];
  const done = spawnSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
  return JSON.parse(done.stdout) as Answer;
}

describe('a ledger of ten thousand rows', () => {
  it('is written in under 5 s, and compared in under 15 s and 400 MB with a progress that is true', () => {
    // A department's part of it is as long a walk.
    expect(child('export', DEPARTMENTS.map(({ key }) => key).join()).rows).toBe(ROWS);
    const out = child('export', '');
    expect(out.rows).toBe(ROWS);
    const back = child('import', 'office');
    expect(back.counts).toEqual({ same: ROWS * 0.9, changes: ROWS / 10, conflicts: 0, refused: 0, new: 0 });
    expect(back.total).toBe(ROWS);
    // It only grows, and says where the work is, not how long it has lasted.
    expect(back.seen).toEqual([...back.seen].sort((a, b) => a - b));
    expect(back.seen.length).toBeGreaterThan(3);
    expect(back.seen.every((done) => done % 200 === 0)).toBe(true);
    expect(out.mebibytes).toBeLessThan(400);
    expect(back.mebibytes).toBeLessThan(400);
    // Twice the promise: the machine of a test may be doing other work.
    expect(out.ms).toBeLessThan(10_000);
    expect(back.ms).toBeLessThan(30_000);
  }, 120_000);
});
