import { phaseWorkflow } from '../../workflows/phases/phase.machine.js';
import { may } from '../people/policy.js';
import { recordKind } from '../records/record.js';

/** Phases on the write path: the office and the leading group open, check and close them. */
export const phaseKind = recordKind({
  workflow: phaseWorkflow,
  campaignOf: ({ facts }) => facts.campaign,
  may: (actor) => may(actor, 'phase.event'),
});
