/** An indicator: planned → tracked with its first figure → settled at the end, or cancelled. */
import { assign, setup } from 'xstate';
import type { Effect, Timed, Workflow } from '../step.js';
import { guardsOf } from '../step.js';
import { asks, changed } from './changes.js';
import type { IndicatorEvent, IndicatorFacts } from './indicator.js';
import { indicatorClockAt, indicatorLight, indicatorRaises } from './light.js';
import { indicatorRules } from './rules.js';

type Told = { context: IndicatorFacts; event: Timed<IndicatorEvent> };

const workshop = setup({
  types: { context: {} as IndicatorFacts, events: {} as Timed<IndicatorEvent>, input: {} as IndicatorFacts },
  guards: guardsOf<IndicatorFacts, IndicatorEvent, keyof typeof indicatorRules>(indicatorRules),
  actions: {
    change: assign(({ context, event }) => changed(context, event)),
    effects: (_, _params: { list: Effect[] }) => {},
  },
});

const EDIT = { guard: 'edit', actions: 'change' } as const;
const CANCEL = { guard: 'withReason', target: 'cancelled', actions: 'change' } as const;
const CLOCK = {
  guard: 'onlySystem',
  // Asked before the facts remember having asked.
  actions: [{ type: 'effects', params: ({ context, event }: Told) => ({ list: asks(context, event) }) }, 'change'],
} as const;

export const indicatorMachine = workshop.createMachine({
  id: 'indicator',
  version: '1',
  context: ({ input }) => input,
  initial: 'planned',
  states: {
    planned: {
      description: 'Laid down with its planned line; no figure yet.',
      tags: ['open', 'waiting'],
      on: {
        ENTER_VALUE: { guard: 'enter', target: 'tracked', actions: 'change' },
        MEASURE: { guard: 'measure', target: 'tracked', actions: 'change' },
        EDIT,
        CANCEL,
        CLOCK,
      },
    },
    tracked: {
      description: 'Figures are entered period by period.',
      tags: ['open'],
      on: {
        ENTER_VALUE: { guard: 'enter', actions: 'change' },
        MEASURE: { guard: 'measure', actions: 'change' },
        CORRECT_VALUE: { guard: 'correct', actions: 'change' },
        ATTACH: { guard: 'attach', actions: 'change' },
        WITHDRAW_EVIDENCE: { guard: 'withdraw', actions: 'change' },
        SETTLE: { guard: 'settle', target: 'settled', actions: 'change' },
        EDIT,
        CANCEL,
        CLOCK,
      },
    },
    settled: {
      description: 'Judged at the end: reached or not.',
      tags: ['done'],
      on: { REOPEN: { guard: 'withReason', target: 'tracked', actions: 'change' } },
    },
    cancelled: { description: 'No longer pursued.', tags: ['done'], type: 'final' },
  },
});

/** What a person can do with an indicator, in the order of its life. */
export const INDICATOR_ACTIONS = [
  'ENTER_VALUE',
  'ATTACH',
  'CORRECT_VALUE',
  'WITHDRAW_EVIDENCE',
  'SETTLE',
  'REOPEN',
  'EDIT',
  'CANCEL',
] as const;
export type IndicatorAction = (typeof INDICATOR_ACTIONS)[number];

export const indicatorWorkflow: Workflow<IndicatorFacts, IndicatorEvent> = {
  kind: 'indicator',
  machine: indicatorMachine,
  rules: indicatorRules,
  light: indicatorLight,
  adds: ['ATTACH'],
  clockAt: indicatorClockAt,
  raises: indicatorRaises,
};
