/** A stored task as a readiness check sees it. */
import type { Standing } from '../step.js';
import type { TaskFacts, TaskState } from '../tasks/task.js';
import type { ReadinessTask } from './readiness.js';

/** A task from the side of one of its departments; null when the department neither leads nor supports it. */
export function readinessTask(
  { id, state, facts, light }: Standing<TaskFacts>,
  department: string,
): ReadinessTask | null {
  const leads = facts.leadDepartment === department;
  if (!leads && !facts.coDepartments.includes(department)) return null;
  const files = (review: string) => facts.evidence.filter((one) => one.review === review).length;
  return {
    id,
    code: facts.code,
    title: facts.title,
    state: state as TaskState,
    role: leads ? 'lead' : 'support',
    readinessItem: facts.readinessItem,
    complete: facts.leadDepartment !== null && facts.requirement.trim() !== '' && facts.due !== null,
    due: facts.due,
    percent: facts.percent,
    lastReportOn: facts.lastReport?.on ?? null,
    acknowledgeBy: facts.acknowledgeBy,
    acknowledgedOn: facts.acknowledgedOn,
    lateDays: facts.lateDays,
    light: light.colour,
    evidence: { approved: files('approved'), inReview: files('inReview'), rejected: files('rejected') },
  };
}
