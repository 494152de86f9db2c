/** Two versions side by side: articles added, removed, changed; each field and rule before and after. Prints on A4. */
import type { Actor } from '../../workflows/moment.js';
import { type ArticleDifference, comparePacks, type FieldDifference } from '../../workflows/packs/compare-packs.js';
import type { RulePack } from '../../workflows/packs/pack.js';
import { type Packs, versionName } from '../../workflows/packs/packs.js';
import type { RuleName, RuleValue } from '../../workflows/packs/rules.js';
import type { CampaignRecord } from '../campaigns/campaign.query.js';
import type { Reader } from '../http/reason-text.js';
import { may } from '../people/policy.js';
import type { KnownPack } from './pack.query.js';
import { compareChoice } from './packs.page.js';
import { packName, ruleText, validityText } from './rule-words.js';

const TAGS = { added: 'done', removed: 'grave', changed: 'now' } as const;

/** A field as it is read: the system by its title, validity as a sentence. */
function fieldText(field: FieldDifference['field'], value: string, pack: RulePack, reader: Reader): string {
  if (field === 'system') return pack.systems.find(({ key }) => key === value)?.title ?? value;
  if (field !== 'validity') return value;
  const [from = '', to = ''] = value.split('/');
  return validityText(from, to || null, reader);
}

function difference({ change, title, fields, rules }: ArticleDifference, a: RulePack, b: RulePack, reader: Reader) {
  const { t } = reader;
  const said = (rule: RuleName, value: RuleValue | undefined) =>
    value === undefined ? t('packs:notLaidDown') : ruleText(rule, value, reader);
  const row = (name: string, before: string, after: string) => ({
    cells: [{ text: name, heading: true }, { text: before }, { text: after }],
  });
  return {
    title,
    tag: { text: t(`packs:change.${change}`), kind: TAGS[change] },
    table: {
      caption: title,
      columns: ['what', 'before', 'after'].map((name) => ({ text: t(`packs:column.${name}`) })),
      rows: [
        ...fields.map(({ field, before, after }) =>
          row(t(`packs:field.${field}`), fieldText(field, before, a, reader), fieldText(field, after, b, reader)),
        ),
        ...rules.map(({ rule, before, after }) => row(t(`packs:rule.${rule}`), said(rule, before), said(rule, after))),
      ],
      empty: t('packs:noRules'),
    },
  };
}

export interface ComparedPacks {
  a: KnownPack;
  b: KnownPack;
  all: readonly KnownPack[];
  /** The campaign that could adopt the second one, and what it goes by. */
  campaign: { record: CampaignRecord; packs: Packs } | null;
  actor: Actor;
}

/** Adopting goes past the list of what will be different, so its button stands under it. */
function adoption({ b, campaign, actor }: ComparedPacks, reader: Reader) {
  const { t } = reader;
  if (!campaign || !may(actor, 'campaign.event').allowed) return null;
  const { record, packs } = campaign;
  const name = versionName(b.pack);
  const values = { campaign: record.facts.title, pack: packName(b.pack, reader) };
  if (name === versionName(packs.current)) return { note: t('packs:adoptedAlready', values), button: null };
  if (!packs.all.has(name)) return { note: t('packs:notInForce', values), button: null };
  return {
    note: t('packs:adoptNote', values),
    button: {
      action: `/campaigns/${record.id}/events/ADOPT_PACK`,
      text: t('packs:adopt'),
      fields: [
        { name: 'pack', value: name },
        { name: 'rev', value: record.rev },
      ],
    },
  };
}

export function comparePacksPage(shown: ComparedPacks, reader: Reader) {
  const { t } = reader;
  const { a, b, all, campaign } = shown;
  const differences = comparePacks(a.pack, b.pack);
  const count = (change: ArticleDifference['change']) => differences.filter((one) => one.change === change).length;
  const systems = (pack: RulePack) => pack.systems.map(({ title }) => title).join(t('common:listSeparator'));
  const sameSystems = systems(a.pack) === systems(b.pack);
  return {
    page: { title: t('packs:compareTitle') },
    head: {
      crumbs: [{ text: t('common:nav.packs'), href: '/packs' }, { text: t('packs:compareTitle') }],
      title: t('packs:compareTitle'),
      lead: t('packs:compareLead', { a: packName(a.pack, reader), b: packName(b.pack, reader) }),
      facts: [
        { text: t('packs:counts', { added: count('added'), removed: count('removed'), changed: count('changed') }) },
      ],
    },
    choice: compareChoice(all, { a: a.id, b: b.id, ...(campaign ? { campaign: campaign.record.id } : {}) }, reader),
    systems: sameSystems ? '' : t('packs:systemsChange', { before: systems(a.pack), after: systems(b.pack) }),
    none: t('packs:noDifference'),
    differences: differences.map((one) => difference(one, a.pack, b.pack, reader)),
    adoption: adoption(shown, reader),
  };
}
