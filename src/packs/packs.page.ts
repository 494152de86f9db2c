/** The list of rule packs: the shipped one, drafts, what is in force, and which campaigns go by which. */
import { HANDBOOK_PACK } from '../../workflows/packs/handbook/index.js';
import type { RulePack } from '../../workflows/packs/pack.js';
import { versionName } from '../../workflows/packs/packs.js';
import type { CampaignRecord } from '../campaigns/campaign.query.js';
import type { Reader } from '../http/reason-text.js';
import { type KnownPack, SHIPPED } from './pack.query.js';

const TAGS: Record<string, string> = { draft: 'wait', inForce: 'now', superseded: '', withdrawn: '' };

export function stateTag(state: string, { t }: Reader) {
  return { text: t(`packs:state.${state}`), kind: TAGS[state] ?? '' };
}

/** The campaigns whose new matters start under a version. */
export function campaignsUnder(pack: RulePack, campaigns: readonly CampaignRecord[]): CampaignRecord[] {
  return campaigns.filter(({ facts }) => versionName(facts.pack ?? HANDBOOK_PACK) === versionName(pack));
}

export function packsPage(packs: readonly KnownPack[], campaigns: readonly CampaignRecord[], reader: Reader) {
  const { t } = reader;
  const joined = (texts: string[]) => texts.join(t('common:listSeparator'));
  return {
    page: { title: t('common:nav.packs') },
    head: { title: t('common:nav.packs'), lead: t('packs:lead') },
    table: {
      caption: t('packs:title'),
      columns: ['pack', 'version', 'state', 'systems', 'campaigns'].map((name) => ({
        text: t(`packs:column.${name}`),
      })),
      rows: packs.map(({ id, state, pack }) => ({
        cells: [
          {
            text: pack.title,
            href: `/packs/${id}`,
            heading: true,
            sub: id === SHIPPED ? t('packs:shipped') : pack.key,
          },
          { text: t('packs:nth', { version: pack.version }) },
          { tag: stateTag(state, reader) },
          { text: joined(pack.systems.map(({ title }) => title)) },
          { text: joined(campaignsUnder(pack, campaigns).map(({ facts }) => facts.title)) || t('packs:noCampaign') },
        ],
      })),
    },
    compare: compareChoice(packs, {}, reader),
  };
}

/** The form that chooses two versions to compare; a campaign in it makes the second one adoptable. */
export function compareChoice(
  packs: readonly KnownPack[],
  chosen: { a?: string; b?: string; campaign?: string },
  reader: Reader,
) {
  const { t } = reader;
  const select = (name: 'a' | 'b', other: number) => ({
    type: 'select',
    name,
    id: `compare-${name}`,
    label: t(`packs:compare.${name}`),
    options: packs.map(({ id, state, pack }, i) => ({
      value: id,
      text: t('packs:choice', { title: pack.title, version: pack.version, state: t(`packs:state.${state}`) }),
      chosen: chosen[name] === undefined ? i === other : id === chosen[name],
    })),
  });
  return {
    action: '/packs/compare',
    campaign: chosen.campaign ?? '',
    fields: [select('a', 0), select('b', Math.min(1, packs.length - 1))],
  };
}
