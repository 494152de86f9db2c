/** A period's plan: draft → committed → running with its period → settled, with what was kept. */
import { assign, setup } from 'xstate';
import type { Timed, Workflow } from '../step.js';
import { guardsOf } from '../step.js';
import { changed } from './changes.js';
import { periodPlanClockAt, periodPlanLight, periodPlanRaises } from './light.js';
import type { PeriodPlanEvent, PeriodPlanEventType, PeriodPlanFacts } from './period-plan.js';
import { periodPlanRules } from './rules.js';

const workshop = setup({
  types: { context: {} as PeriodPlanFacts, events: {} as Timed<PeriodPlanEvent>, input: {} as PeriodPlanFacts },
  guards: guardsOf<PeriodPlanFacts, PeriodPlanEvent, keyof typeof periodPlanRules>(periodPlanRules),
  actions: { change: assign(({ context, event }) => changed(context, event)) },
});

const CLOCK = { guard: 'onlySystem', actions: 'change' } as const;

export const periodPlanMachine = workshop.createMachine({
  id: 'periodPlan',
  version: '1',
  context: ({ input }) => input,
  initial: 'draft',
  states: {
    draft: {
      description: 'Being written; nothing is promised yet.',
      tags: ['open', 'waiting'],
      on: {
        ADD_LINE: { guard: 'addLine', actions: 'change' },
        SET_LINES: { guard: 'setLines', actions: 'change' },
        REMOVE_LINE: { guard: 'removeLine', actions: 'change' },
        PULL: { guard: 'pull', actions: 'change' },
        COMMIT: [
          { guard: 'commitAhead', target: 'committed', actions: 'change' },
          { guard: 'commit', target: 'running', actions: 'change' },
        ],
        CLOCK,
      },
    },
    committed: {
      description: 'Promised; its period has not begun.',
      tags: ['open'],
      on: {
        CLOCK: [
          { guard: 'begins', target: 'running', actions: 'change' },
          { guard: 'onlySystem', actions: 'change' },
        ],
      },
    },
    running: {
      description: 'Its period runs; lines are done one by one.',
      tags: ['open'],
      on: {
        REPORT_LINES: { guard: 'reportLines', actions: 'change' },
        SETTLE: { guard: 'settle', target: 'settled', actions: 'change' },
        CLOCK,
      },
    },
    settled: { description: 'Settled; what was not done goes into the next plan.', tags: ['done'], type: 'final' },
  },
});

/** What a person can do with a plan, in the order of its life. */
export const PERIOD_PLAN_ACTIONS = [
  'SET_LINES',
  'ADD_LINE',
  'REMOVE_LINE',
  'PULL',
  'COMMIT',
  'REPORT_LINES',
  'SETTLE',
] as const satisfies readonly PeriodPlanEventType[];
export type PeriodPlanAction = (typeof PERIOD_PLAN_ACTIONS)[number];

export const periodPlanWorkflow: Workflow<PeriodPlanFacts, PeriodPlanEvent> = {
  kind: 'periodPlan',
  machine: periodPlanMachine,
  rules: periodPlanRules,
  light: periodPlanLight,
  adds: ['ADD_LINE'],
  clockAt: periodPlanClockAt,
  raises: periodPlanRaises,
};
