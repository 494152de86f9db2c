/** The lists of a draft that grow with its document: how many of each, and in what runs they are sent and kept. */
import { type DraftContent, isOpen } from '../../workflows/plans/draft.js';
import { inPieces } from '../documents/pieces.js';

export const LISTS = ['items', 'uncovered', 'gone'] as const;
export type List = (typeof LISTS)[number];
export type Lists = Pick<DraftContent, List>;
export type Entry = DraftContent[List][number];

/** Some entries of one list, in their order. */
export interface Run {
  list: List;
  entries: Entry[];
}

export interface DraftCounts {
  proposals: number;
  open: number;
  created: number;
  uncovered: number;
}

/** Entries of a run, and characters of their JSON: far below what a record may have, and quick to send and to write. */
const RUN_ENTRIES = 100;
const RUN_CHARACTERS = 250_000;

/** Entries in runs that each fit into a page. */
export const runsOf = (entries: readonly Entry[]): Iterable<Entry[]> => inPieces(entries, RUN_ENTRIES, RUN_CHARACTERS);

export function* runsIn(content: Lists): Generator<Run> {
  for (const list of LISTS) for (const entries of runsOf(content[list])) yield { list, entries };
}

export function countsOf({ items, uncovered }: Pick<Lists, 'items' | 'uncovered'>): DraftCounts {
  return {
    proposals: items.length,
    open: items.filter(isOpen).length,
    created: items.filter(({ task }) => task !== null).length,
    uncovered: uncovered.filter(({ dismissedBy }) => dismissedBy === null).length,
  };
}
