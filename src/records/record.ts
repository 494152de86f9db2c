/** The shape that every record shares, whatever its facts: where it stands, its light, its clock, its outbox. */
import type { Instant } from '../../workflows/dates.js';
import type { Light } from '../../workflows/lights.js';
import type { Actor } from '../../workflows/moment.js';
import type { Effect, Reason, Workflow } from '../../workflows/step.js';

/** A record as use cases and presenters see it; no Mongoose document leaves the stores. */
export interface StoredRecord<Facts extends object = Facts_> {
  id: string;
  kind: string;
  state: string;
  facts: Facts;
  light: Light;
  clockAt: Instant | null;
  /** Counts the saves; equals the number of the last entry in the record's log. */
  rev: number;
  /** Hash of the last entry; the next one is chained to it. */
  hash: string;
  /** Entries saved with the record but not yet relayed; normally empty. */
  outbox: OutboxEntry[];
  createdAt: Instant;
  updatedAt: Instant;
}

/** Facts of a kind that is not known at compile time. */
export type Facts_ = Record<string, unknown>;
export type DomainEvent = { type: string } & Record<string, unknown>;

/** One entry of the event log: what happened to a record, by whom, when, from where to where. */
export interface LogEntry {
  /** `<record>:<seq>`; whatever follows from the entry derives its id from this one. */
  eventId: string;
  kind: string;
  record: string;
  campaign: string;
  seq: number;
  type: string;
  payload: Record<string, unknown>;
  actor: Pick<Actor, 'kind' | 'id' | 'name' | 'department'>;
  at: Instant;
  from: string;
  to: string;
  light: Light;
  idempotencyKey: string | null;
  /** Hash of what was asked, so that a key is not used for two different things. */
  asked: string | null;
  prev: string;
  /** sha256(prev + canonical entry without its hash). */
  hash: string;
}

/** What an entry adds to one counter row: a campaign's phase in one department. */
export interface CounterChange {
  campaign: string;
  phase: string;
  department: string;
  inc: Record<string, number>;
}

/** A log entry on its way: with what must still happen because of it. */
export interface OutboxEntry extends LogEntry {
  effects: Effect[];
  counts: CounterChange[];
  /** Host time of the save in ms: the sweep takes only what has been left lying. */
  savedAt: number;
  /** The process that saved it. */
  token: string;
}

export type Verdict = { allowed: true } | { allowed: false; reason: Reason };

/** What the write path must know of a kind of record. */
export interface RecordKind {
  workflow: Workflow<Facts_, DomainEvent>;
  campaignOf(record: { id: string; facts: Facts_ }): string;
  /** What the record adds to the kept counts; the difference before/after an event is what the relay adds. */
  contributions(record: Pick<StoredRecord, 'state' | 'facts' | 'light'>): CounterChange[];
  /** Fields that exist only to be searched and sorted by; they follow from the rest and are no facts. */
  derived(record: Pick<StoredRecord, 'state' | 'facts'>): Record<string, unknown>;
  /** The policy for an event on such a record. */
  may(actor: Actor, event: string, record: Pick<StoredRecord, 'state' | 'facts'>): Verdict;
}

/** Describe a kind in its own types; the write path itself only passes facts and events through. */
export function recordKind<Facts extends object, Event extends { type: string }>(kind: {
  workflow: Workflow<Facts, Event>;
  campaignOf(record: { id: string; facts: Facts }): string;
  contributions?(record: { state: string; facts: Facts; light: Light }): CounterChange[];
  derived?(record: { state: string; facts: Facts }): Record<string, unknown>;
  may(actor: Actor, event: string, record: { state: string; facts: Facts }): Verdict;
}): RecordKind {
  return { contributions: () => [], derived: () => ({}), ...kind } as unknown as RecordKind;
}
