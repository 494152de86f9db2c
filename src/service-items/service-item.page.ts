/** The card of an item of service: what the public reads, what changed since it was published, what can be done, its story. */
import { serviceItemLayout } from '../../workflows/service-items/layout.js';
import {
  type ItemReference,
  type PlanField,
  planOf,
  type ServiceItemFacts,
} from '../../workflows/service-items/service-item.js';
import {
  SERVICE_ITEM_ACTIONS,
  type ServiceItemAction,
  serviceItemWorkflow,
} from '../../workflows/service-items/service-item.machine.js';
import { type CardAgain, type CardKind, type CardShown, cardActs, cardStory } from '../cards/card.page.js';
import type { Reader } from '../http/reason-text.js';
import { may } from '../people/policy.js';
import { formatDate } from '../platform/i18n.js';
import type { LogEntry } from '../records/record.js';
import { type Choice, itemEventFields } from './item-fields.form.js';
import { fieldName, fieldText, promisedText, statutoryText } from './item-words.page.js';

export type ItemShown = CardShown<ServiceItemFacts> & {
  campaign: { id: string; title: string };
  departments: readonly Choice[];
  others: readonly ItemReference[];
};

export const STATE_TAGS: Record<string, string> = { draft: 'now', published: 'done' };

/** Why, and into what it was merged. */
function details({ payload }: LogEntry): string[] {
  const { reason, mergedInto } = payload as { reason?: unknown; mergedInto?: { code?: unknown; title?: unknown } };
  const into = mergedInto ? `${String(mergedInto.code)} ${String(mergedInto.title)}` : '';
  return [into, reason].filter((one): one is string => typeof one === 'string' && one !== '');
}

function itemCard({ record, departments, others }: ItemShown): CardKind<ServiceItemFacts, ServiceItemAction> {
  const { facts, state } = record;
  const choices = { departments, others, plan: planOf(facts), published: state === 'published' };
  return {
    area: 'serviceItems',
    base: '/service-items',
    workflow: serviceItemWorkflow,
    layout: serviceItemLayout,
    actions: SERVICE_ITEM_ACTIONS,
    grave: ['WITHDRAW'],
    may: ({ moment }, event) => may(moment.actor, `serviceItem.${event}`, { department: facts.department }),
    fields: (event, _shown, reader) => itemEventFields(event, choices, reader),
    details,
  };
}

/** Everything the timetable says of an item, one fact a line. */
function about({ record, names }: ItemShown, reader: Reader) {
  const { t } = reader;
  const { facts } = record;
  const row = (name: string, text: string, none: string) => ({
    name: t(`serviceItems:${name}`),
    text: text === '' ? t(`serviceItems:${none}`) : text,
  });
  const listed = (of: readonly string[]) => of.map((line, i) => `${i + 1}. ${line}`).join(' ');
  return [
    {
      name: t('serviceItems:department'),
      text: names.get(facts.department) ?? facts.department,
      href: `/departments/${facts.department}`,
    },
    { name: t('serviceItems:kind'), text: t(`packs:matterKind.${facts.kind}`) },
    { name: t('serviceItems:promised'), text: promisedText(facts, reader), strong: true },
    {
      name: t('serviceItems:statutory'),
      text: statutoryText(facts, reader),
      ...(facts.legalBasis ? { sub: facts.legalBasis } : {}),
    },
    { name: t('serviceItems:centre'), text: t(facts.inCentre ? 'serviceItems:inCentre' : 'serviceItems:notInCentre') },
    row('papers', listed(facts.papers), 'noPapers'),
    row('steps', listed(facts.steps), 'noPlace'),
    row('fee', facts.fee, 'free'),
    row('place', facts.place, 'noPlace'),
    row('phone', facts.phone, 'noPlace'),
  ];
}

/** What became of it: since when it is on the timetable, and why it is no more. */
function outcome({ record }: ItemShown, { t, locale, today }: Reader) {
  const { publishedOn, withdrawnOn, withdrawReason, mergedInto } = record.facts;
  const day = (on: string) => formatDate(locale, on, today);
  return [
    ...(publishedOn ? [{ name: t('serviceItems:publishedOn'), text: day(publishedOn) }] : []),
    ...(withdrawnOn
      ? [
          {
            name: t('serviceItems:withdrawn'),
            text: mergedInto ? t('serviceItems:mergedInto', { title: mergedInto.title }) : t('serviceItems:abolished'),
            ...(mergedInto ? { href: `/service-items/${mergedInto.id}` } : {}),
            sub: [day(withdrawnOn), withdrawReason].join(' · '),
            strong: true,
          },
        ]
      : []),
  ];
}

/** Each change of what the public reads, the latest first. */
function versions({ record, names }: ItemShown, reader: Reader) {
  const { t, locale, today } = reader;
  const said = (text: string) => text || t('serviceItems:nothing');
  return [...record.facts.versions].reverse().map(({ on, by, reason, was, now }) => ({
    title: reason,
    at: formatDate(locale, on, today),
    iso: on,
    by,
    details: (Object.keys(now) as PlanField[]).map((field) =>
      t('serviceItems:change', {
        field: fieldName(field, reader),
        was: said(fieldText(field, was, names, reader)),
        now: said(fieldText(field, now, names, reader)),
      }),
    ),
  }));
}

export function serviceItemPage(shown: ItemShown, reader: Reader, again: CardAgain) {
  const { t } = reader;
  const { record, campaign, names } = shown;
  const { facts, state } = record;
  const kind = itemCard(shown);
  return {
    page: { title: facts.title },
    head: {
      crumbs: [
        { text: t('common:nav.serviceItems'), href: `/service-items?campaign=${campaign.id}` },
        { text: facts.code },
      ],
      title: facts.title,
      lead: t(`serviceItems:stateDescription.${state}`),
      facts: [
        { label: t('serviceItems:department'), text: names.get(facts.department) ?? facts.department },
        { label: t('serviceItems:promised'), text: promisedText(facts, reader) },
      ],
      tags: [
        { text: t(`serviceItems:state.${state}`), kind: STATE_TAGS[state] ?? '' },
        ...(facts.inCentre ? [{ text: t('serviceItems:inCentre') }] : []),
      ],
      actions:
        state === 'published'
          ? [{ text: t('serviceItems:timetable.openTo'), href: `/timetable#${facts.code}`, kind: 'second' }]
          : [],
    },
    acts: cardActs(kind, shown, reader, again, state === 'draft' ? 'PUBLISH' : ''),
    about: about(shown, reader),
    outcome: outcome(shown, reader),
    versions: versions(shown, reader),
    story: cardStory(kind, shown, reader),
  };
}
