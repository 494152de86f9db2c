/** Accountability as tests of the rules share it: a clue, the people of a case, and the walk of its machine. */

import type { Measure } from '../../workflows/accountability/case.js';
import { type CaseEvent, type CaseFacts, newCase, type Ranked } from '../../workflows/accountability/case.js';
import { caseWorkflow } from '../../workflows/accountability/case.machine.js';
import type { Actor, Moment } from '../../workflows/moment.js';
import type { Walk } from './machines.js';
import { people, person, theClock } from './workflows.js';

const reason = 'Because.';

/** Everybody who has a part in a case, each another person. */
export const parts = {
  reporter: person('reporter', 'department_liaison', 'support'),
  subject: person('subject', 'department_liaison', 'lead'),
  investigator: person('investigator', 'campaign_office', 'office'),
  decider: person('decider', 'leading_group', 'government'),
  reviewDecider: person('review-decider', 'leading_group', 'government'),
  appealDecider: person('appeal-decider', 'leading_group', 'government'),
};
const { office } = people;
const named = ({ id, name }: Actor) => ({ id, name });
const ranked = (actor: Actor, rank: Ranked['rank']): Ranked => ({ ...named(actor), rank });

/** A clue that a person reported on 2 June 2026. */
export function aCase(given: Partial<CaseFacts> = {}): CaseFacts {
  const clue = {
    campaign: 'campaign',
    breach: 'refused' as const,
    source: null,
    department: 'lead',
    subject: null,
    on: '2026-06-01',
    facts: [],
    reporter: named(parts.reporter),
  };
  return { ...newCase(clue, '2026-06-02'), ...given };
}

/** The clue taken up, by whom and against whom. */
export const takenUp: Extract<CaseEvent, { type: 'ACCEPT' }> = {
  type: 'ACCEPT',
  subject: ranked(parts.subject, 'staff'),
  addressee: 'civilServant',
  investigator: named(parts.investigator),
  decider: ranked(parts.decider, 'deputyCountyLeader'),
};
export const admonition: Measure = { form: 'writtenAdmonition', months: 6 };
export const proposal: Extract<CaseEvent, { type: 'PROPOSE' }> = {
  type: 'PROPOSE',
  finding: 'It was refused.',
  exemptionTest: 'None fits.',
  aggravating: ['repeatedInYear'],
  mitigating: [],
  ...admonition,
};
export const decision: Extract<CaseEvent, { type: 'DECIDE' }> = {
  type: 'DECIDE',
  facts: 'It was refused.',
  reasons: 'It was the own matter.',
  basis: 'Article 5.',
  rights: 'A review within thirty days.',
  ...admonition,
};
const lighter: Measure = { form: 'circular', months: 0 };

const { investigator, decider, subject, reviewDecider, appealDecider } = parts;
const late: Partial<Moment> = { today: '2026-12-15' };
const events: [CaseEvent, Actor, Partial<Moment>?][] = [
  [takenUp, office],
  [{ ...takenUp, investigator: named(parts.reporter) }, office],
  [{ ...takenUp, decider: ranked(decider, 'staff') }, office],
  [{ ...takenUp, subject: { ...takenUp.subject, id: '' } }, office],
  [takenUp, parts.reporter],
  [{ type: 'NOT_ACCEPT', reason }, office],
  [{ type: 'NOT_ACCEPT', reason: '' }, office],
  [{ type: 'RECUSE', role: 'investigator', successor: named(people.reviewer), reason }, office],
  [{ type: 'RECUSE', role: 'decider', successor: ranked(investigator, 'head'), reason: '' }, office],
  [{ type: 'EXTEND_INVESTIGATION', reason }, decider],
  [{ type: 'EXTEND_INVESTIGATION', reason }, investigator],
  [{ type: 'EXTEND_INVESTIGATION', reason }, decider, late],
  [proposal, investigator],
  [{ ...proposal, exemptionTest: '', months: 9 }, investigator],
  [proposal, people.reviewer],
  [{ type: 'NOT_PURSUE', exemption: 'noRule', reason }, decider],
  [{ type: 'NOT_PURSUE', exemption: null, reason: '' }, decider],
  [{ type: 'HEAR', on: '2026-06-02', statement: 'I did not.' }, investigator],
  [{ type: 'HEAR', on: '2026-06-03', statement: '' }, investigator],
  [decision, decider],
  [{ ...decision, basis: '' }, decider],
  [decision, investigator],
  [{ type: 'SERVE', on: '2026-06-02' }, office],
  [{ type: 'SERVE', on: '2026-06-01' }, office],
  [{ type: 'SERVE', on: '2026-06-03' }, office],
  [{ type: 'REPORT_EXECUTION', text: 'Announced.' }, office],
  [{ type: 'REPORT_EXECUTION', text: '' }, office],
  [{ type: 'REQUEST_REVIEW', grounds: reason }, subject],
  [{ type: 'REQUEST_REVIEW', grounds: reason }, office],
  [{ type: 'REQUEST_REVIEW', grounds: reason }, subject, late],
  [{ type: 'DECIDE_REVIEW', result: 'keep', measure: null, reason }, reviewDecider],
  [{ type: 'DECIDE_REVIEW', result: 'quash', measure: null, reason }, reviewDecider],
  [{ type: 'DECIDE_REVIEW', result: 'lighten', measure: { form: 'dismissal', months: 0 }, reason }, reviewDecider],
  [{ type: 'DECIDE_REVIEW', result: 'keep', measure: null, reason }, decider],
  [{ type: 'APPEAL', grounds: reason }, subject],
  [{ type: 'APPEAL', grounds: '' }, subject],
  [{ type: 'EXTEND_APPEAL', reason }, appealDecider],
  [{ type: 'EXTEND_APPEAL', reason }, appealDecider, late],
  [{ type: 'DECIDE_APPEAL', result: 'lighten', measure: lighter, reason }, appealDecider],
  [{ type: 'DECIDE_APPEAL', result: 'quash', measure: null, reason }, appealDecider],
  [{ type: 'DECIDE_APPEAL', result: 'keep', measure: null, reason }, reviewDecider],
  [{ type: 'LIFT', note: reason }, decider],
  [{ type: 'LIFT', note: reason }, decider, late],
  [{ type: 'CLOCK' }, theClock],
  [{ type: 'CLOCK' }, office],
];

const remedyStand = (remedy: CaseFacts['review']) =>
  remedy && [remedy.outcome?.result, remedy.outcome?.byId, remedy.deadline.periods.length];

export const caseWalk: Walk<CaseFacts, CaseEvent> = {
  workflow: caseWorkflow,
  start: aCase(),
  events,
  tellApart: (facts) => [
    facts.investigator?.id,
    facts.investigation?.periods.length,
    remedyStand(facts.review),
    remedyStand(facts.appeal),
  ],
};
