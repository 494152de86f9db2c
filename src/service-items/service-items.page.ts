/** The catalogue of items of service as its departments see it, with the counts that are kept; and the form for a new one. */

import { SERVICE_ITEM_STATES, type ServiceItemState } from '../../workflows/service-items/service-item.js';
import { cut } from '../../workflows/text.js';
import { errorSummary, errorsByField, field } from '../http/components/form.js';
import type { FormAgain } from '../http/form-again.js';
import type { Reader } from '../http/reason-text.js';
import type { CounterRow } from '../records/counters.js';
import { type Choice, planFields } from './item-fields.form.js';
import { promisedText, statutoryText } from './item-words.page.js';
import { STATE_TAGS } from './service-item.page.js';
import type { ServiceItemRecord } from './service-item.query.js';

export interface ItemFilters {
  state: ServiceItemState | '';
  department: string;
  word: string;
}

/** What the address asks for; anything unknown asks for nothing. */
export function readItemFilters(query: Record<string, unknown>, departments: readonly Choice[]): ItemFilters {
  const { state, department, q } = query;
  return {
    state: SERVICE_ITEM_STATES.find((one) => one === state) ?? '',
    department: departments.some(({ id }) => id === department) ? String(department) : '',
    word: typeof q === 'string' ? cut(q.trim(), 60) : '',
  };
}

export interface ItemCounts {
  items: number;
  onTheSpot: number;
  inCentre: number;
  withdrawn: number;
  /** Working days promised on average; null where nothing is promised in working days. */
  average: number | null;
}

/** The stock and what was taken off it, from the kept counts. */
export function itemCountsOf(rows: readonly Pick<CounterRow, 'phase' | 'n'>[]): ItemCounts {
  const sums: Record<string, number> = {};
  for (const { phase, n } of rows) {
    for (const [name, value] of Object.entries(n as Record<string, unknown>)) {
      if (name === 'withdrawn' || phase === 'published') sums[name] = (sums[name] ?? 0) + Number(value ?? 0);
    }
  }
  const { items = 0, onTheSpot = 0, inCentre = 0, withdrawn = 0, promised = 0, promisedDays = 0 } = sums;
  const average = promised > 0 ? Math.round((promisedDays / promised) * 10) / 10 : null;
  return { items, onTheSpot, inCentre, withdrawn, average };
}

export interface ItemList {
  campaign: { id: string; title: string };
  rows: readonly ServiceItemRecord[];
  more: boolean;
  filters: ItemFilters;
  counts: ItemCounts;
  drafts: number;
  names: Map<string, string>;
  departments: readonly Choice[];
  mayEnter: boolean;
}

function filterFields({ filters, drafts, departments }: ItemList, { t }: Reader) {
  const select = (name: string, options: { value: string; text: string }[], chosen: string) =>
    field({
      type: 'select',
      name,
      label: t(`serviceItems:filter.${name}`),
      options: options.map((option) => ({ ...option, chosen: option.value === chosen })),
    });
  const any = { value: '', text: t('serviceItems:filter.any') };
  return [
    select(
      'state',
      [
        any,
        ...SERVICE_ITEM_STATES.map((value) => ({
          value,
          text:
            value === 'draft' ? t('serviceItems:filter.draft', { count: drafts }) : t(`serviceItems:state.${value}`),
        })),
      ],
      filters.state,
    ),
    select('department', [any, ...departments.map(({ id, name }) => ({ value: id, text: name }))], filters.department),
    field({ type: 'search', name: 'q', label: t('serviceItems:filter.word'), value: filters.word, maxlength: 60 }),
  ];
}

/** The address of a list with its filters, `?campaign=…&state=draft`. */
function queryOf({ campaign, filters }: Pick<ItemList, 'campaign' | 'filters'>): URLSearchParams {
  const query = new URLSearchParams({ campaign: campaign.id });
  if (filters.state) query.set('state', filters.state);
  if (filters.department) query.set('department', filters.department);
  if (filters.word) query.set('q', filters.word);
  return query;
}

export function serviceItemsPage(list: ItemList, reader: Reader) {
  const { t } = reader;
  const { campaign, rows, more, filters, counts, drafts, names } = list;
  const query = queryOf(list);
  const last = rows.at(-1);
  const { average, withdrawn, ...stock } = counts;
  return {
    page: { title: t('serviceItems:title') },
    head: {
      title: t('serviceItems:title'),
      lead: t('serviceItems:lead', { ...stock, drafts }),
      facts: [
        ...(average === null ? [] : [{ text: t('serviceItems:average', { days: average }) }]),
        ...(withdrawn === 0 ? [] : [{ text: t('serviceItems:reduced', { count: withdrawn }) }]),
        { text: t('serviceItems:timetable.openTo'), href: '/timetable' },
        { text: t('serviceItems:export'), href: `/service-items.xlsx?${query}` },
        { text: t('serviceItems:exportCsv'), href: `/service-items.csv?${query}` },
      ],
      actions: list.mayEnter
        ? [
            { text: t('serviceItems:add'), href: `/service-items/new?campaign=${campaign.id}` },
            {
              text: t('serviceItems:import.open'),
              href: `/service-items/import?campaign=${campaign.id}`,
              kind: 'second',
            },
          ]
        : [],
    },
    filter: {
      action: '/service-items',
      fields: filterFields(list, reader),
      ...(filters.state || filters.department || filters.word ? { clear: '/service-items' } : {}),
    },
    table: {
      caption: t('serviceItems:title'),
      stacks: true,
      empty: t('serviceItems:empty'),
      columns: ['title', 'department', 'kind', 'promised', 'statutory', 'state'].map((name) => ({
        text: t(`serviceItems:column.${name}`),
      })),
      rows: rows.map(({ id, state, facts }) => ({
        cells: [
          { text: facts.title, href: `/service-items/${id}`, heading: true, sub: facts.code },
          { text: names.get(facts.department) ?? facts.department },
          { text: t(`packs:matterKind.${facts.kind}`) },
          { text: promisedText(facts, reader) },
          { text: statutoryText(facts, reader) },
          { tag: { text: t(`serviceItems:state.${state}`), kind: STATE_TAGS[state] ?? '' } },
        ],
      })),
    },
    more:
      more && last ? { text: t('serviceItems:more'), href: `/service-items?${query}&after=${last.facts.code}` } : null,
  };
}

export interface NewItem {
  campaign: { id: string; title: string };
  departments: readonly Choice[];
  key: string;
  again: FormAgain | null;
}

export function newItemPage({ campaign, departments, key, again }: NewItem, reader: Reader) {
  const { t } = reader;
  const state = again ? { typed: again.typed, errors: errorsByField(reader, again.reasons) } : {};
  return {
    page: { title: t('serviceItems:add') },
    head: {
      crumbs: [{ text: t('common:nav.serviceItems'), href: '/service-items' }, { text: t('serviceItems:add') }],
      title: t('serviceItems:add'),
      lead: t('serviceItems:addLead'),
    },
    errors: again && errorSummary(reader, again.reasons),
    hidden: [
      { name: 'campaign', value: campaign.id },
      { name: 'key', value: key },
    ],
    fields: planFields(null, departments, reader).map((spec) => field(spec, state)),
    submit: t('serviceItems:submit.CREATE'),
  };
}
