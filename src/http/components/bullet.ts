import type { Translate } from '../../platform/i18n.js';

/** View model of the partial `bullet`: widths and places in a box of 150 × 14. */
export interface Bullet {
  label: string;
  done: number;
  mark: { x: number; halo: number } | null;
  behind: boolean;
  text?: string;
}

const WIDTH = 150;

/** Percent done against percent planned; `margin` points may lie between them before the bar says "behind". */
export function bullet(t: Translate, { percent, planned, margin = 0, text = false }: BulletFacts): Bullet {
  const done = round((clamp(percent) / 100) * WIDTH);
  if (planned === null) {
    const label = t('common:progress.plain', { percent });
    return { label, done, mark: null, behind: false, ...(text ? { text: `${percent}%` } : {}) };
  }
  // The mark is 2 wide and stays inside the box at 0 and at 100.
  const x = round(Math.min(WIDTH - 2, Math.max(0, (clamp(planned) / 100) * WIDTH - 1)));
  return {
    label: t('common:progress.label', { percent, planned }),
    done,
    mark: { x, halo: round(x - 1) },
    behind: percent + margin < planned,
    ...(text ? { text: t('common:progress.short', { percent, planned }) } : {}),
  };
}

export interface BulletFacts {
  percent: number;
  /** Percent that should be done today; null when nothing is planned. */
  planned: number | null;
  margin?: number;
  /** Whether the words `41%，应 62%` stand under the bar. */
  text?: boolean;
}

function clamp(percent: number): number {
  return Math.min(100, Math.max(0, percent));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
