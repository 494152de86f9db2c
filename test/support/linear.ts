/** Whether a work takes time by the size of what it is given: twice as much, at most 2.6 times the processor time. */
import { expect } from '@jest/globals';

const RATIO_MOST = 2.6;
/** Milliseconds below which a ratio says more of the machine than of the rules. */
const FLOOR = 100;

type Work = () => unknown;

/** Milliseconds of the processor, the median of five. */
async function timeOf(work: Work): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < 5; n += 1) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1_000);
  }
  return times.sort((a, b) => a - b)[2] ?? 0;
}

/** Expect it of the work that `workOf` prepares for a size. */
export async function expectLinear(workOf: (n: number) => Work | Promise<Work>, n: number): Promise<void> {
  const [once, twice] = [await workOf(n), await workOf(2 * n)];
  await once();
  let least = Number.POSITIVE_INFINITY;
  // What is not linear is so every time; a machine that had something else to do is not.
  for (let tried = 0; tried < 5; tried += 1) {
    const [short, long] = [await timeOf(once), await timeOf(twice)];
    least = Math.min(least, long <= FLOOR ? 0 : long / short);
    if (least <= RATIO_MOST) return;
  }
  expect(least).toBeLessThanOrEqual(RATIO_MOST);
}
