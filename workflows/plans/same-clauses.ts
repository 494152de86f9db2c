/** Which clause of a new edition is which of the one before: by its words first, then by its number and how alike it reads. */
import type { Clause } from './draft.js';

/** From this likeness on two clauses are one that was reworded. */
const ALIKE = 0.55;
/** A clause that kept its number and heading may be reworded further. */
const ALIKE_IN_PLACE = 0.3;

const plain = (text: string) => text.replace(/[\s　，。；、：:“”"（）()]/g, '');
const placeOf = ({ number, path }: Clause) => [...path.map(plain), plain(number)].join('/');
const pairsOf = (text: string) => {
  const words = plain(text);
  return new Set(Array.from({ length: Math.max(0, words.length - 1) }, (_, i) => words.slice(i, i + 2)));
};

/**
 * For each clause of `after` the index of the same one in `before`, or null when it is new. No clause is taken twice. Shared
 * pairs of characters are counted through an index, so that two long documents are compared in well under a second.
 */
export function sameClauses(before: readonly Clause[], after: readonly Clause[]): (number | null)[] {
  const found: (number | null)[] = after.map(() => null);
  const taken = new Set<number>();
  const take = (a: number, b: number) => {
    found[a] = b;
    taken.add(b);
  };

  const byWords = new Map<string, number[]>();
  for (const [i, { text }] of before.entries()) byWords.set(plain(text), [...(byWords.get(plain(text)) ?? []), i]);
  for (const [i, clause] of after.entries()) {
    const same = (byWords.get(plain(clause.text)) ?? []).filter((b) => !taken.has(b));
    const inPlace = same.find((b) => placeOf(before[b] as Clause) === placeOf(clause)) ?? same[0];
    if (inPlace !== undefined) take(i, inPlace);
  }

  const sizes: number[] = [];
  const having = new Map<string, number[]>();
  for (const [i, { title, text }] of before.entries()) {
    if (taken.has(i)) continue;
    const pairs = pairsOf(`${title}${text}`);
    sizes[i] = pairs.size;
    for (const pair of pairs) {
      const list = having.get(pair);
      if (list) list.push(i);
      else having.set(pair, [i]);
    }
  }
  const candidates: { a: number; b: number; likeness: number }[] = [];
  for (const [a, clause] of after.entries()) {
    if (found[a] !== null) continue;
    const pairs = pairsOf(`${clause.title}${clause.text}`);
    const shared = new Map<number, number>();
    for (const pair of pairs) for (const b of having.get(pair) ?? []) shared.set(b, (shared.get(b) ?? 0) + 1);
    for (const [b, count] of shared) {
      const likeness = (2 * count) / (pairs.size + (sizes[b] ?? 0));
      const inPlace = placeOf(before[b] as Clause) === placeOf(clause) && clause.number !== '';
      if (likeness >= (inPlace ? ALIKE_IN_PLACE : ALIKE)) {
        // Of two as alike, the one that kept its place.
        candidates.push({ a, b, likeness: likeness + (inPlace ? 0.1 : 0) });
      }
    }
  }
  candidates.sort((x, y) => y.likeness - x.likeness || x.a - y.a || x.b - y.b);
  for (const { a, b } of candidates) if (found[a] === null && !taken.has(b)) take(a, b);
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
