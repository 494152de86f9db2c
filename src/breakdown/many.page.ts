/** What came of doing the same to many tasks: one line each. */
import { type Reader, reasonTexts } from '../http/reason-text.js';
import type { Many, ManyResult } from './many.js';

export interface ManyShown {
  campaign: { id: string; title: string };
  phase: { key: string; title: string };
  does: Many['does'];
  results: readonly ManyResult[];
  /** The version of the plan that was kept of it; null for none. */
  version: number | null;
}

export function manyPage({ campaign, phase, does, results, version }: ManyShown, reader: Reader) {
  const { t } = reader;
  const here = `campaign=${campaign.id}&phase=${phase.key}`;
  const done = results.filter((one) => one.done).length;
  const title = t(`breakdown:do.${does}`);
  return {
    page: { title },
    head: {
      crumbs: [
        { text: campaign.title, href: `/campaigns/${campaign.id}` },
        { text: t('breakdown:title'), href: `/breakdown?${here}` },
        { text: title },
      ],
      title,
      lead: t('breakdown:manyDone', { done, refused: results.length - done }),
      actions: [
        { text: t('breakdown:backToPlan'), href: `/breakdown?${here}`, kind: 'first' },
        ...(version === null
          ? []
          : [{ text: t('breakdown:toVersion', { n: version }), href: `/breakdown/versions?${here}`, kind: 'second' }]),
      ],
    },
    ledger: {
      columns: [{ text: t('breakdown:task') }, { text: t('breakdown:result') }, { text: t('breakdown:why') }],
      rows: results.map(({ task, done: ok, made, reasons }) => ({
        cells: [
          { text: `${task.code} ${task.title}`, href: `/tasks/${task.id}`, heading: true },
          { text: t(ok ? `breakdown:did.${does}` : 'breakdown:refused') },
          {
            text: ok
              ? made.map((one) => `${one.code} ${one.title}`).join(t('common:listSeparator'))
              : reasonTexts(reasons, reader).join(t('breakdown:reasonSeparator')),
          },
        ],
      })),
      empty: t('breakdown:nothingDone'),
    },
  };
}
