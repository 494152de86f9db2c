/**
 * One task of a campaign, from the breakdown to close-out (DESIGN 5; HANDBOOK 2.4).
 * Pure: time arrives as CLOCK, what is wanted elsewhere leaves as named effects. Guards are the rules of rules.ts,
 * the facts change in changes.ts, the light is computed in light.ts.
 */
import { assign, setup } from 'xstate';
import type { Effect, NotifyEffect, Timed, Workflow } from '../step.js';
import { guardsOf } from '../step.js';
import { changed } from './changes.js';
import { taskClues } from './clues.js';
import {
  chase,
  extension,
  lead,
  leadingGroup,
  newDue,
  office,
  reason,
  reviewers,
  splitOff,
  tell,
  tellAssigned,
  tellNewSupporters,
  tellRejected,
  toParent,
} from './effects.js';
import { taskClockAt, taskLight, taskRaises } from './light.js';
import { taskRules } from './rules.js';
import type { TaskEvent, TaskEventType, TaskFacts, TaskState } from './task.js';

const resumed = ['change', { type: 'notify', params: tell('task.resumed', lead) }] as const;

const workshop = setup({
  types: { context: {} as TaskFacts, events: {} as Timed<TaskEvent>, input: {} as TaskFacts },
  guards: guardsOf<TaskFacts, TaskEvent, keyof typeof taskRules>(taskRules),
  actions: {
    change: assign(({ context, event }) => changed(context, event, event.moment, event.from as TaskState)),
    notify: (_, _params: NotifyEffect['params']) => {},
    effects: (_, _params: { list: Effect[] }) => {},
  },
});

/** The leading group can stop any open task; the pause is added to the due date when it goes on. */
const whileOpen = {
  SUSPEND: {
    guard: 'suspend',
    target: 'suspended',
    actions: ['change', { type: 'notify', params: tell('task.suspended', lead, reason) }],
  },
  CANCEL: {
    guard: 'cancel',
    target: 'cancelled',
    actions: [
      'change',
      { type: 'notify', params: tell('task.cancelled', lead, reason) },
      { type: 'effects', params: toParent('SUBTASK_CLOSED') },
    ],
  },
  MOVE: { guard: 'move', actions: 'change' },
  SUBTASK_ADDED: { guard: 'onlySystem', actions: 'change' },
  SUBTASK_CLOSED: { guard: 'onlySystem', actions: 'change' },
  SUBTASK_REOPENED: { guard: 'onlySystem', actions: 'change' },
  CLOCK: { guard: 'onlySystem', actions: 'change' },
} as const;

const amend = {
  guard: 'amend',
  actions: [
    { type: 'effects', params: tellNewSupporters },
    'change',
    { type: 'notify', params: tell('task.amended', lead, reason) },
  ],
} as const;
const split = { guard: 'split', actions: ['change', { type: 'effects', params: splitOff }] } as const;
const attach = { guard: 'attach', actions: 'change' } as const;
const reviewEvidence = {
  guard: 'reviewEvidence',
  actions: ['change', { type: 'effects', params: tellRejected }],
} as const;

export const taskMachine = workshop.createMachine({
  id: 'task',
  version: '1',
  context: ({ input }) => input,
  initial: 'draft',
  states: {
    draft: {
      description: 'Being broken down; nobody is responsible yet.',
      tags: ['planned'],
      on: {
        EDIT: { guard: 'edit', actions: 'change' },
        ASSIGN: { guard: 'assign', target: 'assigned', actions: ['change', { type: 'effects', params: tellAssigned }] },
        SPLIT: split,
        MOVE: whileOpen.MOVE,
        CANCEL: {
          guard: 'cancel',
          target: 'cancelled',
          actions: ['change', { type: 'effects', params: toParent('SUBTASK_CLOSED') }],
        },
        SUBTASK_ADDED: { guard: 'onlySystem', actions: 'change' },
        SUBTASK_CLOSED: { guard: 'onlySystem', actions: 'change' },
        SUBTASK_REOPENED: { guard: 'onlySystem', actions: 'change' },
      },
    },
    assigned: {
      description: 'One lead department has it and must acknowledge or return it within the time set.',
      tags: ['open', 'waiting'],
      on: {
        ACKNOWLEDGE: { target: 'active', actions: 'change' },
        RETURN: {
          guard: 'returnIt',
          target: 'returned',
          actions: ['change', { type: 'notify', params: tell('task.returned', office, reason) }],
        },
        AMEND: amend,
        SPLIT: split,
        CHASE: { actions: { type: 'notify', params: tell('task.chased', lead, chase) } },
        ...whileOpen,
      },
    },
    returned: {
      description: 'The department says it is not the right one; the office answers or designates another.',
      tags: ['open', 'waiting'],
      on: {
        REASSIGN: {
          guard: 'reassign',
          target: 'assigned',
          actions: ['change', { type: 'effects', params: tellAssigned }],
        },
        AMEND: amend,
        ...whileOpen,
      },
    },
    active: {
      description: 'The lead department is at work and reports.',
      tags: ['open'],
      on: {
        REPORT: { guard: 'report', actions: 'change' },
        PASS_CHECKPOINT: { guard: 'passCheckpoint', actions: 'change' },
        ATTACH: attach,
        SUBMIT: {
          guard: 'submit',
          target: 'submitted',
          actions: ['change', { type: 'notify', params: tell('task.submitted', reviewers) }],
        },
        REQUEST_EXTENSION: {
          guard: 'requestExtension',
          actions: ['change', { type: 'notify', params: tell('task.extensionAsked', leadingGroup, extension) }],
        },
        APPROVE_EXTENSION: {
          guard: 'approveExtension',
          actions: ['change', { type: 'notify', params: tell('task.extensionApproved', lead, newDue) }],
        },
        REFUSE_EXTENSION: {
          guard: 'refuseExtension',
          actions: ['change', { type: 'notify', params: tell('task.extensionRefused', lead, reason) }],
        },
        ASK_FOR_COORDINATION: {
          guard: 'askForCoordination',
          actions: ['change', { type: 'notify', params: tell('task.coordinationAsked', office) }],
        },
        SETTLE_COORDINATION: {
          guard: 'settleCoordination',
          actions: ['change', { type: 'notify', params: tell('task.coordinationSettled', lead) }],
        },
        WITHDRAW_EVIDENCE: { guard: 'withdrawEvidence', actions: 'change' },
        REVIEW_EVIDENCE: reviewEvidence,
        AMEND: amend,
        SPLIT: split,
        CHASE: { actions: { type: 'notify', params: tell('task.chased', lead, chase) } },
        ...whileOpen,
      },
    },
    submitted: {
      description: 'Reported done; a reviewer who did not report it judges date, quality and quantity.',
      tags: ['open', 'waiting'],
      on: {
        ACCEPT: {
          guard: 'accept',
          target: 'closed',
          actions: [
            'change',
            { type: 'notify', params: tell('task.accepted', lead) },
            { type: 'effects', params: toParent('SUBTASK_CLOSED') },
          ],
        },
        REDO: {
          guard: 'judge',
          target: 'active',
          actions: ['change', { type: 'notify', params: tell('task.redo', lead, reason) }],
        },
        REVIEW_EVIDENCE: reviewEvidence,
        ...whileOpen,
      },
    },
    suspended: {
      description: 'Waiting for something outside; the working days that pass are added to the due date.',
      tags: ['open', 'waiting'],
      on: {
        RESUME: [
          { guard: 'wasAssigned', target: 'assigned', actions: resumed },
          { guard: 'wasReturned', target: 'returned', actions: resumed },
          { guard: 'wasSubmitted', target: 'submitted', actions: resumed },
          { guard: 'wasActive', target: 'active', actions: resumed },
        ],
        CANCEL: whileOpen.CANCEL,
        MOVE: whileOpen.MOVE,
        SUBTASK_ADDED: { guard: 'onlySystem', actions: 'change' },
        SUBTASK_CLOSED: { guard: 'onlySystem', actions: 'change' },
        SUBTASK_REOPENED: { guard: 'onlySystem', actions: 'change' },
      },
    },
    closed: {
      description: 'Accepted and closed out; a re-visit may open it again.',
      tags: ['done'],
      on: {
        REOPEN: {
          guard: 'reopen',
          target: 'active',
          actions: [
            'change',
            { type: 'notify', params: tell('task.reopened', lead, reason) },
            { type: 'effects', params: toParent('SUBTASK_REOPENED') },
          ],
        },
        SUBTASK_ADDED: { guard: 'onlySystem', actions: 'change' },
        SUBTASK_CLOSED: { guard: 'onlySystem', actions: 'change' },
        SUBTASK_REOPENED: { guard: 'onlySystem', actions: 'change' },
      },
    },
    cancelled: {
      description: 'Stopped by the leading group.',
      tags: ['done'],
      type: 'final',
    },
  },
});

/** The task as the write path needs it. */
export const taskWorkflow: Workflow<TaskFacts, TaskEvent> = {
  kind: 'task',
  machine: taskMachine,
  rules: taskRules,
  light: taskLight,
  adds: ['REPORT', 'CHASE', 'ATTACH'],
  clockAt: taskClockAt,
  // A part says so to the whole; the whole may already know it (a split), then nothing changes.
  created: (id, { parent }) =>
    parent === null
      ? []
      : [{ type: 'put', params: { kind: 'task', id: parent, event: { type: 'SUBTASK_ADDED', subtask: id } } }],
  follows: taskClues,
  raises: taskRaises,
};

/** What people may do with a task, in the order a page offers it; CLOCK and the subtask events are not for people. */
export const TASK_ACTIONS = [
  'ACKNOWLEDGE',
  'REPORT',
  'SUBMIT',
  'PASS_CHECKPOINT',
  'ATTACH',
  'REQUEST_EXTENSION',
  'ASK_FOR_COORDINATION',
  'RETURN',
  'ACCEPT',
  'REDO',
  'REVIEW_EVIDENCE',
  'WITHDRAW_EVIDENCE',
  'ASSIGN',
  'REASSIGN',
  'APPROVE_EXTENSION',
  'REFUSE_EXTENSION',
  'SETTLE_COORDINATION',
  'CHASE',
  'EDIT',
  'AMEND',
  'SPLIT',
  'MOVE',
  'RESUME',
  'SUSPEND',
  'CANCEL',
  'REOPEN',
] as const satisfies readonly TaskEventType[];
export type TaskAction = (typeof TASK_ACTIONS)[number];
