/** What people have done to a record since a page of it was read, field by field. */
import type { Actor } from '../../workflows/moment.js';
import type { ChangedField, ChangeSince } from '../platform/errors.js';
import { canonical } from './canonical.js';
import type { LogEntry } from './record.js';

/**
 * The revision somebody goes by. A number (`If-Match`) must be the record's own, but for echoes of the clock and of other
 * records. A page's may be older where an event only adds: whoever reports twice from one page overwrites nothing.
 */
export type ExpectedRev = number | { page: number };

export const revOf = (expected: ExpectedRev): number => (typeof expected === 'number' ? expected : expected.page);

type Leaves = Map<string, unknown>;
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** A date with its text is one value. */
const isWhole = (value: Record<string, unknown>) => 'from' in value && 'to' in value;

function leavesOf(value: Record<string, unknown>, under = '', into: Leaves = new Map()): Leaves {
  for (const [name, one] of Object.entries(value)) {
    const path = under ? `${under}.${name}` : name;
    if (isObject(one) && !isWhole(one)) leavesOf(one, path, into);
    else into.set(path, one);
  }
  return into;
}

/** An event's values under the names of the facts: an edit may carry them in a parcel of its own (`plan.title` is `title`). */
function valuesOf(entry: LogEntry, known: Leaves): [string, unknown][] {
  return [...leavesOf(entry.payload)].map(([path, value]) => {
    const inner = path.slice(path.indexOf('.') + 1);
    return [!known.has(path) && known.has(inner) ? inner : path, value];
  });
}

/** The fields an entry set to something else than the entries before it had. */
function changedBy(entry: LogEntry, known: Leaves): ChangedField[] {
  return valuesOf(entry, known)
    .filter(([name, to]) => known.has(name) && canonical(known.get(name) ?? null) !== canonical(to ?? null))
    .map(([name, to]) => ({ name, from: known.get(name) ?? null, to: to ?? null }));
}

/**
 * The changes by people in a record's whole history after the revision, oldest first. The account does not matter: offices
 * share accounts, and one person has two windows. `adds` = the record's events that overwrite nothing.
 */
export function changesSince(
  history: readonly LogEntry[],
  asked: { expected: ExpectedRev; type: string; actor: Pick<Actor, 'id'>; adds: readonly string[] },
): ChangeSince[] {
  const { expected, type, actor, adds } = asked;
  const adding = typeof expected === 'object' && adds.includes(type);
  const known: Leaves = new Map();
  const changes: ChangeSince[] = [];
  for (const entry of history) {
    const ownAddition = adding && adds.includes(entry.type) && entry.actor.id === actor.id;
    if (entry.seq > revOf(expected) && entry.actor.kind === 'person' && !ownAddition) {
      const { id, name } = entry.actor;
      const fields = changedBy(entry, known);
      changes.push({ seq: entry.seq, type: entry.type, at: entry.at, actor: { id, name }, fields });
    }
    for (const [name, value] of valuesOf(entry, known)) known.set(name, value);
  }
  return changes;
}
