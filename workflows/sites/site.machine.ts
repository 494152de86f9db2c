/** An exemplary site: nominated → preparing → ready → accepted | sentBack → featured → retired (DESIGN 5). */
import { assign, setup } from 'xstate';
import type { NotifyEffect, Timed, Workflow } from '../step.js';
import { guardsOf } from '../step.js';
import { changed } from './changes.js';
import { siteClockAt, siteLight, siteRaises } from './light.js';
import { siteRules } from './rules.js';
import type { SiteEvent, SiteEventType, SiteFacts } from './site.js';

type Told = { context: SiteFacts; event: Timed<SiteEvent> };

const tell =
  (template: string, to: (facts: SiteFacts) => NotifyEffect['params']['to'], values?: (told: Told) => object) =>
  ({ context, event }: Told): NotifyEffect['params'] => ({
    template,
    to: to(context),
    values: { name: context.name, ...values?.({ context, event }) },
  });
const department = (facts: SiteFacts) => ({ department: facts.department });
const acceptance = () => ({ posts: ['campaign_office', 'reviewer'] });
const reason = ({ event }: Told) => ({ reason: 'reason' in event ? event.reason : '' });
const copying = ({ event }: Told) => ({ practice: event.type === 'RECORD_COPY' ? event.practice : '' });

const workshop = setup({
  types: { context: {} as SiteFacts, events: {} as Timed<SiteEvent>, input: {} as SiteFacts },
  guards: guardsOf<SiteFacts, SiteEvent, keyof typeof siteRules>(siteRules),
  actions: {
    change: assign(({ context, event }) => changed(context, event)),
    notify: (_, _params: NotifyEffect['params']) => {},
  },
});

const PREPARE = { target: 'preparing', actions: 'change' } as const;
const RETIRE = { guard: 'retire', target: 'retired', actions: 'change' } as const;
const CLOCK = { guard: 'onlySystem', actions: 'change' } as const;
/** Who has copied the practice is recorded from the moment the site can be seen. */
const copies = {
  RECORD_COPY: {
    guard: 'recordCopy',
    actions: [
      'change',
      {
        type: 'notify',
        params: ({ context, event }: Told) => ({
          ...tell('site.toCopy', department, copying)({ context, event }),
          to: { department: event.type === 'RECORD_COPY' ? event.department : '' },
        }),
      },
    ],
  },
  COPY_DONE: { guard: 'copyDone', actions: 'change' },
} as const;

export const siteMachine = workshop.createMachine({
  id: 'site',
  version: '1',
  context: ({ input }) => input,
  initial: 'nominated',
  states: {
    nominated: {
      description: 'Named as an example; its department has not begun.',
      tags: ['open', 'waiting'],
      on: { PREPARE, RETIRE, CLOCK },
    },
    preparing: {
      description: 'Its department prepares the five dimensions.',
      tags: ['open'],
      on: {
        DESCRIBE: { guard: 'describe', actions: 'change' },
        ATTACH: { guard: 'attach', actions: 'change' },
        REPORT_READY: {
          guard: 'reportReady',
          target: 'ready',
          actions: ['change', { type: 'notify', params: tell('site.ready', acceptance) }],
        },
        WITHDRAW_EVIDENCE: { guard: 'withdraw', actions: 'change' },
        RETIRE,
        CLOCK,
      },
    },
    ready: {
      description: 'Prepared; waits for the acceptance visit.',
      tags: ['open', 'waiting'],
      on: {
        ACCEPT: {
          guard: 'visited',
          target: 'accepted',
          actions: ['change', { type: 'notify', params: tell('site.accepted', department) }],
        },
        SEND_BACK: {
          guard: 'visited',
          target: 'sentBack',
          actions: ['change', { type: 'notify', params: tell('site.sentBack', department, reason) }],
        },
        RETIRE,
        CLOCK,
      },
    },
    sentBack: {
      description: 'Not accepted; to be prepared again.',
      tags: ['open', 'waiting'],
      on: { PREPARE, RETIRE, CLOCK },
    },
    accepted: {
      description: 'Accepted on all five dimensions.',
      tags: ['done'],
      on: {
        FEATURE: {
          target: 'featured',
          actions: ['change', { type: 'notify', params: tell('site.featured', department) }],
        },
        ...copies,
        RETIRE,
      },
    },
    featured: { description: 'Shown to others as an example.', tags: ['done'], on: { ...copies, RETIRE } },
    retired: { description: 'No longer an example.', tags: ['done'], type: 'final' },
  },
});

/** The site as the write path needs it. */
export const siteWorkflow: Workflow<SiteFacts, SiteEvent> = {
  kind: 'site',
  machine: siteMachine,
  rules: siteRules,
  light: siteLight,
  adds: ['ATTACH', 'RECORD_COPY'],
  clockAt: siteClockAt,
  created: (_, facts) => [
    {
      type: 'notify',
      params: {
        template: 'site.nominated',
        to: department(facts),
        values: { name: facts.name, due: facts.readyBy.to, reason: facts.reason },
      },
    },
  ],
  raises: siteRaises,
};

export const SITE_ACTIONS = [
  'PREPARE',
  'DESCRIBE',
  'ATTACH',
  'REPORT_READY',
  'ACCEPT',
  'SEND_BACK',
  'FEATURE',
  'RECORD_COPY',
  'COPY_DONE',
  'WITHDRAW_EVIDENCE',
  'RETIRE',
] as const satisfies readonly SiteEventType[];
