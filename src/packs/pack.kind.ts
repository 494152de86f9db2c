import { packWorkflow } from '../../workflows/packs/pack.machine.js';
import { may } from '../people/policy.js';
import { recordKind } from '../records/record.js';

/** Rule packs on the write path: of no campaign, since several may go by one; the office and the leading group write them. */
export const packKind = recordKind({
  workflow: packWorkflow,
  campaignOf: () => '',
  may: (actor) => may(actor, 'pack.edit'),
});
