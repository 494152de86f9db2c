/** Merged cells: what one shows, it shows in every row and column it spans. */
import { CELLS_MOST, type ReadCell, type ReadRow } from '../cells.js';
import { UnreadableDocument } from '../unreadable-document.js';

export interface Merge {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** More than any table has. */
const MERGES_MOST = 50_000;

/** `AB7` → 28; 0 for no reference. */
export function columnIn(reference: string | undefined): number {
  let column = 0;
  for (const char of reference ?? '') {
    const letter = char.charCodeAt(0) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column;
}

/** `A2:C4`; null for what spans nothing. */
export function mergeIn(reference: string | undefined): Merge | null {
  const [, left, top, right, bottom] =
    /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference ?? '') ?? [];
  if (!left || !right) return null;
  return { left: columnIn(left), right: columnIn(right), top: Number(top), bottom: Number(bottom) };
}

/** Put the words of merged cells into all they span. A row with nothing of its own stays none; overlapping spans are damage. */
export function spread(rows: readonly ReadRow[], merges: readonly Merge[]): void {
  if (merges.length > MERGES_MOST) throw new UnreadableDocument('tooManyCells', { most: MERGES_MOST });
  const byTop = [...merges].sort((a, b) => a.top - b.top);
  const at: ({ bottom: number; left: number; cell: ReadCell } | undefined)[] = [];
  let next = 0;
  for (const { n, cells } of rows) {
    for (let merge = byTop[next]; merge && merge.top <= n; merge = byTop[next]) {
      next += 1;
      // A span whose first row has nothing shows nothing.
      const cell = merge.top === n ? cells[merge.left - 1] : undefined;
      if (!cell || cell.text === '') continue;
      for (let column = merge.left; column <= Math.min(merge.right, CELLS_MOST.columns); column += 1) {
        at[column] = { bottom: merge.bottom, left: merge.left, cell };
      }
    }
    for (const [column, span] of at.entries()) {
      if (!span || span.bottom < n || cells[column - 1] === span.cell) continue;
      while (cells.length < column) cells.push({ text: '', formula: false });
      const { text, formula } = span.cell;
      cells[column - 1] = { text, formula, ...(column > span.left ? { beside: true as const } : {}) };
    }
  }
}
