import { bookletWorkflow } from '../../workflows/booklets/booklet.machine.js';
import { type Action, may } from '../people/policy.js';
import { recordKind } from '../records/record.js';

/** Booklets on the write path: the office asks for them, the department writes them, others judge them. */
export const bookletKind = recordKind({
  workflow: bookletWorkflow,
  campaignOf: ({ facts }) => facts.campaign,
  may: (actor, event, { facts }) => may(actor, `booklet.${event}` as Action, { department: facts.department }),
});
