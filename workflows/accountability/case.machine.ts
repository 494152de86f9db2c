/**
 * A case: clue → investigating → proposed → heard → decided → served → inEffect → lifted. A review or an appeal runs beside
 * served and inEffect and stays neither (HANDBOOK 2.3); only its quashing ends the case.
 */
import { assign, setup } from 'xstate';
import type { Effect, Timed, Workflow } from '../step.js';
import { guardsOf } from '../step.js';
import type { CaseEvent, CaseFacts } from './case.js';
import { changed, letter } from './changes.js';
import { caseClockAt, caseLight } from './light.js';
import { caseRules } from './rules.js';

const workshop = setup({
  types: { context: {} as CaseFacts, events: {} as Timed<CaseEvent>, input: {} as CaseFacts },
  guards: guardsOf<CaseFacts, CaseEvent, keyof typeof caseRules>(caseRules),
  actions: {
    change: assign(({ context, event }) => changed(context, event)),
    effects: (_, _params: { list: Effect[] }) => {},
  },
});

type Told = { context: CaseFacts; event: Timed<CaseEvent> };
/** Letters go to those who have a part in the case and to nobody else; after `change`, so the facts are the new ones. */
const tell = (list: (facts: CaseFacts, told: Told) => Effect[]) =>
  ['change', { type: 'effects', params: (told: Told) => ({ list: list(told.context, told) }) } as const] as const;

const toPerson = (person: { id: string } | null, write: (to: { person: string }) => Effect): Effect[] =>
  person ? [write({ person: person.id })] : [];
const LEADING_GROUP = { posts: ['leading_group'] };

const named = tell((facts, { event }) => [
  ...(event.type === 'ACCEPT' || (event.type === 'RECUSE' && event.role === 'investigator')
    ? toPerson(facts.investigator, (to) => letter(facts, 'case.investigate', to))
    : []),
  ...(event.type === 'ACCEPT' || (event.type === 'RECUSE' && event.role === 'decider')
    ? toPerson(facts.decider, (to) => letter(facts, 'case.decide', to))
    : []),
]);
const served = tell((facts) => toPerson(facts.subject, (to) => letter(facts, 'case.served', to)));
const asked = tell((facts) => [letter(facts, 'case.remedyAsked', LEADING_GROUP)]);
const judged = tell((facts) => toPerson(facts.subject, (to) => letter(facts, 'case.remedyDecided', to)));

const RECUSE = { guard: 'recuse', actions: named } as const;
const NOT_PURSUE = { guard: 'notPursue', target: 'notPursued', actions: 'change' } as const;
const CLOCK = { guard: 'onlySystem', actions: 'change' } as const;
const remedies = {
  REQUEST_REVIEW: { guard: 'requestReview', actions: asked },
  DECIDE_REVIEW: [
    { guard: 'quashReview', target: 'quashed', actions: judged },
    { guard: 'decideReview', actions: judged },
  ],
  APPEAL: { guard: 'appeal', actions: asked },
  EXTEND_APPEAL: { guard: 'extendAppeal', actions: 'change' },
  DECIDE_APPEAL: [
    { guard: 'quashAppeal', target: 'quashed', actions: judged },
    { guard: 'decideAppeal', actions: judged },
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
        ACCEPT: { guard: 'accept', target: 'investigating', actions: named },
        NOT_ACCEPT: { guard: 'notAccept', target: 'notAccepted', actions: 'change' },
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
      on: { SERVE: { guard: 'serve', target: 'served', actions: served }, CLOCK },
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

/** What a person can do with a case, in the order of its life. */
export const CASE_ACTIONS = [
  'ACCEPT',
  'NOT_ACCEPT',
  'PROPOSE',
  'HEAR',
  'DECIDE',
  'NOT_PURSUE',
  'EXTEND_INVESTIGATION',
  'RECUSE',
  'SERVE',
  'REPORT_EXECUTION',
  'REQUEST_REVIEW',
  'DECIDE_REVIEW',
  'APPEAL',
  'EXTEND_APPEAL',
  'DECIDE_APPEAL',
  'LIFT',
] as const;
export type CaseAction = (typeof CASE_ACTIONS)[number];

export const caseWorkflow: Workflow<CaseFacts, CaseEvent> = {
  kind: 'case',
  machine: caseMachine,
  rules: caseRules,
  light: caseLight,
  clockAt: caseClockAt,
  raises: () => [],
};
