import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isWorkingDay, workingDaysBetween } from '../../../workflows/calendar.js';
import { addDays, civilDateOf, daysBetween } from '../../../workflows/dates.js';
import type { Colour } from '../../../workflows/lights.js';
import type { Actor } from '../../../workflows/moment.js';
import { eventsIn, type Standing, step } from '../../../workflows/step.js';
import { TASK_STATES, type TaskEvent, type TaskFacts, type TaskState } from '../../../workflows/tasks/task.js';
import { taskWorkflow } from '../../../workflows/tasks/task.machine.js';
import { rounds, SEED } from '../../support/hunt.js';
import { aPlan, taskEvents } from '../../support/machines.js';
import { aTask, calendar, evidence, moment, people, theSystem } from '../../support/workflows.js';

const OPEN = new Set(['assigned', 'returned', 'active', 'submitted', 'suspended']);
const RUNNING = new Set(['assigned', 'returned', 'active', 'submitted']);

const accept = { type: 'ACCEPT', onTime: false, quality: true, quantity: true, remark: '' } as const;
const report = {
  type: 'REPORT',
  text: 'So far.',
  reason: 'Recounted.',
  problem: '',
  nextStep: '',
  done: false,
} as const;

/** All that may be put; the ordinary course several times, what ends a task once, so that histories go on. */
const puts: [TaskEvent, Actor][] = [
  ...taskEvents,
  ...[1, 2, 3].flatMap((): [TaskEvent, Actor][] => [
    [{ type: 'ASSIGN' }, people.office],
    [{ type: 'EDIT', plan: { ...aPlan, coDepartments: ['support'] } }, people.office],
    [{ type: 'ACKNOWLEDGE' }, people.liaison],
    [{ type: 'PASS_CHECKPOINT', checkpoint: 'half', note: '' }, people.liaison],
    [{ type: 'SUBTASK_CLOSED', subtask: 'one' }, theSystem],
    [{ type: 'SUBTASK_CLOSED', subtask: 'two' }, theSystem],
    [{ type: 'SUBMIT', outcome: 'Done.' }, people.leader],
    [accept, people.reviewer],
    [accept, people.office],
    [{ type: 'REDO', reason: 'Not yet.' }, people.reviewer],
    [{ type: 'RESUME' }, people.leadingGroup],
    [{ ...report, percent: 0 }, people.liaison],
    [{ ...report, percent: 85 }, people.liaison],
  ]),
];

/** A history: how many days pass before each event, which of those the state knows (mostly), or any at all. */
const history = fc.array(
  fc.record({
    days: fc.constantFrom(0, 0, 0, 1, 1, 2, 4, 9),
    pick: fc.noBias(fc.nat(9_999)),
    any: fc.constantFrom(false, false, false, false, true),
  }),
  { minLength: 1, maxLength: 40, size: 'max' },
);
type History = { days: number; pick: number; any: boolean }[];

const start = (): TaskFacts =>
  aTask({
    evidence: [evidence()],
    hardDate: '2026-06-20',
    reportEvery: 5,
    checkpoints: [{ ...aPlan.checkpoints[0]!, passedOn: null, note: '' }],
  });

type Seen = (record: Standing<TaskFacts>, today: string, put: { event: TaskEvent; actor: Actor }) => void;

/** Live through a history; `seen` looks at the record after each accepted event. */
function live(events: History, seen: Seen): Standing<TaskFacts> {
  let today = '2026-05-20';
  const facts = start();
  let record: Standing<TaskFacts> = {
    id: 'record',
    state: 'draft',
    facts,
    light: taskWorkflow.light('draft', facts, moment({ today })),
  };
  for (const { days, pick, any } of events) {
    today = addDays(today, days);
    const known = eventsIn(taskWorkflow.machine, record.state);
    const choice = any || known.length === 0 ? puts : puts.filter(([{ type }]) => known.includes(type));
    const [event, actor] = choice[pick % choice.length]!;
    const outcome = step(taskWorkflow, record, event, moment({ today, actor }));
    if (!outcome.accepted) {
      if (outcome.reasons.length === 0) throw new Error(`${record.state} ${event.type}: refused without a reason.`);
      continue;
    }
    record = { id: record.id, ...outcome };
    seen(record, today, { event, actor });
  }
  return record;
}

/** What may never be, whatever happened. */
function illegal({ state, facts }: Standing<TaskFacts>): string[] {
  const wrong: string[] = [];
  const must = (holds: boolean, what: string) => {
    if (!holds) wrong.push(what);
  };
  must((TASK_STATES as readonly string[]).includes(state), 'a state of its own');
  must(!OPEN.has(state) || Boolean(facts.leadDepartment), 'exactly one lead while open');
  must(!facts.coDepartments.includes(facts.leadDepartment ?? ''), 'the lead does not support itself');
  must(Number.isInteger(facts.percent) && facts.percent >= 0 && facts.percent <= 100, 'percent from 0 to 100');
  must((facts.judgement !== null) === (state === 'closed'), 'a judgement exactly when closed');
  must((facts.closedOn !== null) === (state === 'closed'), 'a closing day exactly when closed');
  must(state !== 'closed' || facts.evidence.some(({ review }) => review === 'approved'), 'closed on approved evidence');
  must(facts.dueSum.at(-1)?.date === facts.due?.to, 'the sum ends at the due date');
  must(!facts.due || facts.due.from <= facts.due.to, 'a due date that does not end before it begins');
  must((facts.suspendedFrom !== null) === (state === 'suspended') || state === 'cancelled', 'where a pause came from');
  must(facts.suspendedFrom === null || RUNNING.has(facts.suspendedFrom), 'a pause of something that ran');
  must(facts.submittedOn !== null || !['submitted', 'closed'].includes(state), 'a day of submission');
  must(state !== 'submitted' || facts.extension === null, 'no request open once submitted');
  must(!['assigned', 'active'].includes(state) || facts.acknowledgeBy !== null, 'a day to acknowledge by');
  must(state !== 'active' || facts.acknowledgedOn !== null, 'acknowledged before at work');
  must(facts.lateDays === 0 || facts.submittedOn !== null, 'late only when submitted');
  must(!facts.judgement?.onTime || facts.lateDays === 0, 'late is never on time');
  must(facts.finalDesignation ? facts.returns >= 2 : true, 'designated for good only after two returns');
  return wrong;
}

/** The colour by the words of the rules, day by day and without any shortcut: for comparison only. */
function naiveColour(state: string, facts: TaskFacts, today: string): Colour {
  if (!RUNNING.has(state)) return 'none';
  const { due } = facts;
  if (state === 'submitted') {
    if (facts.lateDays > 0) return 'red';
    return near(facts, facts.submittedOn!) ? 'blue' : 'green';
  }
  if (due && today > due.to) return 'red';
  if (state === 'assigned' && today > facts.acknowledgeBy!) return 'yellow';
  if (state === 'active') {
    if (facts.checkpoints.some((c) => c.passedOn === null && today > c.due.to)) return 'yellow';
    if (facts.reportEvery > 0 && workingDaysBetween(calendar, facts.reportFrom!, today) > facts.reportEvery) {
      return 'yellow';
    }
    if (due && behind(facts, due.to, today)) return 'yellow';
  }
  return near(facts, today) ? 'blue' : 'green';
}

/** Near: fewer than three working days lie between the day and the due date. */
function near({ due }: TaskFacts, today: string): boolean {
  if (!due || today > due.to) return false;
  let between = 0;
  for (let date = addDays(today, 1); date < due.to; date = addDays(date, 1)) {
    if (isWorkingDay(calendar, date)) between += 1;
  }
  return between < 3;
}

function behind(facts: TaskFacts, due: string, today: string): boolean {
  if (facts.lastReport === null) return false;
  const from = facts.plannedFrom ?? facts.assignedOn!;
  const span = daysBetween(from, due);
  if (span <= 0) return false;
  const planned = Math.min(100, Math.round((100 * daysBetween(from, today)) / span));
  return planned > facts.percent + 20 && facts.percent + 20 < 100;
}

describe('the histories tried here', () => {
  it('come through every state and every light', () => {
    const states = new Set<string>();
    const colours = new Set<string>();
    for (const events of fc.sample(history, { numRuns: rounds(400), seed: SEED })) {
      live(events, ({ state, light }) => {
        states.add(state);
        colours.add(`${state} ${light.colour}`);
      });
    }
    expect([...states].sort()).toEqual([...TASK_STATES].sort());
    for (const seen of [
      'active green',
      'active blue',
      'active yellow',
      'active red',
      'submitted red',
      'assigned yellow',
    ]) {
      expect(colours).toContain(seen);
    }
  });
});

describe('no sequence of events', () => {
  it('makes an illegal task', () => {
    fc.assert(
      fc.property(history, (events) => {
        live(events, (record, _today, { event }) => {
          expect([event.type, illegal(record)]).toEqual([event.type, []]);
        });
      }),
      { numRuns: rounds(400) },
    );
  });

  it('lets anyone accept what they reported, or accept for the lead department', () => {
    fc.assert(
      fc.property(history, (events) => {
        const reporters = new Set<string>();
        live(events, (_record, _today, { event, actor }) => {
          if (event.type === 'REPORT' || event.type === 'SUBMIT') reporters.add(actor.id);
          if (event.type !== 'ACCEPT') return;
          expect(reporters.has(actor.id)).toBe(false);
          expect(actor.department).not.toBe('lead');
        });
      }),
      { numRuns: rounds(200) },
    );
  });

  it('forgets the first promise or a passed checkpoint', () => {
    fc.assert(
      fc.property(history, (events) => {
        let promised: unknown;
        let passed = 0;
        live(events, ({ facts }, _today, { event }) => {
          if (event.type === 'ASSIGN') promised = facts.promisedDue;
          if (promised) expect(facts.promisedDue).toEqual(promised);
          const now = facts.checkpoints.filter(({ passedOn }) => passedOn !== null).length;
          expect(now).toBeGreaterThanOrEqual(passed);
          passed = now;
        });
      }),
      { numRuns: rounds(200) },
    );
  });
});

describe('the light', () => {
  it('agrees with the rules read day by day', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 0, max: 40 }), (events, later) => {
        live(events, ({ state, facts }, today) => {
          for (const day of [today, addDays(today, later)]) {
            const light = taskWorkflow.light(state, facts, moment({ today: day }));
            expect([state, day, light.colour, facts]).toEqual([state, day, naiveColour(state, facts, day), facts]);
            expect(light.since <= day).toBe(true);
          }
        });
      }),
      { numRuns: rounds(300) },
    );
  });

  it('stays the same until the clock is asked for, and changes by time alone only then', () => {
    fc.assert(
      fc.property(history, (events) => {
        live(events, ({ state, facts }, today) => {
          const now = moment({ today });
          const at = taskWorkflow.clockAt(state, facts, now);
          const light = taskWorkflow.light(state, facts, now);
          const until = at ? civilDateOf(at) : addDays(today, 20);
          expect(until > today).toBe(true);
          for (let day = addDays(today, 1); day < until; day = addDays(day, 1)) {
            const then = taskWorkflow.light(state, facts, moment({ today: day }));
            expect([state, day, then.colour, then.reason.code]).toEqual([state, day, light.colour, light.reason.code]);
          }
        });
      }),
      { numRuns: rounds(100) },
    );
  });

  it('is raised once per worsening: the clock put twice tells nobody twice', () => {
    const record = {
      id: 'record',
      state: 'active' as TaskState,
      facts: start(),
      light: taskWorkflow.light('draft', start(), moment()),
    };
    const facts = { ...record.facts, assignedOn: '2026-06-01', reportFrom: '2026-06-01', acknowledgedOn: '2026-06-01' };
    const late = moment({ today: '2026-06-11', actor: { ...people.office, kind: 'clock' } });
    const first = step(taskWorkflow, { ...record, facts }, { type: 'CLOCK' }, late);
    if (!first.accepted) throw new Error('refused');
    // Three letters, and the clue of a breach, which a person will look at.
    expect(first.effects.map(({ type }) => type).sort()).toEqual(['create', 'notify', 'notify', 'notify']);
    const second = step(taskWorkflow, { ...record, ...first }, { type: 'CLOCK' }, late);
    expect(second).toMatchObject({ accepted: true, effects: [] });
  });
});
