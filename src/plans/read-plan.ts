/** Texts read by the rules of plans and of score sheets. */
import type { PlanOptions } from '../../workflows/plans/parse-plan.js';
import type { ParsedPlan } from '../../workflows/plans/plan.js';
import type { ScoreSheet } from '../../workflows/plans/score-sheet.js';
import { apart } from '../documents/apart.js';
import { UnreadableDocument } from '../documents/unreadable-document.js';
import { InvalidForm } from '../platform/errors.js';
import type { GivenPlan, PlanPiece } from './plan.reading.js';
import type { GivenScores } from './score-sheet.reading.js';

const planApart = apart<GivenPlan, PlanPiece>(new URL('./plan.reading.js', import.meta.url));
const scoresApart = apart<GivenScores, ScoreSheet | null>(new URL('./score-sheet.reading.js', import.meta.url));

/** A text that takes too long is at fault as a field of its form. */
async function asField<T>(reading: Promise<T>): Promise<T> {
  return reading.catch((error: unknown) => {
    if (!(error instanceof UnreadableDocument)) throw error;
    throw new InvalidForm([{ code: `document.${error.fault}`, field: 'text', params: error.params }]);
  });
}

/** Throws InvalidForm for a text that cannot be read within the limits. */
export async function readPlan(text: string, options: PlanOptions): Promise<ParsedPlan> {
  const [rest, ...pieces] = await asField(planApart({ text, options }));
  return {
    ...(rest as Omit<ParsedPlan, 'proposals' | 'uncovered'>),
    proposals: pieces.flatMap(({ proposals = [] }) => proposals),
    uncovered: pieces.flatMap(({ uncovered = [] }) => uncovered),
  };
}

/** Null when the text holds none. Throws InvalidForm for a text that cannot be read within the limits. */
export async function readScores(text: string, year: number): Promise<ScoreSheet | null> {
  const [sheet = null] = await asField(scoresApart({ text, year }));
  return sheet;
}
