/** The page of a plan: its lines with what has come of them, what can be done, what was taken out. */
import { periodPlanLayout } from '../../workflows/period-plans/layout.js';
import type { PeriodPlanFacts, PlanLine } from '../../workflows/period-plans/period-plan.js';
import { daysOf, percentOf, type Share } from '../../workflows/period-plans/period-plan.js';
import {
  PERIOD_PLAN_ACTIONS,
  type PeriodPlanAction,
  periodPlanWorkflow,
} from '../../workflows/period-plans/period-plan.machine.js';
import { systemName } from '../booklets/booklet-words.page.js';
import { type CardAgain, type CardKind, cardActs, cardStory } from '../cards/card.page.js';
import type { Field } from '../http/components/form.js';
import type { Reader } from '../http/reason-text.js';
import { may } from '../people/policy.js';
import { formatDate, formatPeriod } from '../platform/i18n.js';
import type { LogEntry } from '../records/record.js';
import { linesOf, type PeriodPlanShown, planEntry, planLines } from './period-plan-lines.page.js';
import { planLightView, planTag, progressWords, shareOf, shareWords } from './period-plan-words.page.js';

function systemOptions({ systems }: PeriodPlanFacts, chosen: string, reader: Reader) {
  return [
    { value: '', text: reader.t('periodPlans:choose') },
    ...systems.map((one) => ({ value: one.key, text: systemName(one, reader), chosen: one.key === chosen })),
  ];
}

function fieldsOf(event: PeriodPlanAction, shown: PeriodPlanShown, reader: Reader): Field[] {
  const { t, today } = reader;
  const { facts } = shown.record;
  const { begin, end } = daysOf(facts.period);
  const label = (name: string) => ({ name, label: t(`fields:${name}`) });
  const ofLine = (name: string, { key, title }: PlanLine) => ({
    name: `${name}-${key}`,
    label: t('periodPlans:fieldOf', { field: t(`periodPlans:field.${name}`), title }),
  });
  switch (event) {
    case 'ADD_LINE':
      return [
        { type: 'text', ...label('title'), value: '', required: true, maxlength: 300 },
        {
          type: 'date',
          name: 'due',
          label: t('periodPlans:field.due'),
          value: '',
          min: begin,
          max: end,
          required: true,
        },
        { type: 'select', ...label('system'), options: systemOptions(facts, '', reader) },
      ];
    case 'SET_LINES':
      return facts.lines.flatMap((line): Field[] => [
        { type: 'date', ...ofLine('due', line), value: line.due, min: begin, max: end, required: true },
        { type: 'select', ...ofLine('system', line), options: systemOptions(facts, line.system, reader) },
      ]);
    case 'REMOVE_LINE':
      return [
        {
          type: 'select',
          ...label('line'),
          options: facts.lines.map(({ key, title }) => ({ value: key, text: title })),
        },
        { type: 'textarea', ...label('reason'), rows: 2, required: true },
      ];
    case 'REPORT_LINES':
      return linesOf(shown).flatMap((line): Field[] => {
        if (line.task && (line.doneOn !== null || line.void)) return [];
        const why: Field = {
          type: 'text',
          ...ofLine('reason', line),
          value: line.reason,
          maxlength: 1_000,
          optional: true,
        };
        if (line.task) return [why];
        return [{ type: 'date', ...ofLine('doneOn', line), value: line.doneOn ?? '', max: today, optional: true }, why];
      });
    case 'PULL':
    case 'COMMIT':
    case 'SETTLE':
      return [];
  }
}

/** What an entry of the story says: how many lines it was about, or which one. */
function details({ type, payload }: LogEntry, { t }: Reader): string[] {
  const { lines, title, reason } = payload as { lines?: unknown; title?: unknown; reason?: unknown };
  const said = [
    Array.isArray(lines) && type !== 'CREATED' ? t('periodPlans:linesCount', { count: lines.length }) : '',
    title,
    reason,
  ];
  return said.filter((one): one is string => typeof one === 'string' && one !== '');
}

const card = (shown: PeriodPlanShown): CardKind<PeriodPlanFacts, PeriodPlanAction> => ({
  area: 'periodPlans',
  base: '/period-plans',
  workflow: periodPlanWorkflow,
  layout: periodPlanLayout,
  actions: PERIOD_PLAN_ACTIONS,
  grave: [],
  may: ({ moment, record }, event) => may(moment.actor, `periodPlan.${event}`, { department: record.facts.department }),
  fields: (event, _shown, reader) => fieldsOf(event, shown, reader),
  details,
});

/** The share kept as a fact of the plan: the percentage, and what it is of. */
function shareFact(share: Share, reader: Reader) {
  const { t } = reader;
  const percent = percentOf(share);
  const name = t('periodPlans:column.share');
  if (percent === null) return { name, text: t('periodPlans:nothingOwed') };
  return { name, text: t('periodPlans:percent', { percent }), sub: shareOf(share, t), strong: true };
}

function about({ record, names, campaign }: PeriodPlanShown, reader: Reader) {
  const { t, locale, today } = reader;
  const { facts } = record;
  const { begin, end } = daysOf(facts.period);
  const day = (on: string) => formatDate(locale, on, today);
  return [
    { name: t('fields:campaign'), text: campaign.facts.title, href: `/campaigns/${campaign.id}` },
    {
      name: t('periodPlans:column.department'),
      text: names.get(facts.department) ?? facts.department,
      href: `/departments/${facts.department}`,
    },
    {
      name: t('periodPlans:column.period'),
      text: formatPeriod(locale, facts.period),
      sub: t('periodPlans:fromTo', { from: day(begin), to: day(end) }),
    },
    { name: t('periodPlans:commitBy'), text: day(facts.commitBy) },
    ...(facts.committedOn
      ? [{ name: t('periodPlans:committed'), text: day(facts.committedOn), sub: facts.committedBy }]
      : []),
    ...(facts.settledOn ? [{ name: t('periodPlans:settled'), text: day(facts.settledOn) }] : []),
    ...(facts.share ? [shareFact(facts.share, reader)] : []),
  ];
}

function dropped({ facts }: { facts: PeriodPlanFacts }, { t, locale, today }: Reader) {
  return facts.dropped.map(({ line, reason, on, by }) => ({
    title: line.title,
    at: formatDate(locale, on, today),
    iso: on,
    by,
    details: [t('periodPlans:droppedWhy', { reason })],
  }));
}

/** The form that is filled in line by line stands where the lines do. */
const NEXT: Record<string, PeriodPlanAction> = { draft: 'SET_LINES', running: 'REPORT_LINES' };

export function periodPlanPage(shown: PeriodPlanShown, reader: Reader, again: CardAgain) {
  const { t, locale } = reader;
  const { record, campaign, names } = shown;
  const { facts, state } = record;
  const name = names.get(facts.department) ?? facts.department;
  const title = t('periodPlans:titleOf', { department: name, period: formatPeriod(locale, facts.period) });
  const kind = card(shown);
  const acts = cardActs(kind, shown, reader, again);
  const next = acts.forms.find(({ event }) => event === NEXT[state]);
  const share = shareWords(facts.share, reader);
  return {
    page: { title },
    head: {
      crumbs: [{ text: t('periodPlans:title'), href: `/period-plans?campaign=${campaign.id}` }, { text: name }],
      title,
      lead: share || progressWords({ lines: linesOf(shown) }, reader),
      tags: [planTag(state, reader)],
      light: planLightView(record, reader),
    },
    acts: { ...acts, forms: acts.forms.filter((form) => form !== next) },
    entry: next ? planEntry(next, shown, reader) : null,
    lines: planLines(shown, reader),
    about: about(shown, reader),
    dropped: dropped(record, reader),
    story: cardStory(kind, shown, reader),
  };
}
