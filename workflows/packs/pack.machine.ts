/** A version of a rule pack: draft → in force → superseded by the next, or withdrawn before it ever held. */
import { assign, setup } from 'xstate';
import { noLight } from '../lights.js';
import type { Effect, Timed, Workflow } from '../step.js';
import { guardsOf } from '../step.js';
import { packRules } from './pack.rules.js';
import type { PackEvent, PackFacts } from './pack-record.js';

type Told = { context: PackFacts; event: Timed<PackEvent> };

/** What each event changes in the facts. */
function changed(facts: PackFacts, event: Timed<PackEvent>): PackFacts {
  switch (event.type) {
    case 'EDIT':
      return { ...facts, title: event.title, source: event.source, systems: event.systems };
    case 'ADD_ARTICLE':
      return { ...facts, articles: [...facts.articles, event.article] };
    case 'EDIT_ARTICLE': {
      const { article } = event;
      return { ...facts, articles: facts.articles.map((one) => (one.id === article.id ? article : one)) };
    }
    case 'REMOVE_ARTICLE':
      return { ...facts, articles: facts.articles.filter(({ id }) => id !== event.article) };
    case 'PUT_IN_FORCE':
      return { ...facts, inForceOn: event.moment.today };
    case 'WITHDRAW':
      return { ...facts, withdrawReason: event.reason };
    case 'SUPERSEDE':
      return facts;
  }
}

/** The version before it makes way. */
function makesWay({ version }: PackFacts, event: Timed<PackEvent>): Effect[] {
  if (event.type !== 'PUT_IN_FORCE' || !event.before) return [];
  return [{ type: 'put', params: { kind: 'pack', id: event.before.id, event: { type: 'SUPERSEDE', version } } }];
}

const workshop = setup({
  types: { context: {} as PackFacts, events: {} as Timed<PackEvent>, input: {} as PackFacts },
  guards: guardsOf<PackFacts, PackEvent, keyof typeof packRules>(packRules),
  actions: {
    change: assign(({ context, event }) => changed(context, event)),
    effects: (_, _params: { list: Effect[] }) => {},
  },
});

const MAKES_WAY = {
  type: 'effects',
  params: ({ context, event }: Told) => ({ list: makesWay(context, event) }),
} as const;

export const packMachine = workshop.createMachine({
  id: 'pack',
  version: '1',
  context: ({ input }) => input,
  initial: 'draft',
  states: {
    draft: {
      description: 'Being written: its articles can be changed, nothing goes by it.',
      tags: ['open'],
      on: {
        EDIT: { guard: 'edit', actions: 'change' },
        ADD_ARTICLE: { guard: 'addArticle', actions: 'change' },
        EDIT_ARTICLE: { guard: 'editArticle', actions: 'change' },
        REMOVE_ARTICLE: { guard: 'removeArticle', actions: 'change' },
        PUT_IN_FORCE: { guard: 'putInForce', target: 'inForce', actions: [MAKES_WAY, 'change'] },
        WITHDRAW: { guard: 'withReason', target: 'withdrawn', actions: 'change' },
      },
    },
    inForce: {
      description: 'Campaigns can go by it; it is never changed, only followed by another version.',
      tags: ['done'],
      on: { SUPERSEDE: { guard: 'onlySystem', target: 'superseded', actions: 'change' } },
    },
    superseded: {
      description: 'A later version is in force; what started under this one goes on under it.',
      tags: ['done'],
      type: 'final',
    },
    withdrawn: { description: 'The draft was dropped and never held.', tags: ['done'], type: 'final' },
  },
});

/** What a person can do with a pack, in the order of its life. */
export const PACK_ACTIONS = [
  'EDIT',
  'ADD_ARTICLE',
  'EDIT_ARTICLE',
  'REMOVE_ARTICLE',
  'PUT_IN_FORCE',
  'WITHDRAW',
] as const satisfies readonly PackEvent['type'][];
export type PackAction = (typeof PACK_ACTIONS)[number];

/** No light of its own, nothing that time alone changes. */
export const packWorkflow: Workflow<PackFacts, PackEvent> = {
  kind: 'pack',
  machine: packMachine,
  rules: packRules,
  light: (_state, { draftedOn }) => noLight('light.none', draftedOn),
  adds: ['ADD_ARTICLE'],
  clockAt: () => null,
  raises: () => [],
};
