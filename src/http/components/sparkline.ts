import type { Translate } from '../../platform/i18n.js';

/** View model of the partial `sparkline`, in a box of 72 × 18. */
export interface Sparkline {
  label: string;
  path: string;
  dot: { x: number; y: number };
}

/** The last values of a figure as a line without axes; between its own lowest and highest value. */
export function sparkline(t: Translate, values: readonly number[]): Sparkline {
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const step = values.length > 1 ? 66 / (values.length - 1) : 0;
  const points = values.map((value, i) => ({
    x: Math.round((3 + i * step) * 10) / 10,
    y: Math.round((15 - ((value - low) / span) * 12) * 10) / 10,
  }));
  return {
    label: t('common:chart.spark', { count: values.length, first: values[0] ?? 0, last: values.at(-1) ?? 0 }),
    path: `M${points.map(({ x, y }) => `${x} ${y}`).join(' ')}`,
    dot: points.at(-1) ?? { x: 3, y: 15 },
  };
}
