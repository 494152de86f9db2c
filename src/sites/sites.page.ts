/** The list of a campaign's sites, and the form that nominates another. */
import { COLOURS, type Colour, gravity } from '../../workflows/lights.js';
import type { Moment } from '../../workflows/moment.js';
import type { CampaignRecord } from '../campaigns/campaign.query.js';
import { type ErrorSummary, errorSummary, errorsByField, type Field, field } from '../http/components/form.js';
import type { FormAgain } from '../http/form-again.js';
import type { Reader } from '../http/reason-text.js';
import { may } from '../people/policy.js';
import { formatDate } from '../platform/i18n.js';
import type { SiteRecord } from './site.query.js';
import { ownTotal, readyDate, scoreColumns, siteLightView, siteTag, visitTotal } from './site-words.page.js';

const STATES = ['nominated', 'preparing', 'ready', 'sentBack', 'accepted', 'featured', 'retired'] as const;

export interface SiteFilters {
  state: string;
  department: string;
  light: Colour | '';
}

/** Read the filters of an address; what is no value of its kind is left out. */
export function readSiteFilters(query: Record<string, unknown>): SiteFilters {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : '');
  const one = <T extends string>(name: string, values: readonly T[]) => values.find((value) => value === text(name));
  return {
    state: one('state', STATES) ?? '',
    department: /^[a-z0-9-]{1,40}$/.test(text('department')) ? text('department') : '',
    light: one('light', COLOURS) ?? '',
  };
}

export interface SiteList {
  campaign: CampaignRecord;
  sites: readonly SiteRecord[];
  filters: SiteFilters;
  moment: Moment;
  names: Map<string, string>;
  /** Departments in use, by name. */
  departments: readonly { id: string; name: string }[];
  /** One-time key of the nomination. */
  key: string;
  again: FormAgain | null;
  open: boolean;
}

function filterBar({ campaign, sites, filters, names }: SiteList, { t }: Reader) {
  const here = `/sites?campaign=${campaign.id}`;
  const without = (gone: string) => {
    const left = Object.entries(filters).filter(([name, value]) => name !== gone && value !== '');
    return left.reduce((href, [name, value]) => `${href}&${name}=${encodeURIComponent(value)}`, here);
  };
  const having = [...new Set(sites.map(({ facts }) => facts.department))].map((id) => [id, names.get(id) ?? id]);
  const options: Record<keyof SiteFilters, (readonly string[])[]> = {
    state: STATES.map((state) => [state, t(`sites:state.${state}`)]),
    department: having,
    light: COLOURS.filter((colour) => colour !== 'none').map((colour) => [colour, t(`common:light.${colour}`)]),
  };
  const named = Object.entries(options) as [keyof SiteFilters, (readonly string[])[]][];
  const chosen = named.flatMap(([name, values]) => {
    const value = values.find(([one]) => one === filters[name]);
    return value ? [{ text: value[1] ?? '', href: without(name) }] : [];
  });
  return {
    action: '/sites',
    fields: [
      field({ type: 'hidden', name: 'campaign', label: '', value: campaign.id }),
      ...named.map(([name, values]) =>
        field({
          type: 'select',
          name,
          label: t(`sites:list.${name}`),
          options: [
            { value: '', text: t('sites:list.all'), chosen: filters[name] === '' },
            ...values.map(([value = '', text = '']) => ({ value, text, chosen: value === filters[name] })),
          ],
        }),
      ),
    ],
    ...(chosen.length > 0 ? { chosen, clear: here } : {}),
  };
}

function nominationFields({ departments, again }: SiteList, reader: Reader): Field[] {
  const { t } = reader;
  const specs: Field[] = [
    { type: 'text', name: 'name', label: t('fields:name'), required: true, maxlength: 100 },
    {
      type: 'select',
      name: 'department',
      label: t('fields:department'),
      options: [
        { value: '', text: t('sites:form.choose'), chosen: true },
        ...departments.map(({ id, name }) => ({ value: id, text: name })),
      ],
    },
    { type: 'textarea', name: 'reason', label: t('sites:why'), rows: 2, required: true },
    { type: 'text', name: 'contact', label: t('fields:contact'), optional: true, maxlength: 100 },
    { type: 'date', name: 'readyBy', label: t('fields:readyBy'), required: true },
    { type: 'date', name: 'visitOn', label: t('fields:visitOn'), optional: true },
  ];
  const state = again ? { typed: again.typed, errors: errorsByField(reader, again.reasons) } : {};
  return specs.map((spec) => field(spec, { ...state, idPrefix: 'new-' }));
}

function nomination(list: SiteList, reader: Reader) {
  const { campaign, moment, again, key, open } = list;
  if (!may(moment.actor, 'site.create').allowed) return null;
  const errors: ErrorSummary | null = again && errorSummary(reader, again.reasons, 'new-');
  return {
    open: open || again !== null,
    errors,
    hidden: [
      { name: 'campaign', value: campaign.id },
      { name: 'key', value: key },
    ],
    fields: nominationFields(list, reader),
  };
}

function row(site: SiteRecord, { moment, names }: SiteList, reader: Reader) {
  const { t, locale, today } = reader;
  const { facts, id, state } = site;
  const last = facts.visits.at(-1);
  const own = ownTotal(facts);
  return {
    name: facts.name,
    href: `/sites/${id}`,
    department: names.get(facts.department) ?? facts.department,
    departmentHref: `/departments/${facts.department}`,
    tag: siteTag(state, reader),
    light: siteLightView(site, reader),
    cdate: readyDate(site, moment, reader),
    scores: scoreColumns(facts, reader),
    own: own === null ? '' : String(own),
    acceptance: last
      ? t(`sites:visit.${last.result}`, { on: formatDate(locale, last.on, today), points: visitTotal(last) })
      : t('sites:notVisited'),
  };
}

/** The page; the sites that need somebody come first. */
export function sitesPage(list: SiteList, reader: Reader) {
  const { t } = reader;
  const { sites, filters } = list;
  const shown = sites
    .filter(({ state }) => (filters.state === '' ? state !== 'retired' : state === filters.state))
    .filter(({ facts }) => filters.department === '' || facts.department === filters.department)
    .filter(({ light }) => filters.light === '' || light.colour === filters.light)
    .sort((a, b) => gravity(b.light.colour) - gravity(a.light.colour));
  const count = (...states: string[]) => sites.filter(({ state }) => states.includes(state)).length;
  return {
    page: { title: t('common:nav.sites') },
    head: {
      title: t('common:nav.sites'),
      lead: t('sites:list.lead', {
        count: sites.length - count('retired'),
        accepted: count('accepted', 'featured'),
        ready: count('ready'),
        preparing: count('nominated', 'preparing', 'sentBack'),
      }),
    },
    filter: filterBar(list, reader),
    columns: ['name', 'department', 'state', 'light', 'readyBy', 'five', 'own', 'acceptance'].map((name) => ({
      text: t(`sites:column.${name}`),
      number: name === 'own',
    })),
    rows: shown.map((site) => row(site, list, reader)),
    empty: t(sites.length === 0 ? 'sites:list.none' : 'sites:list.noneLikeThis'),
    nomination: nomination(list, reader),
  };
}
