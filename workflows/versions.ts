/**
 * Renamed states, machine by machine, so that old records still open. A record keeps the name of its state and the version
 * of the machine that wrote it; XState 5 has no migration of its own. To rename a state: raise the machine's `version` and
 * write under the old one what its states are called now.
 */
import type { AnyStateMachine } from 'xstate';
import { caseMachine } from './accountability/case.machine.js';
import { bookletMachine } from './booklets/booklet.machine.js';
import { campaignMachine } from './campaigns/campaign.machine.js';
import { indicatorMachine } from './indicators/indicator.machine.js';
import { inquiryMachine } from './inquiries/inquiry.machine.js';
import { matterMachine } from './matters/matter.machine.js';
import { packMachine } from './packs/pack.machine.js';
import { periodPlanMachine } from './period-plans/period-plan.machine.js';
import { phaseMachine } from './phases/phase.machine.js';
import { serviceItemMachine } from './service-items/service-item.machine.js';
import { siteMachine } from './sites/site.machine.js';
import { ratingMachine } from './supervision/rating.machine.js';
import { taskMachine } from './tasks/task.machine.js';

/** Version that wrote the record → old state name → name today. */
export type Renames = Record<string, Record<string, string>>;

/** A machine as it is today, with what its states were called before. */
export interface Versioned {
  machine: AnyStateMachine;
  renamed: Renames;
  /** Where its words lie, `tasks` for a task, unless the plural is another. */
  area?: string;
}

/** Every machine by the kind of record it runs; `renamed` is empty until the first rename. */
export const MACHINES: Record<string, Versioned> = {
  task: { machine: taskMachine, renamed: {} },
  phase: { machine: phaseMachine, renamed: {} },
  campaign: { machine: campaignMachine, renamed: {} },
  site: { machine: siteMachine, renamed: {} },
  indicator: { machine: indicatorMachine, renamed: {} },
  matter: { machine: matterMachine, renamed: {} },
  serviceItem: { machine: serviceItemMachine, renamed: {} },
  booklet: { machine: bookletMachine, renamed: {} },
  periodPlan: { machine: periodPlanMachine, renamed: {} },
  inquiry: { machine: inquiryMachine, renamed: {}, area: 'inquiries' },
  case: { machine: caseMachine, renamed: {} },
  pack: { machine: packMachine, renamed: {} },
  rating: { machine: ratingMachine, renamed: {} },
};

/** The namespace of a kind's words: labels of its states and events. */
export function areaOf(kind: string): string {
  return (Object.hasOwn(MACHINES, kind) ? MACHINES[kind]?.area : undefined) ?? `${kind}s`;
}

/** A stored state that no version of its machine knows: the record was written by a newer product, or by hand. */
export class UnknownState extends Error {
  override readonly name = 'UnknownState';
  constructor(
    readonly kind: string,
    readonly version: string,
    readonly state: string,
  ) {
    super(`A ${kind} saved by version ${version} stands in “${state}”, which today's machine does not know.`);
  }
}

/** Today's name of a stored state. Throws {@link UnknownState}; a kind without a machine here keeps its name. */
export function openState(kind: string, version: string, state: string, machines = MACHINES): string {
  const known = Object.hasOwn(machines, kind) ? machines[kind] : undefined;
  if (!known) return state;
  const today = known.renamed[version]?.[state] ?? state;
  if (!Object.hasOwn(known.machine.states, today)) throw new UnknownState(kind, version, state);
  return today;
}
