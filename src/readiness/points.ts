/** What dashboards show of a kept check. */
import type { Checklist } from '../../workflows/readiness/checklist.js';
import type { DepartmentReadiness } from '../../workflows/readiness/readiness.js';
import type { CheckSummary } from './readiness.query.js';

/** The campaign's two numbers beside the target. */
export function readinessNews({ at, total }: CheckSummary, { target }: Checklist) {
  return { at, assessedPercent: total.assessedPercent, scorePercent: total.scorePercent, target };
}

/** A department's points, in the order of the checklist. */
export function departmentPoints(at: string, found: DepartmentReadiness, { items }: Checklist) {
  const { scorePercent, assessedPercent, points, max } = found;
  const byKey = new Map(found.items.map((item) => [item.item, item]));
  return {
    at,
    scorePercent,
    assessedPercent,
    points,
    max,
    items: items.flatMap(({ key, title }) => {
      const item = byKey.get(key);
      return item ? [{ key, title, points: item.points, max: item.max, verdict: item.verdict }] : [];
    }),
  };
}
