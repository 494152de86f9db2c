/** Evidence and its life: one stored file tied to a record, by whom, about what, and what a reviewer made of it. */
import type { Instant } from './dates.js';

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

/** Whether evidence still counts: neither rejected nor withdrawn. */
export function stands({ review }: Pick<Evidence, 'review'>): boolean {
  return review === 'approved' || review === 'inReview';
}
