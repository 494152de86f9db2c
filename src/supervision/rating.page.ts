/** The card of a rating: how the points come about, the letter and its reply, what can be done, its story; and the letter on paper. */
import { citationOf } from '../../workflows/packs/cite.js';
import { packUnder, rulesUnder } from '../../workflows/packs/packs.js';
import { ratingLayout } from '../../workflows/supervision/layout.js';
import { GRADES, quarterDays, type RatingFacts } from '../../workflows/supervision/rating.js';
import { RATING_ACTIONS, type RatingAction, ratingWorkflow } from '../../workflows/supervision/rating.machine.js';
import { type CardAgain, type CardKind, type CardShown, cardActs, cardStory } from '../cards/card.page.js';
import type { Field } from '../http/components/form.js';
import { lightView } from '../http/components/light.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import { may } from '../people/policy.js';
import { formatDate, formatDateLong, formatPeriod } from '../platform/i18n.js';
import type { LogEntry } from '../records/record.js';
import { partText } from './ratings.page.js';

export type RatingShown = CardShown<RatingFacts> & { campaign: { id: string; title: string } };

const TAGS: Record<string, string> = {
  drafted: '',
  published: 'done',
  lettered: 'now',
  replied: 'now',
  closed: 'done',
};

/** The letter as software drafts it from the facts; a person changes and sends it. */
export function letterDraft({ facts, name }: { facts: RatingFacts; name: string }, reader: Reader): string {
  const { t, locale } = reader;
  const weak = facts.parts.filter(({ good, whole }) => whole > 0 && good < whole);
  return [
    t('ratings:letterText.opening', {
      name,
      quarter: formatPeriod(locale, facts.quarter),
      points: facts.points,
      grade: t(`ratings:grade.${facts.grade}`),
    }),
    ...weak.map(({ name: part, good, whole }) =>
      t(`ratings:letterText.${part}`, { bad: whole - good, whole, share: Math.round((good / whole) * 1_000) / 10 }),
    ),
    t('ratings:letterText.advice'),
    ...weak.map(({ name: part }) => t(`ratings:letterText.advice_${part}`)),
    t('ratings:letterText.reply'),
  ].join('\n');
}

function fields(event: RatingAction, { record, names }: RatingShown, reader: Reader): Field[] {
  const { t } = reader;
  const { facts } = record;
  const words = (name: string, value = '', rows = 3): Field => ({
    type: 'textarea',
    name,
    label: t(`ratings:field.${name}`),
    value,
    rows,
    required: true,
  });
  const replyBy: Field = { type: 'date', name: 'replyBy', label: t('ratings:field.replyBy'), required: true };
  switch (event) {
    case 'PUBLISH':
      return [{ type: 'textarea', name: 'remark', label: t('ratings:field.remark'), rows: 2, optional: true }];
    case 'SEND_LETTER':
      return [words('text', letterDraft({ facts, name: names.get(facts.department) ?? '' }, reader), 12), replyBy];
    case 'REPLY':
      return [words('text', '', 8)];
    case 'RETURN_REPLY':
      return [words('reason'), replyBy];
    case 'CLOSE':
      return [words('note')];
  }
}

function details({ payload }: LogEntry, { t, locale, today }: Reader): string[] {
  const { points, grade, remark, reason, note, replyBy } = payload;
  return [
    ...(typeof points === 'number' && typeof grade === 'string'
      ? [t('ratings:pointsGrade', { points, grade: t(`ratings:grade.${grade}`) })]
      : []),
    ...[remark, reason, note].filter((said): said is string => typeof said === 'string' && said !== ''),
    ...(typeof replyBy === 'string' ? [t('ratings:replyUntil', { due: formatDate(locale, replyBy, today) })] : []),
  ];
}

const card: CardKind<RatingFacts, RatingAction> = {
  area: 'ratings',
  base: '/ratings',
  workflow: ratingWorkflow,
  layout: ratingLayout,
  actions: RATING_ACTIONS,
  may: ({ moment, record }, event) => may(moment.actor, `rating.${event}`, { department: record.facts.department }),
  fields: (event, shown, reader) => fields(event, shown as RatingShown, reader),
  details,
};

/** The formula with the article it stands in, the bounds of the grades. */
function formula({ record, moment }: RatingShown, reader: Reader) {
  const { t } = reader;
  const { facts } = record;
  const rules = rulesUnder(moment.packs, facts.pack, facts.startedOn);
  const bounds = { excellent: rules.ratingExcellent, good: rules.ratingGood, pass: rules.ratingPass };
  return {
    basis: citationOf(packUnder(moment.packs, facts.pack), 'ratingExcellent', facts.startedOn),
    grades: GRADES.filter((grade) => grade !== 'fail')
      .map((grade) => t('ratings:from', { grade: t(`ratings:grade.${grade}`), points: bounds[grade] }))
      .join(t('common:listSeparator')),
    table: {
      caption: t('ratings:formula'),
      columns: [
        { text: t('ratings:column.part') },
        { text: t('ratings:column.weight'), number: true },
        { text: t('ratings:column.share'), number: true },
        { text: t('ratings:column.percent'), number: true },
      ],
      rows: facts.parts.map(({ name, weight, good, whole }) => ({
        cells: [
          { text: t(`ratings:part.${name}`), heading: true },
          { text: String(weight), number: true },
          { text: partText(facts, name, reader), number: true },
          { text: whole > 0 ? `${Math.round((good / whole) * 1_000) / 10} %` : t('ratings:left'), number: true },
        ],
      })),
    },
  };
}

export function ratingPage(shown: RatingShown, reader: Reader, again: CardAgain) {
  const { t, locale, today } = reader;
  const { record, campaign, names } = shown;
  const { facts, state, light, id } = record;
  const [why] = reasonTexts([light.reason], reader);
  const name = names.get(facts.department) ?? facts.department;
  const quarter = formatPeriod(locale, facts.quarter);
  const title = t('ratings:cardTitle', { name, quarter });
  const day = (on: string) => formatDate(locale, on, today);
  return {
    page: { title },
    head: {
      crumbs: [
        { text: t('common:nav.supervision'), href: '/supervision' },
        { text: t('ratings:title'), href: `/supervision/ratings?quarter=${facts.quarter}` },
        { text: name },
      ],
      title,
      lead: why ?? '',
      facts: [
        { text: campaign.title, href: `/campaigns/${campaign.id}` },
        { label: t('ratings:column.points'), text: String(facts.points) },
        { label: t('ratings:column.grade'), text: t(`ratings:grade.${facts.grade}`) },
      ],
      tags: [{ text: t(`ratings:state.${state}`), kind: TAGS[state] ?? '' }],
      light: lightView(t, light.colour, why ? { why } : {}),
      actions: facts.letter ? [{ text: t('ratings:printLetter'), href: `/ratings/${id}/letter`, kind: 'second' }] : [],
    },
    formula: formula(shown, reader),
    acts: cardActs(card, shown, reader, again, state === 'lettered' ? 'REPLY' : ''),
    letter: [
      ...(facts.letter
        ? [
            {
              name: t('ratings:letter'),
              text: facts.letter.text,
              sub: [
                day(facts.letter.on),
                facts.letter.by,
                t('ratings:replyUntil', { due: day(facts.letter.replyBy) }),
              ].join(' · '),
            },
          ]
        : []),
      ...(facts.reply
        ? [{ name: t('ratings:reply'), text: facts.reply.text, sub: `${day(facts.reply.on)} · ${facts.reply.by}` }]
        : []),
      ...(facts.closingNote ? [{ name: t('ratings:closing'), text: facts.closingNote }] : []),
    ],
    story: cardStory(card, shown, reader),
  };
}

/** The letter on A4: a draft text without number or seal. */
export function letterPage({ record, names }: Pick<RatingShown, 'record' | 'names'>, reader: Reader) {
  const { t, locale } = reader;
  const { facts, id } = record;
  const name = names.get(facts.department) ?? facts.department;
  const { from, to } = quarterDays(facts.quarter);
  return {
    page: { title: t('ratings:letter') },
    back: { text: t('ratings:back'), href: `/ratings/${id}` },
    title: t('ratings:letter'),
    to: name,
    period: t('ratings:period', { from: formatDateLong(locale, from), to: formatDateLong(locale, to) }),
    paragraphs: (facts.letter?.text ?? '').split('\n').filter((line) => line.trim() !== ''),
    replyBy: facts.letter ? t('ratings:replyUntil', { due: formatDateLong(locale, facts.letter.replyBy) }) : '',
    on: facts.letter ? formatDateLong(locale, facts.letter.on) : '',
    note: t('ratings:letterNote'),
  };
}
