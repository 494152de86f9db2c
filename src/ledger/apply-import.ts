/**
 * A confirmed import is put to its tasks, row by row, by the same use cases as the pages. Each row is judged once more on what
 * stands then; going on after a crash does nothing twice.
 */
import { plainCell, type ShownColumn } from '../../workflows/ledger/columns.js';
import { planRow, type RefusedCell } from '../../workflows/ledger/plan-row.js';
import type { Actor } from '../../workflows/moment.js';
import type { Reason } from '../../workflows/step.js';
import { AppError } from '../platform/errors.js';
import type { Locale } from '../platform/i18n.js';
import { idFrom } from '../platform/ids.js';
import { inBatches } from '../platform/in-batches.js';
import { isTooLargeForTheDatabase } from '../platform/write-errors.js';
import type { createTask } from '../tasks/create-task.js';
import type { putTaskEvent } from '../tasks/put-task-event.js';
import { type Judge, WHOLE_ROW } from './judge-rows.js';
import type { ImportRow, LedgerImport, RowOutcome } from './ledger-import.model.js';
import type { LedgerImports } from './ledger-imports.store.js';

const BATCH = 50;
const AT_ONCE = 8;

export interface ApplyParts {
  store: LedgerImports;
  judge: Judge;
  actor: Actor;
  locale: Locale;
  putTaskEvent: ReturnType<typeof putTaskEvent>;
  createTask: ReturnType<typeof createTask>;
  /** Asked between rows: stop here, another will go on. */
  stopping(): boolean;
}

/** The task that a new row becomes, however often it is made. */
export const taskOfRow = (id: string, n: number) => idFrom('ledger', id, n);

const stale = (columns: readonly ShownColumn[]): RefusedCell[] =>
  columns.map((column) => ({ column, reasons: [{ code: 'ledger.refused.changedAgain' }] }));

/** Why a row is refused for good, so that the others go on; throws what is no refusal. */
function reasonsOf(error: unknown): Reason[] {
  if (error instanceof AppError) return error.reasons;
  if (isTooLargeForTheDatabase(error)) return [{ code: 'recordTooLarge', params: { mebibytes: 16 } }];
  throw error;
}

/** Apply what is not applied yet. Returns whether it came to the end. */
export async function applyImport(about: LedgerImport, parts: ApplyParts): Promise<boolean> {
  const { store, judge, locale, stopping } = parts;
  const { id } = about;
  let done = about.total - (await store.countRows(id, { open: true }));
  const settle = async (row: ImportRow, outcome: RowOutcome) => {
    await store.saveRows([{ import: id, n: row.n, outcome }]);
    done += 1;
  };
  for await (const batch of store.inBatches(id, { open: true }, BATCH)) {
    if (stopping()) return false;
    const edits = batch.filter(({ fresh }) => fresh === null);
    const current = await judge.current(edits, locale);
    await inBatches(
      edits,
      async (row) => {
        const now = current.get(row.n);
        const nothing = { applied: [], refused: row.refused, made: null };
        await settle(row, now && row.tags.some((tag) => tag !== 'refused') ? await followed(row, now, parts) : nothing);
      },
      AT_ONCE,
    );
    await store.progress(id, done);
  }
  return makeNew(about, parts, settle, () => store.progress(id, done));
}

/** Put what an edited row asks. What was decided or shown before and has changed since is left as it is, and said. */
async function followed(
  row: ImportRow,
  now: Parameters<typeof planRow>[1],
  { judge, actor, putTaskEvent: put }: ApplyParts,
): Promise<RowOutcome> {
  const mine = new Map(
    row.conflicts.filter(({ column }) => row.choices[column] === 'mine').map((one) => [one.column, one.now]),
  );
  const plan = planRow(row.given, now, judge.judging, (column) => mine.get(column) === now.texts[column]);
  const refused = [...plan.refused];
  const failed = new Set<ShownColumn>();
  for (const { event, columns } of plan.events) {
    const { type, ...body } = event;
    try {
      await put({ id: now.id, type, body, actor, idempotencyKey: `${row.import}-${row.n}-${type}` });
    } catch (error) {
      const reasons = reasonsOf(error);
      for (const column of columns) failed.add(column);
      refused.push(...columns.map((column) => ({ column, reasons })));
    }
  }
  const wanted = [...row.changes.map(({ column }) => column), ...mine.keys()];
  const open = plan.conflicts
    .map(({ column }) => column)
    .filter((column) => !mine.has(column) || mine.get(column) !== now.texts[column]);
  const again = open.filter((column) => wanted.includes(column));
  const out = new Set([...failed, ...again, ...refused.map(({ column }) => column)]);
  return { applied: wanted.filter((column) => !out.has(column)), refused: [...refused, ...stale(again)], made: null };
}

/** New rows, each after the one it belongs to: a code's number follows from the order. */
async function makeNew(
  about: LedgerImport,
  { store, judge, actor, createTask: create, stopping }: ApplyParts,
  settle: (row: ImportRow, outcome: RowOutcome) => Promise<void>,
  progress: () => Promise<void>,
): Promise<boolean> {
  const rows: ImportRow[] = [];
  for await (const batch of store.inBatches(about.id, { tag: 'new' }, 1_000)) rows.push(...batch);
  if (rows.length === 0) return true;
  const codeOf = (row: ImportRow) => plainCell('code', row.given.cells.code ?? '');
  const byCode = new Map(rows.map((row) => [codeOf(row), row]));
  const place = await judge.place(about, { codes: [], parents: rows.map(({ fresh }) => fresh?.parent ?? '') });
  const settled = new Set(rows.filter(({ outcome }) => outcome !== null).map(({ n }) => n));

  /** The id of the task above; null for none. */
  function above({ fresh }: ImportRow): string | null {
    if (!fresh || fresh.parent === '') return null;
    const other = byCode.get(fresh.parent);
    return place.idOf(fresh.parent) ?? (other ? taskOfRow(about.id, other.n) : null);
  }

  async function make(row: ImportRow): Promise<void> {
    if (settled.has(row.n) || row.fresh === null) return;
    settled.add(row.n);
    const { group, phase, parent, plan } = row.fresh;
    const first = byCode.get(parent);
    if (first) await make(first);
    try {
      const given = {
        id: taskOfRow(about.id, row.n),
        campaign: about.campaign,
        phase,
        group,
        parent: above(row),
        plan,
      };
      const { record } = await create(given, actor);
      await settle(row, { applied: [], refused: row.refused, made: record.id });
    } catch (error) {
      const refused = [...row.refused, { column: WHOLE_ROW, reasons: reasonsOf(error) }];
      await settle(row, { applied: [], refused, made: null });
    }
  }

  for (const [i, row] of rows.entries()) {
    if (stopping()) return false;
    await make(row);
    if (i % AT_ONCE === 0) await progress();
  }
  await progress();
  return true;
}
