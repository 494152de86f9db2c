/**
 * A first contact (首问): a request as it was registered, its first responder for good, and who has had it since
 * (HANDBOOK 2.1).
 */
import type { Breach } from '../accountability/clue.js';
import { addWorkingDays } from '../calendar.js';
import { type CivilDate, civilDateOf, type Instant } from '../dates.js';
import type { Moment } from '../moment.js';
import type { PackVersion } from '../packs/pack.js';
import { rulesUnder } from '../packs/packs.js';
import type { FirstContactRules } from '../packs/rules.js';

export const INQUIRY_STATES = [
  'received',
  'noticed',
  'handedOver',
  'handling',
  'escalated',
  'answered',
  'referred',
  'withdrawn',
] as const;
export type InquiryState = (typeof INQUIRY_STATES)[number];

export const CHANNELS = ['counter', 'phone', 'online', 'letter'] as const;
export type Channel = (typeof CHANNELS)[number];

/** A member of staff as the receipt names them. */
export interface Staff {
  /** Account id. */
  id: string;
  name: string;
  /** Department id. */
  department: string;
}

/** One handing-over and what became of it. */
export interface HandOver {
  from: Staff;
  to: Staff;
  why: string;
  at: Instant;
  /** The last day to take it on or send it back. */
  by: CivilDate;
  outcome: 'waiting' | 'accepted' | 'bounced';
  reason: string;
  endedAt: Instant | null;
}

/** Everything missing, told once (一次性告知). */
export interface OneTimeNotice {
  missing: string[];
  procedure: string;
  on: CivilDate;
  suppliedOn: CivilDate | null;
}

/** The unit that is responsible, as the person was told. */
export interface Referral {
  /** Department id where the directory has it. */
  department: string | null;
  name: string;
  address: string;
  phone: string;
  reason: string;
  on: CivilDate;
}

export interface InquiryFacts {
  campaign: string;
  /** `FC-20260602-00012`. */
  code: string;
  /** What the person looks the state up with; says nothing and cannot be guessed. */
  lookup: string;
  channel: Channel;
  asker: { name: string; contact: string };
  subject: string;
  papers: string[];
  receivedAt: Instant;
  startedOn: CivilDate;
  pack: PackVersion;
  /** Fixed at registration, never changed. */
  firstResponder: Staff;
  /** The office phone that the receipt names. */
  phone: string;
  /** Who has it now. */
  handler: Staff;
  /** The day the answer is promised for. */
  promisedOn: CivilDate;
  /** The promise as it was before it was moved once; null while it has not been. */
  promisedFirst: CivilDate | null;
  handOvers: HandOver[];
  bounces: number;
  /** Named by the office: cannot be sent on any more. */
  designated: boolean;
  notice: OneTimeNotice | null;
  referral: Referral | null;
  /** `onTheSpot`: on the day it came, by whom it was first asked. */
  answer: { text: string; on: CivilDate; by: string; onTheSpot: boolean } | null;
  complaints: { breach: Breach; text: string; on: CivilDate; by: string }[];
  /** Breaches that time has made, each once. */
  raised: Breach[];
  withdrawReason: string;
}

export type InquiryEvent =
  | { type: 'ANSWER'; answer: string }
  | { type: 'GIVE_NOTICE'; missing: string[]; procedure: string }
  | { type: 'SUPPLY'; papers: string[] }
  | { type: 'HAND_OVER'; to: Staff; why: string }
  | { type: 'ACCEPT' }
  | { type: 'BOUNCE'; reason: string }
  | { type: 'REFER'; department: string | null; unitName: string; address: string; phone: string; reason: string }
  | { type: 'ESCALATE'; reason: string }
  | { type: 'DESIGNATE'; to: Staff; promisedOn: CivilDate; reason: string }
  | { type: 'MOVE_PROMISE'; promisedOn: CivilDate; reason: string }
  | { type: 'COMPLAIN'; breach: Breach; complaint: string }
  | { type: 'WITHDRAW'; reason: string }
  | { type: 'CLOCK' };
export type InquiryEventType = InquiryEvent['type'];

/** A request as it is registered: with its first responder until something else is done. */
export function newInquiry(
  given: Pick<
    InquiryFacts,
    | 'campaign'
    | 'code'
    | 'lookup'
    | 'channel'
    | 'asker'
    | 'subject'
    | 'papers'
    | 'receivedAt'
    | 'pack'
    | 'firstResponder'
    | 'phone'
    | 'promisedOn'
  >,
): InquiryFacts {
  return {
    ...given,
    startedOn: civilDateOf(given.receivedAt),
    handler: given.firstResponder,
    promisedFirst: null,
    handOvers: [],
    bounces: 0,
    designated: false,
    notice: null,
    referral: null,
    answer: null,
    complaints: [],
    raised: [],
    withdrawReason: '',
  };
}

/** The rules a request goes on under. */
export function rulesFor(
  facts: Pick<InquiryFacts, 'pack' | 'startedOn'>,
  { packs }: Pick<Moment, 'packs'>,
): FirstContactRules {
  return rulesUnder(packs, facts.pack, facts.startedOn);
}

/** The last day on which an answer may be promised, counted from `from`. Throws UnpublishedYear. */
export function latestPromise(
  facts: Pick<InquiryFacts, 'pack' | 'startedOn'>,
  from: CivilDate,
  moment: Pick<Moment, 'packs' | 'calendar'>,
): CivilDate {
  return addWorkingDays(moment.calendar, from, rulesFor(facts, moment).answerWithin);
}

/** The handing-over that waits to be taken on; undefined when none does. */
export function waiting({ handOvers }: Pick<InquiryFacts, 'handOvers'>): HandOver | undefined {
  return handOvers.find(({ outcome }) => outcome === 'waiting');
}
