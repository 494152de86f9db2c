/** Lists in pieces of so many entries and so many characters: as much as is sent, or kept, at once. */
const ENTRIES = 500;
const CHARACTERS = 250_000;

/** Entries that are longer stand alone. */
export function* inPieces<T>(all: readonly T[], entries = ENTRIES, characters = CHARACTERS): Generator<T[]> {
  let piece: T[] = [];
  let size = 0;
  for (const entry of all) {
    const length = JSON.stringify(entry).length;
    if (piece.length > 0 && (piece.length >= entries || size + length > characters)) {
      yield piece;
      piece = [];
      size = 0;
    }
    piece.push(entry);
    size += length;
  }
  if (piece.length > 0) yield piece;
}
