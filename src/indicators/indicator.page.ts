/** The card of an indicator: what it is, planned line and figures, corrections, what can be done, its story. */
import type { Evidence } from '../../workflows/evidence.js';
import type { IndicatorFacts } from '../../workflows/indicators/indicator.js';
import {
  INDICATOR_ACTIONS,
  type IndicatorAction,
  indicatorWorkflow,
} from '../../workflows/indicators/indicator.machine.js';
import { indicatorLayout } from '../../workflows/indicators/layout.js';
import type { CampaignRecord } from '../campaigns/campaign.query.js';
import { type CardAgain, type CardKind, type CardShown, cardActs, cardStory } from '../cards/card.page.js';
import type { Reader } from '../http/reason-text.js';
import { may } from '../people/policy.js';
import { formatDate, formatDateLong } from '../platform/i18n.js';
import type { LogEntry } from '../records/record.js';
import type { IndicatorRecord } from './indicator.query.js';
import { indicatorChart, periodRows } from './indicator-chart.js';
import { type Choice, eventFields } from './indicator-fields.form.js';
import { filesOf } from './indicator-files.page.js';
import { indicatorWords } from './indicator-words.page.js';
import { type MeasuredShown, measuredPage } from './measured.page.js';

export interface IndicatorShown extends CardShown<IndicatorFacts> {
  campaign: CampaignRecord;
  owners: readonly Choice[];
  /** Null where the figures are entered. */
  measured: MeasuredShown | null;
}

/** What an entry of the story says: the period and its figure, the judgement, the grounds. */
function details({ payload }: LogEntry, unit: string, { t, locale, today }: Reader): string[] {
  const { period, value, part, whole, reached, note, reason, evidence } = payload;
  const file = evidence as Evidence | undefined;
  return [
    ...(typeof period === 'string' && typeof value === 'number'
      ? [`${t('indicators:to', { on: formatDate(locale, period, today) })} ${t('indicators:figure', { value, unit })}`]
      : []),
    ...(typeof part === 'number' && typeof whole === 'number' ? [t('indicators:quotient', { part, whole })] : []),
    ...(file ? [file.name] : []),
    ...(typeof reached === 'boolean' ? [t(`indicators:reached.${reached ? 'yes' : 'no'}`)] : []),
    ...[note, reason].filter((said): said is string => typeof said === 'string' && said !== ''),
  ];
}

function indicatorCard({ owners, record }: IndicatorShown): CardKind<IndicatorFacts, IndicatorAction> {
  return {
    area: 'indicators',
    base: '/indicators',
    workflow: indicatorWorkflow,
    layout: indicatorLayout,
    // A file is sent beside the figure it proves.
    actions: INDICATOR_ACTIONS.filter((event) => event !== 'ATTACH'),
    grave: ['CANCEL', 'WITHDRAW_EVIDENCE'],
    may: ({ moment }, event) => may(moment.actor, `indicator.${event}`, { department: record.facts.owner }),
    fields: (event, _shown, reader) => eventFields(event, record.facts, owners, reader),
    details: (entry, reader) => details(entry, record.facts.unit, reader),
  };
}

function about({ record, names }: IndicatorShown, { t, locale, today }: Reader) {
  const { facts } = record;
  const { unit, baseline, outcome, source } = facts;
  return [
    { name: t('indicators:definition'), text: facts.definition },
    { name: t('indicators:direction'), text: t(`indicators:directions.${facts.direction}`) },
    {
      name: t('indicators:baseline'),
      text:
        baseline === null
          ? t('indicators:noBaseline')
          : t('indicators:baselineOn', { value: baseline, unit, on: formatDate(locale, facts.startOn, today) }),
    },
    ...facts.targets.map(({ by, value, words }) => ({
      name: t('indicators:column.target'),
      text: t(`indicators:target.${facts.direction}`, { value, unit, by: formatDateLong(locale, by.to) }),
      ...(words ? { sub: words } : {}),
    })),
    ...(facts.measure
      ? [
          {
            name: t('fields:measure'),
            text: t(`indicators:measure.${facts.measure}`),
            sub: t(`indicators:measuredOf.${facts.measuredOf}`),
          },
        ]
      : []),
    { name: t('indicators:every'), text: t(`indicators:everys.${facts.every}`) },
    {
      name: t('indicators:column.owner'),
      text: names.get(facts.owner) ?? facts.owner,
      href: `/departments/${facts.owner}`,
    },
    ...(source ? [] : [{ name: t('indicators:origin'), text: t('indicators:local') }]),
    ...(outcome
      ? [
          {
            name: t('indicators:outcome'),
            text: t(`indicators:reached.${outcome.reached ? 'yes' : 'no'}`),
            sub: outcome.note,
            strong: true,
          },
        ]
      : []),
    ...(facts.cancelReason ? [{ name: t('indicators:cancelledWhy'), text: facts.cancelReason }] : []),
  ];
}

/** Every figure that was corrected, the latest correction first. */
function corrections({ facts }: IndicatorRecord, { t, locale, today }: Reader) {
  const { unit } = facts;
  const said = (value: number) => t('indicators:figure', { value, unit });
  return facts.values
    .flatMap((one) =>
      one.was.map((former, i) => {
        const after = one.was[i + 1] ?? one;
        return {
          on: after.on,
          title: t('indicators:corrected', {
            period: t('indicators:to', { on: formatDate(locale, one.period, today) }),
            was: said(former.value),
            now: said(after.value),
          }),
          at: formatDate(locale, after.on, today),
          iso: after.on,
          by: after.by,
          details: [t('indicators:correctedWhy', { reason: former.reason })],
        };
      }),
    )
    .sort((a, b) => (a.on < b.on ? 1 : -1));
}

export function indicatorPage(shown: IndicatorShown, reader: Reader, again: CardAgain) {
  const { t } = reader;
  const { record, campaign, moment, names } = shown;
  const { facts } = record;
  const words = indicatorWords(record, moment, reader);
  const kind = indicatorCard(shown);
  return {
    page: { title: facts.title },
    head: {
      crumbs: [{ text: t('common:nav.indicators'), href: `/indicators?campaign=${campaign.id}` }, { text: facts.code }],
      title: facts.title,
      lead: words.light.why ?? '',
      facts: [
        { text: campaign.facts.title, href: `/campaigns/${campaign.id}` },
        { label: t('indicators:column.owner'), text: names.get(facts.owner) ?? facts.owner },
        { label: t('indicators:column.target'), text: words.target },
      ],
      tags: [words.tag],
      light: words.light,
    },
    acts: cardActs(kind, shown, reader, again?.event === 'ATTACH' ? null : again, 'ENTER_VALUE'),
    chart: indicatorChart(facts, reader),
    columns: ['period', 'planned', 'value', 'by', 'note'].map((name) => ({
      text: t(`indicators:column.${name}`),
      number: name === 'planned' || name === 'value',
    })),
    rows: periodRows(facts, reader),
    latest: words.gap ? `${words.latest} · ${words.gap}` : words.latest,
    measured: shown.measured && measuredPage(shown.measured, reader),
    files: filesOf(shown, reader, again),
    corrections: corrections(record, reader),
    about: about(shown, reader),
    source: facts.source && {
      before: facts.source.before,
      marked: facts.source.quote,
      after: facts.source.after,
      source: facts.source.place,
    },
    story: cardStory(kind, shown, reader),
  };
}
