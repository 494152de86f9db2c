/** What each event changes in a matter, whom it tells. */
import { addWorkingDays } from '../calendar.js';
import { addDays, type CivilDate } from '../dates.js';
import type { Moment } from '../moment.js';
import type { NotifyEffect, Timed } from '../step.js';
import { type MatterEvent, type MatterFacts, matterSum, rulesFor } from './matter.js';
import { lastSupplied } from './rules.js';

/** The day by which a decision is handed over. Throws UnpublishedYear. */
export function deliverBy(facts: MatterFacts, moment: Moment): CivilDate | null {
  if (!facts.decision) return null;
  return addWorkingDays(moment.calendar, facts.decision.on, rulesFor(facts, moment).deliverWithin);
}

/** Breaches of the limits on this day that were not noted yet. */
function lateness(
  facts: MatterFacts,
  from: string,
  moment: Moment,
): { overdueOn: CivilDate | null; lateDelivery: boolean } {
  const sum = from === 'accepted' ? matterSum(facts, moment) : null;
  const overdue = sum !== null && moment.today > sum.due && facts.absence === null && facts.overdueOn === null;
  const by = from === 'decided' ? deliverBy(facts, moment) : null;
  const lateDelivery =
    by !== null && moment.today > by && !facts.deemedOverdue.some(({ breach }) => breach === 'lateDelivery');
  return { overdueOn: overdue && sum ? addDays(sum.due, 1) : null, lateDelivery };
}

export function changed(facts: MatterFacts, event: Timed<MatterEvent>): MatterFacts {
  const { moment, from } = event;
  const { today, actor } = moment;
  switch (event.type) {
    case 'ASK_FOR_PAPERS':
      return { ...facts, correction: { missing: event.missing, on: today, by: actor.name, suppliedOn: null } };
    case 'SUPPLY':
      return {
        ...facts,
        papers: [...facts.papers, ...event.papers],
        correction: facts.correction && { ...facts.correction, suppliedOn: today },
      };
    case 'ACCEPT':
      return { ...facts, acceptedOn: event.on };
    case 'NOT_ACCEPT': {
      const { ground, reason } = event;
      const deemed = ground === 'other' ? [{ breach: 'refused' as const, on: today }] : [];
      return {
        ...facts,
        notAccepted: { ground, reason, on: today },
        deemedOverdue: [...facts.deemedOverdue, ...deemed],
      };
    }
    case 'PAUSE': {
      const { reason, notice, expectedDays } = event;
      return {
        ...facts,
        pauses: [...facts.pauses, { from: today, to: null, reason, notice, expectedDays, by: actor.name }],
      };
    }
    case 'RESUME':
      return {
        ...facts,
        pauses: facts.pauses.map((pause) => (pause.to === null ? { ...pause, to: addDays(event.on, -1) } : pause)),
      };
    case 'REQUEST_EXTENSION': {
      const asked = {
        askedOn: today,
        askedBy: { id: actor.id, name: actor.name },
        n: event.days,
        reason: event.reason,
        state: 'asked' as const,
        decidedOn: null,
        decidedBy: '',
        remark: '',
      };
      return { ...facts, extensions: [...facts.extensions, asked] };
    }
    case 'GRANT_EXTENSION':
    case 'REFUSE_EXTENSION': {
      const state = event.type === 'GRANT_EXTENSION' ? ('granted' as const) : ('refused' as const);
      const decided = { state, decidedOn: today, decidedBy: actor.name, remark: event.remark };
      const extensions = facts.extensions.map((one) => (one.state === 'asked' ? { ...one, ...decided } : one));
      const next = { ...facts, extensions };
      // Asked for in time and granted late: the new day holds, and it was never overdue.
      const due = matterSum(next, moment)?.due ?? today;
      return today <= due && state === 'granted' ? { ...next, overdueOn: null } : next;
    }
    case 'REASSIGN':
      return { ...facts, handler: event.to };
    case 'RECORD_ABSENCE':
      return { ...facts, absence: { on: today, note: event.note } };
    case 'DECIDE': {
      const { outcome, text, basis } = event;
      const acceptedOn = facts.acceptedOn ?? today;
      // Decided late, perhaps before the clock came by to say so.
      const overdueOn = facts.overdueOn ?? lateness(facts, from, moment).overdueOn;
      return { ...facts, acceptedOn, overdueOn, decision: { outcome, text, basis, on: today, by: actor.name } };
    }
    case 'DELIVER':
      return { ...facts, deliveredOn: today, delivery: event.delivery };
    case 'WITHDRAW':
      return { ...facts, withdrawReason: event.reason };
    case 'CLOCK': {
      const { overdueOn, lateDelivery } = lateness(facts, from, moment);
      return {
        ...facts,
        overdueOn: overdueOn ?? facts.overdueOn,
        deemedOverdue: lateDelivery
          ? [...facts.deemedOverdue, { breach: 'lateDelivery', on: today }]
          : facts.deemedOverdue,
      };
    }
  }
}

/** Accepted by law on the day all that there is had come. */
export function acceptedByLaw(facts: MatterFacts): MatterFacts {
  return { ...facts, acceptedOn: lastSupplied(facts), deemedAccepted: true };
}

/** Consented to by silence, the day after it was due. */
export function consented(facts: MatterFacts, { moment }: Timed<MatterEvent>): MatterFacts {
  const due = matterSum(facts, moment)?.due ?? moment.today;
  return { ...facts, consentedOn: addDays(due, 1), overdueOn: facts.overdueOn ?? addDays(due, 1) };
}

/** A letter about this matter. */
export function letter(
  facts: MatterFacts,
  template: string,
  to: NotifyEffect['params']['to'],
  more: Record<string, string | number> = {},
): NotifyEffect {
  const values = { code: facts.code, title: facts.title, ...more };
  return { type: 'notify', params: { template, to, values } };
}
