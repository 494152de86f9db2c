/** Reads and guarded writes of imports. One worker at a time: it says that it is alive, and after a silence another goes on. */
import type { Connection } from 'mongoose';
import { NotFound } from '../platform/errors.js';
import { expectRevision, keeping, type Save } from '../records/saves.js';
import {
  type Choice,
  type ImportDocument,
  type ImportRow,
  type ImportState,
  type LedgerImport,
  ledgerImportModels,
  ROW_TAGS,
  type RowDocument,
  type RowTag,
} from './ledger-import.model.js';

/** After this much silence the work under way has died with its process. */
export const DEAD_AFTER_MS = 30_000;
const LISTED = 50;

export interface LedgerImportsParts {
  connection: Connection;
  /** Host time in ms: a crash is a thing of the host. Tests move it. */
  hostNow?: () => number;
}

/** Which rows of an import. */
export interface RowFilter {
  tag?: RowTag | undefined;
  compared?: boolean;
  undecided?: boolean;
  /** Without an outcome yet. */
  open?: boolean;
}

const plain = ({ _id, ...rest }: ImportDocument) => ({ id: _id, ...rest, rev: rev(rest) });
const rev = (found: Pick<LedgerImport, 'rev'>) => found.rev ?? 1;

function where(id: string, { tag, compared, undecided, open }: RowFilter): Record<string, unknown> {
  return {
    import: id,
    ...(tag === undefined ? {} : { tags: tag }),
    ...(compared === undefined ? {} : { compared }),
    ...(undecided === undefined ? {} : { undecided }),
    ...(open === undefined ? {} : { outcome: null, 'tags.0': { $exists: true } }),
  };
}

export function ledgerImportsStore({ connection, hostNow = Date.now }: LedgerImportsParts) {
  const { imports, rows } = ledgerImportModels(connection);
  const keyOf = ({ import: id, n }: Pick<ImportRow, 'import' | 'n'>) => `${id}-${n}`;

  /** No sign of life for too long, or one at a time still to come: the host's clock was set back since. */
  const silent = () => {
    const now = hostNow();
    return { $or: [{ beat: { $lt: now - DEAD_AFTER_MS } }, { beat: { $gt: now + DEAD_AFTER_MS } }] };
  };

  /** Comparing that died with its process has failed; whoever looks sees that, and not work that never ends. */
  async function settle(filter: object): Promise<void> {
    const dead = { state: 'comparing', ...silent() };
    await imports.updateMany({ ...filter, ...dead } as never, { $set: { state: 'failed', fault: null, beat: null } });
  }

  return {
    async byId(id: string): Promise<LedgerImport> {
      await settle({ _id: id });
      const found = await imports.findById(id).lean<ImportDocument>();
      if (!found) throw new NotFound('ledgerImport');
      return plain(found);
    },
    /** A person's imports, the newest first. */
    async ofPerson(person: string): Promise<LedgerImport[]> {
      await settle({ 'by.id': person });
      const found = await imports
        .find({ 'by.id': person })
        .sort({ createdAt: -1 })
        .limit(LISTED)
        .lean<ImportDocument[]>();
      return found.map(plain);
    },
    /** The rows come first: an import that is there has all of them. Throws what `given` throws; then nothing is kept. */
    async add({ id, ...rest }: LedgerImport, given: AsyncIterable<readonly ImportRow[]>): Promise<void> {
      try {
        for await (const batch of given) {
          await rows.collection.insertMany(
            batch.map((row) => ({ _id: keyOf(row) as never, ...row })),
            { ordered: false },
          );
        }
      } catch (error) {
        await rows.deleteMany({ import: id });
        throw error;
      }
      await imports.create({ _id: id, ...rest });
    },
    /** Begin or go on with the work of `state`; null when the import is in another one, or somebody is at it. */
    async claim(id: string, from: ImportState, state: ImportState): Promise<LedgerImport | null> {
      const now = hostNow();
      const dead = { $or: [{ beat: null }, ...silent().$or] };
      const found = await imports
        .findOneAndUpdate(
          { _id: id, state: { $in: [from, state] }, ...dead },
          { $set: { state, beat: now, ...(from === state ? {} : { done: 0 }) } },
          { returnDocument: 'after' },
        )
        .lean<ImportDocument>();
      return found && plain(found);
    },
    /** True while somebody is at it. */
    alive: ({ beat }: LedgerImport) => beat !== null && Math.abs(hostNow() - beat) <= DEAD_AFTER_MS,
    async progress(id: string, done: number): Promise<void> {
      await imports.updateOne({ _id: id }, { $set: { done, beat: hostNow() } });
    },
    /** The work is over, or laid down to be taken up again (`state` as it was). */
    async rest(id: string, set: Partial<Pick<LedgerImport, 'state' | 'done' | 'counts' | 'fault'>>): Promise<void> {
      await imports.updateOne({ _id: id }, { $set: { ...set, beat: null } });
    },
    async countRows(id: string, filter: RowFilter = {}): Promise<number> {
      return rows.countDocuments(where(id, filter));
    },
    async countTags(id: string): Promise<LedgerImport['counts']> {
      const [same, ...tagged] = await Promise.all([
        rows.countDocuments({ import: id, tags: { $size: 0 } }),
        ...ROW_TAGS.map((tag) => rows.countDocuments({ import: id, tags: tag })),
      ]);
      return {
        same: same ?? 0,
        ...Object.fromEntries(ROW_TAGS.map((tag, i) => [tag, tagged[i] ?? 0])),
      } as LedgerImport['counts'];
    },
    /** Rows that were changed, tasks that were made, rows of which something was refused. */
    async countOutcomes(id: string): Promise<{ applied: number; made: number; left: number }> {
      const [applied, made, left] = await Promise.all([
        rows.countDocuments({ import: id, 'outcome.applied.0': { $exists: true } }),
        rows.countDocuments({ import: id, 'outcome.made': { $type: 'string' } }),
        rows.countDocuments({ import: id, 'outcome.refused.0': { $exists: true } }),
      ]);
      return { applied, made, left };
    },
    /** Rows in the order of the file. */
    async rows(
      id: string,
      filter: RowFilter,
      { skip = 0, limit }: { skip?: number; limit: number },
    ): Promise<ImportRow[]> {
      return rows.find(where(id, filter)).sort({ n: 1 }).skip(skip).limit(limit).lean<RowDocument[]>();
    },
    /** All rows, streamed in batches; what is changed meanwhile does not disturb it. */
    async *inBatches(id: string, filter: RowFilter, size: number): AsyncGenerator<ImportRow[]> {
      for (let after = 0; ; ) {
        const batch = await rows
          .find({ ...where(id, filter), n: { $gt: after } })
          .sort({ n: 1 })
          .limit(size)
          .lean<RowDocument[]>();
        if (batch.length === 0) return;
        yield batch;
        after = batch.at(-1)?.n ?? after;
      }
    },
    async saveRows(changed: readonly (Pick<ImportRow, 'import' | 'n'> & Partial<ImportRow>)[]): Promise<void> {
      if (changed.length === 0) return;
      await rows.collection.bulkWrite(
        changed.map(({ import: id, n, ...set }) => ({
          updateOne: { filter: { _id: keyOf({ import: id, n }) as never }, update: { $set: set } },
        })),
        { ordered: false },
      );
    },
    /** Rows that were compared and in which nothing was edited. */
    async markSame(id: string, same: readonly number[]): Promise<void> {
      await rows.updateMany({ import: id, n: { $in: same } }, { $set: { compared: true } });
    },
    /** The import with one more choice; throws EditConflict where it is no longer what the page showed at `expected`. */
    async noteChoice(id: string, expected: number, choice: Omit<Save, 'seq'>): Promise<void> {
      const found = await this.byId(id);
      expectRevision(expected, { ...found, rev: rev(found) });
      const standing = { _id: id, rev: expected === 1 ? { $in: [1, null] } : expected };
      const change = { $set: { rev: expected + 1 }, $push: keeping({ seq: expected + 1, ...choice }) };
      const { matchedCount } = await imports.updateOne(standing as never, change as never);
      // Somebody was faster between the look and the save.
      if (matchedCount === 0) return this.noteChoice(id, expected, choice);
    },
    /** Decide conflicts while the import waits for it. Throws nothing for rows that have none. */
    async choose(id: string, choices: ReadonlyMap<number, ImportRow['choices']>): Promise<void> {
      const found = await rows
        .find({ import: id, n: { $in: [...choices.keys()] }, tags: 'conflicts' })
        .lean<RowDocument[]>();
      await this.saveRows(found.map((row) => decided(row, choices.get(row.n) ?? {})));
    },
    /** Decide in one way whatever is not decided yet. */
    async chooseAll(id: string, choice: Choice): Promise<void> {
      for await (const batch of this.inBatches(id, { undecided: true }, 500)) {
        await this.saveRows(
          batch.map((row) =>
            decided(row, {
              ...Object.fromEntries(row.conflicts.map(({ column }) => [column, choice])),
              ...row.choices,
            }),
          ),
        );
      }
    },
  };
}

function decided(row: ImportRow, given: ImportRow['choices']) {
  const known = new Set(row.conflicts.map(({ column }) => column as string));
  const choices = Object.fromEntries(
    Object.entries({ ...row.choices, ...given }).filter(([column]) => known.has(column)),
  ) as ImportRow['choices'];
  const undecided = row.conflicts.some(({ column }) => choices[column] === undefined);
  return { import: row.import, n: row.n, choices, undecided };
}

export type LedgerImports = ReturnType<typeof ledgerImportsStore>;
