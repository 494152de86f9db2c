import { periodPlanWorkflow } from '../../workflows/period-plans/period-plan.machine.js';
import { type Action, may } from '../people/policy.js';
import { recordKind } from '../records/record.js';

/** Plans on the write path: a department's own matter from its draft to its settling. */
export const periodPlanKind = recordKind({
  workflow: periodPlanWorkflow,
  campaignOf: ({ facts }) => facts.campaign,
  may: (actor, event, { facts }) => may(actor, `periodPlan.${event}` as Action, { department: facts.department }),
});
