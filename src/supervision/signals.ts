/** The coloured signals of electronic supervision: what is open by department and colour, and the red and yellow ones themselves. */
import type { CivilDate } from '../../workflows/dates.js';
import { COLOURS, type Colour } from '../../workflows/lights.js';
import type { Counters } from '../records/counters.js';
import { sideCounts } from '../records/side-counts.js';
import type { Signal } from '../records/signalled.js';

export type ColourCounts = Record<Colour, number>;

/** What is open in a department, by colour. */
export interface DepartmentSignals {
  department: string;
  matters: ColourCounts;
  contacts: ColourCounts;
}

const noCounts = (): ColourCounts => ({ none: 0, green: 0, blue: 0, yellow: 0, red: 0 });

/** The sum of several. */
export function together(all: readonly ColourCounts[]): ColourCounts {
  const sum = noCounts();
  for (const one of all) for (const colour of COLOURS) sum[colour] += one[colour];
  return sum;
}

/** Departments with something open; as many rows are read as there are departments, however much is open. */
export async function openSignals(counters: Pick<Counters, 'rows'>, campaign: string): Promise<DepartmentSignals[]> {
  const found = new Map<string, DepartmentSignals>();
  for (const counted of ['matters', 'contacts'] as const) {
    const rows = await counters.rows({ campaign: sideCounts(campaign, counted) });
    for (const { phase, department, n } of rows) {
      if (phase !== 'open') continue;
      const of = found.get(department) ?? { department, matters: noCounts(), contacts: noCounts() };
      const light = (n.light ?? {}) as Partial<ColourCounts>;
      for (const colour of COLOURS) of[counted][colour] += light[colour] ?? 0;
      found.set(department, of);
    }
  }
  const open = (counts: ColourCounts) => COLOURS.some((colour) => counts[colour] > 0);
  return [...found.values()].filter(({ matters, contacts }) => open(matters) || open(contacts));
}

/** The gravest first, of those the oldest. */
export function sinceOrder(a: Signal, b: Signal): number {
  const by = COLOURS.indexOf(b.light.colour) - COLOURS.indexOf(a.light.colour);
  const day = (one: Signal): CivilDate => one.light.since;
  return by || (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0);
}
