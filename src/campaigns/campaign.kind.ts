import { campaignWorkflow } from '../../workflows/campaigns/campaign.machine.js';
import { may } from '../people/policy.js';
import { recordKind } from '../records/record.js';

/** Campaigns on the write path: each is its own campaign; the office and the leading group run it. */
export const campaignKind = recordKind({
  workflow: campaignWorkflow,
  campaignOf: ({ id }) => id,
  may: (actor) => may(actor, 'campaign.event'),
});
