/** The card of a case: all of it for those who handle it, the decision and its remedies for the person concerned. */
import type { CaseFacts, Measure } from '../../workflows/accountability/case.js';
import { CASE_ACTIONS, type CaseAction, caseWorkflow } from '../../workflows/accountability/case.machine.js';
import { caseLayout } from '../../workflows/accountability/layout.js';
import { caseLight } from '../../workflows/accountability/light.js';
import { type CardAgain, type CardKind, type CardShown, cardActs, cardStory } from '../cards/card.page.js';
import { lightView } from '../http/components/light.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import { may } from '../people/policy.js';
import { formatDate } from '../platform/i18n.js';
import type { LogEntry } from '../records/record.js';
import { isServed, subjectOf } from './case.kind.js';
import { handlingDeadlines, legalBasis, remedyDeadlines } from './case-deadlines.page.js';
import { caseEventFields } from './case-fields.form.js';
import {
  type CaseShown,
  clueRows,
  decisionRows,
  findingRows,
  forceRows,
  measureText,
  repeatRows,
  roleRows,
  viewRows,
} from './case-rows.page.js';

const TAGS: Record<string, string> = { clue: 'now', heard: 'now', decided: 'now', lifted: 'done', quashed: 'done' };

/** What the person concerned reads of the story: the decision and what was asked against it, not how it came about. */
const AFTER_SERVICE = new Set<string>([
  'SERVE',
  'REPORT_EXECUTION',
  'REQUEST_REVIEW',
  'DECIDE_REVIEW',
  'APPEAL',
  'EXTEND_APPEAL',
  'DECIDE_APPEAL',
  'LIFT',
]);

/** What it is about, without a name: the breach and whose it is. */
export function caseTitle({ clue }: CaseFacts, names: Map<string, string>, { t }: Reader): string {
  const department = names.get(clue.department) ?? clue.department;
  return t('cases:titleOf', { breach: t(`cases:breach.${clue.breach}`), department });
}

/** Everything an event says beside its title. */
function details({ type, payload }: LogEntry, reader: Reader): string[] {
  const { t, locale, today } = reader;
  if (type === 'CREATED') return [];
  const { subject, investigator, decider, successor, form, months, on, result, measure, exemption } = payload;
  const name = (of: unknown) => (of as { name?: string } | null | undefined)?.name;
  const role = (of: unknown, key: string) =>
    name(of) ? [t('cases:named', { role: t(`fields:${key}`), name: name(of) })] : [];
  const said = ['reason', 'finding', 'exemptionTest', 'statement', 'text', 'grounds', 'note'].map(
    (key) => payload[key],
  );
  return [
    ...role(subject, 'personConcerned'),
    ...role(investigator, 'investigator'),
    ...role(decider, 'decider'),
    ...role(successor, 'successor'),
    ...(typeof form === 'string' ? [measureText({ form, months } as Measure, reader)] : []),
    ...(typeof result === 'string' ? [t(`cases:result.${result}`)] : []),
    ...(measure ? [measureText(measure as Measure, reader)] : []),
    ...(typeof exemption === 'string' ? [t(`packs:exemption.${exemption}`)] : []),
    ...(typeof on === 'string' ? [formatDate(locale, on, today)] : []),
    ...said.filter((one): one is string => typeof one === 'string' && one !== ''),
  ];
}

function caseCard({ choices, record }: CaseShown): CardKind<CaseFacts, CaseAction> {
  const { review, appeal } = record.facts;
  // While nothing is asked for there is nothing to decide, and nothing is asked for twice.
  const idle: Partial<Record<CaseAction, boolean>> = {
    REQUEST_REVIEW: review !== null || appeal !== null,
    DECIDE_REVIEW: !review || review.outcome !== null,
    APPEAL: appeal !== null,
    EXTEND_APPEAL: !appeal || appeal.outcome !== null,
    DECIDE_APPEAL: !appeal || appeal.outcome !== null,
  };
  return {
    area: 'cases',
    base: '/cases',
    workflow: caseWorkflow,
    layout: caseLayout,
    actions: CASE_ACTIONS.filter((event) => !idle[event]),
    grave: ['NOT_ACCEPT', 'NOT_PURSUE', 'DECIDE', 'DECIDE_REVIEW', 'DECIDE_APPEAL', 'LIFT'],
    may: ({ moment }, event) => may(moment.actor, `case.${event}`, subjectOf(record, event)),
    fields: (event, { moment }, reader) => caseEventFields(event, record.facts, choices, moment, reader),
    details,
  };
}

const FIRST: Partial<Record<string, CaseAction>> = {
  investigating: 'PROPOSE',
  proposed: 'HEAR',
  heard: 'DECIDE',
  decided: 'SERVE',
  served: 'REPORT_EXECUTION',
};

export function casePage(shown: CaseShown, reader: Reader, again: CardAgain) {
  const { t } = reader;
  const { record, moment, names, history, sight, campaign } = shown;
  const { facts, state } = record;
  const whole = sight === 'whole';
  // What others owe in the case is not told to the person concerned.
  const light = whole ? record.light : caseLight(isServed(state) ? 'inEffect' : state, facts, moment);
  const [why] = reasonTexts([light.reason], reader);
  const kind = caseCard(shown);
  const told = whole ? history : history.filter(({ type }) => AFTER_SERVICE.has(type));
  const title = caseTitle(facts, names, reader);
  const story = cardStory(kind, { ...shown, history: told }, reader);
  return {
    page: { title: facts.code || t('cases:clueTitle') },
    head: {
      crumbs: [
        { text: t('common:nav.cases'), href: `/cases?campaign=${campaign.id}` },
        { text: facts.code || t('cases:clueTitle') },
      ],
      title,
      lead: why ?? '',
      facts: whole && facts.measure ? [{ label: t('cases:inForce'), text: measureText(facts.measure, reader) }] : [],
      tags: [{ text: t(`cases:state.${state}`), kind: TAGS[state] ?? '' }],
      light: lightView(t, light.colour, why ? { why } : {}),
      actions: facts.decision
        ? [{ text: t('cases:printDecision'), href: `/cases/${record.id}/decision`, kind: 'second' }]
        : [],
    },
    acts: cardActs(kind, shown, reader, again, FIRST[state] ?? ''),
    decision: decisionRows(facts, reader),
    force: forceRows(facts, reader),
    clue: whole ? clueRows(shown, reader) : [],
    finding: whole ? findingRows(shown, reader) : [],
    roles: whole ? roleRows(shown, reader) : [],
    repeats: whole ? repeatRows(shown, reader) : [],
    deadlines: [...(whole ? handlingDeadlines(facts, moment, reader) : []), ...remedyDeadlines(facts, moment, reader)],
    basis: legalBasis(facts, moment, reader),
    views: whole ? viewRows(shown, reader) : null,
    story: { ...story, ...(whole ? {} : { chain: '' }) },
  };
}

/** What whoever reported a clue reads: taken up or not, and why not. */
export function outcomePage(shown: CardShown<CaseFacts>, reader: Reader) {
  const { t, locale, today } = reader;
  const { facts, state } = shown.record;
  const { clue } = facts;
  const outcome = outcomeOf(state);
  const told = clue.facts.find(({ label }) => label === 'told');
  return {
    page: { title: t('cases:clueTitle') },
    head: {
      crumbs: [{ text: t('common:nav.cases'), href: '/cases' }, { text: t('cases:clueTitle') }],
      title: caseTitle(facts, shown.names, reader),
      lead: t('cases:outcomeLead'),
      tags: [{ text: t(`cases:outcome.${outcome}`), kind: outcome === 'waiting' ? 'now' : 'done' }],
    },
    rows: [
      { name: t('cases:happenedOn'), text: formatDate(locale, clue.on, today) },
      { name: t('cases:receivedOn'), text: formatDate(locale, facts.receivedOn, today) },
      ...(told ? [{ name: t('fields:told'), text: String(told.value) }] : []),
      { name: t('cases:outcomeName'), text: t(`cases:outcome.${outcome}`), strong: true },
      ...(outcome === 'notAccepted' ? [{ name: t('fields:reason'), text: facts.notAcceptedReason }] : []),
    ],
  };
}

/** Taken up or not, and no more. */
export function outcomeOf(state: string): 'waiting' | 'notAccepted' | 'accepted' {
  if (state === 'clue') return 'waiting';
  return state === 'notAccepted' ? 'notAccepted' : 'accepted';
}
