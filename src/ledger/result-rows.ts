/** The file of an import again, as the tasks stand now: what was refused stays as it was typed, with the reason beside it. */
import type { Cells, ShownColumn } from '../../workflows/ledger/columns.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import type { TaskQueries } from '../tasks/task.query.js';
import type { ImportRow, LedgerImport } from './ledger-import.model.js';
import type { LedgerImports } from './ledger-imports.store.js';
import { type Cell, COLUMNS, type LedgerParts, learnCodes, namesFor, rowOf } from './ledger-rows.js';

const BATCH = 200;
const REMARK = { width: 44 };

export const RESULT_COLUMNS = [...COLUMNS, REMARK];

/** What became of a row, in words. */
function remark({ tags, outcome, conflicts, choices }: ImportRow, reader: Reader): string {
  const { t } = reader;
  if (tags.length === 0) return t('ledger:outcome.same');
  if (!outcome) return '';
  const label = (column: ShownColumn) => t(`ledger:column.${column}`);
  const list = (columns: readonly ShownColumn[]) => columns.map(label).join(t('common:listSeparator'));
  const kept = conflicts.map(({ column }) => column).filter((column) => choices[column] === 'theirs');
  return [
    ...(outcome.made ? [t('ledger:outcome.made')] : []),
    ...(outcome.applied.length > 0 ? [t('ledger:outcome.applied', { columns: list(outcome.applied) })] : []),
    ...(kept.length > 0 ? [t('ledger:outcome.kept', { columns: list(kept) })] : []),
    ...outcome.refused.map(({ column, reasons }) =>
      t('ledger:outcome.refused', { column: label(column), reasons: reasonTexts(reasons, reader).join(' ') }),
    ),
  ].join('\n');
}

/** Rows of the result in the order of the file; it can be edited and brought back like any export. */
export function resultRows({
  store,
  queries,
  ...parts
}: Pick<LedgerParts, 'departments' | 'phases'> & { store: LedgerImports; queries: TaskQueries }) {
  return async function* rows({ id, campaign }: LedgerImport, reader: Reader): AsyncGenerator<Cell[]> {
    const names = await namesFor(parts, campaign, reader);
    for await (const batch of store.inBatches(id, {}, BATCH)) {
      const idOf = ({ outcome, given }: ImportRow) => outcome?.made ?? given.id ?? '';
      const tasks = new Map(
        (await queries.byIds(batch.map(idOf).filter((one) => one !== ''))).map((task) => [task.id, task]),
      );
      await learnCodes(queries, [...tasks.values()], names.codes);
      for (const row of batch) {
        const refused: Cells = {};
        for (const { column } of row.outcome?.refused ?? []) {
          const typed = row.given.cells[column];
          if (typed !== undefined) refused[column] = typed;
        }
        const task = tasks.get(idOf(row));
        const cells = task ? rowOf(task, names, refused) : asGiven(row.given.cells);
        yield [...cells, remark(row, reader)];
      }
    }
  };
}

/** A row that became nothing, as it was typed. */
function asGiven(cells: Cells): Cell[] {
  return COLUMNS.map(({ key, hidden }) => (hidden ? '' : (cells[key as ShownColumn] ?? '')));
}
