/** What can be done with a task: buttons, forms that open in place, and reasons where a button cannot be. */

import type { Evidence } from '../../workflows/evidence.js';
import { stands } from '../../workflows/evidence.js';
import { type Reason, reasonsAgainst } from '../../workflows/step.js';
import type { TaskEvent, TaskFacts } from '../../workflows/tasks/task.js';
import { TASK_ACTIONS, type TaskAction, taskWorkflow } from '../../workflows/tasks/task.machine.js';
import { type ErrorSummary, errorSummary, errorsByField, type Field } from '../http/components/form.js';
import { type Conflict, conflictOf } from '../http/conflict.page.js';
import type { FormAgain } from '../http/form-again.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import type { TaskShown } from './show-task.js';
import { eventFields, type FieldsOf } from './task-fields.form.js';

/** A form that was sent and not taken, and which one it was. */
export interface TaskFormAgain extends FormAgain {
  event: TaskAction;
  /** The checkpoint or the file it was about; empty for forms about the task. */
  item: string;
}

/** View model of a form behind its summary. */
export interface ActionForm {
  id: string;
  summary: string;
  kind: string;
  open: boolean;
  action: string;
  upload: boolean;
  keep: string;
  hidden: { name: string; value: string | number }[];
  errors: ErrorSummary | null;
  conflict: Conflict | null;
  fields: Field[];
  submit: { text: string; kind: string };
}

export interface TaskActions {
  buttons: { text: string; action: string; fields: { name: string; value: string | number }[]; kind: string }[];
  forms: ActionForm[];
  reasons: { lead: string; items: string[] }[];
}

const ONE_PRESS = new Set<TaskAction>(['ACKNOWLEDGE', 'ASSIGN', 'RESUME']);
/** Shown beside the checkpoint or the file they are about; the order of a plan is seen on the breakdown alone. */
const ELSEWHERE = new Set<TaskAction>(['PASS_CHECKPOINT', 'REVIEW_EVIDENCE', 'WITHDRAW_EVIDENCE', 'MOVE']);
const GRAVE = new Set<TaskAction>(['RETURN', 'REDO', 'REFUSE_EXTENSION', 'SUSPEND', 'CANCEL', 'WITHDRAW_EVIDENCE']);

/** An answer to a question nobody has asked needs no reason why it cannot be given. */
function pointless(event: TaskAction, { extension, coordination }: TaskFacts): boolean {
  if (event === 'APPROVE_EXTENSION' || event === 'REFUSE_EXTENSION') return extension === null;
  return event === 'SETTLE_COORDINATION' && coordination === null;
}

/** What forms need to know of the task and of who fills them in. */
export function fieldsFor({ task, actor, choices }: TaskShown, planned: number | null, reader: Reader): FieldsOf {
  const { facts } = task;
  return { facts, reader, choices, planned, leads: actor.department === facts.leadDepartment };
}

export interface FormOf {
  shown: TaskShown;
  given: FieldsOf;
  again: TaskFormAgain | null;
  /** The event whose form is to be open. */
  open: string;
}

/** One form: of an event, and of a checkpoint or a file where there are several. */
export function actionForm(event: TaskAction, { shown, given, again, open }: FormOf, item = ''): ActionForm {
  const { reader } = given;
  const { t } = reader;
  const mine = again !== null && again.event === event && again.item === item ? again : null;
  const idPrefix = `${event}${item ? `-${item}` : ''}-`;
  const conflict = mine && conflictOf(mine, 'tasks', reader, { names: shown.names });
  const errors = mine && !conflict ? errorSummary(reader, mine.reasons, idPrefix) : null;
  const state = mine ? { typed: mine.typed, errors: errorsByField(reader, mine.reasons), idPrefix } : { idPrefix };
  const { task, key } = shown;
  const upload = event === 'ATTACH';
  const about = event === 'PASS_CHECKPOINT' ? 'checkpoint' : 'file';
  return {
    id: `do-${event}${item ? `-${item}` : ''}`,
    summary: t(`tasks:event.${event}`),
    kind: GRAVE.has(event) ? 'grave' : 'second',
    open: mine !== null || open === event,
    action: upload ? `/tasks/${task.id}/evidence` : `/tasks/${task.id}/events/${event}`,
    upload,
    keep: `task-${task.id}-${event}${item ? `-${item}` : ''}`,
    hidden: [
      { name: 'rev', value: task.rev },
      { name: 'key', value: `${key}-${event}${item ? `-${item}` : ''}` },
      ...(item ? [{ name: about, value: item }] : []),
    ],
    errors,
    conflict,
    fields: eventFields(event, given, state),
    submit: { text: t(`tasks:submit.${event}`), kind: GRAVE.has(event) ? 'grave' : '' },
  };
}

/** Everything under "what you can do now". */
export function taskActions(form: FormOf): TaskActions {
  const { shown, given, again } = form;
  const { t } = given.reader;
  const { task } = shown;
  const actions: TaskActions = { buttons: [], forms: [], reasons: [] };
  const known = new Map<TaskAction, Reason[]>(shown.allowed.map(({ event, reasons }) => [event, reasons]));
  for (const event of TASK_ACTIONS) {
    const reasons = known.get(event);
    const mine = again?.event === event && again.item === '';
    // What was typed is not thrown away because the task has moved on meanwhile.
    if (mine && !ONE_PRESS.has(event)) {
      actions.forms.push(actionForm(event, form));
      continue;
    }
    if (!reasons || ELSEWHERE.has(event) || pointless(event, task.facts)) continue;
    const text = t(`tasks:event.${event}`);
    if (reasons.length > 0) {
      actions.reasons.push({ lead: t('tasks:cannot', { event: text }), items: reasonTexts(reasons, given.reader) });
    } else if (ONE_PRESS.has(event)) {
      const fields = [
        { name: 'rev', value: task.rev },
        { name: 'key', value: `${shown.key}-${event}` },
      ];
      actions.buttons.push({ text, action: `/tasks/${task.id}/events/${event}`, fields, kind: '' });
    } else actions.forms.push(actionForm(event, form));
  }
  const [first] = actions.forms;
  // One thing is the next step; the rest stand back.
  if (first && actions.buttons.length === 0 && first.kind === 'second') first.kind = '';
  return actions;
}

/** The form beside a checkpoint, or why it cannot be passed yet. */
export function checkpointAction(
  key: string,
  form: FormOf,
): { form: ActionForm | null; reasons: { lead: string; items: string[] } | null } {
  const { shown, given } = form;
  const { task, moment, allowed } = shown;
  if (!allowed.some(({ event }) => event === 'PASS_CHECKPOINT')) return { form: null, reasons: null };
  const event: TaskEvent = { type: 'PASS_CHECKPOINT', checkpoint: key, note: '' };
  const reasons = reasonsAgainst(taskWorkflow, task.state, task.facts, 'PASS_CHECKPOINT', moment, event);
  if (reasons.length === 0 || form.again?.item === key) {
    const made = actionForm('PASS_CHECKPOINT', form, key);
    return { form: made, reasons: null };
  }
  const lead = given.reader.t('tasks:cannot', { event: given.reader.t('tasks:event.PASS_CHECKPOINT') });
  return { form: null, reasons: { lead, items: reasonTexts(reasons, given.reader) } };
}

/** The forms beside a file: its review, and taking it back. */
export function evidenceForms({ file, review, department, by }: Evidence, form: FormOf): ActionForm[] {
  const { shown } = form;
  const may = (event: TaskAction) => shown.allowed.some((one) => one.event === event && one.reasons.length === 0);
  const forms: ActionForm[] = [];
  if (may('REVIEW_EVIDENCE') && review !== 'withdrawn' && by !== shown.actor.id) {
    forms.push(actionForm('REVIEW_EVIDENCE', form, file));
  }
  if (may('WITHDRAW_EVIDENCE') && stands({ review }) && department === shown.actor.department) {
    forms.push(actionForm('WITHDRAW_EVIDENCE', form, file));
  }
  return forms;
}
