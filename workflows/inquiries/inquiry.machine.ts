/** A first contact from registration to its answer (HANDBOOK 2.1); after two bounces only the office can name who handles it. */
import { assign, setup } from 'xstate';
import type { Effect, Timed, Workflow } from '../step.js';
import { guardsOf } from '../step.js';
import { changed, letter } from './changes.js';
import { inquiryClues } from './clues.js';
import { type InquiryEvent, type InquiryFacts, waiting } from './inquiry.js';
import { inquiryClockAt, inquiryLight, inquiryRaises } from './light.js';
import { inquiryRules } from './rules.js';

type Told = { context: InquiryFacts; event: Timed<InquiryEvent> };

const workshop = setup({
  types: { context: {} as InquiryFacts, events: {} as Timed<InquiryEvent>, input: {} as InquiryFacts },
  guards: guardsOf<InquiryFacts, InquiryEvent, keyof typeof inquiryRules & string>(inquiryRules),
  actions: {
    change: assign(({ context, event }) => changed(context, event)),
    effects: (_, _params: { list: Effect[] }) => {},
  },
});

const effects = (list: (told: Told) => Effect[]) =>
  ({ type: 'effects', params: (told: Told) => ({ list: list(told) }) }) as const;

const office = { posts: ['campaign_office' as const] };
const reason = ({ event }: Told) => ('reason' in event ? event.reason : '');

const ANSWER = { guard: 'answer', target: 'answered', actions: 'change' } as const;
const GIVE_NOTICE = { guard: 'giveNotice', target: 'noticed', actions: 'change' } as const;
const HAND_OVER = {
  guard: 'handOver',
  target: 'handedOver',
  actions: [
    'change',
    effects(({ context }) => {
      const hand = waiting(context);
      return hand
        ? [letter(context, 'inquiry.handedOver', { person: hand.to.id }, { by: hand.by, reason: hand.why })]
        : [];
    }),
  ],
} as const;
const REFER = { guard: 'refer', target: 'referred', actions: 'change' } as const;
const ESCALATE = {
  guard: 'escalate',
  target: 'escalated',
  actions: ['change', effects((told) => [letter(told.context, 'inquiry.escalated', office, { reason: reason(told) })])],
} as const;
const MOVE_PROMISE = { guard: 'movePromise', actions: 'change' } as const;
const WITHDRAW = { guard: 'withReason', target: 'withdrawn', actions: 'change' } as const;
const COMPLAIN = {
  guard: 'complain',
  actions: 'change',
} as const;
const CLOCK = {
  guard: 'onlySystem',
  actions: 'change',
} as const;

export const inquiryMachine = workshop.createMachine({
  id: 'inquiry',
  version: '1',
  context: ({ input }) => input,
  initial: 'received',
  states: {
    received: {
      description: 'Registered; the first responder has it.',
      tags: ['open'],
      on: { ANSWER, GIVE_NOTICE, HAND_OVER, REFER, ESCALATE, MOVE_PROMISE, COMPLAIN, WITHDRAW, CLOCK },
    },
    noticed: {
      description: 'Everything missing was told once; waits for the person’s papers.',
      tags: ['open', 'waiting'],
      on: {
        SUPPLY: { guard: 'supply', target: 'received', actions: 'change' },
        COMPLAIN,
        WITHDRAW,
      },
    },
    handedOver: {
      description: 'Handed to a colleague, who takes it on or sends it back.',
      tags: ['open', 'waiting'],
      on: {
        ACCEPT: { guard: 'accept', target: 'handling', actions: 'change' },
        BOUNCE: [
          {
            guard: 'lastBounce',
            target: 'escalated',
            actions: [
              effects((told) => [letter(told.context, 'inquiry.escalated', office, { reason: reason(told) })]),
              'change',
            ],
          },
          {
            guard: 'bounce',
            target: 'received',
            actions: [
              'change',
              effects((told) => [
                letter(
                  told.context,
                  'inquiry.bounced',
                  { person: told.context.firstResponder.id },
                  { reason: reason(told) },
                ),
              ]),
            ],
          },
        ],
        COMPLAIN,
        WITHDRAW,
        CLOCK,
      },
    },
    handling: {
      description: 'With the colleague who took it on, or whom the office named.',
      tags: ['open'],
      on: { ANSWER, HAND_OVER, REFER, ESCALATE, MOVE_PROMISE, COMPLAIN, WITHDRAW, CLOCK },
    },
    escalated: {
      description: 'Nobody is clearly responsible; the office names who handles it.',
      tags: ['open', 'waiting'],
      on: {
        DESIGNATE: {
          guard: 'designate',
          target: 'handling',
          actions: [
            'change',
            effects((told) => [
              letter(told.context, 'inquiry.designated', { person: told.context.handler.id }, { reason: reason(told) }),
            ]),
          ],
        },
        REFER,
        COMPLAIN,
        WITHDRAW,
        CLOCK,
      },
    },
    answered: { description: 'The person has the answer.', tags: ['done'], on: { COMPLAIN } },
    referred: {
      description: 'Another unit is responsible; the person was told which and why.',
      tags: ['done'],
      on: { COMPLAIN },
    },
    withdrawn: { description: 'The person no longer pursues it.', tags: ['done'], type: 'final' },
  },
});

/** What a person can do with a first contact, in the order of its life. */
export const INQUIRY_ACTIONS = [
  'ANSWER',
  'HAND_OVER',
  'ACCEPT',
  'BOUNCE',
  'GIVE_NOTICE',
  'SUPPLY',
  'REFER',
  'ESCALATE',
  'DESIGNATE',
  'MOVE_PROMISE',
  'COMPLAIN',
  'WITHDRAW',
] as const;
export type InquiryAction = (typeof INQUIRY_ACTIONS)[number];

export const inquiryWorkflow: Workflow<InquiryFacts, InquiryEvent> = {
  kind: 'inquiry',
  machine: inquiryMachine,
  rules: inquiryRules,
  light: inquiryLight,
  clockAt: inquiryClockAt,
  follows: inquiryClues,
  raises: inquiryRaises,
};
