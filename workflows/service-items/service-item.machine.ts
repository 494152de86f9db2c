/** An item of service: drafted → published on the timetable → withdrawn, from where it can come back as a draft. */
import { assign, setup } from 'xstate';
import { noLight } from '../lights.js';
import type { Timed, Workflow } from '../step.js';
import { guardsOf } from '../step.js';
import { changed } from './changes.js';
import { serviceItemRules } from './rules.js';
import type { ServiceItemEvent, ServiceItemFacts } from './service-item.js';

const workshop = setup({
  types: { context: {} as ServiceItemFacts, events: {} as Timed<ServiceItemEvent>, input: {} as ServiceItemFacts },
  guards: guardsOf<ServiceItemFacts, ServiceItemEvent, keyof typeof serviceItemRules>(serviceItemRules),
  actions: { change: assign(({ context, event }) => changed(context, event)) },
});

export const serviceItemMachine = workshop.createMachine({
  id: 'serviceItem',
  version: '1',
  context: ({ input }) => input,
  initial: 'draft',
  states: {
    draft: {
      description: 'Entered, not on the timetable.',
      tags: ['open', 'waiting'],
      on: {
        PUBLISH: { guard: 'publish', target: 'published', actions: 'change' },
        EDIT: { guard: 'edit', actions: 'change' },
        WITHDRAW: { guard: 'withdraw', target: 'withdrawn', actions: 'change' },
      },
    },
    published: {
      description: 'On the public timetable; every change is kept with its reason.',
      tags: ['open'],
      on: {
        EDIT: { guard: 'change', actions: 'change' },
        WITHDRAW: { guard: 'withdraw', target: 'withdrawn', actions: 'change' },
      },
    },
    withdrawn: {
      description: 'Off the timetable: abolished, or merged into another item.',
      tags: ['done'],
      on: { REOPEN: { guard: 'withReason', target: 'draft', actions: 'change' } },
    },
  },
});

/** What a person can do with an item, in the order of its life. */
export const SERVICE_ITEM_ACTIONS = ['PUBLISH', 'EDIT', 'WITHDRAW', 'REOPEN'] as const;
export type ServiceItemAction = (typeof SERVICE_ITEM_ACTIONS)[number];

/** An item carries no light: nothing in it falls due, its matters do. */
export const serviceItemWorkflow: Workflow<ServiceItemFacts, ServiceItemEvent> = {
  kind: 'serviceItem',
  machine: serviceItemMachine,
  rules: serviceItemRules,
  light: (state, facts) =>
    noLight(`light.serviceItem.${state}`, facts.withdrawnOn ?? facts.publishedOn ?? facts.startedOn),
  clockAt: () => null,
  raises: () => [],
};
