/** A table as items, each with what cannot be read of it; apart from the thread that answers people. */
import { type DirectoryEntry, directoryOf } from '../../workflows/names/directory.js';
import {
  isItemHead,
  type ReadTable,
  readItemTable,
  type TableWords,
} from '../../workflows/service-items/read-table.js';
import type { Tell } from '../documents/apart.js';
import { inPieces } from '../documents/pieces.js';
import { type GivenSheetFile, sheetCells } from '../documents/sheet-cells.js';

/** The words of a table as they can be sent: lists, and no functions. */
export interface SentWords extends Omit<TableWords, 'directory' | 'nameOf'> {
  departments: readonly DirectoryEntry[];
  /** Id → the name a refusal calls it by. */
  names: ReadonlyMap<string, string>;
}
export interface GivenItemTable extends GivenSheetFile {
  words: SentWords;
}
export type ItemsPiece = ReadTable;

export async function* read({ words: sent, ...file }: GivenItemTable, tell: Tell): AsyncGenerator<ItemsPiece> {
  const { departments, names, ...lists } = sent;
  const words: TableWords = { ...lists, directory: directoryOf(departments), nameOf: (id) => names.get(id) ?? id };
  const { items, faults } = readItemTable(await sheetCells(file, (texts) => isItemHead(texts, words), tell), words);
  if (faults.length > 0) yield { items: [], faults };
  for (const piece of inPieces(items)) yield { items: piece, faults: [] };
}
