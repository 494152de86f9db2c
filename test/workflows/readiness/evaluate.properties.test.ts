import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { calendarOf } from '../../../workflows/calendar.js';
import { exactDate } from '../../../workflows/dates.js';
import { DEFAULT_CHECKLIST } from '../../../workflows/readiness/checklist.js';
import { evaluate } from '../../../workflows/readiness/evaluate.js';
import type {
  CheckDay,
  DepartmentFacts,
  ReadinessSite,
  ReadinessTask,
} from '../../../workflows/readiness/readiness.js';
import { compare, easiestPoints, total } from '../../../workflows/readiness/sums.js';
import { TASK_STATES } from '../../../workflows/tasks/task.js';

const day: CheckDay = {
  today: '2026-06-02',
  calendar: calendarOf([{ year: 2026, notice: 'test', daysOff: {}, makeUpDays: {} }]),
  inspectionOn: '2026-06-26',
};
const items = DEFAULT_CHECKLIST.items.map(({ key }) => key);
const aDay = fc.integer({ min: 1, max: 30 }).map((n) => `2026-0${5 + (n % 2)}-${String(n).padStart(2, '0')}`);
const maybeDay = fc.option(aDay, { nil: null });
const due = fc.option(
  aDay.map((date) => exactDate(date)),
  { nil: null },
);

const task: fc.Arbitrary<ReadinessTask> = fc.record({
  id: fc.uuid(),
  code: fc.constantFrom('A-01', 'A-02', 'B-01', 'B-02'),
  title: fc.constant('任务'),
  state: fc.constantFrom(...TASK_STATES),
  role: fc.constantFrom('lead', 'support'),
  readinessItem: fc.constantFrom('', ...items),
  complete: fc.boolean(),
  due,
  percent: fc.integer({ min: 0, max: 100 }),
  lastReportOn: maybeDay,
  acknowledgeBy: maybeDay,
  acknowledgedOn: maybeDay,
  lateDays: fc.integer({ min: 0, max: 9 }),
  light: fc.constantFrom('none', 'green', 'blue', 'yellow', 'red'),
  evidence: fc.constant({ approved: 0, inReview: 0, rejected: 0 }),
});
const site: fc.Arbitrary<ReadinessSite> = fc.record({
  id: fc.uuid(),
  code: fc.constantFrom('S-01', 'S-02'),
  title: fc.constant('大厅'),
  state: fc.constantFrom('nominated', 'preparing', 'ready', 'accepted', 'sentBack', 'featured', 'retired'),
  readyBy: due,
  dimensionsShown: fc.integer({ min: 0, max: 5 }),
});
const facts: fc.Arbitrary<DepartmentFacts> = fc.record({
  department: fc.constantFrom('d1', 'd2', 'd3'),
  tasks: fc.array(task, { maxLength: 40 }),
  sites: fc.array(site, { maxLength: 6 }),
});
const check = (given: DepartmentFacts) => evaluate(DEFAULT_CHECKLIST, given, day);

describe('readiness, whatever the records say', () => {
  it('never gives more points than an item has, and splits them without remainder', () => {
    fc.assert(
      fc.property(facts, (given) => {
        for (const { points, lost, open, max, verdict } of check(given).items) {
          for (const part of [points, lost, open]) expect(part >= 0 && part <= max).toBe(true);
          const whole = verdict === 'notApplicable' ? 0 : max;
          expect(Math.abs(points + lost + open - whole)).toBeLessThan(0.2);
        }
      }),
    );
  });

  it('keeps both percentages between 0 and 100, for a department and for the campaign', () => {
    fc.assert(
      fc.property(fc.array(facts, { maxLength: 4 }), (all) => {
        const departments = all.map(check);
        const sum = total(departments);
        for (const { assessedPercent, scorePercent, assessedMax, points, max } of [...departments, sum, ...sum.items]) {
          expect(assessedPercent >= 0 && assessedPercent <= 100).toBe(true);
          if (scorePercent !== null) expect(scorePercent >= 0 && scorePercent <= 100).toBe(true);
          expect(points <= assessedMax && assessedMax <= max).toBe(true);
        }
      }),
    );
  });

  it('never takes points away for one more task closed on time', () => {
    fc.assert(
      fc.property(facts, task, (given, more) => {
        const closed = { ...more, state: 'closed' as const, lateDays: 0 };
        const before = check(given);
        const after = check({ ...given, tasks: [...given.tasks, closed] });
        expect(after.points).toBeGreaterThanOrEqual(before.points);
        for (const [index, item] of after.items.entries()) {
          expect(item.points).toBeGreaterThanOrEqual(before.items[index]!.points);
        }
      }),
    );
  });

  it('does not depend on the order of the records', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const reversed = { ...given, tasks: given.tasks.toReversed(), sites: given.sites.toReversed() };
        expect(check(reversed)).toEqual(check(given));
      }),
    );
  });

  it('promises to win back no more than was lost, for some effort, best first', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const department = check(given);
        const easy = easiestPoints([department]);
        for (const [index, { item, record, points, days, perDay }] of easy.entries()) {
          const seen = department.items.find((one) => one.item === item)!.records.find(({ id }) => id === record.id)!;
          expect(points > 0 && points <= seen.lost && days >= 0.5).toBe(true);
          expect(perDay).toBeLessThanOrEqual(easy[index - 1]?.perDay ?? Number.POSITIVE_INFINITY);
        }
      }),
    );
  });

  it('sees no change between a check and itself, and changes that add up to the difference of the points', () => {
    fc.assert(
      fc.property(facts, facts, (first, second) => {
        const [before, after] = [check(first), check({ ...second, department: first.department })];
        expect(compare([before], [before])).toEqual([]);
        const sum = compare([before], [after]).reduce((points, { delta }) => points + delta, 0);
        expect(Math.abs(sum - (after.points - before.points))).toBeLessThan(0.01);
      }),
    );
  });
});
