import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exactDate } from '../../../workflows/dates.js';
import {
  commitDay,
  daysOf,
  isPlanPeriod,
  nextPeriod,
  type PlanLine,
  percentOf,
  periodAt,
  shareOf,
} from '../../../workflows/period-plans/period-plan.js';
import { periodPlanWorkflow } from '../../../workflows/period-plans/period-plan.machine.js';
import { foundFor, missingFrom, offered, type PulledTask, undoneOf } from '../../../workflows/period-plans/pull.js';
import { aLine, aPeriodPlan } from '../../support/duties.js';
import { aTask, calendar, moment, people, put, refusals, standing, theClock } from '../../support/workflows.js';

const { leader, liaison } = people;
const by = (today: string, actor = leader) => moment({ actor, today });
const task = (id: string, state: string, given: Parameters<typeof aTask>[0] = {}): PulledTask => ({
  id,
  state,
  facts: aTask({ code: id, title: id, ...given }),
});
const stage = (to: string, passedOn: string | null = null) => ({
  key: 'half',
  title: 'Half',
  due: exactDate(to),
  evidenceRequired: false,
  passedOn,
  note: '',
});

describe('periods', () => {
  it('are months and quarters with their first and last days', () => {
    expect(daysOf('2026-02')).toEqual({ begin: '2026-02-01', end: '2026-02-28' });
    expect(daysOf('2026-Q2')).toEqual({ begin: '2026-04-01', end: '2026-06-30' });
    expect([nextPeriod('2026-12'), nextPeriod('2026-Q4')]).toEqual(['2027-01', '2027-Q1']);
    expect([periodAt('month', '2026-06-02'), periodAt('quarter', '2026-06-02')]).toEqual(['2026-06', '2026-Q2']);
    expect(['2026-13', '2026-Q5', '1999-01', 'June', 6].some(isPlanPeriod)).toBe(false);
  });

  it('have their plan committed by the fifth working day, holidays not counted', () => {
    expect(commitDay(calendar, '2026-06')).toBe('2026-06-05');
    // The first to the seventh of October are days off, the tenth is worked.
    expect(commitDay(calendar, '2026-10')).toBe('2026-10-13');
  });
});

describe('what a plan takes in', () => {
  it('is every open task with a day in the period or before it, and the stages that are', () => {
    const tasks = [
      task('in', 'active', { due: exactDate('2026-06-20') }),
      task('late', 'active', { due: exactDate('2026-05-20') }),
      task('stage', 'assigned', { due: exactDate('2026-12-20'), checkpoints: [stage('2026-06-15')] }),
      task('passed', 'active', { due: exactDate('2026-12-20'), checkpoints: [stage('2026-06-15', '2026-06-01')] }),
      task('later', 'active', { due: exactDate('2026-07-01') }),
      task('sent', 'submitted', { due: exactDate('2026-06-20') }),
      task('paused', 'suspended', { due: exactDate('2026-06-20') }),
      task('draft', 'draft', { due: exactDate('2026-06-20') }),
      task('undated', 'active', { due: null }),
    ];
    expect(offered('2026-06', tasks, null).map(({ key, due, firstDue }) => [key, due, firstDue])).toEqual([
      ['stage_half', '2026-06-15', '2026-06-15'],
      ['in', '2026-06-20', '2026-06-20'],
      // What is overdue is promised anew; the first promise stays beside it.
      ['late', '2026-06-30', '2026-05-20'],
    ]);
  });

  it('is what the plan before left undone, first and counted, and nothing twice', () => {
    const former = aPeriodPlan({
      period: '2026-05',
      lines: [
        aLine({ key: 'late', task: { id: 'late', code: 'late', checkpoint: null }, due: '2026-05-20', rolled: 1 }),
        aLine({ key: '2026-05_1', due: '2026-05-09', firstDue: '2026-04-09', reason: 'Nobody there.' }),
        aLine({ key: '2026-05_2', doneOn: '2026-05-30' }),
        aLine({ key: '2026-05_3', void: true }),
      ],
    });
    const found = offered('2026-06', [task('late', 'active', { due: exactDate('2026-05-20') })], former);
    expect(found.map(({ key, due, rolled, reason }) => [key, due, rolled, reason])).toEqual([
      ['late', '2026-06-20', 2, ''],
      ['2026-05_1', '2026-06-30', 1, ''],
    ]);
    expect(found[1]?.firstDue).toBe('2026-04-09');
  });

  it('does not come back once it was taken out', () => {
    const taken = aLine();
    const plan = aPeriodPlan({ dropped: [{ line: taken, reason: 'Not ours.', on: '2026-06-02', by: 'liaison' }] });
    expect(missingFrom(plan, [taken, aLine({ key: 'other' })]).map(({ key }) => key)).toEqual(['other']);
  });

  it('is judged by the task itself: done when it was submitted, no longer owed when it was called off', () => {
    const of = aLine({ key: 't', task: { id: 't', code: 't', checkpoint: null } });
    const found = (state: string, given = {}) => foundFor(of, task('t', state, given));
    expect(found('submitted', { submittedOn: '2026-06-09' })?.doneOn).toBe('2026-06-09');
    expect(found('closed', { submittedOn: '2026-06-09', closedOn: '2026-06-12' })?.doneOn).toBe('2026-06-09');
    expect(found('active', { submittedOn: '2026-06-09' })).toEqual({ key: 't', doneOn: null, void: false });
    expect(found('cancelled')?.void).toBe(true);
    expect(foundFor(of, undefined)?.void).toBe(true);
    expect(foundFor(aLine(), undefined)).toBeNull();
    const half = aLine({ key: 't_half', task: { id: 't', code: 't', checkpoint: 'half' } });
    const passed = task('t', 'active', { checkpoints: [stage('2026-06-15', '2026-06-14')] });
    expect(foundFor(half, passed)?.doneOn).toBe('2026-06-14');
    expect(foundFor(half, task('t', 'active'))?.void).toBe(true);
  });
});

describe('a plan', () => {
  const draft = (lines: PlanLine[]) => standing(periodPlanWorkflow, 'draft', aPeriodPlan({ lines }));
  const commit = { type: 'COMMIT' as const, undone: [], formerEnds: null };

  it('is committed only with lines that have a day of the period and name their system', () => {
    expect(refusals(periodPlanWorkflow, draft([]), commit)).toEqual(['periodPlan.empty']);
    const lines = [aLine({ system: '' }), aLine({ key: 'b', due: '2026-07-01' })];
    expect(refusals(periodPlanWorkflow, draft(lines), commit)).toEqual(['periodPlan.noSystem', 'periodPlan.noDay']);
  });

  it('waits for the plan before to be settled and for all that it left undone', () => {
    const held = { ...commit, formerEnds: '2026-05-31', undone: [{ key: '2026-05_1', title: 'Left' }] };
    expect(refusals(periodPlanWorkflow, draft([aLine()]), held)).toEqual([
      'periodPlan.formerOpen',
      'periodPlan.notTakenOver',
    ]);
  });

  it('runs at once when its period has begun, else from its first day by the clock', () => {
    const record = draft([aLine()]);
    expect(put(periodPlanWorkflow, record, commit, by('2026-06-01')).state).toBe('running');
    const early = put(periodPlanWorkflow, record, commit, by('2026-05-31'));
    expect([early.state, early.clockAt]).toEqual(['committed', '2026-05-31T16:00:00.000Z']);
    expect(put(periodPlanWorkflow, early, { type: 'CLOCK' }, by('2026-05-31', theClock)).state).toBe('committed');
    expect(put(periodPlanWorkflow, early, { type: 'CLOCK' }, by('2026-06-01', theClock)).state).toBe('running');
  });

  it('numbers typed lines for good, and keeps the first promise of a pulled one', () => {
    const add = { type: 'ADD_LINE' as const, title: ' One ', due: '2026-06-10', system: 'firstContact' };
    const one = put(periodPlanWorkflow, draft([]), add, by('2026-06-02', liaison));
    const none = put(periodPlanWorkflow, one, { type: 'REMOVE_LINE', line: '2026-06_1', reason: 'Twice.' });
    const two = put(periodPlanWorkflow, none, add);
    expect(two.facts.lines.map(({ key, title }) => [key, title])).toEqual([['2026-06_2', 'One']]);
    expect(two.facts.dropped).toMatchObject([{ line: { key: '2026-06_1' }, reason: 'Twice.' }]);
    const set = { type: 'SET_LINES' as const, lines: [{ line: 'a', due: '2026-06-12', system: 'timeLimits' }] };
    const rolled = put(periodPlanWorkflow, draft([aLine({ key: 'a', rolled: 1, firstDue: '2026-05-09' })]), set);
    expect(rolled.facts.lines[0]).toMatchObject({ due: '2026-06-12', firstDue: '2026-05-09', system: 'timeLimits' });
  });

  it('is settled from its last day on, when every line is done or explained', () => {
    const lines = [
      aLine({ doneOn: '2026-06-20' }),
      aLine({ key: 'b', doneOn: '2026-06-21' }),
      aLine({ key: 't', task: { id: 't', code: 't', checkpoint: null } }),
      aLine({ key: 'u', task: { id: 'u', code: 'u', checkpoint: null } }),
      aLine({ key: 'c', reason: 'No funds.' }),
    ];
    const record = standing(periodPlanWorkflow, 'running', aPeriodPlan({ lines }));
    const found = [
      { key: 't', doneOn: '2026-06-19', void: false },
      { key: 'u', doneOn: null, void: true },
    ];
    const settle = { type: 'SETTLE' as const, found };
    expect(refusals(periodPlanWorkflow, record, settle, by('2026-06-29'))).toEqual(['periodPlan.notOver']);
    const open = { type: 'SETTLE' as const, found: [{ key: 't', doneOn: null, void: false }] };
    expect(refusals(periodPlanWorkflow, record, open, by('2026-06-30'))).toEqual([
      'periodPlan.lineOpen',
      'periodPlan.lineOpen',
    ]);
    const { facts, state } = put(periodPlanWorkflow, record, settle, by('2026-06-30'));
    expect([state, facts.share, percentOf(facts.share)]).toEqual(['settled', { kept: 2, promised: 4 }, 50]);
    expect(undoneOf(facts).map(({ key }) => key)).toEqual(['c']);
  });
});

describe('the light of a plan', () => {
  const light = (state: string, today: string, lines: PlanLine[] = []) => {
    const { colour, reason } = periodPlanWorkflow.light(state, aPeriodPlan({ lines }), by(today));
    return [colour, reason.code];
  };

  it('is blue before the day of committing and yellow when that has passed', () => {
    expect(light('draft', '2026-06-01')[0]).toBe('green');
    expect(light('draft', '2026-06-02')).toEqual(['blue', 'light.planToCommit']);
    expect(light('draft', '2026-06-06')).toEqual(['yellow', 'light.planNotCommitted']);
  });

  it('follows the typed lines while it runs, and asks to be settled after its period', () => {
    const lines = [aLine()];
    expect(light('running', '2026-06-10', lines)[0]).toBe('green');
    expect(light('running', '2026-06-18', lines)).toEqual(['blue', 'light.planLineNear']);
    expect(light('running', '2026-06-21', lines)).toEqual(['yellow', 'light.planLinePast']);
    const done = [aLine({ doneOn: '2026-06-18' })];
    expect(light('running', '2026-07-01', done)).toEqual(['blue', 'light.planToSettle']);
    expect(light('running', '2026-07-08', done)).toEqual(['yellow', 'light.planNotSettled']);
    expect(light('settled', '2026-07-08')[0]).toBe('none');
  });

  it('tells the department once for each thing that comes, the office of what is late', () => {
    const facts = aPeriodPlan();
    const of = (today: string) => periodPlanWorkflow.light('draft', facts, by(today));
    const told = (before: string, after: string) =>
      periodPlanWorkflow
        .raises(of(before), of(after), facts, by(after))
        .map(({ params }) => (params as { template: string }).template);
    expect(told('2026-06-01', '2026-06-02')).toEqual(['periodPlan.toCommit']);
    expect(told('2026-06-02', '2026-06-03')).toEqual([]);
    expect(told('2026-06-05', '2026-06-06')).toEqual(['periodPlan.notCommitted', 'periodPlan.notCommitted']);
  });
});

describe('numbers of plans', () => {
  const day = fc.integer({ min: 1, max: 30 }).map((n) => `2026-06-${String(n).padStart(2, '0')}`);
  const line = fc.record({
    key: fc.uuid(),
    title: fc.string({ minLength: 1 }),
    due: day,
    firstDue: day,
    rolled: fc.nat(5),
    system: fc.constantFrom('firstContact', 'timeLimits'),
    doneOn: fc.option(day, { nil: null }),
    reason: fc.constantFrom('', 'Why.'),
    void: fc.boolean(),
    task: fc.constantFrom(null, { id: 't', code: 'T-01', checkpoint: null }),
  });
  const lines = fc.uniqueArray(line, { selector: ({ key }) => key, maxLength: 20 });

  it('keep the share between nothing and all', () => {
    fc.assert(
      fc.property(lines, (all) => {
        const share = shareOf(all);
        expect(share.kept).toBeGreaterThanOrEqual(0);
        expect(share.kept).toBeLessThanOrEqual(share.promised);
        const percent = percentOf(share);
        expect(percent === null ? share.promised === 0 : percent >= 0 && percent <= 100).toBe(true);
      }),
    );
  });

  it('lose nothing by rolling over: every line is kept, called off, done late or offered once in the next plan', () => {
    fc.assert(
      fc.property(lines, (all) => {
        const next = offered('2026-07', [], { lines: all });
        const keys = next.map(({ key }) => key);
        expect(keys).toEqual(all.filter(({ doneOn, void: gone }) => doneOn === null && !gone).map(({ key }) => key));
        expect(missingFrom(aPeriodPlan({ lines: next }), next)).toEqual([]);
        for (const one of next) {
          const before = all.find(({ key }) => key === one.key);
          expect(one).toMatchObject({ rolled: (before?.rolled ?? 0) + 1, firstDue: before?.firstDue });
          expect(one.due >= '2026-07-01' && one.due <= '2026-07-31').toBe(true);
        }
      }),
    );
  });

  it('come out the same however the committed plan was put together', () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 0, max: 20 }), (all, cut) => {
        const undone = undoneOf({ lines: all });
        const next = offered('2026-07', [], { lines: all });
        const some = next.slice(0, cut);
        const record = standing(
          periodPlanWorkflow,
          'draft',
          aPeriodPlan({ period: '2026-07', commitBy: '2026-07-07', lines: some }),
        );
        const against = refusals(
          periodPlanWorkflow,
          record,
          { type: 'COMMIT', undone, formerEnds: null },
          by('2026-07-01'),
        );
        const open = next.length - some.length;
        expect(against.filter((code) => code === 'periodPlan.notTakenOver')).toHaveLength(open);
      }),
    );
  });
});
