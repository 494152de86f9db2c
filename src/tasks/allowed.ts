/** What a person may do with a task now: the policy decides who, the machine whether, and both say why not. */
import type { Actor, Moment } from '../../workflows/moment.js';
import { eventsIn, type Reason, reasonsAgainst } from '../../workflows/step.js';
import type { TaskFacts } from '../../workflows/tasks/task.js';
import { TASK_ACTIONS, type TaskAction, taskMachine, taskWorkflow } from '../../workflows/tasks/task.machine.js';
import { may } from '../people/policy.js';

/** An event the state knows and the person's posts allow; with reasons it is shown but cannot be pressed. */
export interface Allowed {
  event: TaskAction;
  reasons: Reason[];
}

/** The events to show for a task to an actor, in the order a page offers them. */
export function allowedOn(
  { state, facts }: { state: string; facts: TaskFacts },
  actor: Actor,
  moment: Moment,
): Allowed[] {
  const known = new Set(eventsIn(taskMachine, state));
  const { leadDepartment, coDepartments } = facts;
  const subject = { leadDepartment, coDepartments };
  const allowed: Allowed[] = [];
  for (const event of TASK_ACTIONS) {
    if (!known.has(event) || !may(actor, `task.${event}`, subject).allowed) continue;
    // A co-department reports its part but passes no checkpoints; the rules see the actor, the policy saw the record.
    allowed.push({ event, reasons: reasonsAgainst(taskWorkflow, state, facts, event, { ...moment, actor }) });
  }
  return allowed;
}
