/** Opening a campaign: what there is to open one from, the form, and the plan as it would be, before anything is made. */
import { type Calendar, isPublished } from '../../workflows/calendar.js';
import { yearOf } from '../../workflows/dates.js';
import { instantiate } from '../../workflows/templates/index.js';
import type { PlannedCampaign } from '../../workflows/templates/template.js';
import { errorSummary, errorsByField, field } from '../http/components/form.js';
import type { FormAgain } from '../http/form-again.js';
import type { Reader } from '../http/reason-text.js';
import { formatDateLong, formatFuzzy, formatInstant } from '../platform/i18n.js';
import type { KnownTemplate } from './templates.store.js';

export interface NewCampaignShown {
  templates: readonly KnownTemplate[];
  /** Key of the template that is chosen at first. */
  chosen: string;
  /** The plan as asked for; null before somebody asks. */
  preview: PlannedCampaign | null;
  typed: Record<string, unknown> | null;
  calendar: Calendar;
  today: string;
  again: FormAgain | null;
}

function hintOf({ template, saved }: KnownTemplate, today: string, reader: Reader): string {
  const { t, locale } = reader;
  const { tasks, phases, sites, indicators, departments } = instantiate(template, { startOn: today });
  const brings = t('campaigns:brings', {
    tasks: tasks.length,
    phases: phases.length,
    sites: sites.length,
    indicators: indicators.length,
    departments: departments.length,
  });
  const from = saved
    ? t('campaigns:savedBy', { n: saved.n, by: saved.by.name, at: formatInstant(locale, saved.at, today) })
    : t('campaigns:fromDocument', { document: template.document.title });
  return `${brings} · ${from}`;
}

/** Years of the plan's dates whose days off nobody has announced yet. */
function unpublished(plan: PlannedCampaign, calendar: Calendar): number[] {
  const days = [
    ...plan.phases.flatMap(({ opensOn, closesOn }) => [opensOn, closesOn]),
    ...plan.tasks.flatMap(({ due, checkpoints }) => [due.to, ...checkpoints.map((one) => one.due.to)]),
  ];
  return [...new Set(days.filter((day) => !isPublished(calendar, day)).map(yearOf))].sort();
}

function previewShown(plan: PlannedCampaign, { calendar }: NewCampaignShown, reader: Reader) {
  const { t, locale, today } = reader;
  const english = locale === 'en';
  const names = new Map(plan.departments.map((one) => [one.key, english ? one.english : one.shortName]));
  const nameOf = (key: string) => names.get(key) ?? key;
  return {
    warnings: unpublished(plan, calendar).map((year) => t('campaigns:unpublished', { year })),
    phases: {
      caption: t('campaigns:phases'),
      columns: ['phase', 'from', 'to'].map((name) => ({ text: t(`campaigns:column.${name}`) })),
      rows: plan.phases.map(({ title, opensOn, closesOn }) => ({
        cells: [
          { text: english ? title.en : title.zh, heading: true },
          { text: formatDateLong(locale, opensOn) },
          { text: formatDateLong(locale, closesOn) },
        ],
      })),
    },
    tasks: {
      caption: t('campaigns:previewTasks'),
      columns: ['code', 'task', 'lead', 'due'].map((name) => ({ text: t(`campaigns:column.${name}`) })),
      rows: plan.tasks.map(({ code, title, leadDepartment, due }) => ({
        cells: [
          { text: code },
          { text: title, heading: true },
          { text: nameOf(leadDepartment) },
          { text: formatFuzzy(locale, due, today) },
        ],
      })),
    },
    indicators:
      plan.indicators.length === 0
        ? null
        : {
            caption: t('campaigns:previewIndicators'),
            columns: ['indicator', 'target', 'lead', 'due'].map((name) => ({ text: t(`campaigns:column.${name}`) })),
            rows: plan.indicators.map(({ title, targets, unit, direction, owner }) => {
              const last = targets.at(-1);
              return {
                cells: [
                  { text: english ? title.en : title.zh, heading: true },
                  { text: t(`campaigns:target.${direction}`, { value: last?.value ?? '', unit }) },
                  { text: nameOf(owner) },
                  { text: last ? formatFuzzy(locale, last.by, today) : '' },
                ],
              };
            }),
          },
  };
}

export function newCampaignPage(shown: NewCampaignShown, reader: Reader) {
  const { t, locale } = reader;
  const { templates, chosen, preview, typed, today, again } = shown;
  const state = typed ? { typed, errors: again ? errorsByField(reader, again.reasons) : {} } : {};
  const label = (name: string) => ({ label: t(`campaigns:field.${name}`) });
  const first = templates.find(({ key }) => key === chosen) ?? templates[0];
  return {
    page: { title: t('campaigns:open') },
    head: {
      crumbs: [{ text: t('campaigns:title'), href: '/campaigns' }, { text: t('campaigns:open') }],
      title: t('campaigns:open'),
      lead: t('campaigns:openLead'),
    },
    errors: again ? errorSummary(reader, again.reasons) : null,
    preview: preview && previewShown(preview, shown, reader),
    fields: [
      field(
        {
          type: 'radios',
          name: 'template',
          ...label('template'),
          options: templates.map((known) => ({
            value: known.key,
            text: known.template.title[locale === 'en' ? 'en' : 'zh'],
            hint: hintOf(known, today, reader),
            chosen: known.key === first?.key,
          })),
        },
        state,
      ),
      field(
        { type: 'date', name: 'startOn', ...label('startOn'), hint: t('campaigns:startHint'), value: today },
        state,
      ),
      field(
        { type: 'text', name: 'title', ...label('title'), value: first?.template.title.zh ?? '', maxlength: 120 },
        state,
      ),
      field({ type: 'text', name: 'region', ...label('region'), maxlength: 60 }, state),
      field({ type: 'text', name: 'upperLevel', ...label('upperLevel'), maxlength: 60 }, state),
    ],
  };
}
