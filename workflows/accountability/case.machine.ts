/**
 * A case: clue → investigating → proposed → heard → decided → served → inEffect → lifted. A review or an appeal runs beside
 * served and inEffect and stays neither (HANDBOOK 2.3); only its quashing ends the case.
 */
import { assign, setup } from 'xstate';
import type { Timed, Workflow } from '../step.js';
import { guardsOf } from '../step.js';
import type { CaseEvent, CaseFacts } from './case.js';
import { changed } from './changes.js';
import { caseClockAt, caseLight } from './light.js';
import { caseRules } from './rules.js';

const workshop = setup({
  types: { context: {} as CaseFacts, events: {} as Timed<CaseEvent>, input: {} as CaseFacts },
  guards: guardsOf<CaseFacts, CaseEvent, keyof typeof caseRules>(caseRules),
  actions: { change: assign(({ context, event }) => changed(context, event)) },
});

const RECUSE = { guard: 'recuse', actions: 'change' } as const;
const NOT_PURSUE = { guard: 'notPursue', target: 'notPursued', actions: 'change' } as const;
const CLOCK = { guard: 'onlySystem', actions: 'change' } as const;
const remedies = {
  REQUEST_REVIEW: { guard: 'requestReview', actions: 'change' },
  DECIDE_REVIEW: [
    { guard: 'quashReview', target: 'quashed', actions: 'change' },
    { guard: 'decideReview', actions: 'change' },
  ],
  APPEAL: { guard: 'appeal', actions: 'change' },
  EXTEND_APPEAL: { guard: 'extendAppeal', actions: 'change' },
  DECIDE_APPEAL: [
    { guard: 'quashAppeal', target: 'quashed', actions: 'change' },
    { guard: 'decideAppeal', actions: 'change' },
  ],
} as const;

export const caseMachine = workshop.createMachine({
  id: 'case',
  version: '1',
  context: ({ input }) => input,
  initial: 'clue',
  states: {
    clue: {
      description: 'Reported with its facts; a person decides whether to take it up.',
      tags: ['open', 'waiting'],
      on: {
        ACCEPT: { guard: 'accept', target: 'investigating', actions: 'change' },
        NOT_ACCEPT: { guard: 'withReason', target: 'notAccepted', actions: 'change' },
        CLOCK,
      },
    },
    notAccepted: { description: 'Not taken up, with the reason.', tags: ['done'], type: 'final' },
    investigating: {
      description: 'The investigator establishes the facts.',
      tags: ['open'],
      on: {
        PROPOSE: { guard: 'propose', target: 'proposed', actions: 'change' },
        EXTEND_INVESTIGATION: { guard: 'extend', actions: 'change' },
        NOT_PURSUE,
        RECUSE,
        CLOCK,
      },
    },
    proposed: {
      description: 'The investigator has proposed a form; the person concerned is to be heard.',
      tags: ['open', 'waiting'],
      on: { HEAR: { guard: 'hear', target: 'heard', actions: 'change' }, NOT_PURSUE, RECUSE, CLOCK },
    },
    heard: {
      description: 'The person concerned has been heard; the decider decides.',
      tags: ['open', 'waiting'],
      on: { DECIDE: { guard: 'decide', target: 'decided', actions: 'change' }, NOT_PURSUE, RECUSE, CLOCK },
    },
    decided: {
      description: 'Decided; to be served.',
      tags: ['open', 'waiting'],
      on: { SERVE: { guard: 'serve', target: 'served', actions: 'change' }, CLOCK },
    },
    served: {
      description: 'Served; the unit reports how it is carried out.',
      tags: ['open', 'waiting'],
      on: {
        REPORT_EXECUTION: { guard: 'reportExecution', target: 'inEffect', actions: 'change' },
        ...remedies,
        CLOCK,
      },
    },
    inEffect: {
      description: 'Carried out; in force until a person lifts it.',
      tags: ['open'],
      on: { LIFT: { guard: 'lift', target: 'lifted', actions: 'change' }, ...remedies, CLOCK },
    },
    lifted: { description: 'Its time has run; lifted by a person.', tags: ['done'], type: 'final' },
    quashed: { description: 'Quashed on review or appeal.', tags: ['done'], type: 'final' },
    notPursued: { description: 'Nobody is held to account, with the reason.', tags: ['done'], type: 'final' },
  },
});

export const caseWorkflow: Workflow<CaseFacts, CaseEvent> = {
  kind: 'case',
  machine: caseMachine,
  rules: caseRules,
  light: caseLight,
  clockAt: caseClockAt,
  raises: () => [],
};
