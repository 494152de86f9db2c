/** Rows go from the process that reads a file to the one that answers people in pieces of this many. */
const PIECE = 500;

export function* inPieces<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += PIECE) yield all.slice(at, at + PIECE);
}
