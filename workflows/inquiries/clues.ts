/** The clues a first contact raises (HANDBOOK 2.1, breaches): promised and not answered, taken on late, passed on twice, complained of. */
import type { Breach, FactLabel } from '../accountability/clue.js';
import { raiseClue } from '../accountability/raise.js';
import type { Moment } from '../moment.js';
import type { Effect, Standing } from '../step.js';
import { type InquiryEvent, type InquiryFacts, type Staff, waiting } from './inquiry.js';

/** Each breach is raised where it first shows: what time makes is remembered in `raised`, a complaint and the last bounce come once. */
export function inquiryClues(
  { id, facts: before }: Standing<InquiryFacts>,
  { facts, state }: Standing<InquiryFacts>,
  event: InquiryEvent,
  { today }: Moment,
): Effect[] {
  const had = waiting(before);
  const clue = (breach: Breach, who: Staff, more: Partial<Record<FactLabel, string | number | null>> = {}): Effect =>
    raiseClue(
      {
        campaign: facts.campaign,
        breach,
        source: { kind: 'inquiry', id, code: facts.code, title: facts.subject },
        department: who.department,
        subject: who,
        facts: {
          receivedOn: facts.startedOn,
          promisedOn: before.promisedOn,
          firstResponder: facts.firstResponder.name,
          bounces: facts.bounces,
          ...more,
        },
      },
      today,
    );
  switch (event.type) {
    case 'CLOCK':
      return facts.raised
        .filter((breach) => !before.raised.includes(breach))
        .map((breach) =>
          breach === 'acceptedLate' && had
            ? clue(breach, had.to, { acceptBy: had.by })
            : clue(breach, had?.to ?? before.handler),
        );
    case 'ANSWER':
      // Answered late on a day whose night the clock has not yet looked at.
      return today > before.promisedOn && !before.raised.includes('promiseMissed')
        ? [clue('promiseMissed', before.handler)]
        : [];
    case 'BOUNCE': {
      if (state !== 'escalated' || !had) return [];
      const reasons = facts.handOvers.flatMap(({ outcome, to, reason }) =>
        outcome === 'bounced' ? [`${to.name}：${reason}`] : [],
      );
      return [clue('passedTheBuck', had.to, { reason: reasons.join('；') })];
    }
    case 'COMPLAIN':
      return [clue(event.breach, facts.handler, { complaint: event.complaint })];
    default:
      return [];
  }
}
