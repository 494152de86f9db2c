import type { Translate } from '../../platform/i18n.js';

/** View model of the line under a figure. */
export interface Delta {
  text: string;
  tone?: 'good' | 'bad';
}

/**
 * How a figure has moved: `昨天 +1`. `better` says which way is good; no tone when it did not move.
 * `since` is a word of `common:since`.
 */
export function delta(
  t: Translate,
  {
    now,
    before,
    since,
    better,
  }: { now: number; before: number; since: 'yesterday' | 'lastWeek' | 'lastCheck'; better?: 'up' | 'down' },
): Delta {
  const moved = now - before;
  const words = { since: t(`common:since.${since}`), count: Math.abs(moved) };
  if (moved === 0) return { text: t('common:figure.same', words) };
  const way = moved > 0 ? 'up' : 'down';
  const text = t(`common:figure.${way}`, words);
  return better ? { text, tone: way === better ? 'good' : 'bad' } : { text };
}
