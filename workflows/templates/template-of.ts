/**
 * A campaign that was run, as a template for another: its plan with dates counted from its start, and nothing of what came of
 * it – no reports, no evidence, no judgement, no person.
 */
import type { CampaignFacts } from '../campaigns/campaign.js';
import { exactDate, type FuzzyDate } from '../dates.js';
import type { PhaseFacts } from '../phases/phase.js';
import type { SiteFacts } from '../sites/site.js';
import { occurrences } from '../tasks/recurrence.js';
import type { TaskFacts } from '../tasks/task.js';
import { relativeTo } from './relative-date.js';
import type {
  CampaignTemplate,
  PlannedIndicator,
  TemplateDepartment,
  TemplatePhase,
  TemplateSite,
  TemplateTask,
} from './template.js';

export interface RunCampaign {
  facts: CampaignFacts;
  /** In their order. */
  phases: readonly PhaseFacts[];
  tasks: readonly { id: string; state: string; facts: TaskFacts }[];
  sites: readonly { state: string; facts: SiteFacts }[];
  indicators: readonly PlannedIndicator[];
  departments: readonly TemplateDepartment[];
  /** Key of the department that holds what nobody leads. */
  office: string;
}

export interface TemplateName {
  key: string;
  title: string;
  /** The document the campaign itself was broken down from. */
  document: CampaignTemplate['document'];
}

/** Where each phase stands on the day the campaign starts. */
function phasesOf({ facts: { startOn }, phases }: RunCampaign): { phases: TemplatePhase[]; mainPhase: string } {
  const sorted = [...phases].sort((a, b) => a.order - b.order);
  const main = sorted.find(({ opensOn }) => opensOn >= startOn) ?? sorted[0];
  return {
    mainPhase: main?.key ?? '',
    phases: sorted.map(({ key, title, goal, opensOn, closesOn, order }) => ({
      key,
      title: { zh: title, en: title },
      goal,
      opens: relativeTo(startOn, exactDate(opensOn)),
      closes: relativeTo(startOn, exactDate(closesOn)),
      atStart: main === undefined || order > main.order ? 'planned' : order < main.order ? 'closed' : 'open',
    })),
  };
}

function taskOf(facts: TaskFacts, { facts: { startOn }, phases, office }: RunCampaign): TemplateTask {
  const phase = phases.find(({ key }) => key === facts.phase);
  const on = (date: FuzzyDate) => relativeTo(startOn, date);
  const due = facts.due ?? exactDate(phase?.closesOn ?? startOn);
  // Times of a duty that comes back are counted anew.
  const owed = facts.recurs ? occurrences(facts.recurs, phase?.opensOn ?? startOn, due.to) : [];
  const again = new Set(owed.map(({ title, due: at }) => `${title} ${at.to}`));
  return {
    code: facts.code,
    phase: facts.phase,
    title: facts.title,
    requirement: facts.requirement,
    outcomes: facts.outcomes,
    lead: facts.leadDepartment ?? office,
    with: facts.coDepartments.filter((one) => one !== (facts.leadDepartment ?? office)),
    due: on(due),
    checkpoints: facts.checkpoints
      .filter((one) => !again.has(`${one.title} ${one.due.to}`))
      .map(({ key, title, due: at, evidenceRequired }) => ({ key, title, due: on(at), evidenceRequired })),
    ...(facts.recurs ? { recurs: facts.recurs } : {}),
    reportEvery: facts.reportEvery,
    weight: facts.weight,
    ...(typeof facts.order === 'number' ? { order: facts.order } : {}),
    readinessItem: facts.readinessItem,
    origin: facts.origin,
    source: facts.source,
  };
}

/** The tree of what was not cancelled; parts of what was cancelled are out with it. */
function treeOf(run: RunCampaign): TemplateTask[] {
  const parts = new Map<string | null, RunCampaign['tasks'][number][]>();
  const ids = new Set(run.tasks.map(({ id }) => id));
  for (const task of run.tasks) {
    if (task.state === 'cancelled') continue;
    const { parent } = task.facts;
    const at = parent !== null && ids.has(parent) ? parent : null;
    parts.set(at, [...(parts.get(at) ?? []), task]);
  }
  const under = (parent: string | null): TemplateTask[] =>
    (parts.get(parent) ?? []).map(({ id, facts }) => {
      const subtasks = under(id);
      return { ...taskOf(facts, run), ...(subtasks.length > 0 ? { subtasks } : {}) };
    });
  return under(null);
}

function siteOf(facts: SiteFacts, { facts: { startOn } }: RunCampaign): TemplateSite {
  const { key, name, department, nominatedBy, reason, readyBy, visitOn } = facts;
  return {
    key,
    title: { zh: name, en: name },
    department,
    nominatedBy,
    reason,
    readyBy: relativeTo(startOn, readyBy),
    visit: relativeTo(startOn, visitOn ?? readyBy),
  };
}

/** Departments in use by the plan come along with those above them when it is put on the calendar. */
export function templateOf(run: RunCampaign, { key, title, document }: TemplateName): CampaignTemplate {
  const { facts, departments, office, indicators } = run;
  const { phases, mainPhase } = phasesOf(run);
  const last = [...run.phases].sort((a, b) => a.order - b.order).at(-1);
  return {
    key,
    title: { zh: title, en: title },
    document,
    goal: run.phases.find((phase) => phase.key === mainPhase)?.goal ?? '',
    inspection: {
      by: { zh: facts.inspection?.by ?? '', en: facts.inspection?.by ?? '' },
      on: relativeTo(facts.startOn, exactDate(facts.inspection?.date ?? last?.closesOn ?? facts.startOn)),
    },
    mainPhase,
    office,
    departments: [...departments],
    phases,
    tasks: treeOf(run),
    sites: run.sites.filter(({ state }) => state !== 'retired').map((site) => siteOf(site.facts, run)),
    indicators: indicators.map((indicator) => ({
      ...indicator,
      targets: indicator.targets.map((target) => ({ ...target, by: relativeTo(facts.startOn, target.by) })),
    })),
    checklist: facts.checklist,
    notDuties: [],
  };
}
