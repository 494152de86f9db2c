/** A text as a score sheet; apart from the thread that answers people, since a long one takes its time. */
import { parseScoreSheet, type ScoreSheet } from '../../workflows/plans/score-sheet.js';

export interface GivenScores {
  text: string;
  year: number;
}

export async function* read({ text, year }: GivenScores): AsyncGenerator<ScoreSheet | null> {
  yield parseScoreSheet(text, year);
}
