/** Adding up readiness: over the items of a department, over the departments of a campaign, and between two checks. */
import type {
  CampaignReadiness,
  DepartmentReadiness,
  EasyPoint,
  ItemReadiness,
  ReadinessChange,
  ReadinessSum,
} from './readiness.js';

/** To one decimal, as points are written. */
export function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Add items up. What does not apply is left out, so that a percentage is always of what applies (re-normalised). */
export function sumOf(items: readonly ItemReadiness[]): ReadinessSum {
  const sum = {
    points: 0,
    max: 0,
    open: 0,
    checked: { assessed: 0, of: 0 },
    verdicts: { met: 0, unmet: 0, notAssessed: 0, notApplicable: 0 },
  };
  for (const item of items) {
    sum.verdicts[item.verdict] += 1;
    if (item.verdict === 'notApplicable') continue;
    sum.points += item.points;
    sum.max += item.max;
    sum.open += item.open;
    sum.checked.of += item.records.length;
    sum.checked.assessed += item.records.filter(({ share }) => share !== null).length;
  }
  const { points, max, open, checked, verdicts } = sum;
  // Rounded parts can miss the whole by a tenth; what was earned has in any case been assessed.
  const assessedMax = Math.min(max, Math.max(points, max - open));
  return {
    points: oneDecimal(points),
    max,
    assessedMax: oneDecimal(assessedMax),
    assessedPercent: max === 0 ? 100 : Math.round((100 * assessedMax) / max),
    scorePercent: assessedMax === 0 ? null : Math.round((100 * points) / assessedMax),
    checked,
    verdicts,
  };
}

/** The whole campaign: sums over all departments, and per item. */
export function total(departments: readonly DepartmentReadiness[]): CampaignReadiness {
  const byItem = new Map<string, ItemReadiness[]>();
  for (const { items } of departments) {
    for (const item of items) {
      const row = byItem.get(item.item);
      if (row) row.push(item);
      else byItem.set(item.item, [item]);
    }
  }
  return {
    ...sumOf(departments.flatMap(({ items }) => items)),
    departments: departments.filter(({ max }) => max > 0).length,
    items: [...byItem].map(([item, row]) => ({ item, ...sumOf(row) })),
  };
}

/** What changed between two checks, losses first, the largest first. An item that was not there before has `from: null`. */
export function compare(
  previous: readonly DepartmentReadiness[],
  current: readonly DepartmentReadiness[],
): ReadinessChange[] {
  const before = new Map(
    previous.flatMap(({ department, items }) => items.map((item) => [`${department} ${item.item}`, item] as const)),
  );
  const changes: ReadinessChange[] = [];
  for (const { department, items } of current) {
    for (const { item, points, verdict, reason } of items) {
      const old = before.get(`${department} ${item}`);
      if (old ? old.points === points && old.verdict === verdict : verdict === 'notApplicable') continue;
      const delta = oneDecimal(points - (old?.points ?? 0));
      const verdicts = { from: old?.verdict ?? null, to: verdict };
      changes.push({ department, item, from: old?.points ?? null, to: points, delta, verdict: verdicts, reason });
    }
  }
  return changes.sort((a, b) => {
    const losses = Number(b.delta < 0) - Number(a.delta < 0);
    return losses || Math.abs(b.delta) - Math.abs(a.delta) || order(a.department + a.item, b.department + b.item);
  });
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Lost points that can still be won back, most points per working day first. The effort is an estimate: the part of the
 * record still to do × the item's `effort`, in half days; a late closure's deduction cannot be won back and is left out.
 */
export function easiestPoints(departments: readonly DepartmentReadiness[]): EasyPoint[] {
  const points = departments.flatMap(({ department, items }) =>
    items.flatMap(({ item, records }) =>
      records.flatMap(({ kind, id, code, title, reason, winnable }): EasyPoint[] => {
        if (!winnable) return [];
        const perDay = oneDecimal(winnable.points / winnable.days);
        return [{ department, item, record: { kind, id, code, title }, reason, ...winnable, perDay }];
      }),
    ),
  );
  return points.sort(
    (a, b) =>
      b.perDay - a.perDay || b.points - a.points || order(a.department + a.record.id, b.department + b.record.id),
  );
}
