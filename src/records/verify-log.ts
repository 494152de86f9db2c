/** Walk every chain: each entry's hash must follow from the one before, and the record must stand where its log ends. */
import type { EventLog } from './event-log.js';
import { CHAIN_START, hashOf } from './event-log.js';
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

/** Verify the whole log against the records. Entries still in an outbox count as written. */
export async function verifyLog(log: EventLog, stores: readonly RecordStore[]): Promise<Verified> {
  let records = 0;
  let entries = 0;
  const heads = new Map<string, { seq: number; hash: string }>();
  let current: LogEntry[] = [];
  const check = (): Verified | null => {
    const last = current.at(-1);
    if (!last) return null;
    const broken = firstBreak(current);
    if (broken) return { whole: false, record: last.record, ...broken };
    heads.set(last.record, { seq: last.seq, hash: last.hash });
    entries += current.length;
    return null;
  };
  for await (const entry of log.all()) {
    if (current[0] && current[0].record !== entry.record) {
      const broken = check();
      if (broken) return broken;
      current = [];
    }
    current.push(entry);
  }
  const broken = check();
  if (broken) return broken;

  for (const store of stores) {
    for await (const record of store.all()) {
      records += 1;
      const waiting = record.outbox.map(({ seq }) => seq);
      const logged = heads.get(record.id);
      heads.delete(record.id);
      const reached = logged?.seq ?? 0;
      if (reached + waiting.filter((seq) => seq > reached).length !== record.rev) {
        return { whole: false, record: record.id, seq: reached + 1, fault: 'gap' };
      }
      const head = waiting.length > 0 ? record.outbox.at(-1)?.hash : logged?.hash;
      if (head !== record.hash) return { whole: false, record: record.id, seq: record.rev, fault: 'head' };
    }
  }
  // Entries of a record that is no longer there: nothing is ever deleted, so somebody did.
  const [orphan] = heads;
  if (orphan) return { whole: false, record: orphan[0], seq: orphan[1].seq, fault: 'missing' };
  return { whole: true, records, entries };
}
