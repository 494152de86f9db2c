/** The card of a first contact: as registered, who has had it, what can be done, its story. */
import { type InquiryFacts, waiting } from '../../workflows/inquiries/inquiry.js';
import { INQUIRY_ACTIONS, type InquiryAction, inquiryWorkflow } from '../../workflows/inquiries/inquiry.machine.js';
import { inquiryLayout } from '../../workflows/inquiries/layout.js';
import { type CardAgain, type CardKind, type CardShown, cardActs, cardStory } from '../cards/card.page.js';
import type { Followed } from '../cards/follow.js';
import { lightView } from '../http/components/light.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import { may } from '../people/policy.js';
import { formatDate, formatInstant } from '../platform/i18n.js';
import type { LogEntry } from '../records/record.js';
import { subjectOf } from './inquiry.kind.js';
import { type EventChoices, inquiryEventFields } from './inquiry-fields.form.js';

export type InquiryShown = CardShown<InquiryFacts> & {
  campaign: { id: string; title: string };
  choices: EventChoices;
  followed: Followed;
};

const TAGS: Record<string, string> = { received: 'now', handling: 'now', answered: 'done', referred: 'done' };

/** Everything an event says beside its title: whom, why, what. */
function details({ payload }: LogEntry, { t, locale, today }: Reader): string[] {
  const { to, promisedOn, missing, unitName } = payload;
  const said = ['answer', 'why', 'reason', 'complaint', 'procedure'].map((name) => payload[name]);
  const name = (to as { name?: unknown } | undefined)?.name;
  return [
    ...(typeof name === 'string' ? [name] : []),
    ...(typeof unitName === 'string' ? [unitName] : []),
    ...(typeof promisedOn === 'string' && !('code' in payload)
      ? [t('inquiries:column.promised') + formatDate(locale, promisedOn, today)]
      : []),
    ...(Array.isArray(missing) ? [missing.join(t('common:listSeparator'))] : []),
    ...said.filter((one): one is string => typeof one === 'string' && one !== ''),
  ];
}

function inquiryCard({ choices, record }: InquiryShown): CardKind<InquiryFacts, InquiryAction> {
  return {
    area: 'inquiries',
    base: '/inquiries',
    workflow: inquiryWorkflow,
    layout: inquiryLayout,
    actions: INQUIRY_ACTIONS,
    grave: ['WITHDRAW'],
    may: ({ moment }, event) => may(moment.actor, `inquiry.${event}`, subjectOf(record.facts)),
    fields: (event, _shown, reader) => inquiryEventFields(event, record.facts, choices, reader),
    details,
  };
}

/** A person with the department, as the receipt and the card name them. */
export function staffText(
  { name, department }: { name: string; department: string },
  names: Map<string, string>,
  { t }: Reader,
): string {
  return t('inquiries:person', { name, department: names.get(department) ?? department });
}

function about({ record, names }: InquiryShown, reader: Reader) {
  const { t, locale, today } = reader;
  const { facts } = record;
  const day = (on: string) => formatDate(locale, on, today);
  return [
    { name: t('inquiries:askerName'), text: facts.asker.name },
    ...(facts.asker.contact ? [{ name: t('inquiries:contact'), text: facts.asker.contact }] : []),
    { name: t('inquiries:channelName'), text: t(`inquiries:channel.${facts.channel}`) },
    {
      name: t('inquiries:papers'),
      text: facts.papers.length > 0 ? facts.papers.join(t('common:listSeparator')) : t('inquiries:noPapers'),
    },
    { name: t('inquiries:receivedAt'), text: formatInstant(locale, facts.receivedAt, today) },
    { name: t('inquiries:firstResponder'), text: staffText(facts.firstResponder, names, reader) },
    {
      name: t('inquiries:handler'),
      text: staffText(waiting(facts)?.to ?? facts.handler, names, reader),
      ...(facts.designated ? { sub: t('inquiries:designated') } : {}),
    },
    {
      name: t('inquiries:promised'),
      text: day(facts.promisedOn),
      ...(facts.promisedFirst ? { sub: t('inquiries:promisedFirst', { on: day(facts.promisedFirst) }) } : {}),
    },
    ...(facts.bounces > 0
      ? [{ name: t('inquiries:event.BOUNCE'), text: t('inquiries:bounces', { count: facts.bounces }) }]
      : []),
  ];
}

/** What came of it: the notice, the referral, the answer, complaints. */
function outcome({ record }: InquiryShown, { t, locale, today }: Reader) {
  const { notice, referral, answer, complaints } = record.facts;
  const day = (on: string) => formatDate(locale, on, today);
  return [
    ...(answer
      ? [
          {
            name: t('inquiries:answerTitle'),
            text: answer.text,
            sub: [day(answer.on), answer.by, ...(answer.onTheSpot ? [t('inquiries:onTheSpot')] : [])].join(' · '),
            strong: true,
          },
        ]
      : []),
    ...(referral
      ? [
          {
            name: t('inquiries:referredTo'),
            text: [referral.name, referral.address, referral.phone].filter(Boolean).join(' · '),
            sub: referral.reason,
            strong: true,
          },
        ]
      : []),
    ...(notice
      ? [
          {
            name: t('inquiries:noticeMissing'),
            text: notice.missing.join(t('common:listSeparator')),
            sub: notice.suppliedOn ? t('inquiries:supplied', { on: day(notice.suppliedOn) }) : day(notice.on),
          },
          { name: t('inquiries:noticeProcedure'), text: notice.procedure },
        ]
      : []),
    ...complaints.map(({ breach, text, on, by }) => ({
      name: t('inquiries:complaints'),
      text: `${t(`cases:breach.${breach}`)}：${text}`,
      sub: `${day(on)} · ${by}`,
    })),
  ];
}

function handOvers({ record, names }: InquiryShown, reader: Reader) {
  const { t, locale, today } = reader;
  return [...record.facts.handOvers].reverse().map(({ from, to, at, by, why, outcome: end, reason }) => ({
    title: t('inquiries:handedTo', { from: staffText(from, names, reader), to: staffText(to, names, reader) }),
    at: formatInstant(locale, at, today),
    iso: at,
    by: t(`inquiries:outcome.${end}`, { by: formatDate(locale, by, today), reason }),
    details: [why],
  }));
}

export function inquiryPage(shown: InquiryShown, reader: Reader, again: CardAgain) {
  const { t, locale, today } = reader;
  const { record, campaign, names, followed } = shown;
  const { facts, state, light } = record;
  const [why] = reasonTexts([light.reason], reader);
  const view = lightView(t, light.colour, why ? { why } : {});
  const kind = inquiryCard(shown);
  return {
    page: { title: facts.subject },
    head: {
      crumbs: [{ text: t('common:nav.inquiries'), href: `/inquiries?campaign=${campaign.id}` }, { text: facts.code }],
      title: facts.subject,
      lead: why ?? '',
      facts: [
        { label: t('inquiries:firstResponder'), text: staffText(facts.firstResponder, names, reader) },
        { label: t('inquiries:promised'), text: formatDate(locale, facts.promisedOn, today) },
      ],
      tags: [{ text: t(`inquiries:state.${state}`), kind: TAGS[state] ?? '' }],
      light: view,
      actions: [
        { text: t('inquiries:printReceipt'), href: `/inquiries/${record.id}/receipt`, kind: 'second' },
        ...followed.actions,
      ],
    },
    acts: cardActs(kind, shown, reader, again, state === 'received' || state === 'handling' ? 'ANSWER' : ''),
    about: [...about(shown, reader), ...followed.rows],
    outcome: outcome(shown, reader),
    handOvers: handOvers(shown, reader),
    story: cardStory(kind, shown, reader),
  };
}
