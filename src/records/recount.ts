/** Count everything again and compare with the kept counts (DESIGN 3): a difference is a bug, reported as an error. */
import { type Counters, counterId } from './counters.js';
import type { CounterChange, RecordKind } from './record.js';
import type { RecordStore } from './record-store.js';

/** One kept number that is not what a recount finds. */
export interface CounterDifference {
  counter: string;
  name: string;
  kept: number;
  counted: number;
}

export interface Recounted {
  records: number;
  rows: number;
  differences: CounterDifference[];
}

/** A row's numbers, nested or not, by their dotted names. */
function flat(n: Record<string, unknown> | undefined, prefix = ''): Record<string, number> {
  const out: Record<string, number> = {};
  for (const [name, value] of Object.entries(n ?? {})) {
    if (typeof value === 'number') out[prefix + name] = value;
    else if (value && typeof value === 'object')
      Object.assign(out, flat(value as Record<string, unknown>, `${prefix}${name}.`));
  }
  return out;
}

/** A recount over all kinds; `onProgress` is called now and then so that a job can keep its lock. */
export function recount(kinds: () => { kind: RecordKind; store: RecordStore }[], counters: Counters) {
  async function count(onProgress?: () => Promise<void>) {
    const rows = new Map<string, { row: CounterChange; n: Record<string, number> }>();
    let records = 0;
    const add = ({ inc, ...row }: CounterChange, sign: 1 | -1) => {
      const id = counterId(row);
      const known = rows.get(id) ?? { row: { ...row, inc: {} }, n: {} };
      for (const [name, by] of Object.entries(inc)) known.n[name] = (known.n[name] ?? 0) + sign * by;
      rows.set(id, known);
    };
    for (const { kind, store } of kinds()) {
      for await (const record of store.all()) {
        records += 1;
        for (const change of kind.contributions(record)) add(change, 1);
        // Entries on their way are not in the kept counts yet, unless the row has taken them in already.
        for (const entry of record.outbox) {
          for (const change of entry.counts) {
            const taken = await counters.taken(counterId(change));
            if (!taken.has(entry.eventId)) add(change, -1);
          }
        }
        if (records % 5000 === 0) await onProgress?.();
      }
    }
    return { rows, records };
  }

  async function compare(onProgress?: () => Promise<void>) {
    const { rows, records } = await count(onProgress);
    const kept = new Map((await counters.rows({})).map((row) => [counterId(row), flat(row.n)]));
    const differences: CounterDifference[] = [];
    for (const counter of new Set([...rows.keys(), ...kept.keys()])) {
      const keptRow = kept.get(counter) ?? {};
      const countedRow = rows.get(counter)?.n ?? {};
      for (const name of new Set([...Object.keys(keptRow), ...Object.keys(countedRow)])) {
        const a = keptRow[name] ?? 0;
        const b = countedRow[name] ?? 0;
        if (a !== b) differences.push({ counter, name, kept: a, counted: b });
      }
    }
    return { rows, records, differences };
  }

  /** Compare. Work going on meanwhile can look like a difference, so one is believed only when found twice. */
  async function check(onProgress?: () => Promise<void>): Promise<Recounted> {
    const first = await compare(onProgress);
    if (first.differences.length === 0) return { records: first.records, rows: first.rows.size, differences: [] };
    const second = await compare(onProgress);
    const before = new Map(first.differences.map((one) => [`${one.counter} ${one.name}`, one.kept - one.counted]));
    const differences = second.differences.filter(
      ({ counter, name, kept, counted }) => before.get(`${counter} ${name}`) === kept - counted,
    );
    return { records: second.records, rows: second.rows.size, differences };
  }

  return {
    check,
    /** Put every number right that a check finds wrong, by its difference: it may be broken off, and done while people work. */
    async repair(): Promise<number> {
      const wrong = new Map<string, CounterChange>();
      for (const { counter, name, kept, counted } of (await check()).differences) {
        const [campaign = '', phase = '', department = ''] = counter.split('/');
        const known = wrong.get(counter) ?? { campaign, phase, department, inc: {} };
        known.inc[name] = counted - kept;
        wrong.set(counter, known);
      }
      for (const change of wrong.values()) await counters.correct(change);
      return wrong.size;
    },
  };
}
