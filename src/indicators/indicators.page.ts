/** The list of a campaign's indicators, the same indicator of several owners side by side, and the form that adds one. */
import { gravity } from '../../workflows/lights.js';
import type { Moment } from '../../workflows/moment.js';
import type { CampaignRecord } from '../campaigns/campaign.query.js';
import { errorSummary, errorsByField, field } from '../http/components/form.js';
import type { FormAgain } from '../http/form-again.js';
import type { Reader } from '../http/reason-text.js';
import { may } from '../people/policy.js';
import { byPinyin } from '../platform/i18n.js';
import type { IndicatorRecord } from './indicator.query.js';
import { type Choice, planFields } from './indicator-fields.form.js';
import { indicatorWords } from './indicator-words.page.js';

export interface IndicatorList {
  campaign: CampaignRecord;
  indicators: readonly IndicatorRecord[];
  moment: Moment;
  /** Department → short name, in the reader's language. */
  names: Map<string, string>;
  /** Department → category. */
  categories: Map<string, string>;
  /** Departments in use, by name. */
  owners: readonly Choice[];
  /** One-time key of the form. */
  key: string;
  again: FormAgain | null;
}

const nameOf = ({ names }: IndicatorList, owner: string) => names.get(owner) ?? owner;

function row(indicator: IndicatorRecord, list: IndicatorList, reader: Reader) {
  const { facts, id } = indicator;
  return {
    name: facts.title,
    code: facts.code,
    href: `/indicators/${id}`,
    owner: nameOf(list, facts.owner),
    ...indicatorWords(indicator, list.moment, reader),
  };
}

/** Titles that several departments own, by category; within a category the graver light first, else by name. */
function sides(running: readonly IndicatorRecord[], list: IndicatorList, reader: Reader) {
  const { t } = reader;
  const titles = [...new Set(running.map(({ facts }) => facts.title))];
  return titles
    .map((title) => ({ title, of: running.filter(({ facts }) => facts.title === title) }))
    .filter(({ of }) => new Set(of.map(({ facts }) => facts.owner)).size > 1)
    .map(({ title, of }) => {
      const categories = [...new Set(of.map(({ facts }) => list.categories.get(facts.owner) ?? ''))];
      return {
        title,
        groups: categories.map((category) => ({
          caption: category ? t(`people:category.${category}`) : '',
          rows: of
            .filter(({ facts }) => (list.categories.get(facts.owner) ?? '') === category)
            .sort(
              (a, b) =>
                gravity(b.light.colour) - gravity(a.light.colour) ||
                byPinyin(nameOf(list, a.facts.owner), nameOf(list, b.facts.owner)),
            )
            .map((one) => row(one, list, reader)),
        })),
      };
    });
}

function addition(list: IndicatorList, reader: Reader) {
  const { campaign, moment, again, key, owners } = list;
  if (!may(moment.actor, 'indicator.create').allowed) return null;
  const state = again ? { typed: again.typed, errors: errorsByField(reader, again.reasons) } : {};
  return {
    open: again !== null,
    errors: again && errorSummary(reader, again.reasons, 'new-'),
    hidden: [
      { name: 'campaign', value: campaign.id },
      { name: 'key', value: key },
    ],
    fields: planFields(null, owners, reader).map((spec) => field(spec, { ...state, idPrefix: 'new-' })),
  };
}

/** The page; what is gravest comes first, what is cancelled last. */
export function indicatorsPage(list: IndicatorList, reader: Reader) {
  const { t } = reader;
  const { campaign, indicators } = list;
  const running = indicators.filter(({ state }) => state !== 'cancelled');
  const cancelled = indicators.filter(({ state }) => state === 'cancelled');
  const byLight = [...running].sort((a, b) => gravity(b.light.colour) - gravity(a.light.colour));
  const due = (code: string) => running.filter(({ light }) => light.reason.code === code).length;
  return {
    page: { title: t('common:nav.indicators') },
    head: {
      title: t('common:nav.indicators'),
      lead: t('indicators:lead', {
        campaign: campaign.facts.title,
        count: running.length,
        red: running.filter(({ light }) => light.colour === 'red').length,
        due: due('light.indicatorValueDue') + due('light.indicatorNoValue'),
      }),
    },
    columns: ['name', 'owner', 'target', 'latest', 'gap', 'light', 'trend'].map((name) => ({
      text: t(`indicators:column.${name}`),
    })),
    rows: [...byLight, ...cancelled].map((one) => row(one, list, reader)),
    empty: t('indicators:none'),
    sides: sides(running, list, reader),
    addition: addition(list, reader),
  };
}
