/** An import is compared with the tasks as they stand: what would change, what must be decided, what cannot be. Changes nothing. */

import { plainCell } from '../../workflows/ledger/columns.js';
import { newRow } from '../../workflows/ledger/new-row.js';
import { planRow } from '../../workflows/ledger/plan-row.js';
import { cut } from '../../workflows/text.js';
import { breath } from '../platform/breath.js';
import type { Locale } from '../platform/i18n.js';
import type { Judge } from './judge-rows.js';
import { WHOLE_ROW } from './judge-rows.js';
import type { ImportRow, LedgerImport, RowTag } from './ledger-import.model.js';
import type { LedgerImports } from './ledger-imports.store.js';

const BATCH = 200;
/** Rows judged before others have their turn. */
const AT_ONCE = 10;

export interface CompareParts {
  store: LedgerImports;
  judge: Judge;
  locale: Locale;
  /** Asked between batches: stop here, another will go on. */
  stopping(): boolean;
}

const codeIn = ({ given }: ImportRow, column: 'code' | 'parent') => plainCell(column, given.cells[column] ?? '');

/** Compare what is not compared yet. Returns whether it came to the end. */
export async function compareImport(
  about: LedgerImport,
  { store, judge, locale, stopping }: CompareParts,
): Promise<boolean> {
  const { id } = about;
  const listed: { codes: string[]; parents: string[] } = { codes: [], parents: [] };
  // Only the codes are kept of the rows: a large file with long cells would fill the memory.
  for await (const batch of store.inBatches(id, {}, 1_000)) {
    const fresh = batch.filter(({ given }) => !given.id);
    listed.codes.push(...fresh.map((row) => codeIn(row, 'code')).filter((code) => code !== ''));
    listed.parents.push(...fresh.map((row) => codeIn(row, 'parent')).filter((code) => code !== ''));
  }
  const place = await judge.place(about, listed);

  let done = about.total - (await store.countRows(id, { compared: false }));
  for await (const batch of store.inBatches(id, { compared: false }, BATCH)) {
    if (stopping()) return false;
    const current = await judge.current(batch, locale);
    const found: (Found & Pick<ImportRow, 'import' | 'n' | 'compared'>)[] = [];
    for (const row of batch) {
      const now = current.get(row.n);
      const what = now ? compared(row, now, judge) : asked(row, place, judge);
      found.push({ import: id, n: row.n, compared: true, ...what });
      if (found.length % AT_ONCE === 0) await breath();
    }
    const told = ({ tags }: Found) => tags.length > 0;
    await Promise.all([
      store.saveRows(found.filter(told)),
      store.markSame(
        id,
        found.filter((row) => !told(row)).map(({ n }) => n),
      ),
    ]);
    done += batch.length;
    await store.progress(id, done);
  }
  return true;
}

type Found = Pick<ImportRow, 'tags' | 'code' | 'title' | 'changes' | 'conflicts' | 'refused' | 'fresh' | 'undecided'>;

function compared(row: ImportRow, now: Parameters<typeof planRow>[1], judge: Judge): Found {
  const barred = judge.barred(now);
  const plan = planRow(row.given, now, judge.judging);
  const edited = plan.changes.length + plan.conflicts.length + plan.refused.length > 0;
  const { changes, conflicts, refused } =
    edited && barred.length > 0
      ? { changes: [], conflicts: [], refused: [{ column: WHOLE_ROW, reasons: barred }] }
      : plan;
  const tags: RowTag[] = [];
  if (changes.length > 0) tags.push('changes');
  if (conflicts.length > 0) tags.push('conflicts');
  if (refused.length > 0) tags.push('refused');
  const { code, title } = now.texts;
  return { tags, code, title, changes, conflicts, refused, fresh: null, undecided: conflicts.length > 0 };
}

function asked(row: ImportRow, place: Awaited<ReturnType<Judge['place']>>, judge: Judge): Found {
  const { fresh, refused } = newRow(row.given, row.phaseAbove, place, judge.judging);
  const tags: RowTag[] = [...(fresh ? (['new'] as const) : []), ...(refused.length > 0 ? (['refused'] as const) : [])];
  const title = fresh?.plan.title ?? cut(row.given.cells.title ?? '', 200);
  return { tags, code: codeIn(row, 'code'), title, changes: [], conflicts: [], refused, fresh, undecided: false };
}
