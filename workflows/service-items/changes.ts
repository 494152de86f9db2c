/** What each event changes in an item of service. */
import type { CivilDate } from '../dates.js';
import type { Timed } from '../step.js';
import {
  changedFields,
  type ItemVersion,
  planOf,
  type ServiceItemEvent,
  type ServiceItemFacts,
  type ServiceItemPlan,
} from './service-item.js';

/** What the public reads from now on, and what was different before; the first publication has no before. */
function shownAs(facts: ServiceItemFacts, plan: ServiceItemPlan, said: { on: CivilDate; by: string; reason: string }) {
  const { shown, versions } = facts;
  const fields = shown ? changedFields(shown, plan) : [];
  if (!shown || fields.length === 0) return { ...facts, ...plan, shown: plan };
  const only = (of: ServiceItemPlan) => Object.fromEntries(fields.map((field) => [field, of[field]]));
  const version: ItemVersion = { ...said, was: only(shown), now: only(plan) };
  return { ...facts, ...plan, shown: plan, versions: [...versions, version] };
}

export function changed(facts: ServiceItemFacts, event: Timed<ServiceItemEvent>): ServiceItemFacts {
  const { today: on, actor } = event.moment;
  const by = actor.name;
  switch (event.type) {
    case 'EDIT':
      return event.from === 'published'
        ? shownAs(facts, event.plan, { on, by, reason: event.reason })
        : { ...facts, ...event.plan };
    case 'PUBLISH': {
      // Why it came back is why it reads differently, should it be published with changes.
      const published = shownAs(facts, planOf(facts), { on, by, reason: facts.reopenReason });
      return { ...published, publishedOn: facts.publishedOn ?? on, reopenReason: '' };
    }
    case 'WITHDRAW':
      return { ...facts, withdrawnOn: on, withdrawReason: event.reason, mergedInto: event.mergedInto };
    case 'REOPEN':
      return { ...facts, withdrawnOn: null, withdrawReason: '', mergedInto: null, reopenReason: event.reason };
  }
}
