/** A table as items, each with what cannot be read of it; apart from the thread that answers people. */
import {
  isItemHead,
  type ReadTable,
  readItemTable,
  type TableWords,
} from '../../workflows/service-items/read-table.js';
import type { Tell } from '../documents/apart.js';
import { inPieces } from '../documents/pieces.js';
import { type GivenSheetFile, sheetCells } from '../documents/sheet-cells.js';

export interface GivenItemTable extends GivenSheetFile {
  words: TableWords;
}
export type ItemsPiece = ReadTable;

export async function* read({ words, ...file }: GivenItemTable, tell: Tell): AsyncGenerator<ItemsPiece> {
  const { items, faults } = readItemTable(await sheetCells(file, (texts) => isItemHead(texts, words), tell), words);
  if (faults.length > 0) yield { items: [], faults };
  for (const piece of inPieces(items)) yield { items: piece, faults: [] };
}
