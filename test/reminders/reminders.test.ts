import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createRounds } from '../../src/jobs/rounds.js';
import { createReminders } from '../../src/reminders/reminders.js';
import { addWorkingDays, calendarOf, isWorkingDay } from '../../workflows/calendar.js';
import { addDays, instantOf } from '../../workflows/dates.js';
import { rounds } from '../support/hunt.js';
import { CALENDAR, freshReminders, GROUP, START } from './support.js';

describe('reminders', () => {
  let close = async () => {};
  afterEach(() => close());
  const fresh = async (wanted: Parameters<typeof freshReminders>[0] = {}) => {
    const made = await freshReminders(wanted);
    close = made.close;
    /** Each morning from the day the clock shows up to `last`. */
    const mornings = async (last: string) => {
      for (let day = made.clock.today(); day <= last; day = addDays(day, 1)) {
        const at = instantOf(day, '08:00');
        if (at > made.clock.now()) made.clock.set(at);
        await made.records.sweepClock();
        await made.reminders.send(made.clock.now());
      }
    };
    return { ...made, mornings };
  };

  it('come 7, 3 and 1 working days before, on the day, and each working day while overdue', async () => {
    const { task, mornings, remindersOf } = await fresh();
    await task({ code: 'ZW-01', due: '2026-06-11' });
    await mornings('2026-06-16');
    const found = (await remindersOf('leader')).map(({ day, items }) => `${day} ${items[0]?.what} ${items[0]?.days}`);
    expect(found).toEqual([
      '2026-06-02 due 7',
      '2026-06-08 due 3',
      '2026-06-10 due 1',
      '2026-06-11 due 0',
      '2026-06-12 overdue 1',
      '2026-06-15 overdue 2',
      '2026-06-16 overdue 3',
    ]);
  });

  it('wait for eight o’clock and come once however often the sweep runs', async () => {
    const { task, reminders, remindersOf, clock } = await fresh({ at: instantOf(START, '07:59') });
    await task({ code: 'ZW-01', due: START });
    expect(await reminders.send(clock.now())).toBe(0);
    clock.set(instantOf(START, '08:00'));
    expect(await reminders.send(clock.now())).toBe(2);
    clock.set(instantOf(START, '17:00'));
    expect(await reminders.send(clock.now())).toBe(0);
    expect(await remindersOf('leader')).toHaveLength(1);
  });

  it('put everything of a day into one digest, the gravest first, only for the department it concerns', async () => {
    const { task, mornings, remindersOf } = await fresh();
    await task({ code: 'ZW-01', due: '2026-06-30', checkpoints: [{ key: 'a', on: '2026-06-03' }] });
    await task({ code: 'ZW-02', due: '2026-06-05', acknowledged: false });
    await task({ code: 'GA-01', due: '2026-06-30', lead: 'gongan' });
    await mornings('2026-06-08');
    const [first] = await remindersOf('leader');
    expect(first).toMatchObject({ day: '2026-06-02', count: 2, overdue: 0 });
    expect(first?.items.map(({ code, what }) => `${code} ${what}`)).toEqual(['ZW-02 due', 'ZW-01 checkpoint']);
    const last = (await remindersOf('leader')).at(-1);
    expect(last?.items.map(({ what }) => what)).toEqual(['overdue', 'checkpointOverdue', 'acknowledgeOverdue']);
    expect(await remindersOf('other')).toEqual([]);
  });

  it('name what is to be acknowledged the working day before and on the last day', async () => {
    const { task, mornings, remindersOf } = await fresh();
    await task({ code: 'ZW-01', due: '2026-06-30', acknowledged: false });
    await mornings('2026-06-04');
    const found = (await remindersOf('leader')).map(({ day, items }) => `${day} ${items[0]?.what}`);
    expect(found).toEqual(['2026-06-03 acknowledge', '2026-06-04 acknowledge']);
  });

  it('leave a suspended task alone', async () => {
    const { task, records, mornings, remindersOf } = await fresh();
    const id = await task({ code: 'ZW-01', due: '2026-06-03' });
    await records.perform({ kind: 'task', id, event: { type: 'SUSPEND', reason: '等上级' }, actor: GROUP });
    await mornings('2026-06-05');
    expect(await remindersOf('leader')).toEqual([]);
  });

  it('make up for days on which nothing ran', async () => {
    const { task, reminders, remindersOf, clock } = await fresh();
    await task({ code: 'ZW-01', due: '2026-06-11' });
    await reminders.send(clock.now());
    // The third working day before (8 June) passes without a process.
    clock.set(instantOf('2026-06-09', '08:00'));
    await reminders.send(clock.now());
    expect((await remindersOf('leader')).map(({ day }) => day)).toEqual(['2026-06-02', '2026-06-09']);
  });

  it('are taken over when a process died over them, without a second message', async () => {
    const { task, parts, remindersOf, clock, connection } = await fresh();
    await task({ code: 'ZW-01', due: START });
    let host = 1_000_000;
    const rounds = createRounds({ connection, hostNow: () => host });
    const broken = { ...parts.inbox, deliver: () => new Promise<void>(() => {}) };
    void createReminders({ ...parts, rounds, inbox: broken }).send(clock.now());
    // Wait until the dying one has its first ledger row: that is where it stays for ever.
    const ledger = connection.collection('reminders');
    while ((await ledger.countDocuments()) === 0) await new Promise(setImmediate);
    const heir = createReminders({ ...parts, rounds: createRounds({ connection, hostNow: () => host }) });
    expect(await heir.send(clock.now())).toBe(0);
    host += 120_000;
    expect(await heir.send(clock.now())).toBe(2);
    expect(await remindersOf('leader')).toHaveLength(1);
    expect(await remindersOf('liaison')).toHaveLength(1);
  });

  it('go by e-mail too where there is one, noted per channel', async () => {
    const { task, reminders, clock, connection } = await fresh({ mail: true });
    await task({ code: 'ZW-01', due: START });
    await reminders.send(clock.now());
    expect(await reminders.sentOn(START)).toEqual([
      { person: 'leader', channel: 'inbox' },
      { person: 'liaison', channel: 'email' },
      { person: 'liaison', channel: 'inbox' },
    ]);
    const digest = { template: 'reminder.digest' };
    const mailed = await connection.collection('messages').find(digest).sort({ person: 1 }).toArray();
    expect(mailed.map(({ person, email }) => [person, email])).toEqual([
      ['leader', null],
      ['liaison', 'queued'],
    ]);
  });

  it('leave out counts into a year without its notice, and still remind on the day', async () => {
    const { task, parts, clock, remindersOf } = await fresh({ at: instantOf('2026-12-25', '09:00') });
    await task({ code: 'ZW-01', due: '2026-12-31' });
    clock.set(instantOf('2026-12-31', '08:00'));
    const warned: number[] = [];
    const logger = { ...parts.logger, warn: (about: { year: number }) => warned.push(about.year) };
    const none = async () => calendarOf([]);
    await createReminders({ ...parts, calendar: none, logger: logger as never }).send(clock.now());
    expect((await remindersOf('leader'))[0]?.items).toMatchObject([{ what: 'due', days: null }]);
    expect(warned).toContain(2026);
  });

  it('find tasks by the index on their dates, never by looking at all', async () => {
    const { task, connection } = await fresh();
    await task({ code: 'ZW-01', due: '2026-06-11' });
    const where = { $or: [{ 'derived.dates': { $lt: START } }, { 'derived.dates': { $in: ['2026-06-11'] } }] };
    const plan = await connection.collection('tasks').find(where).explain();
    expect(JSON.stringify(plan)).not.toContain('COLLSCAN');
  });

  it('never come twice to one person on one day, and never miss a date, whatever the dates', async () => {
    const offset = fc.integer({ min: 0, max: 20 });
    const wanted = fc.array(
      fc.record({ due: offset, checkpoint: fc.option(offset), lead: fc.constantFrom('zhengwu', 'gongan') }),
      { minLength: 1, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(wanted, async (tasks) => {
        const made = await fresh();
        const end = addDays(START, 14);
        try {
          const promised: { lead: string; code: string; on: string; overdue: string }[] = [];
          for (const [i, { due, checkpoint, lead }] of tasks.entries()) {
            const code = `T-${i}`;
            const stage = checkpoint === null ? [] : [{ key: 'a', on: addDays(START, checkpoint) }];
            await made.task({ code, lead, due: addDays(START, due), checkpoints: stage });
            promised.push({ lead, code, on: addDays(START, due), overdue: 'overdue' });
            for (const { on } of stage) promised.push({ lead, code, on, overdue: 'checkpointOverdue' });
          }
          await made.mornings(end);
          for (const [person, lead] of Object.entries({ leader: 'zhengwu', other: 'gongan' })) {
            const got = await made.remindersOf(person);
            const days = got.map(({ day }) => day);
            expect(new Set(days).size).toBe(days.length);
            const on = (day: string) => got.find((one) => one.day === day)?.items ?? [];
            for (const date of promised.filter((one) => one.lead === lead)) {
              const same = (item: { code: string; on: string }) => item.code === date.code && item.on === date.on;
              const expected = new Set([7, 3, 1, 0].map((n) => (n ? addWorkingDays(CALENDAR, date.on, -n) : date.on)));
              for (let day = START; day <= end; day = addDays(day, 1)) {
                const named = on(day).filter(same);
                if (!isWorkingDay(CALENDAR, day)) {
                  expect(named).toEqual([]);
                  continue;
                }
                const due = named.some(({ what }) => what === 'due' || what === 'checkpoint');
                expect(due).toBe(expected.has(day));
                expect(named.some(({ what }) => what === date.overdue)).toBe(day > date.on);
              }
            }
          }
        } finally {
          await made.close();
          close = async () => {};
        }
      }),
      { numRuns: rounds(6) },
    );
  }, 60_000);
});
