/** A rule pack article by article: what each says, where it is taken from, which rules it lays down, what reads them. */
import type { Moment } from '../../workflows/moment.js';
import { packLayout } from '../../workflows/packs/layout.js';
import { articleFor, type PackArticle, type RulePack } from '../../workflows/packs/pack.js';
import { type PackAction, packWorkflow } from '../../workflows/packs/pack.machine.js';
import type { PackFacts } from '../../workflows/packs/pack-record.js';
import { packReasons } from '../../workflows/packs/reasons.js';
import { RULES, type RuleName } from '../../workflows/packs/rules.js';
import type { CampaignRecord } from '../campaigns/campaign.query.js';
import { type CardAgain, type CardKind, type CardShown, cardActs, cardStory } from '../cards/card.page.js';
import { errorSummary, errorsByField, type Field, field } from '../http/components/form.js';
import type { FormAgain } from '../http/form-again.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import { may } from '../people/policy.js';
import { formatDateLong } from '../platform/i18n.js';
import type { LogEntry } from '../records/record.js';
import { type KnownPack, SHIPPED } from './pack.query.js';
import { campaignsUnder, stateTag } from './packs.page.js';
import { citationText, feeds, packName, rulesOfArticle, validityText } from './rule-words.js';

/** What the card itself offers; articles have pages of their own. */
const CARD_ACTIONS = ['PUT_IN_FORCE', 'EDIT', 'WITHDRAW'] as const satisfies readonly PackAction[];

const isLink = (address: string) => /^https?:\/\//.test(address);

function articleView(article: PackArticle, editable: string, reader: Reader) {
  const { t } = reader;
  const { id, title, text, citation } = article;
  const rules = rulesOfArticle(article, reader);
  return {
    anchor: `article-${id}`,
    title,
    text,
    edit: editable ? `${editable}/articles/${id}` : '',
    citation: citationText(article),
    address: citation.address,
    link: isLink(citation.address) ? citation.address : '',
    validity: validityText(article.validFrom, article.validTo, reader),
    rules,
    feeds: rules.length > 0 ? t('packs:feeds', { group: feeds(article, reader) }) : '',
  };
}

/** Articles under their systems, in the pack's order; one of no system, which keeps a draft from force, comes last. */
function bySystem(pack: RulePack, editable: string, reader: Reader) {
  const known = new Set(pack.systems.map(({ key }) => key));
  const groups = [
    ...pack.systems.map(({ key, title }, i) => ({
      title: reader.t('packs:numbered', { n: i + 1, title }),
      of: pack.articles.filter(({ system }) => system === key),
    })),
    { title: reader.t('packs:noSystem'), of: pack.articles.filter(({ system }) => !known.has(system)) },
  ];
  return groups
    .filter(({ of }, i) => of.length > 0 || i < pack.systems.length)
    .map(({ title, of }) => ({
      title,
      note: reader.t('packs:articles', { count: of.length }),
      articles: of.map((article) => articleView(article, editable, reader)),
    }));
}

/** What is against putting it in force, each with the article it is about. */
function against(pack: RulePack, base: string, reader: Reader) {
  const reasons = packReasons(pack, reader.today);
  const texts = reasonTexts(reasons, reader);
  return reasons.map(({ field: about }, i) => {
    const rule = about !== undefined && Object.hasOwn(RULES, about) ? (about as RuleName) : null;
    const article = rule && articleFor(pack, rule, reader.today);
    return {
      text: texts[i] ?? '',
      ...(article ? { href: `${base}/articles/${article.id}#${rule}`, title: article.title } : {}),
    };
  });
}

function eventFields(event: (typeof CARD_ACTIONS)[number], facts: PackFacts, { t }: Reader): Field[] {
  const label = (name: string) => ({ name, label: t(`packs:field.${name}`) });
  switch (event) {
    case 'PUT_IN_FORCE':
      return [];
    case 'EDIT':
      return [
        { type: 'text', ...label('title'), value: facts.title, required: true, maxlength: 120 },
        { type: 'text', ...label('source'), value: facts.source, optional: true, maxlength: 300 },
        ...facts.systems.map(({ key, title }, i) => ({
          type: 'text',
          name: `system-${key}`,
          label: t('packs:nthSystem', { n: i + 1 }),
          hint: t('packs:hint.system'),
          value: title,
          maxlength: 60,
        })),
        { type: 'textarea', ...label('newSystems'), hint: t('packs:hint.newSystems'), optional: true, rows: 2 },
      ];
    case 'WITHDRAW':
      return [{ type: 'textarea', name: 'reason', label: t('fields:reason'), required: true, rows: 2 }];
  }
}

/** An entry of the story: which article, or why. */
function details({ payload }: LogEntry): string[] {
  const { article, reason } = payload as { article?: string | PackArticle; reason?: string };
  return [typeof article === 'object' ? article.title : '', reason ?? ''].filter((said) => said !== '');
}

const card: CardKind<PackFacts, (typeof CARD_ACTIONS)[number]> = {
  area: 'packs',
  base: '/packs',
  workflow: packWorkflow,
  layout: packLayout,
  actions: CARD_ACTIONS,
  grave: ['WITHDRAW'],
  may: ({ moment }) => may(moment.actor, 'pack.edit'),
  fields: (event, { record }, reader) => eventFields(event, record.facts, reader),
  details,
};

/** A copy of this version: as the next one, or under a key of its own. */
function copies(id: string, key: string, again: FormAgain | null, reader: Reader) {
  const { t } = reader;
  const idPrefix = 'copy-';
  const state = again ? { typed: again.typed, errors: errorsByField(reader, again.reasons), idPrefix } : { idPrefix };
  const hidden = (as: 'version' | 'pack') => [
    { name: 'from', value: id },
    { name: 'as', value: as },
    { name: 'key', value: `${key}-${as}` },
  ];
  const label = (name: string) => ({ name, label: t(`packs:field.${name}`), required: true });
  return {
    version: { action: '/packs', text: t('packs:newVersion'), kind: 'second', small: true, fields: hidden('version') },
    pack: {
      open: again !== null,
      errors: again && errorSummary(reader, again.reasons, idPrefix),
      hidden: hidden('pack'),
      fields: [
        field({ type: 'text', ...label('code'), hint: t('packs:hint.code'), maxlength: 40 }, state),
        field({ type: 'text', ...label('title'), maxlength: 120 }, state),
      ],
    },
  };
}

export interface PackShown {
  known: KnownPack;
  /** What the record adds; null for the shipped pack, which has none. */
  card: CardShown<PackFacts> | null;
  campaigns: readonly CampaignRecord[];
  moment: Pick<Moment, 'actor'>;
  /** One-time key of the forms. */
  key: string;
  /** The copy form that was not taken. */
  copyAgain: FormAgain | null;
}

export function packPage(shown: PackShown, reader: Reader, again: CardAgain) {
  const { t, locale } = reader;
  const { known, campaigns, moment } = shown;
  const { id, state, pack } = known;
  const facts = shown.card?.record.facts;
  const office = may(moment.actor, 'pack.edit').allowed;
  const draft = state === 'draft';
  const used = campaignsUnder(pack, campaigns);
  return {
    page: { title: pack.title },
    head: {
      crumbs: [{ text: t('common:nav.packs'), href: '/packs' }, { text: pack.key }],
      title: packName(pack, reader),
      lead: pack.source,
      tags: [stateTag(state, reader)],
      facts: [
        ...(id === SHIPPED ? [{ text: t('packs:shipped') }] : []),
        ...(facts?.inForceOn ? [{ label: t('packs:inForceOn'), text: formatDateLong(locale, facts.inForceOn) }] : []),
        ...used.map(({ id: campaign, facts: of }) => ({
          label: t('packs:usedBy'),
          text: of.title,
          href: `/campaigns/${campaign}`,
        })),
        ...(facts ? [{ text: t('packs:toSource'), href: `/packs/compare?a=${comparedWith(shown)}&b=${id}` }] : []),
      ],
    },
    against: draft && office ? against(pack, `/packs/${id}`, reader) : [],
    acts: shown.card && office && { ...cardActs(card, shown.card, reader, again), refused: [] },
    add: draft && office ? `/packs/${id}/articles/new` : '',
    copies: office ? copies(id, shown.key, shown.copyAgain, reader) : null,
    systems: bySystem(pack, draft && office ? `/packs/${id}` : '', reader),
    story: shown.card && cardStory(card, shown.card, reader),
  };
}

/** What a version is compared with first: what it was copied from. */
function comparedWith({ card: own }: PackShown): string {
  return own ? `${own.record.facts.from.key}@${own.record.facts.from.version}` : SHIPPED;
}
