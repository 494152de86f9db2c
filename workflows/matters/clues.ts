/** The clues a matter raises (HANDBOOK 2.2, breaches): overdue, deemed overdue, handed over late, refused without a listed ground. */
import type { Breach, FactLabel } from '../accountability/clue.js';
import { raiseClue } from '../accountability/raise.js';
import type { Moment } from '../moment.js';
import type { Effect, Standing } from '../step.js';
import { deliverBy } from './changes.js';
import { askedExtension, type MatterEvent, type MatterFacts, matterSum } from './matter.js';
import { correctionBy } from './rules.js';

/** Overdue, and no extension asked for in time still waits for its answer, which may yet undo it. */
const isLate = ({ state, facts }: Standing<MatterFacts>) =>
  facts.overdueOn !== null && !(state === 'accepted' && askedExtension(facts));

/** Each breach is raised by the event that first wrote it into the facts. */
export function matterClues(
  stood: Standing<MatterFacts>,
  stands: Standing<MatterFacts>,
  _event: MatterEvent,
  moment: Moment,
): Effect[] {
  const { id, facts: before } = stood;
  const { facts } = stands;
  const clue = (breach: Breach, more: Partial<Record<FactLabel, string | number | null>>): Effect =>
    raiseClue(
      {
        campaign: facts.campaign,
        breach,
        source: { kind: 'matter', id, code: facts.code, title: facts.title },
        department: facts.department,
        subject: before.handler,
        facts: { receivedOn: facts.startedOn, ...more },
      },
      moment.today,
    );
  const found: Effect[] = [];
  if (isLate(stands) && !isLate(stood)) {
    const granted = before.extensions.filter(({ state }) => state === 'granted').length;
    const dueOn = matterSum(before, moment)?.due ?? null;
    // Without any extension it is overdue; a day that was moved once and missed again is a promise not kept.
    const breach = granted > 0 ? 'promiseMissed' : 'overdue';
    found.push(clue(breach, { dueOn, extensions: before.extensions.length }));
  }
  if (facts.deemedAccepted && !before.deemedAccepted) {
    found.push(clue('noOneTimeNotice', { acceptBy: correctionBy(before, moment) }));
  }
  for (const { breach } of facts.deemedOverdue.slice(before.deemedOverdue.length)) {
    found.push(
      breach === 'refused'
        ? clue(breach, { reason: facts.notAccepted?.reason ?? null })
        : clue(breach, { decidedOn: facts.decision?.on ?? null, deliverBy: deliverBy(before, moment) }),
    );
  }
  return found;
}
