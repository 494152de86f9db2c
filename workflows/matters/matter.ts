/**
 * A matter under a time limit (限时办结): a permit, a filing, a service, a petition, a superior's instruction or a task, with
 * its promised limit, its clock and everything that ever stopped or moved it (HANDBOOK 2.2).
 */
import type { Calendar } from '../calendar.js';
import { type CivilDate, civilDateOf, type Instant } from '../dates.js';
import type { Staff } from '../inquiries/inquiry.js';
import type { Moment } from '../moment.js';
import type { PackVersion } from '../packs/pack.js';
import { rulesUnder } from '../packs/packs.js';
import type { MatterKind, PauseReason, TimeLimitRules } from '../packs/rules.js';
import { type Limit, type LimitSum, limitSum } from '../time-limits/clock.js';

export const MATTER_STATES = [
  'submitted',
  'correction',
  'accepted',
  'paused',
  'decided',
  'delivered',
  'consented',
  'notAccepted',
  'withdrawn',
] as const;
export type MatterState = (typeof MATTER_STATES)[number];

export const OUTCOMES = ['granted', 'refused', 'answered'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Why a matter is not accepted; `other` is for a person to judge, so it raises a clue. */
export const NOT_ACCEPTED_GROUNDS = ['notOurs', 'notNeeded', 'incomplete', 'other'] as const;
export type NotAcceptedGround = (typeof NOT_ACCEPTED_GROUNDS)[number];

/** Everything missing, told once. */
export interface Correction {
  missing: string[];
  on: CivilDate;
  by: string;
  suppliedOn: CivilDate | null;
}

/** The clock stands from a day on; `to` is the last day that does not count, null while it stands. */
export interface Pause {
  from: CivilDate;
  to: CivilDate | null;
  reason: PauseReason;
  /** Number or words of the written notice (行政许可法 45). */
  notice: string;
  /** How many working days the person was told it takes. */
  expectedDays: number;
  by: string;
}

export interface Extension {
  askedOn: CivilDate;
  askedBy: { id: string; name: string };
  n: number;
  reason: string;
  state: 'asked' | 'granted' | 'refused';
  decidedOn: CivilDate | null;
  decidedBy: string;
  remark: string;
}

/** What is laid down of a kind of matter; kept with each matter as it was then. */
export interface MatterItem {
  /** Key of the published item; empty for what is on no timetable. */
  key: string;
  title: string;
  kind: MatterKind;
  /** Done while the person waits, no limit promised. */
  onTheSpot: boolean;
  promised: Limit;
  /** Null where no statute sets one. */
  statutory: Limit | null;
  /** Handled in the service centre. */
  inCentre: boolean;
}

/** A published item of service as a matter begins from it. */
export interface OfferedItem {
  /** Id of the item's record. */
  id: string;
  /** Department id. */
  department: string;
  item: MatterItem;
  /** The papers it asks for. */
  papers: string[];
}

/** The request or the task a matter came from; its department may see what became of it. */
export interface MatterSource {
  kind: 'inquiry' | 'task';
  id: string;
  code: string;
  department: string;
}

export interface MatterFacts {
  campaign: string;
  /** `MT-20260602-00012`. */
  code: string;
  lookup: string;
  item: MatterItem;
  /** What this one is about; the item's title where nothing more is said. */
  title: string;
  /** Department id. */
  department: string;
  handler: Staff;
  applicant: { name: string; contact: string };
  papers: string[];
  /** What it came from. */
  source: MatterSource | null;
  pack: PackVersion;
  startedOn: CivilDate;
  receivedAt: Instant;
  correction: Correction | null;
  acceptedOn: CivilDate | null;
  /** Accepted by law, because nobody told in time what is missing. */
  deemedAccepted: boolean;
  pauses: Pause[];
  extensions: Extension[];
  decision: { outcome: Outcome; text: string; basis: string; on: CivilDate; by: string } | null;
  deliveredOn: CivilDate | null;
  delivery: string;
  notAccepted: { ground: NotAcceptedGround; reason: string; on: CivilDate } | null;
  /** The person did not come when asked to: it counts as done in time ([Fs1]). */
  absence: { on: CivilDate; note: string } | null;
  /** The first day it was late; stays when it is done. */
  overdueOn: CivilDate | null;
  /** Deemed overdue, with the reason that says why. */
  deemedOverdue: { breach: 'lateDelivery' | 'refused'; on: CivilDate }[];
  /** By silence, on the day after it was due. */
  consentedOn: CivilDate | null;
  withdrawReason: string;
}

export type MatterEvent =
  | { type: 'ASK_FOR_PAPERS'; missing: string[] }
  | { type: 'SUPPLY'; papers: string[] }
  | { type: 'ACCEPT'; on: CivilDate }
  | { type: 'NOT_ACCEPT'; ground: NotAcceptedGround; reason: string }
  | { type: 'PAUSE'; reason: PauseReason; notice: string; expectedDays: number }
  | { type: 'RESUME'; on: CivilDate }
  | { type: 'REQUEST_EXTENSION'; days: number; reason: string }
  | { type: 'GRANT_EXTENSION'; remark: string }
  | { type: 'REFUSE_EXTENSION'; remark: string }
  | { type: 'REASSIGN'; to: Staff; reason: string }
  | { type: 'RECORD_ABSENCE'; note: string }
  | { type: 'DECIDE'; outcome: Outcome; text: string; basis: string }
  | { type: 'DELIVER'; delivery: string }
  | { type: 'WITHDRAW'; reason: string }
  | { type: 'CLOCK' };

/** A matter as it comes in: nothing accepted, no clock running. */
export function newMatter(
  given: Pick<
    MatterFacts,
    | 'campaign'
    | 'code'
    | 'lookup'
    | 'item'
    | 'title'
    | 'department'
    | 'handler'
    | 'applicant'
    | 'papers'
    | 'source'
    | 'pack'
    | 'receivedAt'
  >,
): MatterFacts {
  return {
    ...given,
    startedOn: civilDateOf(given.receivedAt),
    correction: null,
    acceptedOn: null,
    deemedAccepted: false,
    pauses: [],
    extensions: [],
    decision: null,
    deliveredOn: null,
    delivery: '',
    notAccepted: null,
    absence: null,
    overdueOn: null,
    deemedOverdue: [],
    consentedOn: null,
    withdrawReason: '',
  };
}

/** The rules a matter goes on under. Throws UnknownPack and RuleMissing. */
export function rulesFor(
  { pack, startedOn }: Pick<MatterFacts, 'pack' | 'startedOn'>,
  { packs }: Pick<Moment, 'packs'>,
): TimeLimitRules {
  return rulesUnder(packs, pack, startedOn);
}

/** The due date and its sum; null before the matter is accepted. Throws UnpublishedYear. */
export function matterSum(
  facts: MatterFacts,
  moment: Pick<Moment, 'packs' | 'today'> & { calendar: Calendar },
): LimitSum | null {
  if (facts.acceptedOn === null) return null;
  return limitSum(
    moment.calendar,
    {
      acceptedOn: facts.acceptedOn,
      countFrom: rulesFor(facts, moment).countFrom,
      limit: facts.item.promised,
      stops: facts.pauses,
      extensions: facts.extensions.filter(({ state }) => state === 'granted'),
    },
    moment.today,
  );
}

/** The extension that waits for a decision. */
export function askedExtension({ extensions }: Pick<MatterFacts, 'extensions'>): Extension | undefined {
  return extensions.find(({ state }) => state === 'asked');
}

/** The longest extension a matter may have, in units of its limit: of a permit by law, of any other by the pack. */
export function mostExtension(facts: MatterFacts, moment: Pick<Moment, 'packs'>): number {
  const { extensionMost, extensionMostPermit } = rulesFor(facts, moment);
  return facts.item.kind === 'permit' ? extensionMostPermit : extensionMost;
}

/** The longest limit with all extensions, in units of the limit: the statutory one (or the pack's most), and the longest extension. */
export function legalMaximum(facts: MatterFacts, moment: Pick<Moment, 'packs'>): number {
  const { item } = facts;
  return (item.statutory?.n ?? rulesFor(facts, moment).mostWithoutStatute) + mostExtension(facts, moment);
}
