/** Which clause of a new edition is which of the one before: by its words first, then by its number and how alike it reads. */
import type { Clause } from './draft.js';

/** From this likeness on two clauses are one that was reworded. */
const ALIKE = 0.55;
/** A clause that kept its number and heading may be reworded further. */
const ALIKE_IN_PLACE = 0.3;

const plain = (text: string) => text.replace(/[\s　，。；、：:“”"（）()]/g, '');
const placeOf = ({ number, path }: Pick<Clause, 'number' | 'path'>) => [...path.map(plain), plain(number)].join('/');
const pairsOf = (text: string) => {
  const words = plain(text);
  return new Set(Array.from({ length: Math.max(0, words.length - 1) }, (_, i) => words.slice(i, i + 2)));
};

/** What a clause reads like, worked out once. */
interface Read {
  words: string;
  place: string;
  numbered: boolean;
  pairs(): ReadonlySet<string>;
}

function read({ number, path, title, text }: Clause): Read {
  let pairs: ReadonlySet<string> | null = null;
  return {
    words: plain(text),
    place: placeOf({ number, path }),
    numbered: number !== '',
    pairs() {
      pairs ??= pairsOf(`${title}${text}`);
      return pairs;
    },
  };
}

/** Indexes under a key in rising order; those that are taken meanwhile are passed over for good. */
class Waiting {
  readonly #lists = new Map<string, { list: number[]; next: number }>();

  add(key: string, index: number): void {
    const found = this.#lists.get(key);
    if (found) found.list.push(index);
    else this.#lists.set(key, { list: [index], next: 0 });
  }

  first(key: string, taken: ReadonlySet<number>): number | undefined {
    const found = this.#lists.get(key);
    if (!found) return undefined;
    while (found.next < found.list.length && taken.has(found.list[found.next] ?? -1)) found.next += 1;
    return found.list[found.next];
  }
}

/** Pairs of characters that a clause is looked for by, the rarest it has; clauses looked at for each; those compared whole. */
const SOUGHT = 24;
const LOOKED_AT = 24;
const COMPARED = 8;

function likenessOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared += 1;
  return (2 * shared) / Math.max(1, a.size + b.size);
}

/** Clauses of `before` that share the rarest pairs of characters with one of `after`, the likeliest first. */
function candidatesFor(pairs: ReadonlySet<string>, having: ReadonlyMap<string, readonly number[]>): number[] {
  const rare = [...pairs]
    .map((pair) => having.get(pair) ?? [])
    .filter((list) => list.length > 0)
    .sort((a, b) => a.length - b.length)
    .slice(0, SOUGHT);
  const votes = new Map<number, number>();
  for (const list of rare) for (const b of list.slice(0, LOOKED_AT)) votes.set(b, (votes.get(b) ?? 0) + 1);
  return [...votes]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, COMPARED)
    .map(([b]) => b);
}

/**
 * For each clause of `after` the index of the same one in `before`, or null when it is new. No clause is taken twice. A clause is
 * compared with the one in its place and with a few that share its rarest words, so that two long documents take time by
 * their length, not by its square.
 */
export function sameClauses(before: readonly Clause[], after: readonly Clause[]): (number | null)[] {
  const old = before.map(read);
  const fresh = after.map(read);
  const found: (number | null)[] = after.map(() => null);
  const taken = new Set<number>();
  const take = (a: number, b: number | undefined) => {
    if (b === undefined || found[a] !== null) return;
    found[a] = b;
    taken.add(b);
  };

  const exactly = new Waiting();
  const byWords = new Waiting();
  const inPlace = new Waiting();
  for (const [b, { words, place }] of old.entries()) {
    exactly.add(`${place}\n${words}`, b);
    byWords.add(words, b);
    inPlace.add(place, b);
  }
  for (const [a, { words, place }] of fresh.entries()) take(a, exactly.first(`${place}\n${words}`, taken));
  for (const [a, { words }] of fresh.entries()) if (found[a] === null) take(a, byWords.first(words, taken));

  const having = new Map<string, number[]>();
  for (const [b, one] of old.entries()) {
    if (taken.has(b)) continue;
    for (const pair of one.pairs()) {
      const list = having.get(pair);
      if (list) list.push(b);
      else having.set(pair, [b]);
    }
  }
  const candidates: { a: number; b: number; likeness: number }[] = [];
  for (const [a, { pairs, place, numbered }] of fresh.entries()) {
    if (found[a] !== null) continue;
    const here = inPlace.first(place, taken);
    const others = candidatesFor(pairs(), having);
    for (const b of new Set(here === undefined ? others : [here, ...others])) {
      const other = old[b] as Read;
      const likeness = likenessOf(pairs(), other.pairs());
      const kept = numbered && other.place === place;
      // Of two as alike, the one that kept its place.
      if (likeness >= (kept ? ALIKE_IN_PLACE : ALIKE)) candidates.push({ a, b, likeness: likeness + (kept ? 0.1 : 0) });
    }
  }
  candidates.sort((x, y) => y.likeness - x.likeness || x.a - y.a || x.b - y.b);
  for (const { a, b } of candidates) if (!taken.has(b)) take(a, b);
  return found;
}

/** How much of the shorter of two documents is word for word in the other, 0–1. */
export function shareOfSame(before: readonly Clause[], after: readonly Clause[]): number {
  const words = new Set(before.map(({ text }) => plain(text)));
  const least = Math.min(before.length, after.length);
  if (least === 0) return 0;
  return Math.min(1, after.filter(({ text }) => words.has(plain(text))).length / least);
}

/** How much of the shorter of two documents is known again in the other, word for word or reworded, 0–1. */
export function shareOfKnown(before: readonly Clause[], after: readonly Clause[]): number {
  const least = Math.min(before.length, after.length);
  return least === 0 ? 0 : sameClauses(before, after).filter((at) => at !== null).length / least;
}
