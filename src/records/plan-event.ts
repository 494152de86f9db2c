/** From a record and an event to the change that saves it: computed once, written by perform or by the sweep. */

import { type Light, sameLight } from '../../workflows/lights.js';
import type { Moment } from '../../workflows/moment.js';
import { type Reason, step } from '../../workflows/step.js';
import { DOCUMENT_MOST_BYTES, RECORD_MOST_BYTES, reasonAgainstSize } from '../platform/document-size.store.js';
import { asStored, canonical, factsAsStored, sha256 } from './canonical.js';
import { difference } from './counters.js';
import { CHAIN_START, hashOf } from './event-log.js';
import type { DomainEvent, Facts_, LogEntry, OutboxEntry, RecordKind, StoredRecord } from './record.js';
import type { GuardedUpdate } from './record-store.js';

/** Refused; or nothing changed but the clock; or a change to save and the record as it will be. */
export type PlannedEvent =
  | { kind: 'refused'; reasons: Reason[] }
  | { kind: 'unchanged'; clockAt: string | null }
  | { kind: 'change'; update: GuardedUpdate; next: StoredRecord };

export interface Asked {
  idempotencyKey: string | null;
  /** The process that saves. */
  token: string;
}

/** Hash of what was asked, to tell a repeated request from another one under the same key. */
export function askedHash(event: DomainEvent): string {
  return sha256(canonical(event));
}

/** Step the record and prepare the guarded update with its outbox entry. Pure but for the host time of the save. */
export function planEvent(
  kind: RecordKind,
  record: StoredRecord,
  event: DomainEvent,
  moment: Moment,
  { idempotencyKey, token }: Asked,
): PlannedEvent {
  const outcome = step(kind.workflow, record, event, moment);
  if (!outcome.accepted) return { kind: 'refused', reasons: outcome.reasons };
  const { state, facts, clockAt, effects } = outcome;
  const light = asStored(outcome.light) as Light;
  const facts_ = changedFacts(record.facts, facts);
  // What a person does is always recorded; an echo of the clock or of another record that changes nothing is not.
  const quiet = moment.actor.kind !== 'person' && effects.length === 0 && state === record.state;
  if (quiet && Object.keys(facts_).length === 0 && sameLight(light, record.light))
    return { kind: 'unchanged', clockAt };

  const seq = record.rev + 1;
  const { type, ...payload } = event;
  const next: StoredRecord = { ...record, state, facts, light, clockAt, rev: seq, updatedAt: moment.at };
  const { id, name, department, kind: actorKind } = moment.actor;
  const unhashed = asStored({
    eventId: `${record.id}:${seq}`,
    kind: kind.workflow.kind,
    record: record.id,
    campaign: kind.campaignOf(next),
    seq,
    type,
    payload,
    actor: { kind: actorKind, id, name, department },
    at: moment.at,
    from: record.state,
    to: state,
    light,
    idempotencyKey,
    asked: idempotencyKey === null ? null : askedHash(event),
    prev: record.hash,
  } satisfies Omit<LogEntry, 'hash'>) as Omit<LogEntry, 'hash'>;
  const hash = hashOf(unhashed);
  const entry: OutboxEntry = {
    ...unhashed,
    hash,
    effects,
    counts: difference(kind.contributions(next), kind.contributions(record)),
    savedAt: Date.now(),
    token,
  };
  next.hash = hash;
  next.outbox = [...record.outbox, entry];
  // People are stopped long before the clock is, so that a full record still goes its way.
  const tooLarge = reasonAgainstSize(next, moment.actor.kind === 'person' ? RECORD_MOST_BYTES : DOCUMENT_MOST_BYTES);
  if (tooLarge) return { kind: 'refused', reasons: [tooLarge] };
  const derived = kind.derived(next);
  const set = {
    ...facts_,
    ...(canonical(derived) === canonical(kind.derived(record)) ? {} : { derived }),
    'workflow.state': state,
    'workflow.version': kind.workflow.machine.version ?? '1',
    light,
    clockAt,
    hash,
    updatedAt: moment.at,
  };
  return { kind: 'change', update: { id: record.id, rev: record.rev, set, entry }, next };
}

/** The first entry of a record and the record itself. */
export function planCreation(
  kind: RecordKind,
  id: string,
  given: Facts_,
  moment: Moment,
  { idempotencyKey, token, asked = null }: Asked & { asked?: string | null },
): StoredRecord {
  const { workflow } = kind;
  const facts = factsAsStored(given);
  const state = String((workflow.machine.config as { initial?: unknown }).initial);
  const light = asStored(workflow.light(state, facts, moment)) as Light;
  const { id: actor, name, department, kind: actorKind } = moment.actor;
  const unhashed = asStored({
    eventId: `${id}:1`,
    kind: workflow.kind,
    record: id,
    campaign: kind.campaignOf({ id, facts }),
    seq: 1,
    type: 'CREATED',
    payload: facts,
    actor: { kind: actorKind, id: actor, name, department },
    at: moment.at,
    from: '',
    to: state,
    light,
    idempotencyKey,
    asked,
    prev: CHAIN_START,
  } satisfies Omit<LogEntry, 'hash'>) as Omit<LogEntry, 'hash'>;
  const hash = hashOf(unhashed);
  const record = { state, facts, light };
  const entry: OutboxEntry = {
    ...unhashed,
    hash,
    effects: workflow.created?.(id, facts) ?? [],
    counts: difference(kind.contributions(record), []),
    savedAt: Date.now(),
    token,
  };
  return {
    id,
    kind: workflow.kind,
    state,
    facts,
    light,
    clockAt: workflow.clockAt(state, facts, moment),
    rev: 1,
    hash,
    outbox: [entry],
    createdAt: moment.at,
    updatedAt: moment.at,
  };
}

/** The fields whose value is another one now. Rules return untouched fields as they were, so identity decides first. */
function changedFacts(before: Facts_, after: Facts_): Record<string, unknown> {
  const changed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(after)) {
    if (value !== before[name] && canonical(value) !== canonical(before[name])) changed[name] = value;
  }
  return factsAsStored(changed);
}
