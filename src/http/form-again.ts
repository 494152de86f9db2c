/** A form that was not taken: what the page needs to show it again with everything typed. */
import type { Reason } from '../../workflows/step.js';
import { type ChangeSince, EditConflict, InvalidForm, TooLarge, TransitionRefused } from '../platform/errors.js';

export interface FormAgain {
  status: number;
  reasons: Reason[];
  typed: Record<string, unknown>;
  /** What people have done to the record since the page was read; empty when that is not what went wrong. */
  changes: ChangeSince[];
}

/**
 * The form as it goes back: 422 for wrong values, 409 for a refused event or a stale page, 413 for a file that is too
 * large. Any other error is not about the form and is thrown on. `renamed` turns a reason's field into the form's name.
 */
export function formAgain(
  error: unknown,
  typed: Record<string, unknown>,
  renamed: (reason: Reason) => Reason = (reason) => reason,
): FormAgain {
  const known =
    error instanceof InvalidForm ||
    error instanceof TransitionRefused ||
    error instanceof EditConflict ||
    error instanceof TooLarge;
  if (!known) throw error;
  return {
    status: error.status,
    reasons: error.reasons.map(renamed),
    typed,
    changes: error instanceof EditConflict ? error.changes : [],
  };
}
