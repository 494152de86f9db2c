/** The order of tasks in a plan. Each has a place of its own, so that moving one seldom moves another. */

export interface Placed {
  id: string;
  code: string;
  /** Null until somebody has moved it: then its code says where it stands. */
  order: number | null;
}

/** Between two codes there is room for this many, before anybody moved. */
const STEP = 1_000;
/** Two places closer than this are apart no longer: all of the row are given new ones. */
const LEAST = 1 / 64;

/** Where a task stands among those beside it. */
export function placeOf({ code, order }: Omit<Placed, 'id'>): number {
  return order ?? STEP * Number(/(\d+)$/.exec(code)?.[1] ?? 0);
}

const byCode = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** In the order of the plan; where two have the same place, by code. */
export function inOrder<T extends Omit<Placed, 'id'>>(row: readonly T[]): T[] {
  return [...row].sort((a, b) => placeOf(a) - placeOf(b) || byCode(a.code, b.code));
}

/**
 * The places to give so that `id` stands at `at` (0 = first) of its row: its own, or, when there is no room left between
 * its new neighbours, new ones for the whole row. Empty when it stands there already or is not of the row.
 */
export function movesFor(row: readonly Placed[], id: string, at: number): { id: string; order: number }[] {
  const ordered = inOrder(row);
  const from = ordered.findIndex((one) => one.id === id);
  const moved = ordered[from];
  if (!moved) return [];
  const others = ordered.filter((one) => one.id !== id);
  const to = Math.max(0, Math.min(at, others.length));
  if (to === from) return [];
  const before = others[to - 1];
  const after = others[to];
  const low = before ? placeOf(before) : placeOf(after as Placed) - 2 * STEP;
  const high = after ? placeOf(after) : low + 2 * STEP;
  const order = (low + high) / 2;
  if (high - low >= 2 * LEAST) return [{ id, order }];
  const renewed = [...others.slice(0, to), moved, ...others.slice(to)];
  return renewed
    .map((one, i) => ({ id: one.id, was: one.order, order: STEP * (i + 1) }))
    .filter(({ was, order: now }) => was !== now)
    .map(({ id: one, order: now }) => ({ id: one, order: now }));
}
