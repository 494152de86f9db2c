/** A campaign from its first draft to the archive (DESIGN 5). */
import { assign, setup } from 'xstate';
import { noLight } from '../lights.js';
import type { Timed, Workflow } from '../step.js';
import { guardsOf } from '../step.js';
import type { CampaignEvent, CampaignEventType, CampaignFacts } from './campaign.js';
import { campaignRules } from './rules.js';

/** What each event changes in the facts. */
function changed(facts: CampaignFacts, event: CampaignEvent): CampaignFacts {
  switch (event.type) {
    case 'EDIT':
      return { ...facts, title: event.title, inspection: event.inspection };
    case 'CHANGE_SETTINGS':
      return { ...facts, settings: event.settings };
    case 'CHANGE_CHECKLIST':
      return { ...facts, checklist: event.checklist };
    case 'ADOPT_PACK':
      return { ...facts, pack: event.pack };
    default:
      return facts;
  }
}

const workshop = setup({
  types: { context: {} as CampaignFacts, events: {} as Timed<CampaignEvent>, input: {} as CampaignFacts },
  guards: guardsOf<CampaignFacts, CampaignEvent, keyof typeof campaignRules>(campaignRules),
  actions: { change: assign(({ context, event }) => changed(context, event)) },
});

const whileOpen = {
  EDIT: { guard: 'edit', actions: 'change' },
  CHANGE_SETTINGS: { guard: 'changeSettings', actions: 'change' },
  CHANGE_CHECKLIST: { guard: 'changeChecklist', actions: 'change' },
  ADOPT_PACK: { guard: 'adoptPack', actions: 'change' },
} as const;

export const campaignMachine = workshop.createMachine({
  id: 'campaign',
  version: '1',
  context: ({ input }) => input,
  initial: 'draft',
  states: {
    draft: {
      description: 'Being planned; departments do not see it yet.',
      tags: ['planned'],
      on: { START: { target: 'running' }, ...whileOpen },
    },
    running: {
      description: 'Phases are open, tasks are at work.',
      tags: ['open'],
      on: { AWAIT_INSPECTION: { guard: 'awaitInspection', target: 'awaitingInspection' }, ...whileOpen },
    },
    awaitingInspection: {
      description: 'Everything is prepared; the level above is to inspect.',
      tags: ['open', 'waiting'],
      on: { RECORD_INSPECTION: { target: 'inspected' }, ...whileOpen },
    },
    inspected: {
      description: 'The level above has inspected; what it found is put right.',
      tags: ['open'],
      on: { CONCLUDE: { guard: 'conclude', target: 'concluded' }, ...whileOpen },
    },
    concluded: { description: 'All phases are closed.', tags: ['done'], on: { ARCHIVE: { target: 'archived' } } },
    archived: { description: 'Kept for reading only.', tags: ['done'], type: 'final' },
  },
});

/** The campaign as the write path needs it: no light of its own, nothing that time alone changes. */
export const campaignWorkflow: Workflow<CampaignFacts, CampaignEvent> = {
  kind: 'campaign',
  machine: campaignMachine,
  rules: campaignRules,
  light: (_state, facts) => noLight('light.none', facts.startOn),
  clockAt: () => null,
  raises: () => [],
};

export const CAMPAIGN_ACTIONS = [
  'START',
  'AWAIT_INSPECTION',
  'RECORD_INSPECTION',
  'CONCLUDE',
  'ARCHIVE',
  'EDIT',
  'CHANGE_SETTINGS',
  'CHANGE_CHECKLIST',
  'ADOPT_PACK',
] as const satisfies readonly CampaignEventType[];
