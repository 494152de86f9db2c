/** What a document comes to once it is broken down: proposals tied to their sentences, and what is still to decide. */
import type { FuzzyDate } from '../dates.js';
import type { Recurrence } from '../tasks/recurrence.js';
import type { RuleName } from './rule-names.js';

/** A piece of the text as it was given; offsets in UTF-16 code units, `end` exclusive. */
export interface Span {
  start: number;
  end: number;
}

/** A span with its words. */
export interface Passage extends Span {
  text: string;
}

/**
 * Where a field comes from: the document says it, a named rule concludes it from what the document says, or the office
 * must decide. What the rules are not sure of is asked: a confident wrong lead is the worst mistake there is.
 */
export type Basis = 'stated' | `inferred:${RuleName}` | 'asked';

export interface PlanCheckpoint {
  title: string;
  due: FuzzyDate;
}

/** A task as the document words it, before the office has looked at it. */
export interface Proposal {
  /** As printed, `（二）`, `3.`; empty where the document numbers nothing. */
  number: string;
  /** The headings above it, outermost first, each with its number as printed. */
  path: string[];
  title: string;
  /** What is to be done, without the number and the bracket that says who. */
  text: string;
  /** Who leads, as printed; null when nobody is named or several are and none is said to lead. */
  lead: string | null;
  /** Everybody who is said to lead; more than one makes the lead a question. */
  leads: string[];
  /** All others who are responsible, in printed order; groups (`各地区`) among them. */
  departments: string[];
  /** Several are responsible together and none is said to lead. */
  joint: boolean;
  /** The list ends in 等: there are more. */
  openEnded: boolean;
  /** Where it applies, `浙江自贸试验区`; empty where the document does not say. */
  scope: string;
  /** Deadlines in the order of the text; several in one clause are checkpoints, the last one binds. */
  due: FuzzyDate[];
  /** Not before this day, `6月10日之后`. */
  notBefore: FuzzyDate | null;
  recurs: Recurrence | null;
  checkpoints: PlanCheckpoint[];
  quote: Span;
  basis: { title: Basis; lead: Basis; departments: Basis; due: Basis };
}

/** Something a careful reader of the proposals would ask about; `proposals` are indexes. */
export interface Lint {
  code: string;
  proposals: number[];
  params: Record<string, string | number>;
}

export interface ParsedPlan {
  /** The year that dates without a printed one were given, and where it comes from. */
  year: number;
  proposals: Proposal[];
  /** Sentences that lay a duty on somebody and gave no task: each is to become one or to be dismissed by name. */
  uncovered: Passage[];
  lint: Lint[];
}
