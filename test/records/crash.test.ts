/** kill -9 between any two steps of the relay: what was answered is there, nothing is there twice (DESIGN 11). */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { idFrom } from '../../src/platform/ids.js';
import { projectRoot } from '../../src/platform/paths-root.js';
import { recount } from '../../src/records/recount.js';
import type { RelayStep } from '../../src/records/relay.js';
import { verifyLog } from '../../src/records/verify-log.js';
import { exactDate } from '../../workflows/dates.js';
import type { Actor } from '../../workflows/moment.js';
import { newTask } from '../../workflows/tasks/task.js';
import { createTestApp, FOREIGN, LEAD, TEST_START, type TestApp, theSystem } from '../support/app.js';

const STEPS: RelayStep[] = ['saved', 'logged', 'counted', 'effect', 'pulled'];
/** At which occurrence of a step the process dies: in the split, its children, a closure that a parent hears of … */
const TIMES = [1, 4, 9, 17];

interface Command {
  kind: 'task';
  id: string;
  actor: Actor;
  create?: true;
  facts?: object;
  event?: { type: string } & Record<string, unknown>;
  idempotencyKey: string;
}
interface Answered {
  i: number;
  id: string;
  seq: number;
}

describe('a process that is killed', () => {
  let test: TestApp;
  let next: Promise<ChildProcess>;
  let lived: unknown;
  const children = new Set<ChildProcess>();

  /** A process that stands ready; started ahead, because starting takes longer than dying. */
  async function started(): Promise<ChildProcess> {
    const child = fork(join(projectRoot, 'test/records/crash-child.mjs'), [test.uri, tmpdir()], {
      execArgv: [],
      env: {},
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    children.add(child);
    child.once('exit', () => children.delete(child));
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', (code) => reject(new Error(`The process ended with ${code} before it began.`)));
    });
    return child;
  }

  /** One task from the breakdown to close-out, with two parts of its own. */
  function stream(run: string): Command[] {
    const task = idFrom('crash', run);
    const [one, two] = [idFrom('crash', run, 1), idFrom('crash', run, 2)];
    const commands: Command[] = [];
    const put = (login: string, id: string, event: { type: string } & Record<string, unknown>) =>
      commands.push({ kind: 'task', id, event, actor: test.actor(login), idempotencyKey: `${run}:${commands.length}` });
    const part = (id: string, title: string) => ({ id, title, leadDepartment: LEAD, due: exactDate('2026-06-08') });
    const report = { text: '推进。', percent: 50, reason: '', problem: '', nextStep: '', done: false };
    const evidence = (file: string) => ({
      file: idFrom(run, file),
      name: `${file}.pdf`,
      size: 1,
      sha256: `${run} ${file}`,
      type: 'application/pdf',
      by: 'liaison',
      byName: '联络员',
      department: LEAD,
      at: TEST_START,
      about: '',
      review: 'inReview',
      remark: '',
    });
    const judged = { onTime: true, quality: true, quantity: true, remark: '' };
    const facts = newTask({
      campaign: test.campaign,
      phase: test.phase,
      code: run,
      title: '任务',
      requirement: '办结。',
      outcomes: ['办结。'],
      leadDepartment: LEAD,
      coDepartments: [FOREIGN],
      due: exactDate('2026-06-10'),
    });
    commands.push({ kind: 'task', id: task, create: true, facts, actor: theSystem, idempotencyKey: `${run}:0` });
    put('campaign_office', task, { type: 'SPLIT', parts: [part(one, '措施一'), part(two, '措施二')] });
    put('campaign_office', task, { type: 'ASSIGN' });
    put('department_liaison', task, { type: 'ACKNOWLEDGE' });
    put('department_liaison', task, { type: 'REPORT', ...report });
    put('campaign_office', one, { type: 'ASSIGN' });
    put('department_liaison', one, { type: 'ACKNOWLEDGE' });
    put('department_liaison', one, { type: 'ATTACH', evidence: evidence('one') });
    put('department_leader', one, { type: 'SUBMIT', outcome: '已办结。' });
    put('reviewer', one, { type: 'ACCEPT', ...judged });
    put('leading_group', two, { type: 'CANCEL', reason: '并入措施一。' });
    put('foreign_liaison', task, { type: 'REPORT', ...report, percent: 0, done: true });
    put('department_liaison', task, { type: 'ATTACH', evidence: evidence('task') });
    put('department_leader', task, { type: 'SUBMIT', outcome: '已办结。' });
    put('reviewer', task, { type: 'ACCEPT', ...judged });
    return commands;
  }

  /** Let a process put the stream and die (`kill`), or be killed after some ms; returns what it had answered. */
  async function dying(commands: Command[], death: { step: RelayStep; times: number } | { afterMs: number } | null) {
    const child = await next;
    next = started();
    let said = '';
    child.stdout?.on('data', (text: Buffer) => {
      said += text.toString('utf8');
    });
    const gone = once(child, 'close');
    child.send({ commands, kill: death && 'step' in death ? death : null });
    let timer: NodeJS.Timeout | undefined;
    if (death && 'afterMs' in death) timer = setTimeout(() => child.kill('SIGKILL'), death.afterMs);
    const [code, signal] = await gone;
    clearTimeout(timer);
    const lines = said.split('\n').filter((line) => line.startsWith('{'));
    return { answered: lines.map((line) => JSON.parse(line) as Answered), code, signal };
  }

  const stores = () => test.wiring.records.kinds().map(({ store }) => store);
  const messages = async (run: string) => {
    const found = await test.wiring.connection.collection('messages').find().toArray();
    return found
      .filter((message) => JSON.stringify(message).includes(`"${run}`))
      .map(({ _id, ...message }) => JSON.stringify([message.person, message.template, message.values]))
      .sort();
  };

  /** Everything that came of a run, with its own names taken out, so that two runs can be compared. */
  async function outcome(run: string) {
    const tasks = await test.wiring.tasks.ofPhase(test.campaign, test.phase, 100_000);
    const own = tasks.filter(({ facts }) => facts.code === run || facts.code.startsWith(`${run}-`));
    const records = [];
    for (const { id, state, facts, light, rev } of own) {
      const log = await test.wiring.records.log.of(id);
      const entries = log.map(({ seq, type, actor, from, to }) => [seq, type, actor.kind, actor.name, from, to]);
      records.push({ id, state, facts, light, rev, entries });
    }
    let text = JSON.stringify({ records, messages: await messages(run) });
    for (const { id, facts } of own) text = text.replaceAll(id, `id of ${facts.code}`);
    for (const file of ['one', 'task']) text = text.replaceAll(idFrom(run, file), `file ${file}`);
    return JSON.parse(text.replaceAll(run, 'RUN'));
  }

  /** What must hold after a crash, once a living process has swept. */
  async function nothingLostNothingTwice(run: string, commands: Command[], answered: Answered[]) {
    const { records, connection } = test.wiring;
    await records.relay.sweep(0);
    expect(await connection.collection('tasks').countDocuments({ 'outbox.0': { $exists: true } })).toBe(0);
    for (const { i, id, seq } of answered) {
      const [entry] = await records.log.of(id, seq - 1);
      expect(entry).toMatchObject({ seq, idempotencyKey: commands[i]?.idempotencyKey });
    }
    const keys = await connection
      .collection('log')
      .find({ idempotencyKey: { $regex: `^${run}:` } })
      .toArray();
    expect(new Set(keys.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(keys.length);
    // At most the one that was under way is there without having been answered.
    expect(keys.length - answered.length).toBeGreaterThanOrEqual(0);
    expect(keys.length - answered.length).toBeLessThanOrEqual(1);
    const told = await messages(run);
    expect(new Set(told).size).toBe(told.length);
    expect(await verifyLog(records.log, stores())).toMatchObject({ whole: true });
    expect((await recount(records.kinds, records.counters).check()).differences).toEqual([]);
  }

  /** Whoever had no answer asks again under the same key, and goes on to the end. */
  async function goOn(commands: Command[], from: number) {
    const { records } = test.wiring;
    for (const { create, facts, event, ...command } of commands.slice(from)) {
      if (create) await records.create({ ...command, facts: facts as object });
      else await records.perform({ ...command, event: event as { type: string } });
      await records.relay.drain();
    }
  }

  beforeAll(async () => {
    test = await createTestApp();
    next = started();
    const commands = stream('LIVED');
    const { answered, code } = await dying(commands, null);
    expect(code).toBe(0);
    expect(answered).toHaveLength(commands.length);
    await nothingLostNothingTwice('LIVED', commands, answered);
    lived = await outcome('LIVED');
  });
  afterAll(async () => {
    const last = await next;
    const gone = once(last, 'exit');
    last.kill('SIGKILL');
    await gone;
    for (const child of children) child.kill('SIGKILL');
    await test.close();
  });

  it('would have closed the task with both its parts, had it lived', () => {
    expect(lived).toMatchObject({ records: [{ state: 'closed' }, { state: 'closed' }, { state: 'cancelled' }] });
  });

  describe.each(STEPS)('right after a step “%s”', (step) => {
    it.each(TIMES)('the %i. time, has lost nothing it answered and done nothing twice', async (times) => {
      const run = `K${STEPS.indexOf(step)}N${String(times).padStart(2, '0')}`;
      const commands = stream(run);
      const { answered, signal } = await dying(commands, { step, times });
      expect(signal).toBe('SIGKILL');
      await nothingLostNothingTwice(run, commands, answered);
      await goOn(commands, answered.length);
      expect(await outcome(run)).toEqual(lived);
    });
  });

  it.each(fc.sample(fc.integer({ min: 1, max: 260 }), { numRuns: 4, seed: 93 }))(
    'at any moment (%i ms), has lost nothing it answered and done nothing twice',
    async (afterMs) => {
      const run = `M${String(afterMs).padStart(3, '0')}`;
      const commands = stream(run);
      const { answered } = await dying(commands, { afterMs });
      await nothingLostNothingTwice(run, commands, answered);
      await goOn(commands, answered.length);
      expect(await outcome(run)).toEqual(lived);
    },
  );
});
