/** The page of a department's booklet: its two parts, former versions, the systems it has adopted, what can be done. */
import {
  ADOPTIONS,
  adoptionOf,
  BOOKLET_PARTS,
  type BookletFacts,
  type BookletPart,
} from '../../workflows/booklets/booklet.js';
import { BOOKLET_ACTIONS, type BookletAction, bookletWorkflow } from '../../workflows/booklets/booklet.machine.js';
import { bookletLayout } from '../../workflows/booklets/layout.js';
import { type Evidence, stands } from '../../workflows/evidence.js';
import { eventsIn } from '../../workflows/step.js';
import type { CampaignRecord } from '../campaigns/campaign.query.js';
import { type CardAgain, type CardKind, type CardShown, cardActs, cardStory } from '../cards/card.page.js';
import { errorSummary, errorsByField, type Field, field } from '../http/components/form.js';
import type { Reader } from '../http/reason-text.js';
import { may } from '../people/policy.js';
import { formatDate, formatFileSize, formatInstant } from '../platform/i18n.js';
import type { LogEntry } from '../records/record.js';
import { adoptionWords, bookletDay, bookletLightView, bookletTag, systemName } from './booklet-words.page.js';

export interface BookletShown extends CardShown<BookletFacts> {
  campaign: CampaignRecord;
}

const mayDo = ({ moment, record }: CardShown<BookletFacts>, event: BookletAction) =>
  may(moment.actor, `booklet.${event}`, { department: record.facts.department });

function systemChoice(facts: BookletFacts, keep: (key: string) => boolean, reader: Reader): Field {
  return {
    type: 'select',
    name: 'system',
    label: reader.t('fields:system'),
    options: facts.systems
      .filter(({ key }) => keep(key))
      .map((one) => ({ value: one.key, text: systemName(one, reader) })),
  };
}

function fieldsOf(event: BookletAction, { record, moment }: CardShown<BookletFacts>, reader: Reader): Field[] {
  const { t, locale, today } = reader;
  const { facts } = record;
  const label = (name: string) => ({ name, label: t(`fields:${name}`) });
  const long = (name: string, more: Partial<Field> = {}): Field => ({
    type: 'textarea',
    ...label(name),
    rows: 2,
    ...more,
  });
  const on: Field = { type: 'date', ...label('on'), value: today, max: today, required: true };
  switch (event) {
    case 'WITHDRAW_EVIDENCE':
      return [
        {
          type: 'select',
          ...label('file'),
          options: facts.files.filter(stands).map(({ file, name, at }) => ({
            value: file,
            text: `${name} ${formatInstant(locale, at, moment.today)}`,
          })),
        },
        long('reason', { required: true }),
      ];
    case 'SUBMIT':
      return [
        long('note', facts.version > 1 ? { required: true, hint: t('booklets:hint.change') } : { optional: true }),
      ];
    case 'APPROVE':
    case 'RENEW':
      return [long('remark', { optional: true })];
    case 'SEND_BACK':
    case 'CANCEL':
      return [long('reason', { required: true })];
    case 'REVISE':
      return [long('reason', { required: true, hint: t('booklets:hint.revise') })];
    case 'RECORD_ADOPTION':
      return [
        systemChoice(facts, () => true, reader),
        {
          type: 'radios',
          ...label('adoption'),
          options: ADOPTIONS.filter((one) => one !== 'checked').map((value) => ({
            value,
            text: t(`booklets:adoption.${value}`),
            chosen: value === 'adopted',
          })),
        },
        on,
        { type: 'text', ...label('document'), value: '', maxlength: 200, hint: t('booklets:hint.document') },
        long('note', { optional: true }),
      ];
    case 'CHECK_ADOPTION':
      return [
        systemChoice(facts, (key) => (adoptionOf(facts, key)?.adoption ?? 'none') !== 'none', reader),
        on,
        long('note', { required: true, hint: t('booklets:hint.check') }),
      ];
    case 'ATTACH':
      return [];
  }
}

/** `首问负责制：有实施办法`; of a check the system alone. */
function adoptedAs(system: string, adoption: unknown, { t }: Reader): string {
  if (typeof adoption !== 'string') return system;
  return t('booklets:adoptedAs', { system, adoption: t(`booklets:adoption.${adoption}`) });
}

/** What an entry of the story says: the file, the system and what it came to, the grounds. */
function details({ payload }: LogEntry, facts: BookletFacts, reader: Reader): string[] {
  const { t } = reader;
  const { evidence, system, adoption, document, systems, note, reason, remark } = payload as Record<string, unknown>;
  const known = facts.systems.find(({ key }) => key === system);
  const file = evidence as Evidence | undefined;
  const said = [
    file ? t('booklets:partFile', { part: t(`booklets:part.${file.about}`), name: file.name }) : '',
    known ? adoptedAs(systemName(known, reader), adoption, reader) : '',
    Array.isArray(systems) ? systems.map((one) => systemName(one, reader)).join(t('common:listSeparator')) : '',
    document,
    note,
    reason,
    remark,
  ];
  return said.filter((one): one is string => typeof one === 'string' && one !== '');
}

const card = ({ record }: BookletShown): CardKind<BookletFacts, BookletAction> => ({
  area: 'booklets',
  base: '/booklets',
  workflow: bookletWorkflow,
  layout: bookletLayout,
  // A file is sent beside the part it belongs to.
  actions: BOOKLET_ACTIONS.filter((event) => event !== 'ATTACH'),
  grave: ['CANCEL', 'WITHDRAW_EVIDENCE'],
  may: mayDo,
  fields: fieldsOf,
  details: (entry, reader) => details(entry, record.facts, reader),
});

/** The form that sends a file of a part; null where it is not for this state or person. */
function upload(part: BookletPart, shown: BookletShown, reader: Reader, again: CardAgain) {
  const { record, key } = shown;
  const { t } = reader;
  const mine = again?.event === 'ATTACH' && again.typed.about === part ? again : null;
  const known = eventsIn(bookletWorkflow.machine, record.state).includes('ATTACH');
  if (!mine && !(known && mayDo(shown, 'ATTACH').allowed)) return null;
  const idPrefix = `ATTACH-${part}-`;
  const state = mine ? { errors: errorsByField(reader, mine.reasons), idPrefix } : { idPrefix };
  return {
    id: `do-ATTACH-${part}`,
    open: mine !== null,
    action: `/booklets/${record.id}/evidence`,
    keep: `booklet-${record.id}-ATTACH-${part}`,
    summary: t('booklets:send', { part: t(`booklets:part.${part}`) }),
    errors: mine && errorSummary(reader, mine.reasons, idPrefix),
    hidden: [
      { name: 'about', value: part },
      { name: 'key', value: `${key}-ATTACH-${part}` },
    ],
    fields: [field({ type: 'file', name: 'file', label: t('fields:file'), multiple: true }, state)],
  };
}

function parts(shown: BookletShown, reader: Reader, again: CardAgain) {
  const { record } = shown;
  const { t, locale, today } = reader;
  return BOOKLET_PARTS.map((part) => ({
    title: t(`booklets:part.${part}`),
    about: t(`booklets:partAbout.${part}`),
    files: record.facts.files
      .filter(({ about }) => about === part)
      .map((one) => ({
        name: one.name,
        href: `/booklets/${record.id}/files/${one.file}`,
        note: [
          formatFileSize(one.size),
          one.byName,
          formatInstant(locale, one.at, today),
          ...(one.review === 'withdrawn' ? [t('booklets:withdrawn', { reason: one.remark })] : []),
        ].join(' · '),
      })),
    none: t('booklets:partEmpty'),
    upload: upload(part, shown, reader, again),
  }));
}

function about({ record, names, campaign }: BookletShown, reader: Reader) {
  const { t, locale, today } = reader;
  const { facts } = record;
  const { inForce } = facts;
  return [
    { name: t('fields:campaign'), text: campaign.facts.title, href: `/campaigns/${campaign.id}` },
    {
      name: t('booklets:column.department'),
      text: names.get(facts.department) ?? facts.department,
      href: `/departments/${facts.department}`,
    },
    { name: t('fields:dueOn'), text: formatDate(locale, facts.dueOn, today) },
    { name: t('booklets:column.version'), text: t('booklets:versionOf', { version: facts.version }) },
    ...(inForce
      ? [
          {
            name: t('booklets:inForce'),
            text: t('booklets:versionOf', { version: inForce.version }),
            sub: t('booklets:approvedBy', {
              by: inForce.by,
              on: formatDate(locale, inForce.approvedOn, today),
              until: formatDate(locale, inForce.validUntil, today),
            }),
            strong: true,
          },
        ]
      : []),
    ...(facts.remark ? [{ name: t('booklets:remark'), text: facts.remark }] : []),
    ...(facts.cancelReason ? [{ name: t('booklets:cancelledWhy'), text: facts.cancelReason }] : []),
  ];
}

/** Versions that were in force before, the latest first, each with its files. */
function former({ facts, id }: { facts: BookletFacts; id: string }, { t, locale, today }: Reader) {
  const files = new Map(facts.files.map((one) => [one.file, one]));
  return [...facts.former].reverse().map(({ version, approvedOn, validUntil, by, note, files: ids }) => ({
    title: t('booklets:versionOf', { version }),
    at: formatDate(locale, approvedOn, today),
    iso: approvedOn,
    by,
    details: [t('booklets:wasValid', { until: formatDate(locale, validUntil, today) }), ...(note ? [note] : [])],
    files: ids.flatMap((file) => {
      const known = files.get(file);
      return known ? [{ name: known.name, href: `/booklets/${id}/files/${file}` }] : [];
    }),
  }));
}

function systems({ facts }: { facts: BookletFacts }, reader: Reader) {
  const { t } = reader;
  return {
    caption: t('booklets:systems'),
    columns: ['system', 'adopted', 'document', 'note'].map((name) => ({ text: t(`booklets:column.${name}`) })),
    rows: facts.systems.map((system) => {
      const { text, on, document, note, by } = adoptionWords(facts, system.key, reader);
      return {
        cells: [
          { text: systemName(system, reader), heading: true },
          { text, ...(on ? { sub: `${on} ${by}` } : {}) },
          { text: document },
          { text: note },
        ],
      };
    }),
  };
}

export function bookletPage(shown: BookletShown, reader: Reader, again: CardAgain) {
  const { t } = reader;
  const { record, campaign, names } = shown;
  const { facts, state } = record;
  const name = names.get(facts.department) ?? facts.department;
  const title = t('booklets:titleOf', { department: name });
  const kind = card(shown);
  return {
    page: { title },
    head: {
      crumbs: [{ text: t('common:nav.duties'), href: `/booklets?campaign=${campaign.id}` }, { text: name }],
      title,
      lead: bookletDay(facts, reader),
      tags: [bookletTag(state, reader)],
      light: bookletLightView(record, reader),
    },
    acts: cardActs(kind, shown, reader, again?.event === 'ATTACH' ? null : again),
    parts: parts(shown, reader, again),
    systems: systems(record, reader),
    about: about(shown, reader),
    former: former(record, reader),
    story: cardStory(kind, shown, reader),
  };
}
