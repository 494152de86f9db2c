/** Geometry of the chart of planned against actual progress (序时进度). The template only prints it. */
import { type CivilDate, daysBetween } from '../../../workflows/dates.js';
import { formatDate, type Locale, type Translate } from '../../platform/i18n.js';

export interface ProgressPoint {
  on: CivilDate;
  /** Percent. */
  percent: number;
}

export interface ProgressFacts {
  id: string;
  from: CivilDate;
  to: CivilDate;
  today: CivilDate;
  /** The planned line; its first and last point are the ends of the chart. */
  planned: readonly ProgressPoint[];
  /** What was done, up to today at most; may be empty. */
  actual: readonly ProgressPoint[];
  /** Percent at `to` if it goes on like this; null = not drawn. */
  projected: number | null;
}

type Anchor = 'start' | 'middle' | 'end';

/** View model of the partial `progress-chart`. */
export interface ProgressChart {
  id: string;
  title: string;
  desc: string;
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  tickY: number;
  grid: { y: number; text: string; textX: number; textY: number }[];
  ticks: { x: number; text: string; anchor: Anchor }[];
  planned: string;
  actual: string | null;
  ahead: string | null;
  today: { x: number; textX: number; y: number; text: string; anchor: Anchor } | null;
  dot: { x: number; y: number } | null;
  said: { kind: 'said' | 'plan'; x: number; y: number; text: string; anchor: Anchor }[];
}

const BOX = { width: 368, height: 168, left: 34, right: 354, top: 12, bottom: 140, tickY: 157 };

/** The planned percent on a day, read off the line between its points. */
export function plannedOn(planned: readonly ProgressPoint[], day: CivilDate): number {
  let before: ProgressPoint | undefined;
  for (const point of planned) {
    if (point.on >= day) {
      if (!before || point.on === day) return point.percent;
      const share = daysBetween(before.on, day) / daysBetween(before.on, point.on);
      return Math.round(before.percent + (point.percent - before.percent) * share);
    }
    before = point;
  }
  return before?.percent ?? 0;
}

/** Place planned and actual progress in a box of 368 × 168, with the labels clear of the lines. */
export function progressChart(t: Translate, locale: Locale, facts: ProgressFacts): ProgressChart {
  const { from, to, today } = facts;
  const span = Math.max(1, daysBetween(from, to));
  const x = (day: CivilDate) =>
    round(BOX.left + (BOX.right - BOX.left) * Math.min(1, Math.max(0, daysBetween(from, day) / span)));
  const y = (percent: number) =>
    round(BOX.bottom - ((BOX.bottom - BOX.top) * Math.min(100, Math.max(0, percent))) / 100);
  const line = (points: readonly ProgressPoint[]) =>
    `M${points.map(({ on, percent }) => `${x(on)} ${y(percent)}`).join(' ')}`;
  const last = facts.actual.at(-1);
  const planned = plannedOn(facts.planned, today);
  const words = { planned, actual: last?.percent ?? 0 };
  const within = today >= from && today <= to;
  const nowX = x(today);
  return {
    id: facts.id,
    title: last
      ? t('common:chart.title', { ...words, difference: difference(t, words.actual - planned) })
      : t('common:chart.titlePlan', words),
    desc: t('common:chart.desc', { from: formatDate(locale, from, today), to: formatDate(locale, to, today) }),
    ...BOX,
    grid: [25, 50, 75, 100].map((n) => ({ y: y(n), text: String(n), textX: BOX.left - 6, textY: y(n) + 4 })),
    ticks: ticks(from, to).map((day) => ({
      x: x(day),
      text: formatDate(locale, day, today),
      anchor: day === from ? 'start' : day === to ? 'end' : 'middle',
    })),
    planned: line(facts.planned),
    actual: last ? line(facts.actual) : null,
    ahead: last && facts.projected !== null ? line([last, { on: to, percent: facts.projected }]) : null,
    today: within ? todayMark(t, nowX, words.actual) : null,
    dot: last ? { x: x(last.on), y: y(last.percent) } : null,
    said: last ? said(t, { nowX, plannedY: y(planned), actualX: x(last.on), actualY: y(last.percent), words }) : [],
  };
}

function difference(t: Translate, points: number): string {
  if (points === 0) return t('common:chart.even');
  return t(points < 0 ? 'common:chart.behind' : 'common:chart.ahead', { count: Math.abs(points) });
}

/** Today's word stands at the foot of its line, or at its head while the actual line is still near the foot. */
function todayMark(t: Translate, x: number, actual: number): NonNullable<ProgressChart['today']> {
  const anchor = x > BOX.right - 40 ? 'end' : 'start';
  const y = actual < 15 ? BOX.top + 14 : BOX.bottom - 5;
  return { x, textX: anchor === 'end' ? x - 5 : x + 5, y, text: t('common:chart.today'), anchor };
}

interface Places {
  nowX: number;
  plannedY: number;
  actualX: number;
  actualY: number;
  words: { planned: number; actual: number };
}

/** The line that is higher has its label above left, the lower one below right, so that neither covers the other. */
function said(t: Translate, { nowX, plannedY, actualX, actualY, words }: Places): ProgressChart['said'] {
  const plan = t('common:chart.planned', { percent: words.planned });
  const real = t('common:chart.actual', { percent: words.actual });
  const behind = actualY >= plannedY;
  const above = (x: number, y: number): { x: number; y: number; anchor: Anchor } => {
    const tight = x < BOX.left + 80;
    return { x: tight ? x + 6 : x - 8, y: Math.max(BOX.top + 9, y - 8), anchor: tight ? 'start' : 'end' };
  };
  const below = (x: number, y: number): { x: number; y: number; anchor: Anchor } => {
    const tight = x > BOX.right - 80;
    return { x: tight ? x - 8 : x + 8, y: Math.min(BOX.bottom - 20, y + 16), anchor: tight ? 'end' : 'start' };
  };
  return [
    { kind: 'plan', text: plan, ...(behind ? above(nowX, plannedY) : below(nowX, plannedY)) },
    { kind: 'said', text: real, ...(behind ? below(actualX, actualY) : above(actualX, actualY)) },
  ];
}

/** The ends and at most three firsts of a month between them, each at least a sixth of the way from the ends. */
function ticks(from: CivilDate, to: CivilDate): CivilDate[] {
  const span = daysBetween(from, to);
  const firsts: CivilDate[] = [];
  let year = Number(from.slice(0, 4));
  let month = Number(from.slice(5, 7));
  for (;;) {
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
    const first = `${year}-${String(month).padStart(2, '0')}-01`;
    if (first >= to) break;
    if (daysBetween(from, first) > span / 6 && daysBetween(first, to) > span / 6) firsts.push(first);
  }
  const every = Math.ceil(firsts.length / 3);
  return [from, ...firsts.filter((_, i) => i % every === 0), to];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
