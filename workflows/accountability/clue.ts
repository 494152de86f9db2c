/**
 * A breach of the three systems as a clue: raised by the rules with the facts attached, taken up or not by a person
 * (HANDBOOK 2.3; nothing is ever punished by software).
 */
import type { CivilDate } from '../dates.js';

/** What can have gone wrong, after the breach events of HANDBOOK 2.1–2.3. */
export const BREACHES = [
  'overdue',
  'deemedOverdue',
  'lateDelivery',
  'promiseMissed',
  'refused',
  'passedTheBuck',
  'acceptedLate',
  'acknowledgedLate',
  'noRegister',
  'noOneTimeNotice',
  'badAttitude',
  'falseReport',
  'other',
] as const;
export type Breach = (typeof BREACHES)[number];

/** What people can complain of at the counter; what the clock finds by itself is not among it. */
export const COMPLAINTS = [
  'promiseMissed',
  'refused',
  'passedTheBuck',
  'noOneTimeNotice',
  'badAttitude',
  'other',
] as const satisfies readonly Breach[];

/** The record in which it happened. */
export interface BreachSource {
  kind: string;
  id: string;
  /** Its number or code, `FC-2026-000123`. */
  code: string;
  title: string;
}

/** What a fact says; each has its words under `cases:fact.`. */
export const FACT_LABELS = [
  'told',
  'receivedOn',
  'promisedOn',
  'dueOn',
  'extensions',
  'firstResponder',
  'bounces',
  'reason',
  'complaint',
  'acceptBy',
  'deliverBy',
  'decidedOn',
  'assignedOn',
  'acknowledgeBy',
  'acknowledgedOn',
  'percent',
  'report',
] as const;
export type FactLabel = (typeof FACT_LABELS)[number];

/** A fact attached to a clue: `value` is a day, a number or words. */
export interface ClueFact {
  label: FactLabel;
  value: string | number;
}

export interface Clue {
  campaign: string;
  breach: Breach;
  /** Null when a person reports it from outside the records. */
  source: BreachSource | null;
  /** Department id of whose breach it is. */
  department: string;
  /** The person concerned by account id and name; null when the record names none. */
  subject: { id: string; name: string } | null;
  /** The day it happened. */
  on: CivilDate;
  facts: ClueFact[];
  /** Who reported it: account id and name; null = the rules themselves. */
  reporter: { id: string; name: string } | null;
}
