/** The columns of a ledger's file. */
import type { LedgerColumn } from '../../workflows/ledger/columns.js';

/** Columns in their order; the hidden ones are for the way back. */
export const COLUMNS: readonly { key: LedgerColumn; width: number; hidden?: true }[] = [
  { key: 'phase', width: 12 },
  { key: 'code', width: 11 },
  { key: 'parent', width: 11 },
  { key: 'title', width: 34 },
  { key: 'requirement', width: 44 },
  { key: 'lead', width: 18 },
  { key: 'supporting', width: 24 },
  { key: 'due', width: 12 },
  { key: 'dueText', width: 14 },
  { key: 'state', width: 10 },
  { key: 'light', width: 8 },
  { key: 'why', width: 26 },
  { key: 'percent', width: 8 },
  { key: 'lastReport', width: 40 },
  { key: 'reportedOn', width: 12 },
  { key: 'id', width: 26, hidden: true },
  { key: 'rev', width: 6, hidden: true },
  { key: 'base', width: 12, hidden: true },
];
