/** A rating: drafted from counts → published by the office; a failing one gets a letter, is replied to and closed. */
import { assign, setup } from 'xstate';
import type { NotifyEffect, Timed, Workflow } from '../step.js';
import { guardsOf } from '../step.js';
import { ratingClockAt, ratingLight, ratingRaises } from './light.js';
import type { RatingEvent, RatingFacts } from './rating.js';
import { ratingRules } from './rules.js';

type Told = { context: RatingFacts; event: Timed<RatingEvent> };

function changed(facts: RatingFacts, event: Timed<RatingEvent>): RatingFacts {
  const { today, actor } = event.moment;
  switch (event.type) {
    case 'RECOUNT': {
      const { parts, points, grade } = event;
      return { ...facts, parts, points, grade, draftedOn: today };
    }
    case 'PUBLISH':
      return { ...facts, remark: event.remark, publishedOn: today };
    case 'SEND_LETTER':
      return { ...facts, letter: { text: event.text, replyBy: event.replyBy, on: today, by: actor.name } };
    case 'REPLY':
      return { ...facts, reply: { text: event.text, on: today, by: actor.name } };
    case 'RETURN_REPLY':
      return { ...facts, letter: facts.letter && { ...facts.letter, replyBy: event.replyBy } };
    case 'CLOSE':
      return { ...facts, closingNote: event.note };
    case 'CLOCK':
      return facts;
  }
}

const workshop = setup({
  types: { context: {} as RatingFacts, events: {} as Timed<RatingEvent>, input: {} as RatingFacts },
  guards: guardsOf<RatingFacts, RatingEvent, keyof typeof ratingRules>(ratingRules),
  actions: {
    change: assign(({ context, event }) => changed(context, event)),
    notify: (_, _params: NotifyEffect['params']) => {},
  },
});

const tell = (template: string, to: (facts: RatingFacts) => NotifyEffect['params']['to']) =>
  ({
    type: 'notify',
    params: ({ context, event }: Told) => ({
      template,
      to: to(context),
      values: {
        quarter: context.quarter,
        due: context.letter?.replyBy ?? '',
        reason: 'reason' in event ? event.reason : '',
      },
    }),
  }) as const;
const leaders = ({ department }: RatingFacts) => ({ department, posts: ['department_leader'] });
const office = () => ({ posts: ['campaign_office'] });
const CLOCK = { guard: 'onlySystem', actions: 'change' } as const;

export const ratingMachine = workshop.createMachine({
  id: 'rating',
  version: '1',
  context: ({ input }) => input,
  initial: 'drafted',
  states: {
    drafted: {
      description: 'Computed from what was counted; the office looks at it before it is published.',
      tags: ['open', 'waiting'],
      on: {
        RECOUNT: { guard: 'onlySystem', actions: 'change' },
        PUBLISH: { guard: 'publish', target: 'published', actions: ['change', tell('rating.published', leaders)] },
      },
    },
    published: {
      description: 'Published; nothing follows unless it fails.',
      tags: ['done'],
      on: {
        SEND_LETTER: { guard: 'sendLetter', target: 'lettered', actions: ['change', tell('rating.letter', leaders)] },
      },
    },
    lettered: {
      description: 'A recommendation letter was sent; the department says by its day what it has put right.',
      tags: ['open', 'waiting'],
      on: { REPLY: { guard: 'reply', target: 'replied', actions: ['change', tell('rating.replied', office)] }, CLOCK },
    },
    replied: {
      description: 'The department has replied.',
      tags: ['open', 'waiting'],
      on: {
        RETURN_REPLY: {
          guard: 'returnReply',
          target: 'lettered',
          actions: ['change', tell('rating.returned', leaders)],
        },
        CLOSE: { guard: 'close', target: 'closed', actions: 'change' },
      },
    },
    closed: { description: 'What was recommended has been put right.', tags: ['done'], type: 'final' },
  },
});

/** What a person can do with a rating, in the order of its life. */
export const RATING_ACTIONS = ['PUBLISH', 'SEND_LETTER', 'REPLY', 'RETURN_REPLY', 'CLOSE'] as const;
export type RatingAction = (typeof RATING_ACTIONS)[number];

export const ratingWorkflow: Workflow<RatingFacts, RatingEvent> = {
  kind: 'rating',
  machine: ratingMachine,
  rules: ratingRules,
  light: ratingLight,
  clockAt: ratingClockAt,
  raises: ratingRaises,
};
