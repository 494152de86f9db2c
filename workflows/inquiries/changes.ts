/** What each event changes in a first contact, and whom it tells. */
import { type Breach, clueEffect } from '../accountability/clue.js';
import { addWorkingDays } from '../calendar.js';
import type { Effect, NotifyEffect, Timed } from '../step.js';
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

/** Breaches that time has made by now and no clue was raised for. */
function newBreaches(facts: InquiryFacts, { moment: { today }, from }: Timed<InquiryEvent>): Breach[] {
  const late: Breach[] = [];
  const open = ['received', 'handling', 'handedOver', 'escalated'].includes(from);
  if (open && today > facts.promisedOn) late.push('promiseMissed');
  const hand = waiting(facts);
  if (from === 'handedOver' && hand && today > hand.by) late.push('acceptedLate');
  return late.filter((breach) => !facts.raised.includes(breach));
}

/** Whose breach it is: of whom it waits with. */
function breacher(facts: InquiryFacts, breach: Breach): Staff {
  return (breach === 'acceptedLate' ? waiting(facts)?.to : undefined) ?? facts.handler;
}

function clue(facts: InquiryFacts, breach: Breach, event: Timed<InquiryEvent>, more: [string, string | number][] = []) {
  const who = breacher(facts, breach);
  return clueEffect({
    campaign: facts.campaign,
    breach,
    source: { kind: 'inquiry', id: event.record, code: facts.code, title: facts.subject },
    department: who.department,
    subject: { id: who.id, name: who.name },
    on: event.moment.today,
    facts: [
      ['receivedOn', facts.startedOn],
      ['promisedOn', facts.promisedOn],
      ['firstResponder', facts.firstResponder.name],
      ['bounces', facts.bounces],
      ...more,
    ].map(([label, value]) => ({ label: String(label), value: value as string | number })),
  });
}

/** Clues that time raises; each breach once. Told before the facts remember having told. */
export function clueByClock(facts: InquiryFacts, event: Timed<InquiryEvent>): Effect[] {
  return newBreaches(facts, event).map((breach) => clue(facts, breach, event));
}

/** The buck was passed once too often: the facts are those before the last bounce. */
export function clueOfBounces(facts: InquiryFacts, event: Timed<InquiryEvent>): Effect[] {
  const reasons = [...facts.handOvers.filter(({ outcome }) => outcome === 'bounced').map(({ reason }) => reason)];
  const last = event.type === 'BOUNCE' ? [event.reason] : [];
  return [clue(facts, 'passedTheBuck', event, [['reason', [...reasons, ...last].join('；')]])];
}

/** What a person complains of is a clue with the words of the complaint. */
export function clueOfComplaint(facts: InquiryFacts, event: Timed<InquiryEvent>): Effect[] {
  if (event.type !== 'COMPLAIN') return [];
  return [clue(facts, event.breach, event, [['complaint', event.complaint]])];
}

/** A letter about this request. */
export function letter(
  facts: InquiryFacts,
  template: string,
  to: NotifyEffect['params']['to'],
  more: Record<string, string | number> = {},
): NotifyEffect {
  const values = { code: facts.code, title: facts.subject, due: facts.promisedOn, ...more };
  return { type: 'notify', params: { template: `inquiry.${template}`, to, values } };
}
