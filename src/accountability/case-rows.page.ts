/** The facts of a case in rows: the clue, the roles, what was found, the decision, what stands of it, who has looked. */
import type { CaseFacts, Measure, Remedy } from '../../workflows/accountability/case.js';
import { rulesFor } from '../../workflows/accountability/deadlines.js';
import { isCivilDate } from '../../workflows/dates.js';
import type { CardShown } from '../cards/card.page.js';
import type { Reader } from '../http/reason-text.js';
import { formatDate, formatInstant } from '../platform/i18n.js';
import type { CaseChoices } from './case-fields.form.js';
import type { Sight } from './case-sight.js';
import type { CaseView } from './case-views.store.js';

export type CaseShown = CardShown<CaseFacts> & {
  campaign: { id: string; title: string };
  choices: CaseChoices;
  sight: Exclude<Sight, 'outcome'>;
  /** Where the record lies in which it happened; null where there is none or this person may not see it. */
  sourceHref: string | null;
  /** Other measures of this year; null where they are not this reader's business. */
  repeats: { person: number; department: number; year: string } | null;
  /** Who has looked at it; null where that is not this reader's business. */
  views: { views: readonly CaseView[]; total: number } | null;
};

/** View model of the partial `facts`. */
export interface Row {
  name: string;
  text: string;
  sub?: string;
  href?: string;
  strong?: boolean;
}

/** A measure as people say it: its form, and how long where it lasts. */
export function measureText({ form, months }: Measure, { t }: Reader): string {
  const name = t(`packs:sanction.${form}`);
  return months === 0 ? name : t('cases:lasting', { form: name, months: t('packs:value.months', { count: months }) });
}

/** The facts of the clue, with the record they come from. */
export function clueRows({ record, names, sourceHref }: CaseShown, reader: Reader): Row[] {
  const { t, locale, today } = reader;
  const { clue, receivedOn } = record.facts;
  const day = (on: string) => formatDate(locale, on, today);
  const value = (of: string | number) => (isCivilDate(of) ? day(of) : String(of));
  return [
    { name: t('fields:breach'), text: t(`cases:breach.${clue.breach}`), strong: true },
    { name: t('fields:department'), text: names.get(clue.department) ?? clue.department },
    ...(clue.subject ? [{ name: t('cases:suspected'), text: clue.subject.name }] : []),
    { name: t('cases:happenedOn'), text: day(clue.on) },
    { name: t('cases:receivedOn'), text: day(receivedOn) },
    {
      name: t('cases:reporter'),
      text: clue.reporter?.name ?? t('cases:byRules'),
      ...(clue.reporter ? {} : { sub: t('cases:byRulesHint') }),
    },
    ...(clue.source
      ? [
          {
            name: t('cases:source'),
            text: clue.source.code,
            sub: clue.source.title,
            ...(sourceHref ? { href: sourceHref } : {}),
          },
        ]
      : []),
    ...clue.facts.map(({ label, value: of }) => ({ name: t(`cases:fact.${label}`), text: value(of) })),
  ];
}

/** Who has which role, who was recused and why. */
export function roleRows({ record }: CaseShown, reader: Reader): Row[] {
  const { t, locale, today } = reader;
  const { subject, addressee, investigator, decider, recusals } = record.facts;
  const rank = (of: string) => t(`cases:rank.${of}`);
  return [
    ...(subject
      ? [
          {
            name: t('fields:personConcerned'),
            text: subject.name,
            sub: [rank(subject.rank), ...(addressee ? [t(`packs:addressee.${addressee}`)] : [])].join(' · '),
          },
        ]
      : []),
    ...(investigator ? [{ name: t('fields:investigator'), text: investigator.name }] : []),
    ...(decider ? [{ name: t('fields:decider'), text: decider.name, sub: rank(decider.rank) }] : []),
    ...recusals.map(({ role, person, reason, on }) => ({
      name: t('cases:recused', { role: t(`fields:${role}`) }),
      text: person.name,
      sub: `${formatDate(locale, on, today)} · ${reason}`,
    })),
  ];
}

/** What the investigation and the hearing brought. */
export function findingRows({ record }: CaseShown, reader: Reader): Row[] {
  const { t, locale, today } = reader;
  const { facts } = record;
  const list = (name: string, of: readonly string[]) =>
    of.length > 0
      ? [
          {
            name: t(`fields:${name}`),
            text: of.map((one) => t(`packs:${name}.${one}`)).join(t('common:listSeparator')),
          },
        ]
      : [];
  const row = (name: string, text: string) => (text ? [{ name: t(name), text }] : []);
  return [
    ...row('fields:finding', facts.finding),
    ...row('fields:exemptionTest', facts.exemptionTest),
    ...(facts.proposal ? [{ name: t('cases:proposal'), text: measureText(facts.proposal, reader) }] : []),
    ...list('aggravating', facts.aggravating),
    ...list('mitigating', facts.mitigating),
    ...(facts.hearing
      ? [
          {
            name: t('fields:statement'),
            text: facts.hearing.statement,
            sub: formatDate(locale, facts.hearing.on, today),
          },
        ]
      : []),
    ...row('cases:extensionReason', facts.extensionReason),
    ...row('cases:notAcceptedReason', facts.notAcceptedReason),
    ...(facts.exemption ? row('fields:exemption', t(`packs:exemption.${facts.exemption}`)) : []),
    ...row('cases:closingReason', facts.closingReason),
  ];
}

/** The decision as it must be stated. */
export function decisionRows(facts: CaseFacts, reader: Reader): Row[] {
  const { t, locale } = reader;
  const { decision } = facts;
  if (!decision) return [];
  // Always with its year: a decision is read later.
  const day = formatDate(locale, decision.on, '0000-00-00');
  return [
    { name: t('fields:facts'), text: decision.facts },
    { name: t('fields:reasons'), text: decision.reasons },
    { name: t('fields:basis'), text: decision.basis },
    { name: t('cases:decidedForm'), text: measureText(decision, reader), strong: true },
    { name: t('fields:rights'), text: decision.rights },
    { name: t('cases:decidedBy'), text: decision.by, sub: day },
  ];
}

/** What stands of it now: in force, until when, how carried out, what a review or an appeal left. */
export function forceRows(facts: CaseFacts, reader: Reader): Row[] {
  const { t, locale, today } = reader;
  const day = (on: string) => formatDate(locale, on, today);
  const { servedOn, measure, effectUntil, executionReport, review, appeal } = facts;
  if (!servedOn) return [];
  const remedy = (name: string, of: Remedy | null): Row[] =>
    of
      ? [
          { name: t(`cases:${name}`), text: of.grounds, sub: `${day(of.askedOn)} · ${of.askedBy}` },
          of.outcome
            ? {
                name: t(`cases:${name}Outcome`),
                text: [
                  t(`cases:result.${of.outcome.result}`),
                  ...(of.outcome.result === 'lighten' && of.outcome.measure
                    ? [measureText(of.outcome.measure, reader)]
                    : []),
                ].join('：'),
                sub: [of.outcome.reason, day(of.outcome.on), of.outcome.by].join(' · '),
                strong: true,
              }
            : { name: t(`cases:${name}Outcome`), text: t('cases:waiting'), sub: t('cases:noStay') },
        ]
      : [];
  return [
    { name: t('cases:servedOn'), text: day(servedOn) },
    {
      name: t('cases:inForce'),
      text: measure ? measureText(measure, reader) : t('cases:nothingInForce'),
      ...(measure && effectUntil ? { sub: t('cases:until', { on: day(effectUntil) }) } : {}),
      strong: true,
    },
    ...(executionReport
      ? [
          {
            name: t('fields:execution'),
            text: executionReport.text,
            sub: `${day(executionReport.on)} · ${executionReport.by}`,
          },
        ]
      : []),
    ...remedy('review', review),
    ...remedy('appeal', appeal),
  ];
}

/** How often this year, beside the number after which the pack has the unit answer: a fact, never applied. */
export function repeatRows({ record, repeats, moment }: CaseShown, reader: Reader): Row[] {
  if (!repeats) return [];
  const { t } = reader;
  const { unitAnswersAt } = rulesFor(record.facts, moment);
  const count = (of: number) => t('packs:value.times', { count: of });
  return [
    { name: t('cases:repeatsPerson', { year: repeats.year }), text: count(repeats.person) },
    {
      name: t('cases:repeatsDepartment', { year: repeats.year }),
      text: count(repeats.department),
      sub: t('cases:unitAnswersAt', { times: count(unitAnswersAt) }),
    },
  ];
}

/** Who has looked at the case; null where that is not this reader's business. */
export function viewRows({ views, names }: CaseShown, { t, locale, today }: Reader) {
  if (!views) return null;
  return {
    note: t('cases:viewsNote', { count: views.total }),
    rows: views.views.map(({ by, at, page }) => ({
      name: formatInstant(locale, at, today),
      text: by.name,
      sub: [names.get(by.department) ?? by.department, t(`cases:viewed.${page}`)].filter(Boolean).join(' · '),
    })),
  };
}
