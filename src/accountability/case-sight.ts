/** How much of a case a person needs, and so sees: the whole of it, its decision, or what came of their report. */
import type { Actor } from '../../workflows/moment.js';
import { may } from '../people/policy.js';
import { Forbidden } from '../platform/errors.js';
import { concerned, isDecided, isServed, subjectOf } from './case.kind.js';
import type { CaseRecord } from './case.query.js';

/**
 * `whole`: the office, the leading group, whoever investigates or decides. `decision`: the person concerned once served, and the
 * leader of the department once decided, who has to serve it. `outcome`: who reported it.
 */
export type Sight = 'whole' | 'decision' | 'outcome';

type Seen = Pick<CaseRecord, 'state' | 'facts'>;

/** What this person may see of a case. Throws Forbidden where that is nothing. */
export function sightOf(actor: Actor, record: Seen): Sight {
  const verdict = may(actor, 'case.view', subjectOf(record, 'view'));
  if (!verdict.allowed) throw new Forbidden([verdict.reason]);
  const { facts, state } = record;
  const { id } = actor;
  if (concerned(facts)?.id === id) return isServed(state) ? 'decision' : 'outcome';
  if (facts.investigator?.id === id || facts.decider?.id === id || may(actor, 'case.view').allowed) return 'whole';
  return isDecided(state) && mayServe(actor, record) ? 'decision' : 'outcome';
}

const mayServe = (actor: Actor, record: Seen) => may(actor, 'case.SERVE', subjectOf(record, 'SERVE')).allowed;

/** Whether this person oversees the case: reads who has looked at it and who could be named. */
export const oversees = (actor: Actor, record: Seen) =>
  may(actor, 'case.NOT_ACCEPT', subjectOf(record, 'NOT_ACCEPT')).allowed;
