/** The lines of a plan as a table, and the same table to be filled in when that is the next step. */
import type { Found, PeriodPlanFacts, PlanLine } from '../../workflows/period-plans/period-plan.js';
import { isKept } from '../../workflows/period-plans/period-plan.js';
import { withFound } from '../../workflows/period-plans/pull.js';
import { systemName } from '../booklets/booklet-words.page.js';
import type { CampaignRecord } from '../campaigns/campaign.query.js';
import type { CardShown, cardActs } from '../cards/card.page.js';
import type { Reader } from '../http/reason-text.js';
import { formatDate } from '../platform/i18n.js';

export interface PeriodPlanShown extends CardShown<PeriodPlanFacts> {
  campaign: CampaignRecord;
  /** What the tasks of its lines say today; of a settled plan nothing, it keeps what they said then. */
  found: readonly Found[];
}

/** The lines as they stand: those of tasks by their tasks until the plan is settled. */
export const linesOf = ({ record, found }: PeriodPlanShown) =>
  record.state === 'settled' ? record.facts.lines : withFound(record.facts.lines, found);

function outcome(line: PlanLine, { t, locale, today }: Reader) {
  if (line.void) return { text: t('periodPlans:void') };
  if (line.doneOn !== null) {
    const on = formatDate(locale, line.doneOn, today);
    return { text: t(isKept(line) ? 'periodPlans:kept' : 'periodPlans:doneLate', { on }) };
  }
  const late = line.due < today;
  if (line.reason) return { text: t('periodPlans:notDone'), sub: line.reason };
  return { text: t(late ? 'periodPlans:overdue' : 'periodPlans:open') };
}

function origin({ task, rolled, firstDue, due }: PlanLine, { t, locale, today }: Reader): string {
  return [
    task ? task.code : t('periodPlans:typed'),
    rolled > 0 ? t('periodPlans:rolled', { count: rolled }) : '',
    firstDue !== due ? t('periodPlans:firstDue', { on: formatDate(locale, firstDue, today) }) : '',
  ]
    .filter((one) => one !== '')
    .join(' · ');
}

export function planLines(shown: PeriodPlanShown, reader: Reader) {
  const { t, locale, today } = reader;
  const { facts } = shown.record;
  const systems = new Map(facts.systems.map((one) => [one.key, systemName(one, reader)]));
  return {
    caption: t('periodPlans:lines'),
    columns: ['line', 'system', 'due', 'outcome'].map((name) => ({ text: t(`periodPlans:column.${name}`) })),
    empty: t('periodPlans:noLines'),
    rows: linesOf(shown).map((line) => ({
      cells: [
        {
          text: line.title,
          heading: true,
          sub: origin(line, reader),
          ...(line.task ? { href: `/tasks/${line.task.id}` } : {}),
        },
        { text: systems.get(line.system) ?? t('periodPlans:noSystem') },
        { text: formatDate(locale, line.due, today) },
        outcome(line, reader),
      ],
    })),
  };
}

type Form = ReturnType<typeof cardActs>['forms'][number];

/** What stands in each column when lines are filled in: a field of the form, or what is known already. */
const FILLED: Record<string, readonly string[]> = {
  SET_LINES: ['system', 'due'],
  REPORT_LINES: ['due', 'doneOn', 'reason'],
};

/** The form of an event with fields for each line, set as the table of lines. */
export function planEntry(form: Form, shown: PeriodPlanShown, reader: Reader) {
  const { t, locale, today } = reader;
  const columns = FILLED[form.event] ?? [];
  const fields = new Map(form.fields.map((one) => [one.name, one]));
  const known = (line: PlanLine, column: string) => {
    if (column === 'due') return formatDate(locale, line.due, today);
    return column === 'doneOn' ? outcome(line, reader).text : '';
  };
  return {
    ...form,
    columns: ['line', ...columns].map((name) => ({ text: t(`periodPlans:column.${name}`) })),
    rows: linesOf(shown).map((line) => ({
      text: line.title,
      sub: origin(line, reader),
      href: line.task ? `/tasks/${line.task.id}` : '',
      cells: columns.map((column) => {
        const field = fields.get(`${column}-${line.key}`);
        return field ? { field } : { text: known(line, column) };
      }),
    })),
  };
}
