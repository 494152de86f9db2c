/** Imports of a ledger: the file as it was given, how far reading or changing has come, and what became of each row. */
import { type Connection, type Model, Schema } from 'mongoose';
import type { Instant } from '../../workflows/dates.js';
import type { Difference } from '../../workflows/ledger/base.js';
import type { ShownColumn } from '../../workflows/ledger/columns.js';
import type { FreshTask } from '../../workflows/ledger/new-row.js';
import type { RefusedCell } from '../../workflows/ledger/plan-row.js';
import type { GivenRow } from '../../workflows/ledger/read-sheet.js';
import type { Reason } from '../../workflows/step.js';
import type { Save } from '../records/saves.js';

/** `comparing` and `applying` are under way, `ready` waits for a person; `failed` = not compared, and it can be tried again. */
export type ImportState = 'comparing' | 'ready' | 'applying' | 'done' | 'failed';
export type RowTag = 'changes' | 'conflicts' | 'refused' | 'new';
export const ROW_TAGS: readonly RowTag[] = ['changes', 'conflicts', 'refused', 'new'];
export type Choice = 'mine' | 'theirs';

export interface LedgerImport {
  id: string;
  campaign: string;
  /** The file's name. */
  name: string;
  /** Where rows without a code or phase go. */
  group: string;
  phase: string;
  createdAt: Instant;
  by: { id: string; name: string };
  state: ImportState;
  /** Rows in the file, and those that the work under way has come past. */
  total: number;
  done: number;
  /** Host time in ms of the last sign of life of the work under way; null while nobody works on it. */
  beat: number | null;
  /** Why it failed; null when it was broken off with its process. */
  fault?: Reason | null;
  /** Grows with every choice; `saves` are the last of them. Absent in one given to an earlier version. */
  rev?: number;
  saves?: Save[];
  /** Rows by tag once they are compared; a row can be in several. */
  counts: Record<RowTag | 'same', number>;
}

/** What became of a row. */
export interface RowOutcome {
  /** Cells that are now as the file says. */
  applied: ShownColumn[];
  refused: RefusedCell[];
  /** The task that was made of a new row. */
  made: string | null;
}

export interface ImportRow {
  import: string;
  n: number;
  /** As it was given; emptied once it is known that nothing in it was edited. */
  given: GivenRow;
  /** The phase of the nearest row above that names one. */
  phaseAbove: string;
  compared: boolean;
  tags: RowTag[];
  /** The task's code and title as they stood when it was compared. */
  code: string;
  title: string;
  changes: Difference[];
  conflicts: Difference[];
  refused: RefusedCell[];
  fresh: FreshTask | null;
  choices: Partial<Record<ShownColumn, Choice>>;
  /** True while a conflict waits for a choice. */
  undecided: boolean;
  outcome: RowOutcome | null;
}

export type ImportDocument = Omit<LedgerImport, 'id'> & { _id: string };
export type RowDocument = ImportRow & { _id: string };

const mixed = Schema.Types.Mixed;
const plain = { versionKey: false, minimize: false } as const;

/** The collections `ledgerImports` and `ledgerImportRows`. */
export function ledgerImportModels(connection: Connection): {
  imports: Model<ImportDocument>;
  rows: Model<RowDocument>;
} {
  const imports = new Schema(
    {
      _id: { type: String, required: true },
      campaign: String,
      name: String,
      group: String,
      phase: String,
      createdAt: String,
      by: { id: String, name: String },
      state: String,
      total: Number,
      done: Number,
      beat: Number,
      fault: mixed,
      counts: mixed,
      rev: { type: Number, default: 1 },
      saves: { type: [mixed], default: [] },
    },
    plain,
  );
  imports.index({ 'by.id': 1, createdAt: -1 });
  const rows = new Schema(
    {
      _id: { type: String, required: true },
      import: String,
      n: Number,
      // Written whole by the rules and never queried by what is in them.
      given: mixed,
      phaseAbove: String,
      compared: Boolean,
      tags: [String],
      code: String,
      title: String,
      changes: mixed,
      conflicts: mixed,
      refused: mixed,
      fresh: mixed,
      choices: mixed,
      undecided: Boolean,
      outcome: mixed,
    },
    plain,
  );
  rows.index({ import: 1, n: 1 });
  rows.index({ import: 1, tags: 1, n: 1 });
  return {
    imports: (connection.models.LedgerImport ??
      connection.model('LedgerImport', imports, 'ledgerImports')) as unknown as Model<ImportDocument>,
    rows: (connection.models.LedgerImportRow ??
      connection.model('LedgerImportRow', rows, 'ledgerImportRows')) as unknown as Model<RowDocument>,
  };
}
