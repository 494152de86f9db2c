/** The catalogue as a sheet: one row an item, in words that the import reads back. */

import { SHEET_COLUMNS, type SheetColumn } from '../../workflows/service-items/read-table.js';
import type { PlanField } from '../../workflows/service-items/service-item.js';
import type { Sheet } from '../documents/sheet-writer.js';
import type { Reader } from '../http/reason-text.js';
import { fieldText } from './item-words.page.js';
import type { ServiceItemRecord } from './service-item.query.js';

const WIDTHS: Partial<Record<SheetColumn, number>> = {
  title: 34,
  department: 18,
  legalBasis: 28,
  papers: 40,
  steps: 30,
  place: 24,
  phone: 16,
};

function cellOf(
  column: SheetColumn,
  { state, facts }: ServiceItemRecord,
  names: ReadonlyMap<string, string>,
  reader: Reader,
): string {
  if (column === 'code') return facts.code;
  if (column === 'state') return reader.t(`serviceItems:state.${state}`);
  // A cell holds its lines as lines, so that they come back as the same ones.
  if (column === 'papers' || column === 'steps') return facts[column].join('\n');
  if (column === 'promised' && facts.onTheSpot) return '';
  return fieldText(column as PlanField, facts, names, reader);
}

/** The sheet of some items; none gives the head alone. */
export function itemSheet(
  items: readonly ServiceItemRecord[],
  names: ReadonlyMap<string, string>,
  reader: Reader,
  columns: readonly SheetColumn[] = SHEET_COLUMNS,
): Sheet {
  async function* rows() {
    for (const item of items) yield columns.map((column) => cellOf(column, item, names, reader));
  }
  return {
    title: reader.t('serviceItems:title'),
    head: columns.map((column) => reader.t(`serviceItems:sheet.${column}`)),
    columns: columns.map((column) => ({ width: WIDTHS[column] ?? 12 })),
    rows: rows(),
  };
}
