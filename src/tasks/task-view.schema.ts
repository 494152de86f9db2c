/** What the API shows of a task. */
import { z } from 'zod';
import { PERIODS } from '../../workflows/tasks/recurrence.js';
import { TASK_STATES } from '../../workflows/tasks/task.js';
import { allowedView, lightShape } from '../cards/record-view.js';
import { taskEventSchemas } from './task-event.schema.js';

const day = z.iso.date();
const instant = z.iso.datetime();
const dayOrNone = day.nullable();

export const fuzzyView = z.object({
  from: day,
  to: day,
  text: z.string().meta({ description: 'As the document says it, or as people write the days.' }),
});

/** A task in a list. */
export const taskItem = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  campaign: z.string(),
  phase: z.string(),
  leadDepartment: z.string().nullable(),
  coDepartments: z.array(z.string()),
  state: z.enum(TASK_STATES),
  light: lightShape,
  due: fuzzyView.nullable(),
  percent: z.int().min(0).max(100),
  rev: z.int(),
  allowed: allowedView(Object.keys(taskEventSchemas)),
});

export const taskList = z.object({
  items: z.array(taskItem),
  next: z.string().nullable().meta({ description: 'Pass it as `after` for the next page; null on the last one.' }),
});

export const evidenceView = z.object({
  file: z.string(),
  name: z.string(),
  size: z.int().meta({ description: 'Bytes.' }),
  sha256: z.string(),
  type: z.string(),
  by: z.string(),
  byName: z.string(),
  department: z.string(),
  at: instant,
  about: z.string().meta({ description: 'The checkpoint or dimension it belongs to; empty = the outcome.' }),
  review: z.enum(['inReview', 'approved', 'rejected', 'withdrawn']),
  remark: z.string(),
});

/** A task with everything known of it. */
export const taskDetail = taskItem.extend({
  requirement: z.string(),
  outcomes: z.array(z.string()),
  origin: z.enum(['mandated', 'local']),
  source: z
    .object({ document: z.string(), place: z.string(), before: z.string(), quote: z.string(), after: z.string() })
    .nullable(),
  parent: z.string().nullable(),
  subtasks: z.array(z.object({ id: z.string(), open: z.boolean() })),
  weight: z.int(),
  order: z.number().nullable().meta({ description: 'Its place among those beside it; null = by code.' }),
  readinessItem: z.string(),
  promisedDue: fuzzyView.nullable(),
  hardDate: dayOrNone,
  dueSum: z
    .array(z.object({ kind: z.string(), days: z.int(), date: day }))
    .meta({ description: 'The deadline, term by term.' }),
  checkpoints: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      due: fuzzyView,
      evidenceRequired: z.boolean(),
      passedOn: dayOrNone,
      note: z.string(),
    }),
  ),
  reportEvery: z.int().meta({ description: 'Working days between two reports; 0 = none asked.' }),
  recurs: z
    .object({
      every: z.enum(PERIODS),
      times: z.int(),
      day: z.int().nullable().meta({ description: 'Day of the month by which it is owed.' }),
      text: z.string().meta({ description: "The document's own words." }),
    })
    .nullable()
    .meta({ description: 'How the duty comes round; each time it is owed is a checkpoint. Null = once.' }),
  assignedOn: dayOrNone,
  acknowledgeBy: dayOrNone,
  acknowledgedOn: dayOrNone,
  returns: z.int(),
  returnReason: z.string(),
  finalDesignation: z.boolean(),
  lastReport: z
    .object({
      text: z.string(),
      percent: z.int(),
      problem: z.string(),
      nextStep: z.string(),
      on: day,
      by: z.string(),
    })
    .nullable(),
  parts: z.array(z.object({ department: z.string(), text: z.string(), done: z.boolean(), on: day })),
  evidence: z.array(evidenceView),
  extension: z
    .object({ to: day, reason: z.string(), progress: z.string(), by: z.string(), on: day })
    .nullable()
    .meta({ description: 'The request that waits for an answer.' }),
  coordination: z.object({ question: z.string(), by: z.string(), on: day }).nullable(),
  suspendedOn: dayOrNone,
  suspendReason: z.string(),
  outcome: z.string(),
  submittedOn: dayOrNone,
  closedOn: dayOrNone,
  lateDays: z.int(),
  judgement: z
    .object({
      onTime: z.boolean(),
      quality: z.boolean(),
      quantity: z.boolean(),
      remark: z.string(),
      by: z.string(),
      on: day,
    })
    .nullable(),
  cancelReason: z.string(),
  createdAt: instant,
  updatedAt: instant,
});

export const createdTask = z.object({
  id: z.string(),
  code: z.string(),
  campaign: z.string(),
  phase: z.string(),
  rev: z.int(),
});
