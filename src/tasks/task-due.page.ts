/** The due date of a task for people: its distance, and the sum that leads to it. */
import type { DeadlineTerm } from '../../workflows/calendar.js';
import { daysBetween } from '../../workflows/dates.js';
import type { Moment } from '../../workflows/moment.js';
import { daysPastDue } from '../../workflows/tasks/light.js';
import type { TaskFacts } from '../../workflows/tasks/task.js';
import { type ContextualDate, contextualDate } from '../http/components/contextual-date.js';
import { specialDays } from '../http/components/special-days.js';
import type { Reader } from '../http/reason-text.js';
import { formatDate, formatFuzzy } from '../platform/i18n.js';
import type { TaskRecord } from './task.query.js';

/** States in which a due date runs; in the others it is a fact of the past or of the plan. */
const RUNNING = new Set(['assigned', 'returned', 'active']);

/** The due date with its distance in working days, in the colour of the light. */
export function dueDate({ facts, light, state }: TaskRecord, moment: Moment, reader: Reader): ContextualDate {
  const { t, locale } = reader;
  const { today } = moment;
  const due = facts.due?.to ?? null;
  if (due && !RUNNING.has(state)) {
    const text = formatDate(locale, due, today);
    return { colour: light.colour, text, note: t(`tasks:state.${state}`), iso: due };
  }
  const past = daysPastDue(facts, moment);
  return contextualDate(t, locale, {
    due,
    colour: light.colour,
    today,
    workingDays: past === null ? null : -past,
    days: due ? daysBetween(today, due) : 0,
  });
}

function termText({ kind, days }: DeadlineTerm, facts: TaskFacts, { t }: Reader): string {
  const words = facts.promisedDue?.text;
  if (kind === 'fixed') return words ? t('tasks:sum.fixedWords', { words }) : t('tasks:sum.fixed');
  return t(`tasks:sum.${kind}`, { days });
}

/** The sum behind the due date, term by term; empty without a date. */
export function dueSum(facts: TaskFacts, { calendar }: Moment, reader: Reader): { text: string; value: string }[] {
  const { t, locale, today } = reader;
  const { due, dueSum: terms, hardDate } = facts;
  if (!due) return [];
  const rows = terms.map((term) => ({
    text: termText(term, facts, reader),
    value: formatDate(locale, term.date, today),
  }));
  const from = terms[0]?.kind === 'start' ? terms[0].date : facts.assignedOn;
  const counted = terms.some(({ kind }) => kind !== 'fixed' && kind !== 'start');
  const special = from && counted ? specialDays(calendar, from, due.to, reader) : [];
  if (special.length > 0) {
    const days = special.join(t('common:listSeparator'));
    rows.push({ text: t('tasks:sum.between', { days }), value: t('tasks:sum.counted') });
  }
  if (hardDate) rows.push({ text: t('tasks:sum.hard'), value: formatDate(locale, hardDate, today) });
  rows.push({ text: t('tasks:sum.due'), value: formatFuzzy(locale, { ...due, text: '' }, today) });
  return rows;
}
