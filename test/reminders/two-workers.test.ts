import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { projectRoot } from '../../src/platform/paths-root.js';
import { addDays, instantOf } from '../../workflows/dates.js';
import { testDatabaseUri } from '../support/database.js';
import { freshReminders, START } from './support.js';

interface Done {
  reminded: number;
  mailed: number;
}

describe('two workers in two processes', () => {
  const workers: ChildProcess[] = [];
  let closing: (() => unknown)[] = [];
  afterEach(async () => {
    for (const worker of workers.splice(0)) {
      if (worker.exitCode !== null) continue;
      const gone = once(worker, 'exit');
      worker.disconnect();
      await gone;
    }
    for (const close of closing.splice(0)) await close();
    closing = [];
  });

  /** Every address an e-mail was taken for, as often as it was. */
  async function postOffice(): Promise<{ url: string; taken: string[] }> {
    const taken: string[] = [];
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, session, done) {
        stream.resume();
        stream.on('end', () => {
          taken.push(session.envelope.rcptTo[0]?.address ?? '');
          done();
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
    return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, taken };
  }

  async function worker(...args: string[]): Promise<ChildProcess> {
    const child = fork(join(projectRoot, 'test/reminders/worker.mjs'), args, { execArgv: [], env: {} });
    workers.push(child);
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', (code) => reject(new Error(`The worker ended with ${code}.`)));
    });
    return child;
  }

  it.each(['rounds', 'racing'])(
    'never remind or mail anybody twice (%s)',
    async (mode) => {
      expect(existsSync(join(projectRoot, 'dist/src/reminders/reminders.js'))).toBe(true);
      const uri = testDatabaseUri();
      const made = await freshReminders({ uri });
      closing.push(made.close);
      await made.task({ code: 'ZW-01', due: '2026-06-05' });
      await made.task({ code: 'ZW-02', due: '2026-06-12', checkpoints: [{ key: 'a', on: '2026-06-04' }] });
      const { url, taken } = await postOffice();
      const pair = [await worker(uri, url, mode), await worker(uri, url, mode)];

      let mailed = 0;
      for (let day = START, i = 0; i < 8; day = addDays(day, 1), i += 1) {
        const answers = pair.map((one) => once(one, 'message') as Promise<Done[]>);
        for (const one of pair) one.send(instantOf(day, '08:00'));
        const done = (await Promise.all(answers)).map(([answer]) => answer as Done);
        mailed += done.reduce((sum, one) => sum + one.mailed, 0);
        const count = await made.connection
          .collection('messages')
          .aggregate([
            { $match: { template: 'reminder.digest', 'values.day': day } },
            { $group: { _id: '$person', digests: { $sum: 1 } } },
          ])
          .toArray();
        expect(count.every(({ digests }) => digests === 1)).toBe(true);
        expect([0, 12]).toContain(count.length);
      }
      // Each working day from 2 to 9 June has something: a count before a date, the day itself, or something overdue.
      const digests = await made.connection.collection('messages').countDocuments({ template: 'reminder.digest' });
      expect(digests).toBe(12 * 6);
      expect(taken).toHaveLength(mailed);
      const perPerson = new Map<string, number>();
      for (const address of taken) perPerson.set(address, (perPerson.get(address) ?? 0) + 1);
      expect([...perPerson.values()].every((times) => times <= 6)).toBe(true);
      const waiting = await made.connection.collection('messages').countDocuments({ email: 'sending' });
      expect(waiting).toBe(0);
    },
    60_000,
  );
});
