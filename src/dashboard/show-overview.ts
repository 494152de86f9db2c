/** The campaign on one page: phases, figures, exceptions, departments, progress, readiness. Counts, no scan of tasks. */

import { addDays } from '../../workflows/dates.js';
import type { Actor, Moment } from '../../workflows/moment.js';
import type { CampaignRecord } from '../campaigns/campaign.query.js';
import type { Visible } from '../people/policy.js';
import type { PhaseQueries, PhaseRecord } from '../phases/phase.query.js';
import type { CounterRow, Counters } from '../records/counters.js';
import type { TaskQueries, TaskRecord } from '../tasks/task.query.js';
import type { DayProgress, DaySnapshot, DaySnapshots } from './day-snapshots.js';

/** The last readiness check as the overview needs it. */
export interface ReadinessNews {
  at: string;
  assessedPercent: number;
  scorePercent: number | null;
  target: number;
}

export interface OverviewParts {
  phases: PhaseQueries;
  counters: Counters;
  snapshots: DaySnapshots;
  tasks: TaskQueries;
  lastReadiness(campaign: string): Promise<ReadinessNews | null>;
  momentFor(campaign: string, actor: Actor): Promise<Moment>;
}

export interface Overview {
  campaign: CampaignRecord;
  phases: PhaseRecord[];
  /** The phase the page is about. */
  phase: PhaseRecord;
  rows: CounterRow[];
  yesterday: DaySnapshot | null;
  lastWeek: DaySnapshot | null;
  days: DayProgress[];
  worst: TaskRecord[];
  thisWeek: TaskRecord[];
  readiness: ReadinessNews | null;
  moment: Moment;
}

const WORST = 7;

/** The phase that runs (the one that closes first), else the next to open, else the last. */
export function presentPhase(phases: readonly PhaseRecord[]): PhaseRecord | undefined {
  const running = phases
    .filter(({ state }) => state !== 'planned' && state !== 'closed')
    .sort((a, b) => (a.facts.closesOn < b.facts.closesOn ? -1 : 1));
  return running[0] ?? phases.find(({ state }) => state === 'planned') ?? phases.at(-1);
}

export function showOverview({ phases, counters, snapshots, tasks, lastReadiness, momentFor }: OverviewParts) {
  return async (
    campaign: CampaignRecord,
    phaseKey: string | undefined,
    actor: Actor,
    visible: Visible,
  ): Promise<Overview | null> => {
    const { id } = campaign;
    const [all, moment] = await Promise.all([phases.of(id), momentFor(id, actor)]);
    const phase = phaseKey ? await phases.byKey(id, phaseKey) : presentPhase(all);
    if (!phase) return null;
    const { today } = moment;
    const of = { campaign: id, phase: phase.facts.key, visible };
    const [rows, yesterday, lastWeek, days, red, yellow, week, readiness] = await Promise.all([
      counters.rows({ campaign: id }),
      snapshots.on(id, today),
      snapshots.on(id, addDays(today, -6)),
      snapshots.progress(id, phase.facts.key, phase.facts.opensOn, today),
      tasks.page({ ...of, light: 'red' }, { limit: WORST }),
      tasks.page({ ...of, light: 'yellow' }, { limit: WORST }),
      tasks.page({ ...of, running: true, dueBy: addDays(today, 7) }, { limit: 40 }),
      lastReadiness(id),
    ]);
    const thisWeek = week.items.filter(({ facts }) => facts.due && facts.due.to >= today).slice(0, WORST);
    const worst = [...red.items, ...yellow.items].slice(0, WORST);
    return { campaign, phases: all, phase, rows, yesterday, lastWeek, days, worst, thisWeek, readiness, moment };
  };
}
