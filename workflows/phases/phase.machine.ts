/** A phase of a campaign: planned → open → selfCheck → inspected → closed. Phases may overlap (DESIGN 5). */
import { assign, setup } from 'xstate';
import { instantOf } from '../dates.js';
import { noLight } from '../lights.js';
import type { NotifyEffect, Timed, Workflow } from '../step.js';
import { guardsOf } from '../step.js';
import type { PhaseEvent, PhaseEventType, PhaseFacts } from './phase.js';
import { phaseRules } from './rules.js';

/** What each event changes in the facts. */
function changed(facts: PhaseFacts, event: Timed<PhaseEvent>): PhaseFacts {
  const { today, actor } = event.moment;
  switch (event.type) {
    case 'EDIT': {
      const { title, goal, opensOn, closesOn, hardDate } = event;
      return { ...facts, title, goal, opensOn, closesOn, hardDate };
    }
    case 'OPEN':
    case 'CLOCK':
      return { ...facts, openedOn: today };
    case 'WAIVE': {
      const { task, code, reason } = event;
      return { ...facts, waivers: [...facts.waivers, { task, code, reason, by: actor.name, on: today }] };
    }
    case 'CLOSE':
      return { ...facts, closedOn: today };
    default:
      return facts;
  }
}

const tellOffice =
  (template: string) =>
  ({ context }: { context: PhaseFacts }): NotifyEffect['params'] => ({
    template,
    to: { posts: ['leading_group', 'campaign_office'] },
    values: { title: context.title },
  });

const workshop = setup({
  types: { context: {} as PhaseFacts, events: {} as Timed<PhaseEvent>, input: {} as PhaseFacts },
  guards: guardsOf<PhaseFacts, PhaseEvent, keyof typeof phaseRules>(phaseRules),
  actions: {
    change: assign(({ context, event }) => changed(context, event)),
    notify: (_, _params: NotifyEffect['params']) => {},
  },
});

const EDIT = { guard: 'edit', actions: 'change' } as const;
const whileRunning = { EDIT, WAIVE: { guard: 'waive', actions: 'change' } } as const;
const CLOSE = {
  guard: 'close',
  target: 'closed',
  actions: ['change', { type: 'notify', params: tellOffice('phase.closed') }],
} as const;
const opened = ['change', { type: 'notify', params: tellOffice('phase.opened') }] as const;

export const phaseMachine = workshop.createMachine({
  id: 'phase',
  version: '1',
  context: ({ input }) => input,
  initial: 'planned',
  states: {
    planned: {
      description: 'Its day has not come.',
      tags: ['planned'],
      on: {
        OPEN: { target: 'open', actions: opened },
        CLOCK: { guard: 'opensToday', target: 'open', actions: opened },
        EDIT,
      },
    },
    open: {
      description: 'Its tasks are at work.',
      tags: ['open'],
      on: { START_SELF_CHECK: { target: 'selfCheck' }, CLOSE, ...whileRunning },
    },
    selfCheck: {
      description: 'Departments check themselves before anyone else does.',
      tags: ['open'],
      on: { RECORD_INSPECTION: { target: 'inspected' }, CLOSE, ...whileRunning },
    },
    inspected: {
      description: 'Inspected; what is still red is put right or waived by name.',
      tags: ['open'],
      on: { CLOSE, ...whileRunning },
    },
    closed: { description: 'Ended; nothing in it is red but what was waived by name.', tags: ['done'], type: 'final' },
  },
});

/** The phase as the write path needs it; the clock can open it. */
export const phaseWorkflow: Workflow<PhaseFacts, PhaseEvent> = {
  kind: 'phase',
  machine: phaseMachine,
  rules: phaseRules,
  light: (_state, facts) => noLight('light.none', facts.opensOn),
  clockAt: (state, facts) => (state === 'planned' && facts.autoOpen ? instantOf(facts.opensOn) : null),
  raises: () => [],
};

export const PHASE_ACTIONS = [
  'OPEN',
  'START_SELF_CHECK',
  'RECORD_INSPECTION',
  'WAIVE',
  'CLOSE',
  'EDIT',
] as const satisfies readonly PhaseEventType[];
