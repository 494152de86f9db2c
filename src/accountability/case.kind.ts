/** Cases of accountability on the write path: who acts is whom the case names; it adds to no count that others see. */
import type { CaseFacts } from '../../workflows/accountability/case.js';
import { type CaseAction, caseWorkflow } from '../../workflows/accountability/case.machine.js';
import { type Action, may, type Subject } from '../people/policy.js';
import { recordKind } from '../records/record.js';

/** From here on the decision exists, and the leader of the department concerned has to do with it. */
export const DECIDED = new Set(['decided', 'served', 'inEffect', 'lifted', 'quashed']);
/** From here on the person concerned has the decision in hand. */
export const SERVED = new Set(['served', 'inEffect', 'lifted', 'quashed']);

/** Whether a decision exists. */
export const isDecided = (state: string) => DECIDED.has(state);
/** Whether the person concerned has it in hand. */
export const isServed = (state: string) => SERVED.has(state);

/** Whom it concerns: as taken up, before that as the clue has it; nobody where neither names one. */
export const concerned = ({ subject, clue }: CaseFacts) => subject ?? clue.subject;

type Asked = CaseAction | 'view';

/** The people whom a case names for something, by account. */
function namedFor(asked: Asked, state: string, facts: CaseFacts): (string | undefined)[] {
  const { subject, investigator, decider, clue } = facts;
  switch (asked) {
    case 'view':
      return [investigator?.id, decider?.id, clue.reporter?.id, isServed(state) ? subject?.id : undefined];
    case 'PROPOSE':
      return [investigator?.id];
    case 'HEAR':
    case 'RECUSE':
      return [investigator?.id, decider?.id];
    case 'DECIDE':
    case 'NOT_PURSUE':
    case 'EXTEND_INVESTIGATION':
    case 'LIFT':
      return [decider?.id];
    case 'REQUEST_REVIEW':
    case 'APPEAL':
      return [subject?.id];
    default:
      return [];
  }
}

/** Whose a case is to the policy, for one thing that is asked of it. */
export function subjectOf({ state, facts }: { state: string; facts: CaseFacts }, asked: Asked): Subject {
  const about = concerned(facts);
  return {
    department: DECIDED.has(state) ? facts.clue.department : null,
    named: namedFor(asked, state, facts).filter((id) => id !== undefined),
    barred: about ? [about.id] : [],
  };
}

export const caseKind = recordKind({
  workflow: caseWorkflow,
  campaignOf: ({ facts }) => facts.campaign,
  // No counts: a department's figures must not tell that a case is open there.
  may: (actor, event, record) => may(actor, `case.${event}` as Action, subjectOf(record, event as CaseAction)),
});
