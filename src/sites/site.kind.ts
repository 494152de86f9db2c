import { siteWorkflow } from '../../workflows/sites/site.machine.js';
import { type Action, may } from '../people/policy.js';
import { recordKind } from '../records/record.js';

/** Sites on the write path: their department prepares, others accept, those who copy say so. */
export const siteKind = recordKind({
  workflow: siteWorkflow,
  campaignOf: ({ facts }) => facts.campaign,
  may: (actor, event, { facts }) =>
    may(actor, `site.${event}` as Action, {
      department: facts.department,
      coDepartments: facts.copies.map(({ department }) => department),
    }),
});
