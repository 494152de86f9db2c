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

/** The record in which it happened. */
export interface BreachSource {
  kind: string;
  id: string;
  /** Its number or code, `FC-2026-000123`. */
  code: string;
  title: string;
}

/** A fact attached to a clue: `label` is a key under `cases:fact.`, `value` a day, a number or words. */
export interface ClueFact {
  label: string;
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
