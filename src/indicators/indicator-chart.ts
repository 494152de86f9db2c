/** Planned line against the figures entered, placed for the partial `progress-chart`; and the same as rows of a table. */
import type { CivilDate } from '../../workflows/dates.js';
import { daysBetween } from '../../workflows/dates.js';
import { asOf, type IndicatorFacts, periodsOf } from '../../workflows/indicators/indicator.js';
import { plannedAt, plannedLine } from '../../workflows/indicators/line.js';
import type { ProgressChart } from '../http/components/progress-chart.js';
import type { Reader } from '../http/reason-text.js';
import { formatDate } from '../platform/i18n.js';

const BOX = { width: 368, height: 168, left: 46, right: 354, top: 12, bottom: 140, tickY: 157 };
const round = (value: number) => Math.round(value * 10) / 10;

/** Four marks that are round numbers and hold all values between them. */
function marks(values: readonly number[]): number[] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const rough = (high - low || Math.abs(high) || 1) / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((n) => n * power >= rough) ?? 10) * power;
  const first = Math.floor(low / step);
  const last = Math.max(first + 1, Math.ceil(high / step));
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

export function indicatorChart(facts: IndicatorFacts, { t, locale, today }: Reader): ProgressChart {
  const planned = plannedLine(facts);
  const actual = facts.values.map((value) => ({ on: asOf(value), value: value.value }));
  const days = [facts.startOn, ...planned.map(({ on }) => on), ...actual.map(({ on }) => on)].sort();
  const [from = today] = days;
  const to = days.at(-1) ?? today;
  const span = Math.max(1, daysBetween(from, to));
  const grid = marks([...planned, ...actual].map(({ value }) => value));
  const [low = 0] = grid;
  const high = grid.at(-1) ?? 1;
  const x = (day: CivilDate) => round(BOX.left + ((BOX.right - BOX.left) * daysBetween(from, day)) / span);
  const y = (value: number) => round(BOX.bottom - ((BOX.bottom - BOX.top) * (value - low)) / (high - low));
  const path = (points: readonly { on: CivilDate; value: number }[]) =>
    `M${points.map(({ on, value }) => `${x(on)} ${y(value)}`).join(' ')}`;
  const last = actual.at(-1);
  const late = daysBetween(from, today) / span > 0.8;
  return {
    id: 'line',
    title: t('indicators:lineTitle', { title: facts.title }),
    desc: t('indicators:lineDesc', { from: formatDate(locale, from, today), to: formatDate(locale, to, today) }),
    ...BOX,
    grid: grid.map((value) => ({ y: y(value), text: String(value), textX: BOX.left - 6, textY: y(value) + 4 })),
    ticks: [
      { x: x(from), text: formatDate(locale, from, today), anchor: 'start' },
      { x: x(to), text: formatDate(locale, to, today), anchor: 'end' },
    ],
    planned: path(planned),
    actual: actual.length > 1 ? path(actual) : null,
    ahead: null,
    today:
      today >= from && today <= to
        ? {
            x: x(today),
            textX: x(today) + (late ? -5 : 5),
            y: BOX.bottom - 5,
            text: t('common:chart.today'),
            anchor: late ? 'end' : 'start',
          }
        : null,
    dot: last ? { x: x(last.on), y: y(last.value) } : null,
    said: [],
  };
}

/** A row per period that has begun or has a target: what was planned, what was entered. */
export function periodRows(facts: IndicatorFacts, { t, locale, today }: Reader) {
  const line = plannedLine(facts);
  const binding = new Set(facts.targets.map(({ by }) => by.to));
  const known = new Map(facts.values.map((value) => [value.period, value]));
  const next = periodsOf(facts).find((period) => period >= today);
  const shown = new Set([...periodsOf(facts).filter((period) => period < today), ...known.keys(), ...binding]);
  if (next) shown.add(next);
  return [...shown].sort().map((period) => {
    const value = known.get(period);
    const planned = plannedAt(line, value ? asOf(value) : period);
    return {
      period: t('indicators:to', { on: formatDate(locale, period, today) }),
      planned: planned === null ? t('indicators:notPlanned') : String(planned),
      value: value ? String(value.value) : t('indicators:notEntered'),
      by: value ? `${value.counted ? t('indicators:bySystem') : value.by} ${formatDate(locale, value.on, today)}` : '',
      note: value?.counted ? t('indicators:quotient', value.counted) : (value?.note ?? ''),
    };
  });
}
