import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, exactDate } from '../../../workflows/dates.js';
import { everyFor, type IndicatorFacts, periodsOf } from '../../../workflows/indicators/indicator.js';
import { indicatorWorkflow } from '../../../workflows/indicators/indicator.machine.js';
import { plannedAt, plannedLine } from '../../../workflows/indicators/line.js';
import { gravity } from '../../../workflows/lights.js';
import { step } from '../../../workflows/step.js';
import { anIndicator, moment, people, theClock } from '../../support/workflows.js';

const entered = (value: number, period = '2026-05-31', on = '2026-06-01') => ({
  period,
  value,
  note: 'Monthly report.',
  on,
  by: 'liaison',
  counted: null,
  was: [],
});
const lightOf = (facts: IndicatorFacts, today = '2026-06-02') =>
  indicatorWorkflow.light(facts.values.length > 0 ? 'tracked' : 'planned', facts, moment({ today }));
/** Figures with one decimal, so that a mirror image is exact. */
const figure = fc.integer({ min: -5_000, max: 5_000 }).map((n) => n / 10);

describe('the planned line', () => {
  it('goes from the baseline through every target and stays at the last', () => {
    const line = plannedLine(
      anIndicator({
        targets: [
          { by: exactDate('2026-05-11'), value: 40, words: '' },
          { by: exactDate('2026-05-21'), value: 45, words: '' },
        ],
      }),
    );
    expect(
      ['2026-04-30', '2026-05-01', '2026-05-06', '2026-05-11', '2026-05-16', '2026-06-30'].map((day) =>
        plannedAt(line, day),
      ),
    ).toEqual([null, 30, 35, 40, 42.5, 45]);
  });

  it('begins with the first figure where there is no baseline, and with the target where there is neither', () => {
    const none = anIndicator({ baseline: null });
    expect(plannedAt(plannedLine(none), '2026-09-29')).toBeNull();
    expect(plannedAt(plannedLine(none), '2026-09-30')).toBe(45);
    const first = { ...none, values: [entered(15)] };
    expect(plannedLine(first)[0]).toEqual({ on: '2026-05-31', value: 15 });
  });

  it('asks no more than the target of a start that is better already', () => {
    expect(plannedLine(anIndicator({ baseline: 60 }))[0]).toEqual({ on: '2026-05-01', value: 45 });
  });

  it('passes through all its points and never leaves the range of its neighbours', () => {
    fc.assert(
      fc.property(figure, fc.array(figure, { minLength: 1, maxLength: 5 }), fc.nat(400), (baseline, values, day) => {
        const targets = values.map((value, i) => ({
          by: exactDate(addDays('2026-05-01', (i + 1) * 60)),
          value,
          words: '',
        }));
        const line = plannedLine(anIndicator({ baseline, targets }));
        for (const point of line) expect(plannedAt(line, point.on)).toBe(point.value);
        const all = line.map(({ value }) => value);
        const planned = plannedAt(line, addDays('2026-05-01', day)) as number;
        expect(planned).toBeGreaterThanOrEqual(Math.min(...all) - 0.01);
        expect(planned).toBeLessThanOrEqual(Math.max(...all) + 0.01);
      }),
    );
  });
});

describe('the light of an indicator', () => {
  it('is none before anything is due, blue when a figure is due, yellow when it stays out', () => {
    const facts = anIndicator();
    expect(
      ['2026-05-20', '2026-05-31', '2026-06-01', '2026-06-03', '2026-06-04'].map((day) => lightOf(facts, day).colour),
    ).toEqual(['none', 'none', 'blue', 'blue', 'yellow']);
  });

  it('is green on the line, yellow within a fifth of the way behind it, red beyond', () => {
    const planned = plannedAt(plannedLine(anIndicator()), '2026-05-31') as number;
    const at = (value: number) => lightOf(anIndicator({ values: [entered(value)] })).colour;
    expect([at(planned), at(planned - 0.01), at(planned - 3), at(planned - 3.01)]).toEqual([
      'green',
      'yellow',
      'yellow',
      'red',
    ]);
  });

  it('never gets worse by a better figure', () => {
    fc.assert(
      fc.property(figure, figure, figure, figure, fc.boolean(), (baseline, target, a, b, most) => {
        const light = (value: number) =>
          lightOf(
            anIndicator({
              baseline,
              direction: most ? 'atMost' : 'atLeast',
              targets: [{ by: exactDate('2026-09-30'), value: target, words: '' }],
              values: [entered(value)],
            }),
          );
        const [worse, better] = a < b !== most ? [a, b] : [b, a];
        expect(gravity(light(better).colour)).toBeLessThanOrEqual(gravity(light(worse).colour));
      }),
    );
  });

  it('is the same for a figure and its mirror image under the other direction', () => {
    fc.assert(
      fc.property(
        fc.option(figure),
        figure,
        fc.array(figure, { minLength: 1, maxLength: 2 }),
        (baseline, target, values) => {
          const facts = (sign: 1 | -1) =>
            anIndicator({
              direction: sign === 1 ? 'atLeast' : 'atMost',
              baseline: baseline === null ? null : sign * baseline,
              targets: [{ by: exactDate('2026-09-30'), value: sign * target, words: '' }],
              values: values.map((value, i) =>
                entered(sign * value, i === 0 ? '2026-05-31' : '2026-06-30', i === 0 ? '2026-06-01' : '2026-06-02'),
              ),
            });
          expect(lightOf(facts(1)).colour).toBe(lightOf(facts(-1)).colour);
        },
      ),
    );
  });

  it('changes by time only at the instant its clock names', () => {
    const facts = anIndicator();
    let today = '2026-05-02';
    let light = lightOf(facts, today);
    let at = indicatorWorkflow.clockAt('planned', facts, moment({ today }));
    for (let day = 1; day < 120; day += 1) {
      const next = addDays(today, 1);
      const now = lightOf(facts, next);
      if (now.colour !== light.colour) expect(at?.slice(0, 10)).toBe(today);
      [today, light] = [next, now];
      at = indicatorWorkflow.clockAt('planned', facts, moment({ today }));
    }
  });
});

describe('an indicator', () => {
  const put = (
    facts: IndicatorFacts,
    event: Parameters<typeof step<IndicatorFacts, never>>[2],
    today = '2026-06-02',
    actor = people.liaison,
  ) => {
    const state = facts.values.length > 0 ? 'tracked' : 'planned';
    return step(
      indicatorWorkflow,
      { id: 'one', state, facts, light: lightOf(facts, today) },
      event as never,
      moment({ today, actor }),
    );
  };

  it('keeps the old figure, its author and the reason when one is corrected', () => {
    const facts = anIndicator({ values: [entered(40)] });
    const outcome = put(facts, { type: 'CORRECT_VALUE', period: '2026-05-31', value: 35, reason: 'A slip.' } as never);
    expect(outcome.accepted && outcome.facts.values).toEqual([
      { ...entered(35), on: '2026-06-02', was: [{ value: 40, on: '2026-06-01', by: 'liaison', reason: 'A slip.' }] },
    ]);
  });

  it('asks its owner for the figure of a period once', () => {
    const first = put(anIndicator(), { type: 'CLOCK' } as never, '2026-06-01', theClock);
    if (!first.accepted) throw new Error('The clock was refused.');
    expect(first.effects).toEqual([
      {
        type: 'notify',
        params: {
          template: 'indicator.light.blue',
          to: { department: 'lead' },
          values: { code: 'IN-01', title: 'On-the-spot rate', due: '2026-05-31' },
        },
      },
    ]);
    const again = put(first.facts, { type: 'CLOCK' } as never, '2026-06-02', theClock);
    expect(again.accepted && again.effects).toEqual([]);
  });

  it('ends its last period with its last target and owes one figure per target where that is asked', () => {
    const of = (given: Partial<IndicatorFacts>) => periodsOf(anIndicator(given));
    expect(of({ targets: [{ by: exactDate('2026-07-10'), value: 1, words: '' }] })).toEqual([
      '2026-05-31',
      '2026-06-30',
      '2026-07-10',
    ]);
    expect(of({ every: 'quarter' })).toEqual(['2026-06-30', '2026-09-30']);
    expect(of({ every: 'year' })).toEqual(['2026-09-30']);
    expect(of({ every: 'target' })).toEqual(['2026-09-30']);
  });

  it('owes its figures the rarer the longer its way is', () => {
    const until = (day: string) => everyFor('2026-05-01', [{ by: exactDate(day), value: 1, words: '' }]);
    expect([until('2026-06-30'), until('2027-06-30'), until('2028-12-31')]).toEqual(['month', 'quarter', 'year']);
  });
});
