/**
 * The command that backs up is killed, or finds no room, while people work: they go on, no half a backup is taken for
 * a whole one, and the next one works.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DamagedBackup, readBackupFile } from '../../src/backup/backup-file.js';
import { cliProgram } from '../cli/program.js';
import { randomFrom } from '../records/killed-load.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { rounds, SEED } from '../support/hunt.js';

/** A pause ends with the connection of who held it; busy machines notice that late. */
const ENDS_WITHIN_MS = 3_000;
const KILLS = rounds(6);

describe(`the backup command under load (seed ${SEED})`, () => {
  let folder: string;
  let test: TestApp;
  let cli: ReturnType<typeof cliProgram>;
  let task: string;
  let working = true;
  let people: Promise<void>;
  /** Host ms since when a write has been waiting; null between two. */
  let since: number | null = null;
  let written = 0;

  beforeAll(async () => {
    cli = cliProgram();
    folder = mkdtempSync(join(tmpdir(), 'sanxiang-killed-'));
    test = await createTestApp();
    // Small collections are read in the pause: with these it is long enough to be hit.
    const notes = test.wiring.connection.collection('notes');
    for (let i = 0; i < 8; i += 1) {
      await notes.insertMany(Array.from({ length: 1_000 }, (_, n) => ({ n, text: 'x'.repeat(1_000) })));
    }
    task = await test.newDraft();
    await test.put('campaign_office', task, { type: 'ASSIGN' });
    people = work();
  }, 120_000);
  afterAll(async () => {
    working = false;
    await people;
    await test.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function work(): Promise<void> {
    while (working) {
      since = performance.now();
      await test.put('campaign_office', task, { type: 'CHASE', text: '' });
      since = null;
      written += 1;
      await wait(5);
    }
  }
  const waiting = () => (since === null ? 0 : performance.now() - since);

  /** People go on, within a time from now. */
  async function goesOn(withinMs: number): Promise<void> {
    const [before, from] = [written, performance.now()];
    while (written < before + 2) {
      if (performance.now() - from > withinMs) throw new Error(`Writes still wait after ${withinMs} ms.`);
      await wait(10);
    }
  }

  /** Start it and wait until writes wait for it, or it has ended. */
  async function inThePause(file: string) {
    const started = cli.start(test.uri, ['backup', file]);
    while (waiting() < 60 && started.child.exitCode === null) await wait(2);
    return started;
  }

  async function isWhole(file: string): Promise<boolean> {
    try {
      return (await readBackupFile(file)) !== null;
    } catch (error) {
      if (error instanceof DamagedBackup) return false;
      throw error;
    }
  }

  it(
    'killed at any instant lets people go on at once, and leaves nothing that passes for a backup',
    async () => {
      const random = randomFrom(SEED);
      const file = join(folder, 'a.backup');
      const from = performance.now();
      expect((await cli(test.uri, ['backup', file])).code).toBe(0);
      const takes = performance.now() - from;
      rmSync(file);
      let killed = 0;
      for (let i = 0; i < KILLS; i += 1) {
        const { child, ended } = i % 2 === 0 ? await inThePause(file) : cli.start(test.uri, ['backup', file]);
        if (i % 2 === 1) await wait(takes * (0.4 + 0.6 * random()));
        if (child.kill('SIGKILL')) killed += 1;
        await goesOn(ENDS_WITHIN_MS);
        await ended;
        if (existsSync(file)) expect(await isWhole(file)).toBe(true);
        rmSync(file, { force: true });
      }
      expect(killed).toBeGreaterThan(0);
      // What is left beside it goes with the next one.
      expect((await cli(test.uri, ['backup', file])).code).toBe(0);
      expect([readdirSync(folder), await isWhole(file)]).toEqual([['a.backup'], true]);
    },
    60_000 + KILLS * 20_000,
  );

  it('refuses what a killed one has left', async () => {
    const file = join(folder, 'b.backup');
    const { child, ended } = await inThePause(file);
    child.kill('SIGKILL');
    await ended;
    expect(existsSync(file)).toBe(false);
    const left = await cli(`${test.uri}_other`, ['restore', `${file}.part`]);
    expect([left.code, left.said]).toEqual([1, expect.stringMatching(/damaged|cannot be read/)]);
    rmSync(`${file}.part`, { force: true });
  }, 60_000);

  it('says so when the disk is full, ends with 1, and leaves nothing', async () => {
    const file = join(folder, 'full.backup');
    const { ended } = cli.start(test.uri, ['backup', file], { fileKib: 64 });
    const { code, said } = await ended;
    expect([code, said]).toEqual([1, expect.stringContaining('disk')]);
    expect(said).toContain('磁盘');
    expect(said).not.toMatch(/\n\s+at /);
    expect(readdirSync(folder).filter((name) => name.startsWith('full'))).toEqual([]);
    await goesOn(ENDS_WITHIN_MS);
  }, 60_000);
});
