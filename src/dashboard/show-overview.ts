/** The campaign on one page: phases, figures, exceptions, departments, progress, readiness. Counts, no scan of tasks. */

import { addDays, type CivilDate } from '../../workflows/dates.js';
import type { Actor, Moment } from '../../workflows/moment.js';
import type { CampaignRecord } from '../campaigns/campaign.query.js';
import type { Visible } from '../people/policy.js';
import type { PhaseQueries, PhaseRecord } from '../phases/phase.query.js';
import { kept } from '../platform/kept.js';
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

/** What is read for the page. */
interface Counted {
  rows: CounterRow[];
  yesterday: DaySnapshot | null;
  lastWeek: DaySnapshot | null;
  days: DayProgress[];
  worst: TaskRecord[];
  thisWeek: TaskRecord[];
  readiness: ReadinessNews | null;
}

export interface Overview extends Counted {
  campaign: CampaignRecord;
  phases: PhaseRecord[];
  /** The phase the page is about. */
  phase: PhaseRecord;
  moment: Moment;
}

const WORST = 7;

/** On the morning of an inspection everybody looks at once; a second later they may see what has changed elsewhere. */
export const KEEP_MS = 1_000;

/** The phase that runs (the one that closes first), else the next to open, else the last. */
export function presentPhase(phases: readonly PhaseRecord[]): PhaseRecord | undefined {
  const running = phases
    .filter(({ state }) => state !== 'planned' && state !== 'closed')
    .sort((a, b) => (a.facts.closesOn < b.facts.closesOn ? -1 : 1));
  return running[0] ?? phases.find(({ state }) => state === 'planned') ?? phases.at(-1);
}

export function showOverview({ phases, counters, snapshots, tasks, lastReadiness, momentFor }: OverviewParts) {
  const known = kept<Counted>(KEEP_MS);

  async function count(id: string, { facts }: PhaseRecord, today: CivilDate, visible: Visible): Promise<Counted> {
    const of = { campaign: id, phase: facts.key, visible };
    const [rows, yesterday, lastWeek, days, red, yellow, week, readiness] = await Promise.all([
      counters.rows({ campaign: id }),
      snapshots.on(id, today),
      snapshots.on(id, addDays(today, -6)),
      snapshots.progress(id, facts.key, facts.opensOn, today),
      tasks.page({ ...of, light: 'red' }, { limit: WORST }),
      tasks.page({ ...of, light: 'yellow' }, { limit: WORST }),
      tasks.page({ ...of, running: true, dueBy: addDays(today, 7) }, { limit: 40 }),
      lastReadiness(id),
    ]);
    const thisWeek = week.items.filter((task) => task.facts.due && task.facts.due.to >= today).slice(0, WORST);
    const worst = [...red.items, ...yellow.items].slice(0, WORST);
    return { rows, yesterday, lastWeek, days, worst, thisWeek, readiness };
  }

  return {
    async show(
      campaign: CampaignRecord,
      phaseKey: string | undefined,
      actor: Actor,
      visible: Visible,
    ): Promise<Overview | null> {
      const { id } = campaign;
      const [all, moment] = await Promise.all([phases.of(id), momentFor(id, actor)]);
      const phase = phaseKey ? await phases.byKey(id, phaseKey) : presentPhase(all);
      if (!phase) return null;
      const { today } = moment;
      const key = JSON.stringify([id, phase.facts.key, today, visible]);
      const counted = await known.get(key, () => count(id, phase, today, visible));
      return { campaign, phases: all, phase, moment, ...counted };
    },
    /** To be called when something that is counted has changed here. */
    forget: () => known.forget(),
  };
}
