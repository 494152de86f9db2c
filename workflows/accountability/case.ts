/** The facts of an accountability case (责任追究) and the events that change them (HANDBOOK 2.3). */
import type { CivilDate } from '../dates.js';
import type { PackVersion } from '../packs/pack.js';
import type { Period } from '../packs/period.js';
import type { Addressee, Aggravating, Exemption, Mitigating, Sanction } from '../packs/rules.js';
import type { Clue } from './clue.js';

export const CASE_STATES = [
  'clue',
  'notAccepted',
  'investigating',
  'proposed',
  'heard',
  'decided',
  'served',
  'inEffect',
  'lifted',
  'quashed',
  'notPursued',
] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** Ranks of a county, the lowest first; a decider stands above the subject. */
export const RANKS = ['staff', 'sectionHead', 'deputyHead', 'head', 'deputyCountyLeader', 'countyLeader'] as const;
export type Rank = (typeof RANKS)[number];

export interface Person {
  /** Account id. */
  id: string;
  name: string;
}
export interface Ranked extends Person {
  rank: Rank;
}

/** One day's limit with its sum: `from` the act, plus each period, ends on `by`. */
export interface CaseDeadline {
  from: CivilDate;
  periods: Period[];
  by: CivilDate;
}

/** Someone who has stepped or been taken out of a role, and why. */
export interface Recusal {
  role: 'investigator' | 'decider';
  person: Person;
  reason: string;
  on: CivilDate;
}

/** What is imposed; `months` only for a written admonition, 0 otherwise. */
export interface Measure {
  form: Sanction;
  months: number;
}

export interface Decision extends Measure {
  facts: string;
  reasons: string;
  /** The articles it rests on. */
  basis: string;
  /** How and until when a review or an appeal can be asked for. */
  rights: string;
  on: CivilDate;
  by: string;
}

/** What came of a review or an appeal; `byId` stays out of the appeal against it. */
export interface RemedyOutcome {
  result: RemedyResult;
  reason: string;
  on: CivilDate;
  by: string;
  byId: string;
  measure: Measure | null;
}

/** A review or an appeal: asked for, decided; it never stays the decision and never worsens it. */
export interface Remedy {
  grounds: string;
  askedOn: CivilDate;
  askedBy: string;
  deadline: CaseDeadline;
  outcome: RemedyOutcome | null;
}
export const REMEDY_RESULTS = ['keep', 'lighten', 'quash'] as const;
export type RemedyResult = (typeof REMEDY_RESULTS)[number];

export interface CaseFacts {
  campaign: string;
  /** `AC-2026-000001`; empty until the case is numbered. */
  code: string;
  clue: Clue;
  /** The day the clue came in, from which taking it up is counted. */
  receivedOn: CivilDate;
  /** The pack the case goes on under; set when it is taken up. */
  pack: PackVersion | null;
  startedOn: CivilDate | null;
  notAcceptedReason: string;
  subject: Ranked | null;
  addressee: Addressee | null;
  investigator: Person | null;
  decider: Ranked | null;
  recusals: Recusal[];
  investigation: CaseDeadline | null;
  extensionReason: string;
  finding: string;
  /** Why none of the exemptions fits: recorded with every proposal. */
  exemptionTest: string;
  proposal: Measure | null;
  aggravating: Aggravating[];
  mitigating: Mitigating[];
  hearing: { on: CivilDate; statement: string } | null;
  decision: Decision | null;
  servedOn: CivilDate | null;
  execution: CaseDeadline | null;
  executionReport: { text: string; on: CivilDate; by: string } | null;
  /** What is in force now: the decision's, or what a review or appeal left of it; null when none or quashed. */
  measure: Measure | null;
  effectUntil: CivilDate | null;
  review: Remedy | null;
  appeal: Remedy | null;
  exemption: Exemption | null;
  closingReason: string;
}

export type CaseEvent =
  | { type: 'ACCEPT'; subject: Ranked; addressee: Addressee; investigator: Person; decider: Ranked; code?: string }
  | { type: 'NOT_ACCEPT'; reason: string }
  | { type: 'RECUSE'; role: 'investigator'; successor: Person; reason: string }
  | { type: 'RECUSE'; role: 'decider'; successor: Ranked; reason: string }
  | { type: 'EXTEND_INVESTIGATION'; reason: string }
  | ({
      type: 'PROPOSE';
      finding: string;
      exemptionTest: string;
      aggravating: Aggravating[];
      mitigating: Mitigating[];
    } & Measure)
  | { type: 'NOT_PURSUE'; exemption: Exemption | null; reason: string }
  | { type: 'HEAR'; on: CivilDate; statement: string }
  | ({ type: 'DECIDE'; facts: string; reasons: string; basis: string; rights: string } & Measure)
  | { type: 'SERVE'; on: CivilDate }
  | { type: 'REPORT_EXECUTION'; text: string }
  | { type: 'REQUEST_REVIEW'; grounds: string }
  | { type: 'DECIDE_REVIEW'; result: RemedyResult; measure: Measure | null; reason: string }
  | { type: 'APPEAL'; grounds: string }
  | { type: 'EXTEND_APPEAL'; reason: string }
  | { type: 'DECIDE_APPEAL'; result: RemedyResult; measure: Measure | null; reason: string }
  | { type: 'LIFT'; note: string }
  | { type: 'CLOCK' };

/** A case as a clue opens it: nobody has judged anything yet. */
export function newCase(clue: Clue, receivedOn: CivilDate, code = ''): CaseFacts {
  return {
    campaign: clue.campaign,
    code,
    clue,
    receivedOn,
    pack: null,
    startedOn: null,
    notAcceptedReason: '',
    subject: null,
    addressee: null,
    investigator: null,
    decider: null,
    recusals: [],
    investigation: null,
    extensionReason: '',
    finding: '',
    exemptionTest: '',
    proposal: null,
    aggravating: [],
    mitigating: [],
    hearing: null,
    decision: null,
    servedOn: null,
    execution: null,
    executionReport: null,
    measure: null,
    effectUntil: null,
    review: null,
    appeal: null,
    exemption: null,
    closingReason: '',
  };
}
