/** First contacts on the write path: who has it acts, and each counts in the quarter it came. */
import { quarterOf } from '../../workflows/dates.js';
import { type InquiryFacts, waiting } from '../../workflows/inquiries/inquiry.js';
import { inquiryWorkflow } from '../../workflows/inquiries/inquiry.machine.js';
import { type Action, may } from '../people/policy.js';
import { type CounterChange, recordKind } from '../records/record.js';
import { sideCounts } from '../records/side-counts.js';

/** Whose a request is to the policy: of who has it, and of who was asked first. */
export function subjectOf(facts: InquiryFacts) {
  const department = waiting(facts)?.to.department ?? facts.handler.department;
  return { department, leadDepartment: department, coDepartments: [facts.firstResponder.department] };
}

/** The kept counts of first contacts are no phases of a campaign: they lie beside it. */
export const contactCounts = (campaign: string) => sideCounts(campaign, 'contacts');

const OPEN = new Set(['received', 'noticed', 'handedOver', 'handling', 'escalated']);

/** What a request adds to its quarter in the department of its first responder; an open one also to what is open now. */
export function inquiryContributions({
  state,
  facts,
  light,
}: {
  state: string;
  facts: InquiryFacts;
  light: { colour: string };
}): CounterChange[] {
  const campaign = contactCounts(facts.campaign);
  const department = facts.firstResponder.department;
  const { answer, promisedOn } = facts;
  const inc: Record<string, number> = { received: 1 };
  if (facts.bounces > 0) inc.bounced = 1;
  if (facts.complaints.length > 0) inc.complained = 1;
  if (state === 'referred') inc.referred = 1;
  if (answer) {
    inc.answered = 1;
    inc[answer.on > promisedOn ? 'answeredLate' : 'answeredInTime'] = 1;
    if (answer.onTheSpot) inc.onTheSpot = 1;
  }
  const rows: CounterChange[] = [{ campaign, phase: quarterOf(facts.startedOn), department, inc }];
  if (OPEN.has(state)) {
    const has = subjectOf(facts).department;
    rows.push({ campaign, phase: 'open', department: has, inc: { open: 1, [`light.${light.colour}`]: 1 } });
  }
  return rows;
}

export const inquiryKind = recordKind({
  workflow: inquiryWorkflow,
  campaignOf: ({ facts }) => facts.campaign,
  contributions: inquiryContributions,
  may: (actor, event, { facts }) => may(actor, `inquiry.${event}` as Action, subjectOf(facts)),
});
