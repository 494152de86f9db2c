/** The list of cases: each row no more than its reader may see of it. */
import { CASE_STATES } from '../../workflows/accountability/case.js';
import { COLOURS } from '../../workflows/lights.js';
import type { Actor } from '../../workflows/moment.js';
import { field } from '../http/components/form.js';
import { lightView } from '../http/components/light.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import { formatDate } from '../platform/i18n.js';
import { caseTitle, outcomeOf } from './case.page.js';
import type { CaseRecord } from './case.query.js';
import type { Choice } from './case-fields.form.js';
import { sightOf } from './case-sight.js';

const OPEN_STATES = ['clue', 'investigating', 'proposed', 'heard', 'decided', 'served', 'inEffect'] as const;
const SHOWN_COLOURS = COLOURS.filter((colour) => ['red', 'blue', 'green', 'none'].includes(colour));

export interface CaseFilters {
  state: string;
  light: string;
  department: string;
}

/** What the address asks for; anything unknown asks for nothing. */
export function readCaseFilters(query: Record<string, unknown>, departments: readonly Choice[]): CaseFilters {
  const { state, light, department } = query;
  const known = state === 'open' || CASE_STATES.includes(state as never);
  return {
    state: known ? String(state) : '',
    light: SHOWN_COLOURS.includes(light as never) ? String(light) : '',
    department: departments.some(({ id }) => id === department) ? String(department) : '',
  };
}

/** The states a filter stands for; null = all. */
export function statesOf({ state }: CaseFilters): readonly string[] | null {
  if (state === '') return null;
  return state === 'open' ? OPEN_STATES : [state];
}

export interface CaseList {
  campaign: { id: string; title: string };
  rows: readonly CaseRecord[];
  more: boolean;
  /** Null for whoever sees only the cases they have a part in: filters would tell what the rows do not. */
  filters: CaseFilters | null;
  names: Map<string, string>;
  departments: readonly Choice[];
  actor: Actor;
}

function filterFields(filters: CaseFilters, departments: readonly Choice[], { t }: Reader) {
  const select = (name: keyof CaseFilters, options: { value: string; text: string }[]) =>
    field({
      type: 'select',
      name,
      label: t(`cases:filter.${name}`),
      options: [{ value: '', text: t('cases:filter.any') }, ...options].map((option) => ({
        ...option,
        chosen: option.value === filters[name],
      })),
    });
  return [
    select('state', [
      { value: 'open', text: t('cases:filter.open') },
      ...CASE_STATES.map((value) => ({ value, text: t(`cases:state.${value}`) })),
    ]),
    select(
      'light',
      SHOWN_COLOURS.map((value) => ({ value, text: t(`common:light.${value}`) })),
    ),
    select(
      'department',
      departments.map(({ id, name }) => ({ value: id, text: name })),
    ),
  ];
}

function row(record: CaseRecord, { names, actor }: CaseList, reader: Reader) {
  const { t, locale, today } = reader;
  const { id, state, facts, light } = record;
  const sight = sightOf(actor, record);
  const [why] = reasonTexts([light.reason], reader);
  const whole = sight === 'whole';
  return {
    cells: [
      {
        text: caseTitle(facts, names, reader),
        href: `/cases/${id}`,
        heading: true,
        sub: sight === 'outcome' ? t('cases:clueTitle') : facts.code || t('cases:clueTitle'),
      },
      { text: formatDate(locale, facts.receivedOn, today) },
      { text: whole ? (facts.investigator?.name ?? '—') : '—' },
      { text: sight === 'outcome' ? t(`cases:outcome.${outcomeOf(state)}`) : t(`cases:state.${state}`) },
      whole ? { light: lightView(t, light.colour, why ? { why } : {}) } : { text: '—' },
    ],
  };
}

export function casesPage(list: CaseList, reader: Reader) {
  const { t } = reader;
  const { campaign, rows, more, filters, departments } = list;
  const query = new URLSearchParams({ campaign: campaign.id });
  for (const [name, value] of Object.entries(filters ?? {})) if (value) query.set(name, value);
  const last = rows.at(-1);
  const filtered = filters && Object.values(filters).some(Boolean);
  return {
    page: { title: t('cases:title') },
    head: {
      title: t('cases:title'),
      lead: t('cases:list.lead'),
      facts: [],
      actions: [{ text: t('cases:report'), href: `/cases/new?campaign=${campaign.id}` }],
    },
    filter: filters && {
      action: '/cases',
      fields: filterFields(filters, departments, reader),
      ...(filtered ? { clear: '/cases' } : {}),
    },
    table: {
      caption: t('cases:title'),
      stacks: true,
      empty: t('cases:list.empty'),
      columns: ['title', 'received', 'investigator', 'state', 'light'].map((name) => ({
        text: t(`cases:column.${name}`),
      })),
      rows: rows.map((record) => row(record, list, reader)),
    },
    more:
      more && last
        ? { text: t('cases:list.more'), href: `/cases?${query}&after=${last.facts.receivedOn}_${last.id}` }
        : null,
  };
}
