/** The review of a long document in pages: which proposals stand on one, and the piece of the text that they are from. */
import type { DraftItem } from '../../workflows/plans/draft.js';
import type { PlanDraft } from './plan-draft.model.js';

export interface Piece {
  text: string;
  /** A mark leads to what was made of it. */
  mark: { id: string; href: string; kind: 'task' | 'left' | 'gone' } | null;
}

/** Proposals on a page of the review, and duties without a task. */
export const ITEMS_SHOWN = 50;

/** The page on which a proposal stands; 1 for one that is not there. */
export function pageOf({ items }: Pick<PlanDraft, 'items'>, key: string): number {
  return (
    Math.floor(
      Math.max(
        0,
        items.findIndex((one) => one.key === key),
      ) / ITEMS_SHOWN,
    ) + 1
  );
}

/** What a page shows of a list. */
export const onPage = <T>(list: readonly T[], page: number): T[] =>
  list.slice((page - 1) * ITEMS_SHOWN, page * ITEMS_SHOWN);

/** Characters shown on either side of a page's proposals where the whole text is not. */
const MARGIN = 600;

/** The piece of the text that a page is about; all of it where all proposals are on one page. */
function windowOf({ text, items }: PlanDraft, shown: readonly DraftItem[]): { start: number; end: number } {
  if (items.length <= ITEMS_SHOWN) return { start: 0, end: text.length };
  const start = shown.reduce((least, { proposal }) => Math.min(least, proposal.quote.start), text.length);
  const end = shown.reduce((most, { proposal }) => Math.max(most, proposal.quote.end), 0);
  return { start: Math.max(0, start - MARGIN), end: Math.min(text.length, end + MARGIN) };
}

/** The text in pieces, quoted ones marked; where two quotes overlap the first one counts. */
export function pieces({ text: whole, uncovered, items: all }: PlanDraft, items: readonly DraftItem[]): Piece[] {
  const shown = windowOf({ text: whole, items: all } as PlanDraft, items);
  const text = whole.slice(0, shown.end);
  const marks = [
    ...items.map(({ key, state, proposal: { quote } }) => ({
      ...quote,
      mark: { id: `q-${key}`, href: `#${key}`, kind: state === 'skipped' ? ('gone' as const) : ('task' as const) },
    })),
    ...uncovered.map(({ start, end, dismissedBy }) => ({
      start,
      end,
      mark: {
        id: `q-u${start}`,
        href: `#u${start}`,
        kind: dismissedBy === null ? ('left' as const) : ('gone' as const),
      },
    })),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  const found: Piece[] = [];
  let at = shown.start;
  for (const { start, end, mark } of marks) {
    if (start < at || end > text.length) continue;
    if (start > at) found.push({ text: text.slice(at, start), mark: null });
    found.push({ text: text.slice(start, end), mark });
    at = end;
  }
  if (at < text.length) found.push({ text: text.slice(at), mark: null });
  return found;
}
