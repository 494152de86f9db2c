/** A task as a line among exceptions: when, what, whose, and why it is there. */
import { daysBetween } from '../../workflows/dates.js';
import type { Moment } from '../../workflows/moment.js';
import { daysPastDue } from '../../workflows/tasks/light.js';
import { type ContextualDate, contextualDate } from '../http/components/contextual-date.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import type { TaskRecord } from '../tasks/task.query.js';

export interface TaskRow {
  cdate: ContextualDate;
  title: string;
  href: string;
  sub: string;
}

/** The due date of a task with its distance in working days, in the colour of its light. */
export function dueOf({ facts, light }: TaskRecord, moment: Moment, { t, locale }: Reader): ContextualDate {
  const due = facts.due?.to ?? null;
  const past = daysPastDue(facts, moment);
  return contextualDate(t, locale, {
    due,
    colour: light.colour,
    today: moment.today,
    workingDays: past === null ? null : -past,
    days: due ? daysBetween(moment.today, due) : 0,
  });
}

/** The line: the department that leads and the rule that raised the light. */
export function taskRow(task: TaskRecord, moment: Moment, names: Map<string, string>, reader: Reader): TaskRow {
  const lead = task.facts.leadDepartment;
  const why = reasonTexts([task.light.reason], reader)[0] ?? '';
  return {
    cdate: dueOf(task, moment, reader),
    title: task.facts.title,
    href: `/tasks/${task.id}`,
    sub: [task.facts.code, lead ? (names.get(lead) ?? lead) : '', why].filter(Boolean).join(' · '),
  };
}
