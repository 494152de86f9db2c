import { ratingWorkflow } from '../../workflows/supervision/rating.machine.js';
import { type Action, may } from '../people/policy.js';
import { recordKind } from '../records/record.js';

/** Ratings on the write path: the system drafts them, the office publishes and writes, the department replies. */
export const ratingKind = recordKind({
  workflow: ratingWorkflow,
  campaignOf: ({ facts }) => facts.campaign,
  may: (actor, event, { facts }) => may(actor, `rating.${event}` as Action, { department: facts.department }),
});
