/** Walk every chain: each entry's hash must follow from the one before, and the record must stand where its log ends. */
import type { EventLog } from './event-log.js';
import { CHAIN_START, hashOf, logEntryOf } from './event-log.js';
import type { LogEntry } from './record.js';
import type { RecordStore } from './record-store.js';

type Fault = 'gap' | 'chain' | 'content' | 'head' | 'missing';

/** One place where a record's story does not hold. */
export interface LogBreak {
  record: string;
  seq: number;
  fault: Fault;
}

/** What was walked, how many breaks there are, and the first of them. */
export interface Verified {
  whole: boolean;
  records: number;
  entries: number;
  broken: number;
  breaks: LogBreak[];
}

/** Breaks that are named; all are counted. */
const BREAKS_NAMED = 200;

/** Every break in one record's entries, given in order: after one the walk goes on from what is there. */
export function breaksIn(entries: readonly LogEntry[]): { seq: number; fault: 'gap' | 'chain' | 'content' }[] {
  const breaks: ReturnType<typeof breaksIn> = [];
  let prev = CHAIN_START;
  let next = 1;
  for (const entry of entries) {
    const { hash, ...unhashed } = entry;
    if (entry.seq !== next) breaks.push({ seq: next, fault: 'gap' });
    else if (entry.prev !== prev) breaks.push({ seq: entry.seq, fault: 'chain' });
    if (hashOf(unhashed) !== hash) breaks.push({ seq: entry.seq, fault: 'content' });
    next = entry.seq + 1;
    prev = hash;
  }
  return breaks;
}

/** The first break in one record's entries; null when they are whole. */
export const firstBreak = (entries: readonly LogEntry[]) => breaksIn(entries)[0] ?? null;

/**
 * Verify the whole log against the records, to its end whatever is found. Entries still in an outbox count as written. A record that
 * looks broken is looked at once more by itself, because work may go on meanwhile. `alive` is called now and then.
 */
export async function verifyLog(
  log: EventLog,
  stores: readonly RecordStore[],
  alive?: () => Promise<void>,
): Promise<Verified> {
  const storeOf = new Map(stores.map((store) => [store.kind, store]));
  const heads = new Map<string, { kind: string; seq: number; hash: string }>();
  const looked = new Set<string>();
  const found: Verified = { whole: true, records: 0, entries: 0, broken: 0, breaks: [] };
  let walked = 0;
  const step = async () => {
    walked += 1;
    if (walked % 10_000 === 0) await alive?.();
  };

  /** One record: as it stands first, then its log, so that what has left the outbox meanwhile is in the log. */
  async function look(kind: string, id: string, reached: number): Promise<{ seq: number; fault: Fault }[]> {
    const store = storeOf.get(kind);
    const record = await store?.load(id);
    // Nothing is ever deleted, so somebody did.
    if (!store || !record) return [...breaksIn(await log.of(id)), { seq: reached, fault: 'missing' }];
    const logged = await log.of(id);
    const now = await store.load(id);
    const known = new Set(logged.map(({ seq }) => seq));
    const waiting = record.outbox.filter(({ seq }) => !known.has(seq)).map(logEntryOf);
    const story = [...logged, ...waiting].filter(({ seq }) => seq <= record.rev).sort((a, b) => a.seq - b.seq);
    const breaks: { seq: number; fault: Fault }[] = breaksIn(story);
    const last = story.at(-1);
    if ((last?.seq ?? 0) < record.rev) breaks.push({ seq: (last?.seq ?? 0) + 1, fault: 'gap' });
    else if (last?.hash !== record.hash) breaks.push({ seq: record.rev, fault: 'head' });
    if ((logged.at(-1)?.seq ?? 0) > (now?.rev ?? 0)) breaks.push({ seq: (now?.rev ?? 0) + 1, fault: 'head' });
    return breaks;
  }

  async function note(kind: string, record: string, reached: number): Promise<void> {
    if (looked.has(record)) return;
    looked.add(record);
    for (const one of await look(kind, record, reached)) {
      found.whole = false;
      found.broken += 1;
      if (found.breaks.length < BREAKS_NAMED) found.breaks.push({ record, ...one });
    }
  }

  let current: LogEntry[] = [];
  /** The entries of one record, complete. */
  async function check(): Promise<void> {
    const last = current.at(-1);
    if (!last) return;
    heads.set(last.record, { kind: last.kind, seq: last.seq, hash: last.hash });
    found.entries += current.length;
    if (firstBreak(current)) await note(last.kind, last.record, last.seq);
    current = [];
  }
  for await (const entry of log.all()) {
    if (current[0] && current[0].record !== entry.record) await check();
    current.push(entry);
    await step();
  }
  await check();

  for (const store of stores) {
    for await (const { id, rev, hash } of store.all()) {
      found.records += 1;
      const logged = heads.get(id);
      heads.delete(id);
      if (logged?.seq !== rev || logged.hash !== hash) await note(store.kind, id, logged?.seq ?? 0);
      await step();
    }
  }
  for (const [id, { kind, seq }] of heads) await note(kind, id, seq);
  return found;
}
