/** Evidence and its life: one stored file tied to a record, by whom, about what, and what a reviewer made of it. */
import type { Instant } from './dates.js';
import { missing } from './reasons.js';
import type { Reason } from './step.js';

/** One stored file tied to a record. `sha256` is of the bytes; the file itself lies in GridFS under `file`. */
export interface Evidence {
  file: string;
  name: string;
  /** Bytes. */
  size: number;
  sha256: string;
  /** Media type as found in the content, never as claimed. */
  type: string;
  by: string;
  byName: string;
  department: string;
  at: Instant;
  /** The checkpoint or dimension it belongs to; empty = the outcome. */
  about: string;
  review: 'inReview' | 'approved' | 'rejected' | 'withdrawn';
  remark: string;
}

/** The same evidence with one file withdrawn, for a reason. */
export function withdrawn(all: readonly Evidence[], file: string, reason: string): Evidence[] {
  return all.map((one) => (one.file === file ? { ...one, review: 'withdrawn', remark: reason } : one));
}

/** What stands against taking a file beside those that stand: the same bytes twice. */
export function sameFile(standing: readonly Evidence[], { sha256 }: Evidence): Reason[] {
  const same = standing.find((one) => one.sha256 === sha256);
  return same ? [{ code: 'task.sameFile', field: 'file', params: { name: same.name } }] : [];
}

/** What stands against withdrawing a file: none stands, not this one, or no reason. */
export function againstWithdrawing(all: readonly Evidence[], asked: { file: string; reason: string } | null): Reason[] {
  const standing = all.filter(stands);
  if (standing.length === 0) return [{ code: 'task.noEvidence' }];
  if (!asked) return [];
  if (!standing.some(({ file }) => file === asked.file)) return [{ code: 'task.unknownEvidence', field: 'file' }];
  return missing(asked.reason, 'reason');
}

/** Whether evidence still counts: neither rejected nor withdrawn. */
export function stands({ review }: Pick<Evidence, 'review'>): boolean {
  return review === 'approved' || review === 'inReview';
}
