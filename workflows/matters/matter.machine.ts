/** A matter from receipt to delivery (HANDBOOK 2.2); its clock runs in `accepted` alone and stands in `paused`. */
import { assign, setup } from 'xstate';
import type { Effect, Timed, Workflow } from '../step.js';
import { guardsOf } from '../step.js';
import { acceptedByLaw, changed, consented, letter } from './changes.js';
import { matterClues } from './clues.js';
import { matterClockAt, matterLight, matterRaises } from './light.js';
import { askedExtension, type MatterEvent, type MatterFacts } from './matter.js';
import { matterRules } from './rules.js';

type Told = { context: MatterFacts; event: Timed<MatterEvent> };

const workshop = setup({
  types: { context: {} as MatterFacts, events: {} as Timed<MatterEvent>, input: {} as MatterFacts },
  guards: guardsOf<MatterFacts, MatterEvent, keyof typeof matterRules & string>(matterRules),
  actions: {
    change: assign(({ context, event }) => changed(context, event)),
    acceptByLaw: assign(({ context }) => acceptedByLaw(context)),
    consent: assign(({ context, event }) => consented(context, event)),
    effects: (_, _params: { list: Effect[] }) => {},
  },
});

const effects = (list: (told: Told) => Effect[]) =>
  ({ type: 'effects', params: (told: Told) => ({ list: list(told) }) }) as const;

const head = ({ context }: Told) => ({ department: context.department, posts: ['department_leader' as const] });

const DECIDE = { guard: 'decide', target: 'decided', actions: 'change' } as const;
const WITHDRAW = { guard: 'withReason', target: 'withdrawn', actions: 'change' } as const;
const REASSIGN = {
  guard: 'reassign',
  actions: ['change', effects(({ context }) => [letter(context, 'matter.reassigned', { person: context.handler.id })])],
} as const;
const LOOK = { guard: 'onlySystem', actions: 'change' } as const;

export const matterMachine = workshop.createMachine({
  id: 'matter',
  version: '1',
  context: ({ input }) => input,
  initial: 'submitted',
  states: {
    submitted: {
      description: 'Papers are in; to be accepted, or everything missing told at once.',
      tags: ['open'],
      on: {
        ACCEPT: { guard: 'accept', target: 'accepted', actions: 'change' },
        ASK_FOR_PAPERS: { guard: 'askForPapers', target: 'correction', actions: 'change' },
        NOT_ACCEPT: {
          guard: 'notAccept',
          target: 'notAccepted',
          actions: 'change',
        },
        DECIDE,
        REASSIGN,
        WITHDRAW,
        CLOCK: [{ guard: 'deemedAccepted', target: 'accepted', actions: 'acceptByLaw' }, LOOK],
      },
    },
    correction: {
      description: 'Everything missing was told once; waits for the papers.',
      tags: ['open', 'waiting'],
      on: { SUPPLY: { guard: 'supply', target: 'submitted', actions: 'change' }, REASSIGN, WITHDRAW },
    },
    accepted: {
      description: 'The clock runs to the promised day.',
      tags: ['open'],
      on: {
        PAUSE: { guard: 'pause', target: 'paused', actions: 'change' },
        REQUEST_EXTENSION: {
          guard: 'requestExtension',
          actions: [
            'change',
            effects((told) => {
              const asked = askedExtension(told.context);
              return [
                letter(told.context, 'matter.extensionAsked', head(told), {
                  days: asked?.n ?? 0,
                  reason: asked?.reason ?? '',
                }),
              ];
            }),
          ],
        },
        GRANT_EXTENSION: {
          guard: 'grantExtension',
          actions: [
            'change',
            effects(({ context }) => [letter(context, 'matter.extensionGranted', { person: context.handler.id })]),
          ],
        },
        REFUSE_EXTENSION: {
          guard: 'refuseExtension',
          actions: [
            'change',
            effects(({ context }) => [letter(context, 'matter.extensionRefused', { person: context.handler.id })]),
          ],
        },
        RECORD_ABSENCE: { guard: 'recordAbsence', actions: 'change' },
        DECIDE,
        REASSIGN,
        WITHDRAW,
        CLOCK: [{ guard: 'deemedConsent', target: 'consented', actions: 'consent' }, LOOK],
      },
    },
    paused: {
      description: 'The clock stands, for a listed reason and with written notice.',
      tags: ['open', 'waiting'],
      on: {
        RESUME: { guard: 'resume', target: 'accepted', actions: 'change' },
        REASSIGN,
        WITHDRAW,
        CLOCK: LOOK,
      },
    },
    decided: {
      description: 'Decided; the result is to be handed over.',
      tags: ['open'],
      on: { DELIVER: { guard: 'deliver', target: 'delivered', actions: 'change' }, CLOCK: LOOK },
    },
    delivered: { description: 'The result is in the person’s hands.', tags: ['done'], type: 'final' },
    consented: {
      description: 'Nobody answered in time, which counts as consent.',
      tags: ['done', 'late'],
      type: 'final',
    },
    notAccepted: { description: 'Not accepted, with ground and reason.', tags: ['done'], type: 'final' },
    withdrawn: { description: 'The person no longer pursues it.', tags: ['done'], type: 'final' },
  },
});

/** What a person can do with a matter, in the order of its life. */
export const MATTER_ACTIONS = [
  'ACCEPT',
  'ASK_FOR_PAPERS',
  'SUPPLY',
  'NOT_ACCEPT',
  'DECIDE',
  'DELIVER',
  'PAUSE',
  'RESUME',
  'REQUEST_EXTENSION',
  'GRANT_EXTENSION',
  'REFUSE_EXTENSION',
  'RECORD_ABSENCE',
  'REASSIGN',
  'WITHDRAW',
] as const;
export type MatterAction = (typeof MATTER_ACTIONS)[number];

export const matterWorkflow: Workflow<MatterFacts, MatterEvent> = {
  kind: 'matter',
  machine: matterMachine,
  rules: matterRules,
  light: matterLight,
  adds: ['RECORD_ABSENCE'],
  clockAt: matterClockAt,
  follows: matterClues,
  raises: matterRaises,
};
