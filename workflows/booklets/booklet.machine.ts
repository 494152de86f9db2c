/** A booklet: missing → submitted → approved, sent back and sent again; in force until it expires or is written anew. */
import { assign, setup } from 'xstate';
import type { NotifyEffect, Timed, Workflow } from '../step.js';
import { guardsOf } from '../step.js';
import type { BookletEvent, BookletEventType, BookletFacts } from './booklet.js';
import { changed } from './changes.js';
import { bookletClockAt, bookletLight, bookletRaises } from './light.js';
import { bookletRules } from './rules.js';

type Told = { context: BookletFacts; event: Timed<BookletEvent> };

const tell =
  (template: string, to: (facts: BookletFacts) => NotifyEffect['params']['to']) =>
  ({ context, event }: Told): NotifyEffect['params'] => ({
    template,
    to: to(context),
    values: {
      department: context.department,
      version: context.version,
      due: context.inForce?.validUntil ?? context.dueOn,
      reason: 'reason' in event ? event.reason : '',
    },
  });
const department = (facts: BookletFacts) => ({ department: facts.department });
const reviewers = () => ({ posts: ['campaign_office', 'reviewer'] });

const workshop = setup({
  types: { context: {} as BookletFacts, events: {} as Timed<BookletEvent>, input: {} as BookletFacts },
  guards: guardsOf<BookletFacts, BookletEvent, keyof typeof bookletRules>(bookletRules),
  actions: {
    change: assign(({ context, event }) => changed(context, event)),
    notify: (_, _params: NotifyEffect['params']) => {},
  },
});

const CANCEL = { guard: 'withReason', target: 'cancelled', actions: 'change' } as const;
const CLOCK = { guard: 'onlySystem', actions: 'change' } as const;
/** Systems are adopted and checked whatever the booklet itself is at. */
const systems = {
  RECORD_ADOPTION: { guard: 'recordAdoption', actions: 'change' },
  CHECK_ADOPTION: { guard: 'checkAdoption', actions: 'change' },
  TAKE_SYSTEMS: { guard: 'takeSystems', actions: 'change' },
} as const;
const preparation = {
  ATTACH: { guard: 'attach', actions: 'change' },
  WITHDRAW_EVIDENCE: { guard: 'withdraw', actions: 'change' },
  SUBMIT: {
    guard: 'submit',
    target: 'submitted',
    actions: ['change', { type: 'notify', params: tell('booklet.submitted', reviewers) }],
  },
} as const;
const REVISE = { guard: 'withReason', target: 'revising', actions: 'change' } as const;
const renewed = ['change', { type: 'notify', params: tell('booklet.renewed', department) }] as const;

export const bookletMachine = workshop.createMachine({
  id: 'booklet',
  version: '1',
  context: ({ input }) => input,
  initial: 'missing',
  states: {
    missing: {
      description: 'Asked for; the department has not sent it.',
      tags: ['open', 'waiting'],
      on: { ...preparation, ...systems, CANCEL, CLOCK },
    },
    submitted: {
      description: 'Sent; waits for review.',
      tags: ['open', 'waiting'],
      on: {
        APPROVE: {
          guard: 'approve',
          target: 'approved',
          actions: ['change', { type: 'notify', params: tell('booklet.approved', department) }],
        },
        SEND_BACK: {
          guard: 'sendBack',
          target: 'sentBack',
          actions: ['change', { type: 'notify', params: tell('booklet.sentBack', department) }],
        },
        ...systems,
        CANCEL,
        CLOCK,
      },
    },
    sentBack: {
      description: 'Sent back with a remark; to be corrected.',
      tags: ['open', 'waiting'],
      on: { ...preparation, ...systems, CANCEL, CLOCK },
    },
    approved: {
      description: 'Reviewed and in force.',
      tags: ['done'],
      on: {
        REVISE,
        RENEW: { guard: 'approve', actions: renewed },
        ...systems,
        CANCEL,
        CLOCK: [
          { guard: 'expires', target: 'expired', actions: 'change' },
          { guard: 'onlySystem', actions: 'change' },
        ],
      },
    },
    revising: {
      description: 'A new version is being written; the one before stays in force until its day.',
      tags: ['open'],
      on: { ...preparation, ...systems, CANCEL, CLOCK },
    },
    expired: {
      description: 'Not reviewed in time; no longer in force.',
      tags: ['open', 'late'],
      on: { REVISE, RENEW: { guard: 'approve', target: 'approved', actions: renewed }, ...systems, CANCEL, CLOCK },
    },
    cancelled: { description: 'No longer asked of this department.', tags: ['done'], type: 'final' },
  },
});

/** What a person can do with a booklet, in the order of its life. */
export const BOOKLET_ACTIONS = [
  'ATTACH',
  'WITHDRAW_EVIDENCE',
  'SUBMIT',
  'APPROVE',
  'SEND_BACK',
  'RENEW',
  'REVISE',
  'RECORD_ADOPTION',
  'CHECK_ADOPTION',
  'CANCEL',
] as const satisfies readonly BookletEventType[];
export type BookletAction = (typeof BOOKLET_ACTIONS)[number];

export const bookletWorkflow: Workflow<BookletFacts, BookletEvent> = {
  kind: 'booklet',
  machine: bookletMachine,
  rules: bookletRules,
  light: bookletLight,
  adds: ['ATTACH'],
  clockAt: bookletClockAt,
  created: (_, facts) => [
    {
      type: 'notify',
      params: {
        template: 'booklet.asked',
        to: department(facts),
        values: { department: facts.department, due: facts.dueOn },
      },
    },
  ],
  raises: bookletRaises,
};
