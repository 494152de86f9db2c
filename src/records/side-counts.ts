/** Kept counts of what is no task: they lie beside a campaign's phases, by quarter and department. */
import { COUNTED, type Counted, type CountedRow, type Numbers } from '../../workflows/indicators/measures.js';
import type { Counters } from './counters.js';

/** The name under which a campaign's counts of a kind are kept. */
export const sideCounts = (campaign: string, counted: Counted) => `${campaign}:${counted}`;

/** All rows of a campaign, by what is counted; as many as there are departments and quarters, however much is counted. */
export async function sideRows(
  counters: Pick<Counters, 'rows'>,
  campaign: string,
): Promise<Record<Counted, CountedRow[]>> {
  const read = async (counted: Counted): Promise<[Counted, CountedRow[]]> => {
    const rows = await counters.rows({ campaign: sideCounts(campaign, counted) });
    return [counted, rows.map(({ department, phase, n }) => ({ department, when: phase, n: n as Numbers }))];
  };
  return Object.fromEntries(await Promise.all(COUNTED.map(read))) as Record<Counted, CountedRow[]>;
}
