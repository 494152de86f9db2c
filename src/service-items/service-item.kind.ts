/** Items of service on the write path: their department keeps them, and each counts beside its campaign. */
import { quarterOf } from '../../workflows/dates.js';
import type { ServiceItemFacts } from '../../workflows/service-items/service-item.js';
import { serviceItemWorkflow } from '../../workflows/service-items/service-item.machine.js';
import { type Action, may } from '../people/policy.js';
import { type CounterChange, recordKind } from '../records/record.js';
import { sideCounts } from '../records/side-counts.js';

/** The kept counts of items are no phases of a campaign: they lie beside it. */
export const itemCounts = (campaign: string) => sideCounts(campaign, 'items');

/** What a published item adds to the stock of its department; an item done on the spot promises 0 days. */
function stock({ onTheSpot, inCentre, promised }: ServiceItemFacts): Record<string, number> {
  const inc: Record<string, number> = { items: 1 };
  if (onTheSpot) inc.onTheSpot = 1;
  if (inCentre) inc.inCentre = 1;
  // Only promises in the same unit can be averaged.
  if (onTheSpot || promised.unit === 'workingDays') {
    inc.promised = 1;
    inc.promisedDays = onTheSpot ? 0 : promised.n;
  }
  return inc;
}

/** What an item adds to the counts of its department: the stock while it is published, and its publication and withdrawal. */
export function itemContributions({ state, facts }: { state: string; facts: ServiceItemFacts }): CounterChange[] {
  const { department, publishedOn, withdrawnOn } = facts;
  const campaign = itemCounts(facts.campaign);
  const rows: CounterChange[] = [];
  const add = (phase: string, inc: Record<string, number>) => rows.push({ campaign, phase, department, inc });
  if (state === 'published') add('published', stock(facts));
  if (publishedOn) add(quarterOf(publishedOn), { published: 1 });
  // A draft that is given up was no service to anybody, so nothing is reduced.
  if (publishedOn && withdrawnOn) add(quarterOf(withdrawnOn), { withdrawn: 1 });
  return rows;
}

export const serviceItemKind = recordKind({
  workflow: serviceItemWorkflow,
  campaignOf: ({ facts }) => facts.campaign,
  contributions: itemContributions,
  may: (actor, event, { facts }) => may(actor, `serviceItem.${event}` as Action, { department: facts.department }),
});
