/** Matters under a time limit on the write path: who handles them acts, and each counts in the quarter of what happened. */
import { type CivilDate, quarterOf } from '../../workflows/dates.js';
import type { MatterFacts } from '../../workflows/matters/matter.js';
import { matterWorkflow } from '../../workflows/matters/matter.machine.js';
import { type Action, may } from '../people/policy.js';
import { type CounterChange, recordKind } from '../records/record.js';
import { sideCounts } from '../records/side-counts.js';

/** Whose a matter is to the policy: of who handles it, and of where it came from. */
export function subjectOf({ department, source }: Pick<MatterFacts, 'department' | 'source'>) {
  return { department, leadDepartment: department, coDepartments: source?.department ? [source.department] : [] };
}

/** The kept counts of matters are no phases of a campaign: they lie beside it. */
export const matterCounts = (campaign: string) => sideCounts(campaign, 'matters');

const OPEN = new Set(['submitted', 'correction', 'accepted', 'paused', 'decided']);

/** What a matter that is done adds to the quarter it was done in. */
function doneInc({ item, overdueOn }: MatterFacts): Record<string, number> {
  const inc: Record<string, number> = { done: 1, [overdueOn === null ? 'doneInTime' : 'doneLate']: 1 };
  if (item.onTheSpot) inc.onTheSpot = 1;
  // Only promises in the same unit can be averaged.
  if (item.onTheSpot || item.promised.unit === 'workingDays') {
    inc.promised = 1;
    inc.promisedDays = item.onTheSpot ? 0 : item.promised.n;
  }
  return inc;
}

/** What a matter adds to the counts of its department: received, done, refused, deemed overdue; an open one also to `open`. */
export function matterContributions({
  state,
  facts,
  light,
}: {
  state: string;
  facts: MatterFacts;
  light: { colour: string };
}): CounterChange[] {
  const { campaign: id, department, startedOn, decision, consentedOn, notAccepted, deemedOverdue } = facts;
  const campaign = matterCounts(id);
  const rows: CounterChange[] = [];
  const add = (on: CivilDate, inc: Record<string, number>) =>
    rows.push({ campaign, phase: quarterOf(on), department, inc });
  add(startedOn, { received: 1 });
  const doneOn = decision?.on ?? consentedOn;
  if (doneOn) add(doneOn, doneInc(facts));
  if (notAccepted) add(notAccepted.on, { notAccepted: 1 });
  for (const { on } of deemedOverdue) add(on, { deemed: 1 });
  if (OPEN.has(state)) {
    rows.push({ campaign, phase: 'open', department, inc: { open: 1, [`light.${light.colour}`]: 1 } });
  }
  return rows;
}

export const matterKind = recordKind({
  workflow: matterWorkflow,
  campaignOf: ({ facts }) => facts.campaign,
  contributions: matterContributions,
  may: (actor, event, { facts }) => may(actor, `matter.${event}` as Action, subjectOf(facts)),
});
