/** What a row says, in one spelling, so that it is known again in another order of columns, in another kind of file. */
import { folded } from '../names/fold.js';
import { type Cells, plainCell, type ShownColumn } from './columns.js';

/** What a new row is told from another by; codes are given by the product, the rest is computed. */
const SAID: readonly ShownColumn[] = ['phase', 'title', 'requirement', 'lead', 'supporting', 'due', 'dueText'];

/** `phaseAbove` stands in for a phase that a merged cell says once. */
export function contentOf(cells: Cells, phaseAbove: string): string {
  const said = { ...cells, phase: cells.phase?.trim() || phaseAbove };
  return JSON.stringify(SAID.map((column) => folded(plainCell(column, said[column] ?? ''))));
}
