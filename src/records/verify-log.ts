/** Walk every chain: each entry's hash must follow from the one before, and the record must stand where its log ends. */
import type { EventLog } from './event-log.js';
import { CHAIN_START, hashOf, logEntryOf } from './event-log.js';
import type { LogEntry } from './record.js';
import type { RecordStore } from './record-store.js';

/** The first break found, or the totals. */
export type Verified =
  | { whole: true; records: number; entries: number }
  | { whole: false; record: string; seq: number; fault: 'gap' | 'chain' | 'content' | 'head' | 'missing' };

/** Verify one record's chain from its entries in order. Null when whole. */
export function firstBreak(entries: readonly LogEntry[]): { seq: number; fault: 'gap' | 'chain' | 'content' } | null {
  let prev = CHAIN_START;
  for (const [i, entry] of entries.entries()) {
    const { hash, ...unhashed } = entry;
    if (entry.seq !== i + 1) return { seq: i + 1, fault: 'gap' };
    if (entry.prev !== prev) return { seq: entry.seq, fault: 'chain' };
    if (hashOf(unhashed) !== hash) return { seq: entry.seq, fault: 'content' };
    prev = hash;
  }
  return null;
}

/**
 * Verify the whole log against the records. Entries still in an outbox count as written. A record that looks broken is
 * looked at once more by itself, because work may go on meanwhile.
 */
export async function verifyLog(log: EventLog, stores: readonly RecordStore[]): Promise<Verified> {
  const storeOf = new Map(stores.map((store) => [store.kind, store]));
  let records = 0;
  let entries = 0;
  const heads = new Map<string, { kind: string; seq: number; hash: string }>();

  /** One record: as it stands first, then its log, so that what has left the outbox meanwhile is in the log. */
  async function look(kind: string, id: string, reached: number): Promise<Verified | null> {
    const broken = (seq: number, fault: 'gap' | 'chain' | 'content' | 'head' | 'missing') =>
      ({ whole: false, record: id, seq, fault }) as const;
    const store = storeOf.get(kind);
    const record = await store?.load(id);
    // Nothing is ever deleted, so somebody did.
    if (!store || !record) return broken(reached, 'missing');
    const logged = await log.of(id);
    const now = await store.load(id);
    if ((logged.at(-1)?.seq ?? 0) > (now?.rev ?? 0)) return broken((now?.rev ?? 0) + 1, 'head');
    const known = new Set(logged.map(({ seq }) => seq));
    const waiting = record.outbox.filter(({ seq }) => !known.has(seq)).map(logEntryOf);
    const story = [...logged, ...waiting].filter(({ seq }) => seq <= record.rev).sort((a, b) => a.seq - b.seq);
    const found = firstBreak(story);
    if (found) return broken(found.seq, found.fault);
    if (story.length !== record.rev) return broken(story.length + 1, 'gap');
    return story.at(-1)?.hash === record.hash ? null : broken(record.rev, 'head');
  }

  let current: LogEntry[] = [];
  /** The entries of one record, complete. */
  async function check(): Promise<Verified | null> {
    const last = current.at(-1);
    if (!last) return null;
    const broken = firstBreak(current) && (await look(last.kind, last.record, last.seq));
    heads.set(last.record, { kind: last.kind, seq: last.seq, hash: last.hash });
    entries += current.length;
    current = [];
    return broken;
  }
  for await (const entry of log.all()) {
    const broken = current[0] && current[0].record !== entry.record ? await check() : null;
    if (broken) return broken;
    current.push(entry);
  }
  const last = await check();
  if (last) return last;

  for (const store of stores) {
    for await (const { id, rev, hash } of store.all()) {
      records += 1;
      const logged = heads.get(id);
      heads.delete(id);
      if (logged?.seq === rev && logged.hash === hash) continue;
      const broken = await look(store.kind, id, logged?.seq ?? 0);
      if (broken) return broken;
    }
  }
  for (const [id, { kind, seq }] of heads) {
    const broken = await look(kind, id, seq);
    if (broken) return broken;
  }
  return { whole: true, records, entries };
}
