/** The write path put together: load, ask the policy, step, save guarded, relay. The only way a record changes. */
import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { Calendar } from '../../workflows/calendar.js';
import { civilDateOf, type Instant } from '../../workflows/dates.js';
import { type Actor, type CampaignSettings, DEFAULT_SETTINGS, type Moment } from '../../workflows/moment.js';
import type { Packs } from '../../workflows/packs/packs.js';
import { type Reason, reasonsAgainst } from '../../workflows/step.js';
import type { Clock } from '../platform/clock.js';
import { RECORD_MOST_BYTES, reasonAgainstSize } from '../platform/document-size.store.js';
import { EditConflict, Forbidden, InvalidForm, NotFound, TransitionRefused } from '../platform/errors.js';
import type { Log } from '../platform/log.js';
import { changesSince, type ExpectedRev, revOf } from './changes-since.js';
import { clockSweep } from './clock-sweep.js';
import { counters } from './counters.js';
import { eventLog, logEntryOf } from './event-log.js';
import { askedHash, planCreation, planEvent } from './plan-event.js';
import type { DomainEvent, Facts_, LogEntry, RecordKind, StoredRecord } from './record.js';
import { type RecordDocument, type RecordModel, recordStore, toDocument } from './record-store.js';
import {
  createRelay,
  type EffectHandlers,
  type EffectSource,
  type MakeWanted,
  type RelayStep,
  toRelay,
} from './relay.js';
import { runningNumbers } from './running-number.js';

export interface RecordsParts {
  connection: Connection;
  clock: Clock;
  logger: Log;
  kinds: { kind: RecordKind; model: RecordModel }[];
  calendar(): Promise<Calendar>;
  settings(campaign: string): Promise<CampaignSettings | null>;
  /** The rule packs as a campaign goes by them. */
  packs(campaign: string): Promise<Packs>;
  notifyAll: EffectHandlers['notifyAll'];
  onStep?: (step: RelayStep, entry: LogEntry) => void;
}

/** An event for a record, as a use case asks it. */
/** A new record, and who wants it. */
interface Creation {
  kind: string;
  id: string;
  facts: object;
  actor: Actor;
  idempotencyKey?: string | null;
  /** What was asked, where asking again under the key must be the same. */
  asked?: object;
}

export interface Command {
  kind: string;
  id: string;
  event: DomainEvent;
  actor: Actor;
  /** The same key again gives the first answer again, and nothing twice. */
  idempotencyKey?: string | null | undefined;
  /** The revision that was read; what people have changed since is a conflict, what the clock did is not. */
  expectedRev?: ExpectedRev | undefined;
}

/** What was saved: the entry says it all, so that a repeated request gets the same answer. */
export interface Performed {
  entry: LogEntry;
  record: StoredRecord;
  repeated: boolean;
}

const TRIES = 8;

export function createRecords(parts: RecordsParts) {
  const { connection, clock, logger, calendar, settings, packs, notifyAll, onStep } = parts;
  const token = randomUUID();
  const registry = new Map(
    parts.kinds.map(({ kind, model }) => [kind.workflow.kind, { kind, store: recordStore(kind.workflow.kind, model) }]),
  );
  const log = eventLog(connection);
  const counts = counters(connection);
  const relay = createRelay({
    store: (kind) => known(kind).store,
    stores: () => [...registry.values()].map(({ store }) => store),
    log,
    counters: counts,
    logger,
    onStep,
    handlers: {
      notifyAll,
      put: async (kind, id, event, source) => {
        try {
          await attempt({ kind, id, event, actor: systemActor(source), idempotencyKey: source.id });
        } catch (error) {
          // The other record has gone on (a cancelled parent hears of its parts no more): trying again changes nothing.
          if (!(error instanceof TransitionRefused)) throw error;
          logger.info({ eventId: source.entry.eventId, kind, id, event: event.type }, 'effect not wanted any more');
        }
      },
      createAll,
    },
  });

  /** Another record's effect acts in the name of whoever caused it, but with the system's rights. */
  function systemActor({ entry }: EffectSource): Actor {
    return { kind: 'system', id: entry.actor.id, name: entry.actor.name, department: '', posts: [] };
  }

  function known(kind: string) {
    const found = registry.get(kind);
    if (!found) throw new Error(`No such kind of record: ${kind}.`);
    return found;
  }

  /** The moment of one event; work over many records reads the clock once and hands it on as `at`. */
  async function momentFor(campaign: string, actor: Actor, at: Instant = clock.now()): Promise<Moment> {
    const [days, rules, known] = await Promise.all([calendar(), settings(campaign), packs(campaign)]);
    return { at, today: civilDateOf(at), actor, calendar: days, settings: rules ?? DEFAULT_SETTINGS, packs: known };
  }

  async function load<Facts extends object = Facts_>(kind: string, id: string): Promise<StoredRecord<Facts>> {
    const record = await known(kind).store.load(id);
    if (!record) throw new NotFound(kind);
    return record as unknown as StoredRecord<Facts>;
  }

  /** The record's whole story: what is in the log and what is still on its way there. */
  async function history(record: Pick<StoredRecord, 'id' | 'outbox'>, after = 0): Promise<LogEntry[]> {
    const entries = await log.of(record.id, after);
    const last = entries.at(-1)?.seq ?? after;
    return [...entries, ...record.outbox.filter(({ seq }) => seq > last).map(logEntryOf)];
  }

  async function answered(record: StoredRecord, key: string, event: DomainEvent): Promise<Performed | null> {
    const waiting = record.outbox.find(({ idempotencyKey }) => idempotencyKey === key);
    const entry = waiting ? logEntryOf(waiting) : await log.byKey(record.id, key);
    if (!entry) return null;
    if (entry.asked !== askedHash(event)) throw new InvalidForm([{ code: 'keyUsedBefore' }]);
    // Whoever relayed it has waited for its save; whoever finds it in the outbox has not.
    if (waiting) await known(record.kind).store.journalled(record.id);
    return { entry, record, repeated: true };
  }

  /** One event, tried until it is saved on the revision it was computed from. Null when nothing changes by it. */
  async function attempt(command: Command): Promise<Performed | null> {
    const { kind, id, event, actor, expectedRev } = command;
    const idempotencyKey = command.idempotencyKey ?? null;
    const { kind: rules, store } = known(kind);
    for (let tries = 0; tries < TRIES; tries += 1) {
      const record = await store.load(id);
      if (!record) throw new NotFound(kind);
      if (idempotencyKey !== null) {
        const before = await answered(record, idempotencyKey, event);
        if (before) return before;
      }
      if (actor.kind === 'person') {
        const verdict = rules.may(actor, event.type, record);
        if (!verdict.allowed) throw new Forbidden([verdict.reason]);
      }
      if (expectedRev !== undefined && revOf(expectedRev) !== record.rev) {
        const asked = { expected: expectedRev, type: event.type, actor, adds: rules.workflow.adds ?? [] };
        const changes = changesSince(await history(record), asked);
        if (changes.length > 0) throw new EditConflict(changes, record.rev);
      }
      const moment = await momentFor(rules.campaignOf(record), actor);
      const planned = planEvent(rules, record, event, moment, { idempotencyKey, token });
      if (planned.kind === 'refused') throw refusal(rules, record, event, moment, planned.reasons);
      if (planned.kind === 'unchanged') {
        await store.setClocks([{ id, rev: record.rev, clockAt: planned.clockAt }]);
        return null;
      }
      if (await relay.watch(kind, [id], () => store.save(planned.update))) {
        relay.enqueue(toRelay(planned.next, token));
        return { entry: logEntryOf(planned.update.entry), record: planned.next, repeated: false };
      }
      // Somebody was faster: step again on what stands now, unless the page must look first (above).
    }
    throw new EditConflict([], 0);
  }

  /** 422 when only what was typed is wrong, so that the form comes back; 409 when the event is not possible now. */
  function refusal(rules: RecordKind, record: StoredRecord, event: DomainEvent, moment: Moment, reasons: Reason[]) {
    const standing = reasonsAgainst(rules.workflow, record.state, record.facts, event.type, moment);
    const typing = standing.length === 0 && reasons.every(({ field }) => field !== undefined);
    if (typing) return new InvalidForm(reasons, event);
    return new TransitionRefused(event.type, record.state, reasons);
  }

  /**
   * Put a person's event to a record. Throws NotFound, Forbidden (the policy), TransitionRefused (the machine, with its
   * reasons), EditConflict (somebody was faster), InvalidForm (what was typed).
   */
  async function perform(command: Command): Promise<Performed> {
    const performed = await attempt(command);
    if (!performed) throw new Error(`A person's ${command.event.type} left no entry.`);
    return performed;
  }

  /** A new record as it will be saved. Throws InvalidForm when it is too large. */
  async function planned(command: Creation, asked: string | null = null) {
    const { kind: rules } = known(command.kind);
    const { id, actor, idempotencyKey = null } = command;
    const facts = command.facts as Facts_;
    const moment = await momentFor(rules.campaignOf({ id, facts }), actor);
    const record = planCreation(rules, id, facts, moment, { idempotencyKey, token, asked });
    const tooLarge = reasonAgainstSize(record, RECORD_MOST_BYTES);
    if (tooLarge) throw new InvalidForm([tooLarge], facts);
    const version = rules.workflow.machine.version ?? '1';
    return { record, document: toDocument(record, version, rules.derived(record)) };
  }

  /**
   * Put a new record. The same id again returns what was created before; with `asked`, what was asked must be the same
   * too. Throws InvalidForm where another record has one of its unique fields.
   */
  async function create(command: Creation): Promise<{ record: StoredRecord; repeated: boolean }> {
    const { store } = known(command.kind);
    const idempotencyKey = command.idempotencyKey ?? null;
    const asked = command.asked && { type: 'CREATED', ...command.asked };
    const { record, document } = await planned(command, asked ? askedHash(asked) : null);
    const insert = () => store.insert(document);
    if (!(await relay.watch(command.kind, [command.id], insert))) {
      const there = await store.load(command.id);
      // The id is free, so another unique field of the kind is taken.
      if (!there) throw new InvalidForm([{ code: 'taken' }], command.facts as Record<string, unknown>);
      if (asked && idempotencyKey !== null) await answered(there, idempotencyKey, asked);
      return { record: there, repeated: true };
    }
    relay.enqueue(record.outbox);
    return { record, repeated: false };
  }

  /** The records that follow from events; see {@link EffectHandlers.createAll}. */
  async function createAll(wanted: readonly MakeWanted[]) {
    const failed: { source: EffectSource; error: unknown }[] = [];
    const made = new Map<string, { record: StoredRecord; document: RecordDocument; source: EffectSource }[]>();
    for (const { params, source } of wanted) {
      try {
        const ofKind = made.get(params.kind) ?? [];
        ofKind.push({ ...(await planned({ ...params, actor: systemActor(source) })), source });
        made.set(params.kind, ofKind);
      } catch (error) {
        failed.push({ source, error });
      }
    }
    for (const [kind, all] of made) {
      const { store } = known(kind);
      const refused = new Map<string, unknown>();
      const documents = all.map(({ document }) => document);
      const ids = documents.map(({ _id }) => _id);
      const insert = () => store.insertMany(documents, (id, error) => refused.set(id, error));
      const inserted = await relay.watch(kind, ids, insert);
      for (const { record, source } of all) {
        if (inserted.has(record.id)) relay.enqueue(record.outbox);
        else if (refused.has(record.id)) failed.push({ source, error: refused.get(record.id) });
        // The id is free, so another unique field of the kind is taken.
        else if (!(await store.load(record.id))) failed.push({ source, error: new InvalidForm([{ code: 'taken' }]) });
      }
    }
    return failed;
  }

  return {
    perform,
    create,
    load,
    history,
    momentFor,
    relay,
    log,
    counters: counts,
    sweepClock: clockSweep({ registry, clock, momentFor, relay, logger, token }),
    /** Codes of a kind with running numbers, `digits` long at least. */
    runningNumbers: (kind: string, digits: number) => runningNumbers(known(kind).store.model, digits),
    kinds: () => [...registry.values()],
    /** What stands against an event on a record now, for whoever asks; the policy's answer first. */
    async reasons(record: StoredRecord, type: string, actor: Actor): Promise<Reason[]> {
      const { kind: rules } = known(record.kind);
      const verdict = rules.may(actor, type, record);
      if (!verdict.allowed) return [verdict.reason];
      const moment = await momentFor(rules.campaignOf(record), actor);
      return reasonsAgainst(rules.workflow, record.state, record.facts, type, moment);
    },
  };
}

export type Records = ReturnType<typeof createRecords>;
