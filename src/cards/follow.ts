/** What came of a record in another area: shown on its page, which does not know that area. */
import type { Actor } from '../../workflows/moment.js';
import type { Reader } from '../http/reason-text.js';

export interface Followed {
  /** Rows of the partial `facts`. */
  rows: { name: string; text: string; href: string; sub: string }[];
  /** What this person can begin from here. */
  actions: { text: string; href: string; kind: string }[];
}

/** The record on whose page it is shown; `department` has it. */
export interface FollowedRecord {
  kind: 'inquiry' | 'task';
  id: string;
  department: string;
}

export type Follow = (of: FollowedRecord, actor: Actor, reader: Reader) => Promise<Followed>;

export const NOTHING_FOLLOWED: Followed = { rows: [], actions: [] };
