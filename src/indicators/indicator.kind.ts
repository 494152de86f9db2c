import { indicatorWorkflow } from '../../workflows/indicators/indicator.machine.js';
import { type Action, may } from '../people/policy.js';
import { recordKind } from '../records/record.js';

/** Indicators on the write path: the office lays them down and settles them, their owner enters the figures. */
export const indicatorKind = recordKind({
  workflow: indicatorWorkflow,
  campaignOf: ({ facts }) => facts.campaign,
  may: (actor, event, { facts }) => may(actor, `indicator.${event}` as Action, { department: facts.owner }),
});
