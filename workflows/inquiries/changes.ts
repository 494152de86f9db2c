/** What each event changes in a first contact, and whom it tells. */
import type { Breach } from '../accountability/clue.js';
import { addWorkingDays } from '../calendar.js';
import type { NotifyEffect, Timed } from '../step.js';
import { type HandOver, type InquiryEvent, type InquiryFacts, rulesFor, type Staff, waiting } from './inquiry.js';

export function changed(facts: InquiryFacts, event: Timed<InquiryEvent>): InquiryFacts {
  const { today, actor, at, calendar } = event.moment;
  const self: Staff = { id: actor.id, name: actor.name, department: actor.department };
  const ended = (outcome: 'accepted' | 'bounced', reason: string): HandOver[] =>
    facts.handOvers.map((one) => (one.outcome === 'waiting' ? { ...one, outcome, reason, endedAt: at } : one));
  switch (event.type) {
    case 'ANSWER': {
      const onTheSpot = today === facts.startedOn && facts.handOvers.length === 0;
      return { ...facts, answer: { text: event.answer, on: today, by: actor.name, onTheSpot } };
    }
    case 'GIVE_NOTICE': {
      const { missing, procedure } = event;
      return { ...facts, notice: { missing, procedure, on: today, suppliedOn: null } };
    }
    case 'SUPPLY':
      return {
        ...facts,
        papers: [...facts.papers, ...event.papers],
        notice: facts.notice && { ...facts.notice, suppliedOn: today },
      };
    case 'HAND_OVER': {
      const by = addWorkingDays(calendar, today, rulesFor(facts, event.moment).handOverWithin);
      const { to, why } = event;
      const one: HandOver = { from: facts.handler, to, why, at, by, outcome: 'waiting', reason: '', endedAt: null };
      return { ...facts, handOvers: [...facts.handOvers, one] };
    }
    case 'ACCEPT':
      return { ...facts, handler: waiting(facts)?.to ?? self, handOvers: ended('accepted', '') };
    case 'BOUNCE':
      return {
        ...facts,
        handler: facts.firstResponder,
        handOvers: ended('bounced', event.reason),
        bounces: facts.bounces + 1,
      };
    case 'REFER': {
      const { department, unitName: name, address, phone, reason } = event;
      return { ...facts, referral: { department, name, address, phone, reason, on: today } };
    }
    case 'DESIGNATE':
      return { ...facts, handler: event.to, designated: true, promisedOn: event.promisedOn };
    case 'MOVE_PROMISE':
      return { ...facts, promisedFirst: facts.promisedOn, promisedOn: event.promisedOn };
    case 'COMPLAIN': {
      const { breach, complaint: text } = event;
      return { ...facts, complaints: [...facts.complaints, { breach, text, on: today, by: actor.name }] };
    }
    case 'WITHDRAW':
      return { ...facts, withdrawReason: event.reason };
    case 'ESCALATE':
      return facts;
    case 'CLOCK':
      return { ...facts, raised: [...facts.raised, ...newBreaches(facts, event)] };
  }
}

/** Breaches that time has made by now and the facts do not name yet. */
function newBreaches(facts: InquiryFacts, { moment: { today }, from }: Timed<InquiryEvent>): Breach[] {
  const late: Breach[] = [];
  const open = ['received', 'handling', 'handedOver', 'escalated'].includes(from);
  if (open && today > facts.promisedOn) late.push('promiseMissed');
  const hand = waiting(facts);
  if (from === 'handedOver' && hand && today > hand.by) late.push('acceptedLate');
  return late.filter((breach) => !facts.raised.includes(breach));
}

/** A letter about this request. */
export function letter(
  facts: InquiryFacts,
  template: string,
  to: NotifyEffect['params']['to'],
  more: Record<string, string | number> = {},
): NotifyEffect {
  const values = { code: facts.code, title: facts.subject, due: facts.promisedOn, ...more };
  return { type: 'notify', params: { template, to, values } };
}
