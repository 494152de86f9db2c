/** A file or a text as a score sheet; apart from the thread that answers people, since a long one takes its time. */
import { parseScoreSheet, type ScoreSheet } from '../../workflows/plans/score-sheet.js';
import { lengthOf } from '../../workflows/text.js';
import type { Tell } from '../documents/apart.js';
import { TEXT_MOST } from './document-limits.js';
import { type GivenDocument, textOf } from './document-text.js';

export interface GivenScores {
  file: GivenDocument | null;
  text: string;
  year: number;
  /** Items that are wanted at most; of more only their number is told. */
  most: number;
}

/** The text as it was read, and the sheet in it: `count` items in all. */
export type ScoresPart = { tooLong: number } | { text: string; sheet: ScoreSheet | null; count: number };

export async function* read({ file, text: pasted, year, most }: GivenScores, tell: Tell): AsyncGenerator<ScoresPart> {
  const text = file ? await textOf(file, tell) : pasted;
  if (lengthOf(text) > TEXT_MOST) {
    yield { tooLong: TEXT_MOST };
    return;
  }
  tell(null, 'parsing');
  const sheet = parseScoreSheet(text, year);
  const count = sheet?.items.length ?? 0;
  yield { text, sheet: count > most ? null : sheet, count };
}
