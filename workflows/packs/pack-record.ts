/** A rule pack as people work with it: a version that is drafted, put in force, and followed by the next. */
import type { CivilDate } from '../dates.js';
import type { PackArticle, PackSystem, PackVersion, RulePack } from './pack.js';

export interface PackFacts extends RulePack {
  /** What it was copied from. */
  from: PackVersion;
  draftedOn: CivilDate;
  /** The day new matters could start under it; null while it never was in force. */
  inForceOn: CivilDate | null;
  withdrawReason: string;
}

export type PackEvent =
  | { type: 'EDIT'; title: string; source: string; systems: PackSystem[] }
  | { type: 'ADD_ARTICLE'; article: PackArticle }
  /** Takes the place of the article of the same id. */
  | { type: 'EDIT_ARTICLE'; article: PackArticle }
  | { type: 'REMOVE_ARTICLE'; article: string }
  /** `before` is filled in by the use case: the version of this pack that is in force, and its record. */
  | { type: 'PUT_IN_FORCE'; before: { id: string; version: number } | null }
  | { type: 'SUPERSEDE'; version: number }
  | { type: 'WITHDRAW'; reason: string };

/** The pack alone, without how it came about. */
export function packOf({ key, version, title, source, systems, articles }: PackFacts): RulePack {
  return { key, version, title, source, systems, articles };
}

/** A draft with everything that `pack` says, under a name and version of its own. */
export function copyOf(pack: RulePack, as: Partial<PackVersion> & { title?: string }, on: CivilDate): PackFacts {
  const from = { key: pack.key, version: pack.version };
  return { ...pack, ...as, from, draftedOn: on, inForceOn: null, withdrawReason: '' };
}
