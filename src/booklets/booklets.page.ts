/** The register of booklets, the table of adopted systems, and the form by which the office asks for both. */
import { BOOKLET_PARTS, filesOf } from '../../workflows/booklets/booklet.js';
import { gravity } from '../../workflows/lights.js';
import type { Moment } from '../../workflows/moment.js';
import { type SystemSet, systemSetsFor } from '../../workflows/packs/system-sets.js';
import type { CampaignRecord } from '../campaigns/campaign.query.js';
import { errorSummary, errorsByField, type Field, field } from '../http/components/form.js';
import type { FormAgain } from '../http/form-again.js';
import type { Reader } from '../http/reason-text.js';
import { may } from '../people/policy.js';
import { byPinyin } from '../platform/i18n.js';
import type { BookletRecord } from './booklet.query.js';
import { adoptionWords, bookletDay, bookletLightView, bookletTag, systemName } from './booklet-words.page.js';

export interface BookletList {
  campaign: CampaignRecord;
  booklets: readonly BookletRecord[];
  moment: Moment;
  /** Department → short name, in the reader's language. */
  names: Map<string, string>;
  /** Departments in use, by name. */
  departments: readonly { id: string; name: string }[];
  again: FormAgain | null;
}

/** The way between the two duties of a department: its booklet and its plans. */
export function dutyTabs(current: 'booklets' | 'periodPlans', campaign: string, { t }: Reader) {
  return {
    label: t('common:nav.duties'),
    items: [
      { text: t('booklets:tab'), href: `/booklets?campaign=${campaign}`, current: current === 'booklets' },
      { text: t('periodPlans:tab'), href: `/period-plans?campaign=${campaign}`, current: current === 'periodPlans' },
    ],
  };
}

function register(booklets: readonly BookletRecord[], { names }: BookletList, reader: Reader) {
  const { t } = reader;
  const columns = ['department', ...BOOKLET_PARTS, 'version', 'state', 'day', 'light'];
  return {
    caption: t('booklets:register'),
    columns: columns.map((name) => ({ text: t(`booklets:column.${name}`), number: name === 'version' })),
    empty: t('booklets:none'),
    rows: booklets.map((booklet) => {
      const { facts, state, id } = booklet;
      return {
        cells: [
          { text: names.get(facts.department) ?? facts.department, href: `/booklets/${id}`, heading: true },
          ...BOOKLET_PARTS.map((part) => {
            const count = filesOf(facts, part).length;
            return { text: count > 0 ? t('booklets:files', { count }) : t('booklets:noFile') };
          }),
          { text: String(facts.version), number: true },
          { tag: bookletTag(state, reader) },
          { text: bookletDay(facts, reader) },
          { light: bookletLightView(booklet, reader) },
        ],
      };
    }),
  };
}

/** Departments by systems; the set is the campaign's, so every booklet has the same one. */
function adoption(booklets: readonly BookletRecord[], { names }: BookletList, reader: Reader) {
  const systems = booklets[0]?.facts.systems ?? [];
  const { t } = reader;
  return {
    caption: t('booklets:adoptionTable'),
    columns: [{ text: t('booklets:column.department') }, ...systems.map((one) => ({ text: systemName(one, reader) }))],
    empty: t('booklets:none'),
    rows: booklets.map(({ facts, id }) => ({
      cells: [
        { text: names.get(facts.department) ?? facts.department, href: `/booklets/${id}`, heading: true },
        ...systems.map(({ key }) => {
          const { text, on } = adoptionWords(facts, key, reader);
          return { text, ...(on ? { sub: on } : {}) };
        }),
      ],
    })),
  };
}

function fields(list: BookletList, sets: readonly SystemSet[], reader: Reader): Field[] {
  const { t } = reader;
  const there = new Set(list.booklets.map(({ facts }) => facts.department));
  const free = list.departments.filter(({ id }) => !there.has(id));
  const chosen = list.booklets[0]?.facts.systemSet ?? sets[0]?.key;
  const label = (name: string) => ({ name, label: t(`fields:${name}`) });
  return [
    {
      type: 'date',
      ...label('dueOn'),
      value: '',
      min: list.moment.today,
      required: true,
      hint: t('booklets:hint.dueOn'),
    },
    {
      type: 'radios',
      ...label('systemSet'),
      hint: t('booklets:hint.systemSet'),
      options: sets.map(({ key, source, systems }) => ({
        value: key,
        text: systems.map((one) => systemName(one, reader)).join(t('common:listSeparator')),
        hint: t('booklets:setFrom', { source }),
        chosen: key === chosen,
      })),
    },
    ...(free.length > 0
      ? [
          {
            type: 'checkboxes',
            ...label('departments'),
            options: free.map(({ id, name }) => ({ value: id, text: name, chosen: there.size === 0 })),
          },
        ]
      : []),
  ];
}

function asking(list: BookletList, reader: Reader) {
  const { campaign, moment, again } = list;
  if (!may(moment.actor, 'booklet.create').allowed) return null;
  const state = again ? { typed: again.typed, errors: errorsByField(reader, again.reasons) } : {};
  return {
    open: again !== null,
    errors: again && errorSummary(reader, again.reasons, 'ask-'),
    hidden: [{ name: 'campaign', value: campaign.id }],
    fields: fields(list, systemSetsFor(moment.packs.current), reader).map((spec) =>
      field(spec, { ...state, idPrefix: 'ask-' }),
    ),
  };
}

export function bookletsPage(list: BookletList, reader: Reader) {
  const { t } = reader;
  const { campaign, names } = list;
  const nameOf = ({ facts }: BookletRecord) => names.get(facts.department) ?? facts.department;
  const asked = list.booklets
    .filter(({ state }) => state !== 'cancelled')
    .sort((a, b) => gravity(b.light.colour) - gravity(a.light.colour) || byPinyin(nameOf(a), nameOf(b)));
  const count = (state: string) => asked.filter((one) => one.state === state).length;
  return {
    page: { title: t('booklets:title') },
    head: {
      title: t('common:nav.duties'),
      lead: t('booklets:lead', {
        campaign: campaign.facts.title,
        count: asked.length,
        approved: count('approved'),
        waiting: count('submitted'),
        red: asked.filter(({ light }) => light.colour === 'red').length,
      }),
    },
    tabs: dutyTabs('booklets', campaign.id, reader),
    register: register(asked, list, reader),
    adoption: adoption(
      [...asked].sort((a, b) => byPinyin(nameOf(a), nameOf(b))),
      list,
      reader,
    ),
    asking: asking(list, reader),
  };
}
