/** The planned line of an indicator, and how far a figure is from it. */
import { type CivilDate, daysBetween } from '../dates.js';
import { asOf, type Direction, type IndicatorFacts, type IndicatorValue } from './indicator.js';

export interface LinePoint {
  on: CivilDate;
  value: number;
}

type Lined = Pick<IndicatorFacts, 'baseline' | 'direction' | 'startOn' | 'targets' | 'values'>;

/** How much better `value` is than `than`; negative when it is worse. */
export function better(direction: Direction, value: number, than: number): number {
  const by = direction === 'atLeast' ? value - than : than - value;
  // Decimals as people type them: 45.1 − 45 is 0.1.
  return Math.round(by * 10_000) / 10_000;
}

/**
 * The points the planned line goes through: from the baseline, else from the first figure, through the targets. A start
 * that is better than the first target asks for no more than the target. Without either start the line begins with the
 * first target, as a step: nothing is asked before that day.
 */
export function plannedLine({ baseline, direction, startOn, targets, values }: Lined): LinePoint[] {
  const points = targets.map(({ by, value }) => ({ on: by.to, value }));
  const [first] = points;
  const [entered] = values;
  const start =
    baseline !== null ? { on: startOn, value: baseline } : entered && { on: asOf(entered), value: entered.value };
  if (!first || !start || start.on >= first.on) return points;
  const asked = better(direction, start.value, first.value) > 0 ? first.value : start.value;
  return [{ on: start.on, value: asked }, ...points];
}

/** What is planned for a day, read off the line; null before the line begins, and the target after its end. */
export function plannedAt(line: readonly LinePoint[], day: CivilDate): number | null {
  let before: LinePoint | undefined;
  for (const point of line) {
    if (point.on >= day) {
      if (point.on === day) return point.value;
      if (!before) return null;
      const share = daysBetween(before.on, day) / daysBetween(before.on, point.on);
      return Math.round((before.value + (point.value - before.value) * share) * 100) / 100;
    }
    before = point;
  }
  return before?.value ?? null;
}

/** The way from the start to the target, in the indicator's unit; the target itself where there is no way to go. */
function wayOf(line: readonly LinePoint[]): number {
  const [first] = line;
  const last = line.at(-1);
  if (!first || !last) return 0;
  return Math.abs(last.value - first.value) || Math.abs(last.value);
}

export interface Standing {
  value: IndicatorValue;
  /** Planned for the day of the figure; null where nothing is planned yet. */
  planned: number | null;
  /** Better than planned by this much, in the unit; negative when behind. */
  gap: number | null;
  /** By so much it may be behind and still be near the line. */
  tolerance: number;
}

/** The latest figure against the line; null before the first. `behindBy` is in percent of the way to the target. */
export function standing(facts: Lined, behindBy: number): Standing | null {
  const value = facts.values.at(-1);
  if (!value) return null;
  const line = plannedLine(facts);
  const planned = plannedAt(line, asOf(value));
  const tolerance = (wayOf(line) * behindBy) / 100;
  return { value, planned, gap: planned === null ? null : better(facts.direction, value.value, planned), tolerance };
}

/** Whether the latest figure reaches the last target. */
export function reaches({ direction, targets, values }: Lined): boolean {
  const [target, value] = [targets.at(-1), values.at(-1)];
  return target !== undefined && value !== undefined && better(direction, value.value, target.value) >= 0;
}
