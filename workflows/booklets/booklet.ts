/**
 * A department's booklet on the three systems (seed 001: 自治区制度 + 本单位实施办法) and what it has made of each system
 * (seed 002). One record for each department of a campaign; former versions stay in it.
 */
import type { CivilDate } from '../dates.js';
import { type Evidence, stands } from '../evidence.js';
import type { PackSystem, PackVersion } from '../packs/pack.js';

export const BOOKLET_STATES = [
  'missing',
  'submitted',
  'sentBack',
  'approved',
  'revising',
  'expired',
  'cancelled',
] as const;
export type BookletState = (typeof BOOKLET_STATES)[number];

/** The two required parts: the region's text and the department's own implementing rules. */
export const BOOKLET_PARTS = ['regional', 'own'] as const;
export type BookletPart = (typeof BOOKLET_PARTS)[number];

/** How far a department is with a system, in this order. `checked` is what the office found, never the department. */
export const ADOPTIONS = ['none', 'adopted', 'implemented', 'checked'] as const;
export type Adoption = (typeof ADOPTIONS)[number];

/** A version that was approved. `files` are those of both parts at that time. */
export interface BookletVersion {
  version: number;
  files: string[];
  /** What changed in it, in the department's words. */
  note: string;
  approvedOn: CivilDate;
  by: string;
  /** The last day it is in force. */
  validUntil: CivilDate;
  /** The pack whose review period was counted. */
  pack: PackVersion;
}

/** A step in the adoption of a system; the last one of a system holds. */
export interface AdoptionStep {
  system: string;
  adoption: Adoption;
  on: CivilDate;
  /** The document that adopts or implements it, 《××局首问负责制实施办法》; empty when there is none. */
  document: string;
  note: string;
  by: string;
}

export interface BookletFacts {
  campaign: string;
  department: string;
  /** The day the first version is asked for. */
  dueOn: CivilDate;
  /** Of the version being prepared or in force, from 1. */
  version: number;
  /** Files of both parts, `about` = the part. */
  files: Evidence[];
  note: string;
  submittedOn: CivilDate | null;
  /** Why the last one was sent back; empty when it was not. */
  remark: string;
  inForce: BookletVersion | null;
  /** Versions that were in force before, the latest last. */
  former: BookletVersion[];
  /** Key of the set of systems. */
  systemSet: string;
  systems: PackSystem[];
  /** In order of entry. */
  adoption: AdoptionStep[];
  cancelReason: string;
}

export type BookletEvent =
  | { type: 'ATTACH'; evidence: Evidence }
  | { type: 'WITHDRAW_EVIDENCE'; file: string; reason: string }
  | { type: 'SUBMIT'; note: string }
  | { type: 'APPROVE'; remark: string }
  | { type: 'SEND_BACK'; reason: string }
  | { type: 'REVISE'; reason: string }
  | { type: 'RENEW'; remark: string }
  | {
      type: 'RECORD_ADOPTION';
      system: string;
      adoption: Exclude<Adoption, 'checked'>;
      on: CivilDate;
      document: string;
      note: string;
    }
  | { type: 'CHECK_ADOPTION'; system: string; on: CivilDate; note: string }
  | { type: 'TAKE_SYSTEMS'; systemSet: string; systems: PackSystem[] }
  | { type: 'CANCEL'; reason: string }
  | { type: 'CLOCK' };
export type BookletEventType = BookletEvent['type'];

/** A booklet as it is asked for: nothing there yet. */
export function newBooklet(
  given: Pick<BookletFacts, 'campaign' | 'department' | 'dueOn' | 'systemSet' | 'systems'> & Partial<BookletFacts>,
): BookletFacts {
  return {
    version: 1,
    files: [],
    note: '',
    submittedOn: null,
    remark: '',
    inForce: null,
    former: [],
    adoption: [],
    cancelReason: '',
    ...given,
  };
}

/** The files of a part that count. */
export function filesOf({ files }: Pick<BookletFacts, 'files'>, part: BookletPart): Evidence[] {
  return files.filter((file) => file.about === part && stands(file));
}

/** The parts that have no file. */
export function openParts(facts: Pick<BookletFacts, 'files'>): BookletPart[] {
  return BOOKLET_PARTS.filter((part) => filesOf(facts, part).length === 0);
}

/** The last step of a system; undefined before the first. */
export function adoptionOf({ adoption }: Pick<BookletFacts, 'adoption'>, system: string): AdoptionStep | undefined {
  return adoption.findLast((step) => step.system === system);
}

/** Whether a version holds on a day. */
export function holdsOn({ inForce }: Pick<BookletFacts, 'inForce'>, day: CivilDate): boolean {
  return inForce !== null && day <= inForce.validUntil;
}
