import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { idFrom } from '../../src/platform/ids.js';
import { connectMongo } from '../../src/platform/mongo.js';
import { counters, difference } from '../../src/records/counters.js';
import type { CounterChange, OutboxEntry } from '../../src/records/record.js';
import { recount } from '../../src/records/recount.js';
import { eventsIn } from '../../workflows/step.js';
import { taskMachine } from '../../workflows/tasks/task.machine.js';
import { createTestApp, FOREIGN, LEAD, type TestApp } from '../support/app.js';
import { rounds, SEED } from '../support/hunt.js';

/** An entry that adds to rows; the rest of it does not matter to counting. */
function entry(eventId: string, ...counts: CounterChange[]): OutboxEntry {
  return { eventId, counts } as unknown as OutboxEntry;
}
const change = (department: string, inc: Record<string, number>): CounterChange => ({
  campaign: 'counted',
  phase: 'one',
  department,
  inc,
});

describe('kept counts', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp();
  });
  afterAll(() => test.close());
  const kept = () => test.wiring.records.counters;
  const row = async (department: string) => (await kept().rows({ campaign: 'counted', department }))[0]?.n;

  it('take in an entry once, however often it is brought', async () => {
    const entries = [
      entry('a:1', change('once', { total: 1, 'state.draft': 1 })),
      entry('a:2', change('once', { total: 1 })),
    ];
    await kept().apply(entries);
    await kept().apply(entries);
    for (const one of entries) await kept().apply([one]);
    await kept().apply([...entries, entry('a:3', change('once', { total: 1 }))]);
    expect(await row('once')).toEqual({ total: 3, state: { draft: 1 } });
  });

  it('take in an entry once that stands twice in one batch', async () => {
    const twice = entry('t:1', change('twice', { total: 1 }));
    await kept().apply([twice, entry('t:2', change('twice', { total: 1 })), twice]);
    expect(await row('twice')).toEqual({ total: 2 });
  });

  it('take in an entry into every row it is for', async () => {
    await kept().apply([entry('b:1', change('left', { total: -1 }), change('right', { total: 1 }))]);
    expect([await row('left'), await row('right')]).toEqual([{ total: -1 }, { total: 1 }]);
  });

  it('take in an entry once when two processes bring it at the same time', async () => {
    const other = await connectMongo(test.uri);
    const there = counters(other);
    const entries = Array.from({ length: 30 }, (_, i) =>
      entry(`c:${i}`, change('both', { total: 1, [`day.${i % 3}`]: 1 })),
    );
    const bring = (to: ReturnType<typeof counters>, size: number) =>
      Promise.all(
        Array.from({ length: Math.ceil(entries.length / size) }, (_, i) =>
          to.apply(entries.slice(i * size, (i + 1) * size)),
        ),
      );
    await Promise.all([bring(kept(), 7), bring(there, 5), bring(kept(), 1), bring(there, 30)]);
    await other.close();
    expect(await row('both')).toEqual({ total: 30, day: { 0: 10, 1: 10, 2: 10 } });
  });

  it('do not forget an entry that may still come again', async () => {
    const lying = entry('d:1', change('lying', { total: 1 }));
    await kept().apply([lying]);
    const long = Date.now() - 7_200_000;
    const rows = test.wiring.connection.collection('counters');
    await rows.updateMany({ campaign: 'counted' }, { $set: { 'applied.$[].at': long } });
    await kept().forget(long - 1_000);
    await kept().apply([lying]);
    expect(await row('lying')).toEqual({ total: 1 });
    await kept().forget(Date.now());
    expect(await kept().taken('counted/one/lying')).toEqual(new Set());
  });

  it('change by the difference of what a record adds before and after', () => {
    const before = [change('a', { total: 1, 'state.draft': 1 }), change('b', { supports: 1 })];
    const after = [change('a', { total: 1, 'state.assigned': 1 }), change('c', { supports: 1 })];
    expect(difference(after, before)).toEqual([
      change('a', { 'state.assigned': 1, 'state.draft': -1 }),
      change('c', { supports: 1 }),
      change('b', { supports: -1 }),
    ]);
    expect(difference(before, before)).toEqual([]);
  });

  describe('against a recount', () => {
    beforeAll(() => test.wiring.connection.collection('counters').deleteMany({ campaign: 'counted' }));
    const again = () => recount(test.wiring.records.kinds, test.wiring.records.counters);
    const reason = '因故。';
    /** Who does what; most of it is refused where the task does not stand so, and that must count nothing. */
    const steps: [string, { type: string } & Record<string, unknown>][] = [
      ['campaign_office', { type: 'ASSIGN' }],
      ['department_liaison', { type: 'ACKNOWLEDGE' }],
      ['department_liaison', { type: 'RETURN', reason }],
      ['campaign_office', { type: 'REASSIGN', leadDepartment: FOREIGN, answer: '' }],
      ['campaign_office', { type: 'REASSIGN', leadDepartment: LEAD, answer: '' }],
      ['campaign_office', { type: 'AMEND', title: '改', requirement: '改。', coDepartments: [FOREIGN], reason }],
      ['campaign_office', { type: 'AMEND', title: '改', requirement: '改。', coDepartments: [], reason }],
      [
        'department_liaison',
        { type: 'REPORT', text: '推进。', percent: 40, reason, problem: '', nextStep: '', done: false },
      ],
      [
        'department_liaison',
        { type: 'REPORT', text: '推进。', percent: 90, reason, problem: '', nextStep: '', done: false },
      ],
      [
        'foreign_liaison',
        { type: 'REPORT', text: '配合。', percent: 0, reason, problem: '', nextStep: '', done: true },
      ],
      ['leading_group', { type: 'SUSPEND', reason }],
      ['leading_group', { type: 'RESUME' }],
      ['leading_group', { type: 'CANCEL', reason }],
      ['department_liaison', { type: 'REQUEST_EXTENSION', to: '2026-06-20', reason, progress: '一半。' }],
      ['leading_group', { type: 'APPROVE_EXTENSION', remark: '' }],
      ['department_leader', { type: 'SUBMIT', outcome: '办结。' }],
      ['reviewer', { type: 'REDO', reason }],
      ['reviewer', { type: 'ACCEPT', onTime: false, quality: true, quantity: true, remark: '' }],
      ['reviewer', { type: 'REOPEN', reason, due: '2026-06-29' }],
    ];

    it('agree after hundreds of random events, with the clock going on', async () => {
      const { records, clock } = test.wiring;
      const evidence = (file: string) => ({
        file,
        name: `${file}.pdf`,
        size: 1,
        sha256: file,
        type: 'application/pdf',
        by: 'somebody',
        byName: '某人',
        department: LEAD,
        at: clock.now(),
        about: '',
        review: 'inReview',
        remark: '',
      });
      const ids: string[] = [];
      for (let i = 0; i < 12; i += 1)
        ids.push(await test.newDraft({ weight: (i % 3) + 1, coDepartments: i % 2 ? [FOREIGN] : [] }));
      const random = fc.sample(fc.tuple(fc.nat(ids.length - 1), fc.nat(997), fc.nat(24)), {
        numRuns: rounds(600),
        seed: SEED,
      });
      let taken = 0;
      const put = async (id: string, login: string, event: { type: string } & Record<string, unknown>) => {
        try {
          await records.perform({ kind: 'task', id, event, actor: test.actor(login) });
          taken += 1;
        } catch (error) {
          expect([403, 409, 422]).toContain((error as { status?: number }).status);
        }
      };
      for (const [i, [which, what, days]] of random.entries()) {
        const id = ids[which] as string;
        // Mostly what the state knows; now and then whatever comes.
        const known = new Set(eventsIn(taskMachine, (await records.load('task', id)).state));
        const likely = steps.filter(([, { type }]) => known.has(type) && (type !== 'CANCEL' || days === 1));
        const choice = days % 6 === 5 || likely.length === 0 ? steps : likely;
        const [login, event] = choice[what % choice.length] as (typeof steps)[number];
        if (event.type === 'SUBMIT') {
          await put(id, 'department_leader', { type: 'ATTACH', evidence: evidence(`f${i}`) });
        }
        await put(id, login, event);
        // About every fortieth step a day passes.
        if (days === 0 && clock.today() < '2026-06-24') {
          await clock.moveTo(new Date(Date.parse(clock.now()) + 86_400_000).toISOString());
          await records.sweepClock();
        }
      }
      await records.relay.drain();
      expect(taken).toBeGreaterThan(100);
      // What was acknowledged late or let go past its date has raised clues, which are counted with the rest.
      const clues = await test.wiring.connection.collection('cases').countDocuments();
      expect(clues).toBeGreaterThan(0);
      expect(await again().check()).toMatchObject({ differences: [], records: 14 + clues });
    });

    it('report a count that was falsified, and put it right', async () => {
      const rows = test.wiring.connection.collection('counters');
      const where = { campaign: test.campaign, department: LEAD };
      await rows.updateOne(where, { $inc: { 'n.total': 3 } });
      const { differences } = await again().check();
      expect(differences).toHaveLength(1);
      expect(differences[0]).toMatchObject({ name: 'total', counter: expect.stringContaining(LEAD) });
      expect((differences[0]?.kept ?? 0) - (differences[0]?.counted ?? 0)).toBe(3);
      expect(await again().repair()).toBe(1);
      expect((await again().check()).differences).toEqual([]);
    });

    it('agree while entries are still on their way', async () => {
      const id = await test.newDraft({ code: 'WAY-1' });
      const { entry: saved } = await test.wiring.records.perform({
        kind: 'task',
        id,
        event: { type: 'ASSIGN' },
        actor: test.actor('campaign_office'),
      });
      expect(saved.type).toBe('ASSIGN');
      expect((await again().check()).differences).toEqual([]);
      await test.wiring.records.relay.drain();
      expect((await again().check()).differences).toEqual([]);
    });

    it('count a record that nobody counted', async () => {
      const tasks = test.wiring.connection.collection('tasks');
      const found = await tasks.findOne({ code: 'WAY-1' });
      await tasks.insertOne({ ...found, _id: idFrom('smuggled') as never, code: 'WAY-2' });
      expect((await again().check()).differences).not.toEqual([]);
      await tasks.deleteOne({ code: 'WAY-2' });
    });
  });
});
