/** The report's form inside a row of "my work": text, percent, a problem, files; opened and sent. */

import { type ErrorSummary, errorSummary, errorsByField, type Field, field } from '../http/components/form.js';
import { type Conflict, conflictOf } from '../http/conflict.page.js';
import type { Reader } from '../http/reason-text.js';
import type { TaskRecord } from './task.query.js';
import type { TaskFormAgain } from './task-actions.page.js';
import { reportFields } from './task-fields.form.js';

/** View model of the form of a row. */
export interface RowForm {
  open: boolean;
  summary: string;
  action: string;
  keep: string;
  hidden: { name: string; value: string | number }[];
  errors: ErrorSummary | null;
  conflict: Conflict | null;
  /** What is written, beside it what is set. */
  left: Field[];
  right: Field[];
}

export interface ReportFormOf {
  task: TaskRecord;
  key: string;
  leads: boolean;
  planned: number | null;
  again: TaskFormAgain | null;
  open: boolean;
}

/** The form; what was typed in it when it was sent before. */
export function reportForm({ task, key, leads, planned, again, open }: ReportFormOf, reader: Reader): RowForm {
  const { t } = reader;
  const mine = again?.item === task.id ? again : null;
  const idPrefix = `t-${task.id}-`;
  const conflict = mine && conflictOf(mine, 'tasks', reader);
  const state = mine ? { typed: mine.typed, errors: errorsByField(reader, mine.reasons), idPrefix } : { idPrefix };
  const choices = { departments: [], readinessItems: [] };
  const [text, ...rest] = reportFields({ facts: task.facts, reader, choices, planned, leads }, state, { short: true });
  const file: Field = {
    type: 'file',
    name: 'file',
    label: t('tasks:event.ATTACH'),
    hint: t('tasks:hint.fileMany'),
    optional: true,
    multiple: true,
  };
  return {
    open: open || mine !== null,
    summary: t('tasks:event.REPORT'),
    action: `/tasks/${task.id}/report`,
    keep: `task-${task.id}-report`,
    hidden: [
      { name: 'rev', value: task.rev },
      { name: 'key', value: `${key}-${task.id}` },
    ],
    errors: mine && !conflict ? errorSummary(reader, mine.reasons, idPrefix) : null,
    conflict,
    left: [...(text ? [text] : []), field(file, state)],
    right: rest,
  };
}
