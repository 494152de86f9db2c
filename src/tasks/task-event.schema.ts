/** What may be sent with each event of a task; one schema serves the form, the API and its OpenAPI description. */
import { z } from 'zod';
import { exactDate } from '../../workflows/dates.js';
import { OCCURRENCES_MOST } from '../../workflows/tasks/recurrence.js';
import type { TaskEvent } from '../../workflows/tasks/task.js';
import type { TaskAction } from '../../workflows/tasks/task.machine.js';
import { idFrom } from '../platform/ids.js';
import { checkbox, civilDate, departmentId, listOf, recordId, requiredText, text } from '../platform/validate.js';

const fuzzyDate = z.strictObject({ from: civilDate, to: civilDate, text: text(60).default('') });
const reason = requiredText(2_000);

/** A task's plan as JSON. */
export const taskPlan = z.strictObject({
  title: requiredText(200),
  requirement: text(4_000).default(''),
  outcomes: z.array(requiredText(300)).max(20).default([]),
  origin: z.enum(['mandated', 'local']).default('local'),
  leadDepartment: departmentId.nullable().default(null),
  coDepartments: z.array(departmentId).max(60).default([]),
  weight: z.number().int().min(1).max(100).default(1),
  readinessItem: z
    .string()
    .regex(/^[a-zA-Z0-9]{0,40}$/)
    .default(''),
  due: fuzzyDate.nullable().default(null),
  checkpoints: z
    .array(
      z.strictObject({
        key: z.string().regex(/^[a-zA-Z0-9-]{1,40}$/),
        title: requiredText(120),
        due: fuzzyDate,
        evidenceRequired: z.boolean().default(false),
      }),
    )
    .max(OCCURRENCES_MOST)
    .default([]),
  reportEvery: z.number().int().min(0).max(60).default(0),
});

/** Events with what they carry. ATTACH is not here: a file comes as an upload, and its facts are the server's. */
export const taskEventSchemas = {
  EDIT: z.strictObject({ plan: taskPlan }),
  MOVE: z.strictObject({ order: z.number().meta({ description: 'Its place among those beside it.' }) }),
  ASSIGN: z.strictObject({}),
  ACKNOWLEDGE: z.strictObject({}),
  RETURN: z.strictObject({ reason }),
  REASSIGN: z.strictObject({ leadDepartment: departmentId, answer: text(2_000).default('') }),
  AMEND: z.strictObject({
    title: requiredText(200),
    requirement: text(4_000).default(''),
    coDepartments: listOf(departmentId, 60).default([]),
    reason,
  }),
  SPLIT: z.strictObject({
    parts: z
      .array(
        z.strictObject({
          title: requiredText(200),
          leadDepartment: departmentId.nullable().default(null),
          due: civilDate.nullable().default(null),
        }),
      )
      .max(30),
  }),
  REPORT: z.strictObject({
    text: requiredText(4_000),
    percent: z.coerce.number().int().min(0).max(100).default(0),
    reason: text(1_000).default(''),
    problem: text(1_000).default(''),
    nextStep: text(1_000).default(''),
    done: checkbox.default(false),
  }),
  PASS_CHECKPOINT: z.strictObject({ checkpoint: z.string().max(40), note: text(1_000).default('') }),
  WITHDRAW_EVIDENCE: z.strictObject({ file: recordId, reason }),
  REVIEW_EVIDENCE: z.strictObject({
    file: recordId,
    verdict: z.enum(['approved', 'rejected']),
    remark: text(1_000).default(''),
  }),
  REQUEST_EXTENSION: z.strictObject({ to: civilDate, reason, progress: requiredText(2_000) }),
  APPROVE_EXTENSION: z.strictObject({ remark: text(1_000).default('') }),
  REFUSE_EXTENSION: z.strictObject({ reason }),
  ASK_FOR_COORDINATION: z.strictObject({ question: requiredText(2_000) }),
  SETTLE_COORDINATION: z.strictObject({ decision: requiredText(2_000) }),
  CHASE: z.strictObject({ text: text(500).default('') }),
  SUBMIT: z.strictObject({ outcome: requiredText(4_000) }),
  ACCEPT: z.strictObject({
    onTime: checkbox.default(false),
    quality: checkbox.default(false),
    quantity: checkbox.default(false),
    remark: text(2_000).default(''),
  }),
  REDO: z.strictObject({ reason }),
  SUSPEND: z.strictObject({ reason }),
  RESUME: z.strictObject({}),
  CANCEL: z.strictObject({ reason }),
  REOPEN: z.strictObject({ reason, due: civilDate }),
} satisfies Record<Exclude<TaskAction, 'ATTACH'>, z.ZodType>;

export type SentEvent = keyof typeof taskEventSchemas;

/** True for an event that people send as text. */
export function isSentEvent(type: string): type is SentEvent {
  return Object.hasOwn(taskEventSchemas, type);
}

/**
 * The machine's event from what was read by its schema. The server adds what nobody types: ids of new subtasks, derived
 * from the task and what tells one asking from another, so that a repeated split makes them once.
 */
export function toTaskEvent<T extends SentEvent>(
  type: T,
  sent: z.output<(typeof taskEventSchemas)[T]>,
  task: { id: string; asked: string },
): TaskEvent {
  if (type !== 'SPLIT') return { type, ...sent } as TaskEvent;
  const { parts } = sent as z.output<typeof taskEventSchemas.SPLIT>;
  return {
    type: 'SPLIT',
    parts: parts.map(({ title, leadDepartment, due }, i) => ({
      id: idFrom('part', task.id, task.asked, i),
      title,
      leadDepartment,
      due: due ? exactDate(due) : null,
    })),
  };
}
