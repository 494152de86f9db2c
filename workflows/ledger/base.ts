/**
 * What a row was when it was written to a file, small enough to travel in a hidden cell: its id, the language of its words and
 * one digest per cell. With it an import can tell a cell that was edited from one that somebody else has changed since,
 * and no export has to be kept.
 */
import { type Cells, plainCell, SHOWN_COLUMNS, type ShownColumn } from './columns.js';

export interface Base {
  id: string;
  /** The language in which the file shows states and departments. */
  locale: string;
  /** One digest per column, in their order, as one text: ten thousand rows of them are held at once. */
  digests: string;
}

const WIDTH = 7;

/** 32 bits of a text (FNV-1a): enough to tell a cell from its own earlier self; whoever forges one only hides an own edit. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36).padStart(WIDTH, '0');
}

const digestOf = (column: ShownColumn, text: string) => digest(plainCell(column, text));

/** The hidden cell of a row that shows `cells`. */
export function writeBase(id: string, locale: string, cells: Record<ShownColumn, string>): string {
  return [id, locale, SHOWN_COLUMNS.map((column) => digestOf(column, cells[column])).join('')].join('.');
}

/** The base in a cell; null when there is none or it was written by another version. */
export function readBase(cell: string): Base | null {
  const found = /^([0-9a-f]{24})\.([a-zA-Z-]{2,5})\.([0-9a-z]+)$/.exec(cell.trim());
  const [, id = '', locale = '', all = ''] = found ?? [];
  if (!found || all.length !== SHOWN_COLUMNS.length * WIDTH) return null;
  return { id, locale, digests: all };
}

/** A cell that is not what the record shows now. */
export interface Difference {
  column: ShownColumn;
  /** What the record shows. */
  now: string;
  /** What the file says, in the one spelling of the cell. */
  wanted: string;
  /** The record's cell has changed since the file was written, or nobody can tell: a person decides. */
  conflict: boolean;
}

const COMPUTED = new Set<ShownColumn>(['light', 'why', 'reportedOn']);

export interface GivenCells {
  cells: Cells;
  base: Base | null;
  rev: number | null;
}

/**
 * The cells that were edited and differ from what the record shows, `current` in the language of the base. Where a file has lost
 * its bases, a cell is taken for edited when it differs, and the revision says whether somebody else may have changed it.
 */
export function differences(
  { cells, base, rev }: GivenCells,
  current: { rev: number; texts: Record<ShownColumn, string> },
): Difference[] {
  const found: Difference[] = [];
  for (const [i, column] of SHOWN_COLUMNS.entries()) {
    const typed = cells[column];
    if (typed === undefined) continue;
    const now = current.texts[column];
    if (typed === now) continue;
    const wanted = plainCell(column, typed);
    if (wanted === plainCell(column, now)) continue;
    const before = base?.digests.slice(i * WIDTH, (i + 1) * WIDTH);
    if (digest(wanted) === before) continue;
    // What the clock changes by itself says nothing about an edit.
    if (!base && COMPUTED.has(column)) continue;
    // A merged cell is written once for the rows it spans.
    if (column === 'phase' && wanted === '') continue;
    const conflict = base ? digestOf(column, now) !== before : rev !== current.rev;
    found.push({ column, now, wanted, conflict });
  }
  return found;
}
