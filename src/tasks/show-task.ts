/** What the page of a task is made of: the record, its story, its neighbours, and what this person may do. */
import type { Actor, Moment } from '../../workflows/moment.js';
import type { TaskFacts } from '../../workflows/tasks/task.js';
import type { CampaignQueries, CampaignRecord } from '../campaigns/campaign.query.js';
import type { Departments } from '../people/departments.js';
import { may } from '../people/policy.js';
import type { PhaseQueries, PhaseRecord } from '../phases/phase.query.js';
import { Forbidden, NotFound } from '../platform/errors.js';
import { byPinyin, type Locale } from '../platform/i18n.js';
import { isId, newId } from '../platform/ids.js';
import type { Records } from '../records/create-records.js';
import type { LogEntry } from '../records/record.js';
import { firstBreak } from '../records/verify-log.js';
import { type Allowed, allowedOn } from './allowed.js';
import type { TaskQueries, TaskRecord } from './task.query.js';
import type { Choices } from './task-fields.form.js';

export interface ShowTaskParts {
  records: Records;
  queries: TaskQueries;
  phases: PhaseQueries;
  campaigns: CampaignQueries;
  departments: Departments;
}

export interface TaskShown {
  task: TaskRecord;
  campaign: CampaignRecord;
  phase: PhaseRecord | null;
  parent: TaskRecord | null;
  children: TaskRecord[];
  actor: Actor;
  moment: Moment;
  allowed: Allowed[];
  history: LogEntry[];
  /** The number of the first entry whose hash does not fit; null when the chain is whole. */
  brokenAt: number | null;
  /** Department → short name, in the reader's language. */
  names: Map<string, string>;
  choices: Choices;
  /** One-time key of the page's forms. */
  key: string;
}

/** The choices that forms offer: departments in use by name, items of the campaign's checklist. */
export async function choicesFor(departments: Departments, campaign: CampaignRecord, locale: Locale): Promise<Choices> {
  const [list, names] = await Promise.all([departments.list(), departments.names(locale)]);
  return {
    departments: list
      .filter(({ active }) => active)
      .map(({ id }) => ({ id, name: names.get(id) ?? id }))
      .sort((a, b) => byPinyin(a.name, b.name)),
    readinessItems: campaign.facts.checklist.items.map(({ key, title }) => ({
      key,
      title: locale === 'en' ? title.en : title.zh,
    })),
  };
}

export function showTask({ records, queries, phases, campaigns, departments }: ShowTaskParts) {
  /** A task this person may look at. Throws NotFound and Forbidden. */
  async function visible(id: unknown, actor: Actor, action: 'task.view' | 'log.view' = 'task.view') {
    if (!isId(id)) throw new NotFound('task');
    const task = await records.load<TaskFacts>('task', id);
    const { leadDepartment, coDepartments } = task.facts;
    const verdict = may(actor, action, { leadDepartment, coDepartments }, await departments.tree());
    if (!verdict.allowed) throw new Forbidden([verdict.reason]);
    return task;
  }

  /** A task's story and whether its chain holds. */
  async function story(task: TaskRecord) {
    const history = await records.history(task);
    return { history, brokenAt: firstBreak(history)?.seq ?? null };
  }

  async function show(id: unknown, actor: Actor, locale: Locale): Promise<TaskShown> {
    const task = await visible(id, actor);
    const { facts } = task;
    const [campaign, ofCampaign, moment, told, parents, children, names] = await Promise.all([
      campaigns.byId(facts.campaign),
      phases.of(facts.campaign),
      records.momentFor(facts.campaign, actor),
      story(task),
      facts.parent ? queries.byIds([facts.parent]) : [],
      facts.subtasks.length > 0 ? queries.childrenOf(task.id) : [],
      departments.names(locale),
    ]);
    return {
      task,
      campaign,
      phase: ofCampaign.find((phase) => phase.facts.key === facts.phase) ?? null,
      parent: parents[0] ?? null,
      children,
      actor,
      moment,
      allowed: allowedOn(task, actor, moment),
      ...told,
      names,
      choices: await choicesFor(departments, campaign, locale),
      key: newId(),
    };
  }

  return { visible, story, show };
}

export type ShowTask = ReturnType<typeof showTask>;
