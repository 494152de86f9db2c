/** What waits for a person: the tasks their department leads and supports, and what their own post must answer. */
import type { Actor, Moment, Post } from '../../workflows/moment.js';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import type { Departments } from '../people/departments.js';
import type { Locale } from '../platform/i18n.js';
import { newId } from '../platform/ids.js';
import type { Records } from '../records/create-records.js';
import { RUNNING_STATES } from './task.kind.js';
import type { TaskQueries, TaskRecord } from './task.query.js';

/** What the last readiness check gave a department. */
export interface LastReadiness {
  at: string;
  points: number;
  max: number;
  items: { key: string; title: { zh: string; en: string }; points: number; max: number }[];
}

export interface ShowWorkParts {
  records: Records;
  queries: TaskQueries;
  campaigns: CampaignQueries;
  departments: Departments;
  /** Null before the first check; without this function the page says nothing of readiness. */
  lastReadiness?: (campaign: string, department: string) => Promise<LastReadiness | null>;
}

/** What an office, a leading group or a reviewer has to answer. */
export interface Waiting {
  submitted: TaskRecord[];
  extension: TaskRecord[];
  returned: TaskRecord[];
  coordination: TaskRecord[];
}

export interface WorkShown {
  actor: Actor;
  moment: Moment;
  names: Map<string, string>;
  /** True for people who do a department's tasks. */
  ofDepartment: boolean;
  leads: TaskRecord[];
  supports: TaskRecord[];
  closed: TaskRecord[];
  /** Null for people who have nothing to answer. */
  waiting: Waiting | null;
  readiness: LastReadiness | null;
  hasReadiness: boolean;
  key: string;
}

const DEPARTMENT: readonly Post[] = ['department_leader', 'department_liaison', 'working_group'];
const OFFICE: readonly Post[] = ['campaign_office', 'leading_group'];

export function showWork({ records, queries, campaigns, departments, lastReadiness }: ShowWorkParts) {
  async function waitingFor(campaign: string, { posts }: Actor): Promise<Waiting | null> {
    const office = posts.some((post) => OFFICE.includes(post));
    const judges = posts.some((post) => post === 'reviewer' || post === 'campaign_office');
    if (!office && !judges) return null;
    const [submitted, extension, returned, coordination] = await Promise.all([
      judges ? queries.submitted(campaign) : [],
      office ? queries.waiting(campaign, 'extension') : [],
      office ? queries.waiting(campaign, 'returned') : [],
      office ? queries.waiting(campaign, 'coordination') : [],
    ]);
    return { submitted, extension, returned, coordination };
  }

  return async (actor: Actor, locale: Locale): Promise<WorkShown> => {
    const campaign = await campaigns.current();
    const { department } = actor;
    const ofDepartment = department !== '' && actor.posts.some((post) => DEPARTMENT.includes(post));
    const [moment, names, work, closed, waiting, readiness] = await Promise.all([
      records.momentFor(campaign?.id ?? '', actor),
      departments.names(locale),
      ofDepartment ? queries.workOf(department, RUNNING_STATES) : [],
      ofDepartment ? queries.closedOf(department) : [],
      campaign ? waitingFor(campaign.id, actor) : null,
      campaign && ofDepartment && lastReadiness ? lastReadiness(campaign.id, department) : null,
    ]);
    return {
      actor,
      moment,
      names,
      ofDepartment,
      leads: work.filter(({ facts }) => facts.leadDepartment === department),
      supports: work.filter(({ facts }) => facts.leadDepartment !== department),
      closed,
      waiting,
      readiness,
      hasReadiness: lastReadiness !== undefined,
      key: newId(),
    };
  };
}
