/** Order, progress by parts and versions of a plan, against naive ways of saying the same. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exactDate } from '../../../workflows/dates.js';
import { inOrder, movesFor, type Placed } from '../../../workflows/tasks/order.js';
import { COMPARED, type PlannedLine, planChanges } from '../../../workflows/tasks/plan-changes.js';
import { progressOf, type RolledTask, rolledUp } from '../../../workflows/tasks/rolled-up.js';

const codes = (row: readonly Placed[]) => inOrder(row).map(({ code }) => code);
const row = (count: number): Placed[] =>
  Array.from({ length: count }, (_, i) => ({ id: `t${i}`, code: `ZW-${String(i + 1).padStart(2, '0')}`, order: null }));

function moved(tasks: Placed[], id: string, at: number): { tasks: Placed[]; changed: number } {
  const places = new Map(movesFor(tasks, id, at).map((one) => [one.id, one.order]));
  return { tasks: tasks.map((one) => ({ ...one, order: places.get(one.id) ?? one.order })), changed: places.size };
}

describe('the order of a plan', () => {
  it('is that of the codes until somebody moves a task', () => {
    expect(codes([...row(12)].reverse())).toEqual(row(12).map(({ code }) => code));
    // As numbers, not as letters: the hundredth comes after the ninety-ninth.
    expect(
      inOrder([
        { code: 'ZW-100', order: null },
        { code: 'ZW-99', order: null },
      ]).map(({ code }) => code),
    ).toEqual(['ZW-99', 'ZW-100']);
  });

  it('after any moves is that of a list in which they were made by hand, and a move seldom touches another task', () => {
    const moves = fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 60 });
    fc.assert(
      fc.property(moves, (asked) => {
        let tasks = row(12);
        const list = tasks.map(({ id }) => id);
        let renewals = 0;
        for (const [which, to] of asked) {
          const id = `t${which}`;
          list.splice(list.indexOf(id), 1);
          list.splice(to, 0, id);
          const done = moved(tasks, id, to);
          tasks = done.tasks;
          if (done.changed > 1) renewals += 1;
          expect(inOrder(tasks).map((one) => one.id)).toEqual(list);
        }
        expect(renewals).toBeLessThanOrEqual(Math.ceil(asked.length / 8));
      }),
    );
  });

  it('is renewed when there is no room left between two, and goes on', () => {
    let tasks = row(3);
    let renewed = 0;
    for (let i = 0; i < 60; i += 1) {
      // Always between the first two: the room halves each time.
      const id = inOrder(tasks)[2]?.id ?? '';
      const done = moved(tasks, id, 1);
      tasks = done.tasks;
      renewed += done.changed > 1 ? 1 : 0;
      expect(inOrder(tasks)[1]?.id).toBe(id);
    }
    expect(renewed).toBeGreaterThan(0);
    expect(renewed).toBeLessThan(6);
  });

  it('does not change for a task that is not of the row, or stands there already', () => {
    expect(movesFor(row(3), 'nobody', 0)).toEqual([]);
    expect(movesFor(row(3), 't1', 1)).toEqual([]);
    expect(movesFor(row(1), 't0', 5)).toEqual([]);
  });
});

const STATES = ['draft', 'active', 'closed', 'cancelled'];
/** A forest: the parent of a task is one before it. */
const forest = fc
  .array(
    fc.record({
      above: fc.nat(),
      state: fc.constantFrom(...STATES),
      percent: fc.nat(100),
      weight: fc.integer({ min: 1, max: 9 }),
    }),
    {
      maxLength: 25,
    },
  )
  .map((list) =>
    list.map(({ above, ...rest }, i): RolledTask => {
      const parent = above % (i + 2);
      return { id: `t${i}`, parent: parent < i ? `t${parent}` : null, ...rest };
    }),
  );

describe('progress by parts', () => {
  it('is the weighted mean of the parts, level by level, as a naive recursion counts it', () => {
    const naive = (tasks: readonly RolledTask[], one: RolledTask): number => {
      const parts = tasks.filter(({ parent, state }) => parent === one.id && state !== 'cancelled');
      if (parts.length === 0) return one.percent;
      let sum = 0;
      let weights = 0;
      for (const part of parts) {
        sum += part.weight * naive(tasks, part);
        weights += part.weight;
      }
      return sum / weights;
    };
    fc.assert(
      fc.property(forest, (tasks) => {
        const rolled = rolledUp(tasks);
        for (const one of tasks) {
          expect(rolled.get(one.id)).toBeCloseTo(naive(tasks, one), 9);
          expect(rolled.get(one.id)).toBeGreaterThanOrEqual(0);
          expect(rolled.get(one.id)).toBeLessThanOrEqual(100);
        }
      }),
    );
  });

  it('never falls when a part gets on', () => {
    fc.assert(
      fc.property(forest, fc.nat(), fc.nat(100), (tasks, which, more) => {
        if (tasks.length === 0) return;
        const one = tasks[which % tasks.length] as RolledTask;
        const before = rolledUp(tasks);
        const after = rolledUp(
          tasks.map((task) => (task === one ? { ...one, percent: Math.min(100, one.percent + more) } : task)),
        );
        for (const { id } of tasks) expect((after.get(id) ?? 0) + 1e-9).toBeGreaterThanOrEqual(before.get(id) ?? 0);
      }),
    );
  });

  it('says nothing of a group in which nothing counts', () => {
    const gone = { id: 'a', parent: null, state: 'cancelled', percent: 50, weight: 1 };
    expect(progressOf([gone], rolledUp([gone]))).toBeNull();
    const two = [
      { id: 'a', parent: null, state: 'active', percent: 40, weight: 3 },
      { id: 'b', parent: null, state: 'closed', percent: 100, weight: 1 },
    ];
    expect(progressOf(two, rolledUp(two))).toBe(55);
  });
});

const line = (id: string, given: Partial<PlannedLine> = {}): PlannedLine => ({
  id,
  code: id.toUpperCase(),
  title: id,
  requirement: '',
  leadDepartment: 'a',
  coDepartments: [],
  due: exactDate('2026-06-10'),
  weight: 1,
  parent: '',
  cancelled: false,
  ...given,
});

describe('the changes between two versions', () => {
  it('names what was added, cancelled, restored, taken out, and each field that says something else', () => {
    const before = [line('a'), line('b'), line('c'), line('d', { cancelled: true }), line('e', { cancelled: true })];
    const after = [
      line('a', { due: exactDate('2026-06-15'), leadDepartment: 'b', coDepartments: ['c'] }),
      line('b', { cancelled: true, title: '改' }),
      line('d'),
      line('e', { cancelled: true, title: '改' }),
      line('f'),
      line('g', { cancelled: true }),
    ];
    expect(planChanges(before, after).map((one) => [one.kind, one.line.id, 'fields' in one ? one.fields : []])).toEqual(
      [
        ['changed', 'a', ['leadDepartment', 'coDepartments', 'due']],
        ['cancelled', 'b', []],
        ['restored', 'd', []],
        ['added', 'f', []],
        ['removed', 'c', []],
      ],
    );
  });

  it('are none between a plan and itself, in whatever order and however a date is worded', () => {
    const plan = [line('a'), line('b', { coDepartments: ['x', 'y'] })];
    const same = [...plan].reverse().map((one) => ({
      ...one,
      coDepartments: [...one.coDepartments].reverse(),
      due: one.due && { ...one.due, text: '6月10日前' },
    }));
    expect(planChanges(plan, same)).toEqual([]);
  });

  it('name exactly the field that was changed', () => {
    const other = {
      title: '改',
      requirement: '改',
      leadDepartment: null,
      coDepartments: ['z'],
      due: null,
      weight: 2,
      parent: 'Z',
    };
    for (const name of COMPARED) {
      const [change] = planChanges([line('a')], [line('a', { [name]: other[name] })]);
      expect(change).toMatchObject({ kind: 'changed', fields: [name] });
    }
  });
});
