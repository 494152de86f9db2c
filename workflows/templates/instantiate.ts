/** A template and a start date become a plan: codes, dates and the tree, still without ids. */
import type { CivilDate } from '../dates.js';
import { occurrences } from '../tasks/recurrence.js';
import { type RelativeDate, resolveDate } from './relative-date.js';
import type {
  CampaignTemplate,
  PlannedCampaign,
  PlannedPhase,
  PlannedTask,
  TemplateDepartment,
  TemplateTask,
} from './template.js';

const REPORT_EVERY = 5;

/** `forEach` written out: the same duty, one subtask per department, numbered in the order the template lists them. */
function expanded(task: TemplateTask, nameOf: (key: string) => string): TemplateTask[] {
  if (!task.forEach) return [];
  const { departments, title, requirement, outcomes, checkpoints = [], reportEvery = 10 } = task.forEach;
  const { forEach: _, subtasks: __, with: ___, order: ____, ...shared } = task;
  return departments.map((lead, index) => {
    const named = (text: string) => text.replaceAll('{department}', nameOf(lead));
    return {
      ...shared,
      code: `${task.code}-${String(index + 1).padStart(2, '0')}`,
      lead,
      title: named(title),
      requirement: named(requirement),
      outcomes: outcomes.map(named),
      checkpoints,
      reportEvery,
      weight: 1,
    };
  });
}

/** Each time that a duty which comes round is owed, from the day it is handed out. */
function owed({ recurs }: TemplateTask, from: CivilDate, to: CivilDate) {
  if (!recurs) return [];
  return occurrences(recurs, from, to).map(({ title, due }, i) => ({
    key: `r${i + 1}`,
    title,
    due,
    evidenceRequired: false,
  }));
}

/** The departments that are named, with everything above them, each after its parent. */
function departmentsIn(template: CampaignTemplate, named: ReadonlySet<string>): TemplateDepartment[] {
  const byKey = new Map(template.departments.map((department) => [department.key, department]));
  const found = new Map<string, TemplateDepartment>();
  const add = (key: string): void => {
    const department = byKey.get(key);
    if (!department) throw new Error(`Template ${template.key} names an unknown department: ${key}.`);
    if (found.has(key)) return;
    if (department.parent !== null) add(department.parent);
    found.set(key, department);
  };
  for (const { key } of template.departments) if (named.has(key)) add(key);
  for (const key of named) add(key);
  return [...found.values()];
}

/**
 * Put a template on the calendar: `startOn` is the day its main phase opens. Pure; the caller gives ids and makes the
 * records. Throws RangeError for a day that does not exist, Error when the template names an unknown key.
 */
export function instantiate(template: CampaignTemplate, { startOn }: { startOn: CivilDate }): PlannedCampaign {
  const on = (date: RelativeDate) => resolveDate(date, startOn);
  const nameOf = (key: string) => template.departments.find((one) => one.key === key)?.shortName ?? key;

  const phases = template.phases.map((phase, index): PlannedPhase => {
    const closesOn = on(phase.closes).to;
    const { key, title, goal, atStart } = phase;
    return { key, title, goal, atStart, order: index + 1, opensOn: on(phase.opens).from, closesOn, hardDate: closesOn };
  });

  const tasks: PlannedTask[] = [];
  const add = (task: TemplateTask, parent: string | null): void => {
    const phase = phases.find(({ key }) => key === task.phase);
    if (!phase) throw new Error(`Template ${template.key}, ${task.code} names an unknown phase: ${task.phase}.`);
    const assignOn = task.assigned ? on(task.assigned).from : phase.opensOn;
    tasks.push({
      code: task.code,
      parent,
      phase: task.phase,
      title: task.title,
      requirement: task.requirement,
      outcomes: task.outcomes,
      origin: task.origin,
      source: task.source,
      leadDepartment: task.lead,
      coDepartments: task.with ?? [],
      weight: task.weight ?? 1,
      order: task.order ?? null,
      readinessItem: task.readinessItem ?? '',
      assignOn,
      due: on(task.due),
      hardDate: phase.hardDate,
      checkpoints: [
        ...(task.checkpoints ?? []).map(({ key, title, due, evidenceRequired = true }) => ({
          key,
          title,
          due: on(due),
          evidenceRequired,
        })),
        ...owed(task, assignOn, on(task.due).to),
      ],
      recurs: task.recurs ?? null,
      reportEvery: task.reportEvery ?? REPORT_EVERY,
    });
    for (const subtask of [...(task.subtasks ?? []), ...expanded(task, nameOf)]) add(subtask, task.code);
  };
  for (const task of template.tasks) add(task, null);

  const sites = template.sites.map((site) => ({ ...site, readyBy: on(site.readyBy), visit: on(site.visit) }));
  const indicators = (template.indicators ?? []).map((indicator) => ({
    ...indicator,
    targets: indicator.targets.map((target) => ({ ...target, by: on(target.by) })),
  }));
  const named = new Set([
    template.office,
    ...tasks.flatMap(({ leadDepartment, coDepartments }) => [leadDepartment, ...coDepartments]),
    ...sites.flatMap(({ department, nominatedBy }) => [department, nominatedBy]),
    ...indicators.map(({ owner }) => owner),
  ]);
  // Where nobody is said to have named a site, that is no department.
  named.delete('');
  const { key, title, document, goal, mainPhase, office } = template;
  return {
    template: key,
    title,
    document,
    goal,
    startOn,
    inspection: { by: template.inspection.by, on: on(template.inspection.on).to },
    mainPhase,
    office,
    phases,
    tasks,
    sites,
    indicators,
    departments: departmentsIn(template, named),
  };
}
