/** Reads and writes of tables of items. */
import type { Connection } from 'mongoose';
import { inPieces } from '../documents/pieces.js';
import { NotFound } from '../platform/errors.js';
import { steadyNow } from '../platform/host-clock.js';
import { type ItemTable, type ItemTablePiece, itemTableModel } from './item-table.model.js';

export function itemTables(connection: Connection, hostNow: () => number = steadyNow()) {
  const model = itemTableModel(connection);
  return {
    async add({ id, items, ...about }: ItemTable): Promise<void> {
      let n = 0;
      for (const piece of inPieces(items)) {
        n += 1;
        await model.create({ _id: `${id}-${n}`, table: id, n, givenAt: new Date(hostNow()), ...about, items: piece });
      }
    },
    async byId(id: string): Promise<ItemTable> {
      const pieces = await model.find({ table: id }).sort({ n: 1 }).lean<ItemTablePiece[]>();
      const [first] = pieces;
      if (!first) throw new NotFound('page');
      return { id, campaign: first.campaign, by: first.by, items: pieces.flatMap(({ items }) => items) };
    },
  };
}

export type ItemTables = ReturnType<typeof itemTables>;
