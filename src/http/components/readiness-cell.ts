import type { Translate } from '../../platform/i18n.js';

export type ReadinessState = 'met' | 'part' | 'un' | 'no' | 'na';

/** View model of the partial `readiness-cell`. */
export interface ReadinessCell {
  state: ReadinessState;
  text: string;
  label: string;
  href?: string;
}

/** A department's points for one item: met, partly, not met, not checked, does not apply; the last two show a dash. */
export function readinessCell(
  t: Translate,
  cell: { state: ReadinessState; points: number; href?: string },
): ReadinessCell {
  const word = t(`common:readiness.${cell.state}`);
  const pointless = cell.state === 'no' || cell.state === 'na';
  return {
    state: cell.state,
    text: pointless ? '–' : String(cell.points),
    label: pointless ? word : t('common:readiness.cell', { state: word, points: cell.points }),
    ...(cell.href ? { href: cell.href } : {}),
  };
}
