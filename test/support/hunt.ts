/**
 * How random tests are seeded: with one fixed seed in CI, so that nothing is refused by luck; with a random one and
 * more rounds by `npm run hunt`, which prints the seed of a failure. What it finds becomes a fixed case.
 */

/** Whether this run is a hunt. */
export const HUNTING = process.env.HUNT_SEED !== undefined;

export const SEED = Number(process.env.HUNT_SEED ?? 20_261_129);

const TIMES = Number(process.env.HUNT_TIMES ?? 1);

/** How many rounds a property runs: `usual` in CI, more of them in a hunt. */
export const rounds = (usual: number): number => Math.ceil(usual * TIMES);

/** A size that is given by name: `HUNT_KILLS=60` in a hunt, `usual` in CI. */
export function size(name: 'KILLS' | 'REQUESTS' | 'RECORDS', usual: number): number {
  return Number(process.env[`HUNT_${name}`] ?? usual);
}
