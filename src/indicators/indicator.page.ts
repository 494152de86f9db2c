/** The card of an indicator: what it is, planned line and figures, corrections, what can be done, its story. */
import {
  INDICATOR_ACTIONS,
  indicatorMachine,
  indicatorWorkflow,
} from '../../workflows/indicators/indicator.machine.js';
import type { Moment } from '../../workflows/moment.js';
import { eventsIn, reasonsAgainst } from '../../workflows/step.js';
import type { CampaignRecord } from '../campaigns/campaign.query.js';
import { errorSummary, errorsByField, field } from '../http/components/form.js';
import type { FormAgain } from '../http/form-again.js';
import { type Possible, plainConflict, plainDrawing, refusedOnes } from '../http/plain-record.page.js';
import type { Reader } from '../http/reason-text.js';
import { may } from '../people/policy.js';
import { formatDate, formatDateLong, formatInstant } from '../platform/i18n.js';
import type { LogEntry } from '../records/record.js';
import type { IndicatorRecord } from './indicator.query.js';
import { indicatorChart, periodRows } from './indicator-chart.js';
import { type Choice, eventFields } from './indicator-fields.form.js';
import { indicatorWords } from './indicator-words.page.js';

export interface IndicatorShown {
  indicator: IndicatorRecord;
  campaign: CampaignRecord;
  moment: Moment;
  history: readonly LogEntry[];
  /** The number of the first entry whose hash does not fit; null when the chain is whole. */
  brokenAt: number | null;
  names: Map<string, string>;
  owners: readonly Choice[];
  key: string;
}

type Again = (FormAgain & { event: string }) | null;

/** The events of this state for this person, with what stands against each. */
function possible({ indicator, moment }: IndicatorShown): Possible[] {
  const { state, facts } = indicator;
  const known = new Set(eventsIn(indicatorMachine, state));
  return INDICATOR_ACTIONS.filter(
    (event) => known.has(event) && may(moment.actor, `indicator.${event}`, { department: facts.owner }).allowed,
  ).map((event) => ({ event, reasons: reasonsAgainst(indicatorWorkflow, state, facts, event, moment) }));
}

function forms(shown: IndicatorShown, can: readonly Possible[], reader: Reader, again: Again) {
  const { indicator, owners, key } = shown;
  const { t } = reader;
  return INDICATOR_ACTIONS.filter((event) => can.some((one) => one.event === event && one.reasons.length === 0)).map(
    (event) => {
      const mine = again?.event === event ? again : null;
      const idPrefix = `${event}-`;
      const state = mine ? { typed: mine.typed, errors: errorsByField(reader, mine.reasons), idPrefix } : { idPrefix };
      return {
        event,
        action: `/indicators/${indicator.id}/events/${event}`,
        summary: t(`indicators:event.${event}`),
        keep: `indicator-${indicator.id}-${event}`,
        open: mine !== null || (again === null && event === 'ENTER_VALUE'),
        errors: mine && mine.changes.length === 0 ? errorSummary(reader, mine.reasons, idPrefix) : null,
        hidden: [
          { name: 'rev', value: indicator.rev },
          { name: 'key', value: `${key}-${event}` },
        ],
        fields: eventFields(event, indicator.facts, owners, reader).map((spec) => field(spec, state)),
        submit: { text: t(`indicators:submit.${event}`), kind: event === 'CANCEL' ? 'grave' : '' },
      };
    },
  );
}

function about({ indicator, names }: IndicatorShown, { t, locale, today }: Reader) {
  const { facts } = indicator;
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

/** The story, newest first; what the clock only looked at is left out. */
function story({ indicator, history }: IndicatorShown, { t, locale, today }: Reader) {
  const { unit } = indicator.facts;
  return [...history]
    .reverse()
    .filter(({ type }) => type !== 'CLOCK')
    .map(({ type, at, actor, payload }) => {
      const { period, value, reached, note, reason } = payload;
      const details = [
        ...(typeof period === 'string' && typeof value === 'number'
          ? [
              `${t('indicators:to', { on: formatDate(locale, period, today) })} ${t('indicators:figure', { value, unit })}`,
            ]
          : []),
        ...(typeof reached === 'boolean' ? [t(`indicators:reached.${reached ? 'yes' : 'no'}`)] : []),
        ...[note, reason].filter((said): said is string => typeof said === 'string' && said !== ''),
      ];
      return {
        title: t(`indicators:event.${type}`),
        at: formatInstant(locale, at, today),
        iso: at,
        by: actor.kind === 'person' ? actor.name : t('common:bySystem'),
        ...(details.length > 0 ? { details } : {}),
      };
    });
}

export function indicatorPage(shown: IndicatorShown, reader: Reader, again: Again) {
  const { t } = reader;
  const { indicator, campaign, moment, names, history, brokenAt } = shown;
  const { facts, state } = indicator;
  const words = indicatorWords(indicator, moment, reader);
  const can = possible(shown);
  const made = forms(shown, can, reader, again);
  const known = made.some(({ event }) => event === again?.event);
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
    conflict: plainConflict(again, 'indicators', reader),
    problem: again && !known && again.changes.length === 0 ? errorSummary(reader, again.reasons) : null,
    forms: made,
    refused: refusedOnes(can, 'indicators', reader),
    nothing: can.length === 0 ? t('common:nothingToDo') : '',
    chart: indicatorChart(facts, reader),
    columns: ['period', 'planned', 'value', 'by', 'note'].map((name) => ({
      text: t(`indicators:column.${name}`),
      number: name === 'planned' || name === 'value',
    })),
    rows: periodRows(facts, reader),
    latest: words.gap ? `${words.latest} · ${words.gap}` : words.latest,
    corrections: corrections(indicator, reader),
    about: about(shown, reader),
    source: facts.source && {
      before: facts.source.before,
      marked: facts.source.quote,
      after: facts.source.after,
      source: facts.source.place,
    },
    machine: plainDrawing(reader, indicatorMachine, 'indicators', state),
    stateText: t(`indicators:stateDescription.${state}`),
    entries: story(shown, reader),
    chain:
      brokenAt === null
        ? t('indicators:chain', { count: history.length })
        : t('indicators:chainBroken', { seq: brokenAt }),
  };
}
