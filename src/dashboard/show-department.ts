/** A department's own page: its tasks by state and light, what is due, its sites, its points in the last check. */
import type { CivilDate } from '../../workflows/dates.js';
import type { Actor, Moment } from '../../workflows/moment.js';
import type { SiteFacts } from '../../workflows/sites/site.js';
import type { CampaignRecord } from '../campaigns/campaign.query.js';
import { kept } from '../platform/kept.js';
import type { CounterRow, Counters } from '../records/counters.js';
import type { StoredRecord } from '../records/record.js';
import type { TaskQueries, TaskRecord } from '../tasks/task.query.js';
import type { DaySnapshot, DaySnapshots } from './day-snapshots.js';
import { KEEP_MS } from './show-overview.js';

/** What the last readiness check gave a department. */
export interface DepartmentPoints {
  at: string;
  scorePercent: number | null;
  assessedPercent: number;
  points: number;
  max: number;
  /** Item key, title and points, in the order of the checklist. */
  items: { key: string; title: { zh: string; en: string }; points: number; max: number; verdict: string }[];
}

export interface DepartmentParts {
  counters: Counters;
  snapshots: DaySnapshots;
  tasks: TaskQueries;
  sitesOf(campaign: string, department: string): Promise<StoredRecord<SiteFacts>[]>;
  lastPoints(campaign: string, department: string): Promise<DepartmentPoints | null>;
  momentFor(campaign: string, actor: Actor): Promise<Moment>;
}

/** What is read for the page. */
interface Counted {
  rows: CounterRow[];
  yesterday: DaySnapshot | null;
  due: TaskRecord[];
  sites: StoredRecord<SiteFacts>[];
  points: DepartmentPoints | null;
}

export interface DepartmentDashboard extends Counted {
  campaign: CampaignRecord;
  department: string;
  moment: Moment;
}

const DUE = 12;

export function showDepartment({ counters, snapshots, tasks, sitesOf, lastPoints, momentFor }: DepartmentParts) {
  const known = kept<Counted>(KEEP_MS);

  async function count(id: string, department: string, today: CivilDate): Promise<Counted> {
    const [rows, yesterday, due, sites, points] = await Promise.all([
      counters.rows({ campaign: id, department }),
      snapshots.on(id, today),
      tasks.page({ campaign: id, department, running: true, visible: { all: true } }, { limit: DUE }),
      sitesOf(id, department),
      lastPoints(id, department),
    ]);
    return { rows, yesterday, due: due.items, sites, points };
  }

  return {
    async show(campaign: CampaignRecord, department: string, actor: Actor): Promise<DepartmentDashboard> {
      const { id } = campaign;
      const moment = await momentFor(id, actor);
      const counted = await known.get(`${id} ${department} ${moment.today}`, () => count(id, department, moment.today));
      return { campaign, department, moment, ...counted };
    },
    /** To be called when something that is counted has changed here. */
    forget: () => known.forget(),
  };
}
