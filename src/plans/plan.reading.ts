/** A text broken down by the rules; apart from the thread that answers people, since a long one takes its time. */
import { type PlanOptions, parsePlan } from '../../workflows/plans/parse-plan.js';
import type { ParsedPlan } from '../../workflows/plans/plan.js';
import { inPieces } from '../documents/pieces.js';

export interface GivenPlan {
  text: string;
  options: PlanOptions;
}
/** The lists of a plan come in pieces, the rest of it once. */
export type PlanPiece = Partial<ParsedPlan>;

export async function* read({ text, options }: GivenPlan): AsyncGenerator<PlanPiece> {
  const { proposals, uncovered, ...rest } = parsePlan(text, options);
  yield rest;
  for (const piece of inPieces(proposals)) yield { proposals: piece };
  for (const piece of inPieces(uncovered)) yield { uncovered: piece };
}
