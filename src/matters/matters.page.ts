/** The list of matters: by state, light, person and department, with the counts that are kept. */
import { COLOURS } from '../../workflows/lights.js';
import { MATTER_STATES } from '../../workflows/matters/matter.js';
import type { Moment } from '../../workflows/moment.js';
import { field } from '../http/components/form.js';
import { lightView } from '../http/components/light.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import { formatDate } from '../platform/i18n.js';
import { soughtIn } from '../platform/validate.js';
import type { CounterRow } from '../records/counters.js';
import type { MatterRecord } from './matter.query.js';
import type { Choice } from './matter-fields.form.js';
import { promiseText, sumOf } from './matter-sum.page.js';

export const OPEN_STATES = ['submitted', 'correction', 'accepted', 'paused', 'decided'] as const;

/** Lights a matter can show; the others never stand on one. */
const SHOWN_COLOURS = COLOURS.filter((colour) => ['red', 'yellow', 'blue', 'green', 'none'].includes(colour));

export interface MatterFilters {
  state: string;
  light: string;
  mine: boolean;
  department: string;
  /** Name, phone or code, as typed. */
  who: string;
}

/** What the address asks for; anything unknown asks for nothing. */
export function readMatterFilters(query: Record<string, unknown>, departments: readonly Choice[]): MatterFilters {
  const { state, light, view, department, q } = query;
  const known = state === 'open' || MATTER_STATES.includes(state as never);
  return {
    state: known ? String(state) : '',
    light: SHOWN_COLOURS.includes(light as never) ? String(light) : '',
    mine: view === 'mine',
    department: departments.some(({ id }) => id === department) ? String(department) : '',
    who: soughtIn(q),
  };
}

/** The states a filter stands for; null = all. */
export function statesOf({ state, light }: MatterFilters): readonly string[] | null {
  if (state === '') return light === 'none' ? OPEN_STATES : null;
  return state === 'open' ? OPEN_STATES : [state];
}

export type MatterCounts = { open: number } & Record<string, number>;

/** What stands open now, by light, from the kept counts. */
export function countsOf(rows: readonly Pick<CounterRow, 'phase' | 'n'>[]): MatterCounts {
  const counts: MatterCounts = { open: 0 };
  for (const { phase, n } of rows) {
    if (phase !== 'open') continue;
    const { open = 0, light = {} } = n as { open?: number; light?: Record<string, number> };
    counts.open += open;
    for (const [colour, count] of Object.entries(light)) counts[colour] = (counts[colour] ?? 0) + count;
  }
  return counts;
}

export interface MatterList {
  campaign: { id: string; title: string };
  rows: readonly MatterRecord[];
  more: boolean;
  filters: MatterFilters;
  counts: MatterCounts;
  names: Map<string, string>;
  departments: readonly Choice[];
  moment: Moment;
  mayRegister: boolean;
}

function filterFields({ filters, counts, departments }: MatterList, { t }: Reader) {
  const select = (name: string, label: string, options: { value: string; text: string }[], chosen: string) =>
    field({
      type: 'select',
      name,
      label: t(label),
      options: options.map((option) => ({ ...option, chosen: option.value === chosen })),
    });
  const any = { value: '', text: t('matters:filter.any') };
  return [
    select(
      'state',
      'matters:filter.state',
      [
        any,
        { value: 'open', text: t('matters:filter.open', { count: counts.open }) },
        ...MATTER_STATES.map((value) => ({ value, text: t(`matters:state.${value}`) })),
      ],
      filters.state,
    ),
    select(
      'light',
      'matters:filter.light',
      [
        any,
        ...SHOWN_COLOURS.map((value) => ({
          value,
          text: t('matters:filter.colour', { colour: t(`common:light.${value}`), count: counts[value] ?? 0 }),
        })),
      ],
      filters.light,
    ),
    select(
      'view',
      'matters:filter.view',
      [
        { value: 'all', text: t('matters:list.all') },
        { value: 'mine', text: t('matters:list.mine') },
      ],
      filters.mine ? 'mine' : 'all',
    ),
    ...(departments.length > 1
      ? [
          select(
            'department',
            'matters:department',
            [any, ...departments.map(({ id, name }) => ({ value: id, text: name }))],
            filters.department,
          ),
        ]
      : []),
    field({ type: 'search', name: 'q', label: t('matters:filter.who'), value: filters.who, maxlength: 60 }),
  ];
}

export function mattersPage(list: MatterList, reader: Reader) {
  const { t, locale, today } = reader;
  const { campaign, rows, more, filters, counts, names, moment } = list;
  const query = new URLSearchParams({ campaign: campaign.id });
  if (filters.state) query.set('state', filters.state);
  if (filters.light) query.set('light', filters.light);
  if (filters.mine) query.set('view', 'mine');
  if (filters.department) query.set('department', filters.department);
  if (filters.who) query.set('q', filters.who);
  const last = rows.at(-1);
  const { open, red = 0, blue = 0, yellow = 0 } = counts;
  return {
    page: { title: t('matters:title') },
    head: {
      title: t('matters:title'),
      lead: t('matters:list.lead', { open, red, near: blue + yellow }),
      facts: [],
      actions: list.mayRegister ? [{ text: t('matters:register'), href: `/matters/new?campaign=${campaign.id}` }] : [],
    },
    filter: {
      action: '/matters',
      fields: filterFields(list, reader),
      ...(filters.state || filters.light || filters.mine || filters.department || filters.who
        ? { clear: '/matters' }
        : {}),
    },
    table: {
      caption: t('matters:title'),
      stacks: true,
      empty: t('matters:list.empty'),
      columns: ['title', 'department', 'handler', 'promised', 'due', 'state', 'light'].map((name) => ({
        text: t(`matters:column.${name}`),
      })),
      rows: rows.map(({ id, state, facts, light }) => {
        const [why] = reasonTexts([light.reason], reader);
        const due = sumOf(facts, moment)?.due;
        return {
          cells: [
            { text: facts.title, href: `/matters/${id}`, heading: true, sub: facts.code },
            { text: names.get(facts.department) ?? facts.department },
            { text: facts.handler.name },
            { text: promiseText(facts, reader) },
            { text: due ? formatDate(locale, due, today) : '—' },
            { text: t(`matters:state.${state}`) },
            { light: lightView(t, light.colour, why ? { why } : {}) },
          ],
        };
      }),
    },
    more: more && last ? { text: t('matters:list.more'), href: `/matters?${query}&after=${last.facts.code}` } : null,
  };
}
