/**
 * Search words of a text: single characters and pairs of neighbours for Chinese (no dictionary splits official terms
 * well), whole words for the rest. A query matches when all its words are there.
 */
export function wordsOf(text: string): string[] {
  const words = new Set<string>();
  for (const run of text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{Script=Han}]+|[\p{L}\p{N}-]+/gu) ?? []) {
    if (!/\p{Script=Han}/u.test(run)) {
      words.add(run);
      continue;
    }
    const characters = [...run];
    for (const [i, character] of characters.entries()) {
      words.add(character);
      const next = characters[i + 1];
      if (next) words.add(character + next);
    }
  }
  return [...words];
}

/** The words a query must all find: pairs where the text is longer than one character, so that order counts. */
export function queryWords(query: string): string[] {
  return wordsOf(query).filter(
    (word, _i, all) => [...word].length > 1 || !all.some((o) => o !== word && o.includes(word)),
  );
}
