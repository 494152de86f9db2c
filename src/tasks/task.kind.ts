/** What the write path must know of tasks: where they count, how they are found, who may do what. */
import { addDays, dayNumber, daysBetween } from '../../workflows/dates.js';
import type { Light } from '../../workflows/lights.js';
import type { TaskFacts } from '../../workflows/tasks/task.js';
import { taskWorkflow } from '../../workflows/tasks/task.machine.js';
import { type Action, may } from '../people/policy.js';
import { type CounterChange, recordKind } from '../records/record.js';
import { wordsOf } from './words.js';

/** The row of tasks that nobody leads yet. */
export const NO_DEPARTMENT = '-';

/** States in which a task is somebody's business; only these carry a light. */
export const RUNNING_STATES = ['assigned', 'returned', 'active', 'submitted'] as const;

/** Planned percent per day is kept in millionths, so that what an event adds another can take away exactly. */
export const PLAN_UNIT = 1_000_000;

/**
 * What a task adds to its department's row: counts by state and light, weighted progress, on-time closures, overdue days
 * (kept as the sum of due days, so that they grow without an event) and the slope of its planned line.
 */
export function taskContributions({
  state,
  facts,
  light,
}: {
  state: string;
  facts: TaskFacts;
  light: Light;
}): CounterChange[] {
  const { campaign, phase } = facts;
  if (state === 'cancelled') return [];
  const inc: Record<string, number> = { total: 1, [`state.${state}`]: 1, weight: facts.weight };
  const running = (RUNNING_STATES as readonly string[]).includes(state);
  if (running) inc[`light.${light.colour}`] = 1;
  const percent = state === 'closed' ? 100 : facts.percent;
  if (percent > 0) inc.done = facts.weight * percent;
  if (state === 'closed') {
    inc[facts.lateDays > 0 ? 'closedLate' : 'closedOnTime'] = 1;
    if (facts.lateDays > 0) inc.lateDays = facts.lateDays;
  }
  if (running && light.colour === 'red' && facts.due) inc.redDue = dayNumber(facts.due.to);
  if (facts.assignedOn && facts.due && facts.weight > 0) {
    const end = facts.due.to;
    const start = facts.assignedOn < end ? facts.assignedOn : addDays(end, -1);
    const slope = Math.round((facts.weight * 100 * PLAN_UNIT) / daysBetween(start, end));
    inc[`plan.${start}`] = slope;
    inc[`plan.${end}`] = (inc[`plan.${end}`] ?? 0) - slope;
  }
  const rows: CounterChange[] = [{ campaign, phase, department: facts.leadDepartment ?? NO_DEPARTMENT, inc }];
  if (state !== 'draft') {
    for (const department of facts.coDepartments) {
      rows.push({ campaign, phase, department, inc: { supports: 1, ...(running ? { supportsOpen: 1 } : {}) } });
    }
  }
  return rows;
}

export const taskKind = recordKind({
  workflow: taskWorkflow,
  campaignOf: ({ facts }) => facts.campaign,
  contributions: taskContributions,
  derived: ({ state, facts }) => {
    const running = (RUNNING_STATES as readonly string[]).includes(state);
    const open = facts.checkpoints.filter(({ passedOn }) => !passedOn).map(({ due }) => due.to);
    const dates = running ? [...new Set([...open, ...(facts.due ? [facts.due.to] : [])])] : [];
    return { sort: facts.due?.to ?? '9999-12-31', words: wordsOf(`${facts.code} ${facts.title}`), dates };
  },
  may: (actor, event, { facts }) =>
    may(actor, `task.${event}` as Action, {
      leadDepartment: facts.leadDepartment,
      coDepartments: facts.coDepartments,
    }),
});
