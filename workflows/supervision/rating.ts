/**
 * The quarterly rating of electronic supervision: 优、良、合格、不合格 by the pack's formula (HANDBOOK 2.2, e-supervision [Es1]),
 * and the recommendation letter (监察建议书) to a department that fails. Software drafts; people publish and write.
 */
import type { CivilDate } from '../dates.js';
import type { CountedRow } from '../indicators/measures.js';
import { summed } from '../indicators/measures.js';
import type { PackVersion } from '../packs/pack.js';
import type { SupervisionRules } from '../packs/rules.js';

export const RATING_STATES = ['drafted', 'published', 'lettered', 'replied', 'closed'] as const;
export type RatingState = (typeof RATING_STATES)[number];

/** The best first. */
export const GRADES = ['excellent', 'good', 'pass', 'fail'] as const;
export type Grade = (typeof GRADES)[number];

export const RATING_PARTS = ['onTime', 'answered', 'notBounced'] as const;
export type RatingPartName = (typeof RATING_PARTS)[number];

/** One part of the formula: `good` of `whole` kept the rule; weighs `weight` of 100. */
export interface RatingPart {
  name: RatingPartName;
  weight: number;
  good: number;
  whole: number;
}

/** What a quarter's records come to: points of 100 with one decimal, over the parts in which anything was counted. */
export interface Rated {
  parts: RatingPart[];
  points: number;
  grade: Grade;
}

export interface RatingFacts extends Rated {
  campaign: string;
  /** `RT-2026Q2-service-centre`. */
  code: string;
  /** Department id. */
  department: string;
  /** `2026-Q2`. */
  quarter: string;
  pack: PackVersion;
  /** The last day of the quarter, whose rules it is rated by. */
  startedOn: CivilDate;
  draftedOn: CivilDate;
  remark: string;
  publishedOn: CivilDate | null;
  letter: { text: string; replyBy: CivilDate; on: CivilDate; by: string } | null;
  reply: { text: string; on: CivilDate; by: string } | null;
  closingNote: string;
}

export type RatingEvent =
  | ({ type: 'RECOUNT' } & Rated)
  | { type: 'PUBLISH'; remark: string }
  | { type: 'SEND_LETTER'; text: string; replyBy: CivilDate }
  | { type: 'REPLY'; text: string }
  | { type: 'RETURN_REPLY'; reason: string; replyBy: CivilDate }
  | { type: 'CLOSE'; note: string }
  | { type: 'CLOCK' };

/** The counts of a department's quarter that the formula reads. */
export interface QuarterRows {
  matters: readonly CountedRow[];
  contacts: readonly CountedRow[];
}

/** The grade of points, whichever the pack's bounds. */
export function gradeOf(
  points: number,
  { ratingExcellent, ratingGood, ratingPass }: Pick<SupervisionRules, 'ratingExcellent' | 'ratingGood' | 'ratingPass'>,
): Grade {
  if (points >= ratingExcellent) return 'excellent';
  if (points >= ratingGood) return 'good';
  return points >= ratingPass ? 'pass' : 'fail';
}

/**
 * Rate a quarter; null where fewer finished matters and answered requests were counted than the pack asks for. A part with
 * nothing counted weighs nothing: a department without a counter is not held to have bounced nobody.
 */
export function rate({ matters, contacts }: QuarterRows, rules: SupervisionRules): Rated | null {
  const done = summed(matters);
  const asked = summed(contacts);
  const part = (name: RatingPartName, weight: number, good = 0, whole = 0): RatingPart => ({
    name,
    weight,
    good,
    whole,
  });
  const parts = [
    part('onTime', rules.ratingOnTime, done.doneInTime, done.done),
    part('answered', rules.ratingAnswered, asked.answeredInTime, asked.answered),
    part('notBounced', rules.ratingNotBounced, (asked.received ?? 0) - (asked.bounced ?? 0), asked.received),
  ];
  if ((done.done ?? 0) + (asked.answered ?? 0) < rules.ratingLeast) return null;
  const counted = parts.filter(({ whole, weight }) => whole > 0 && weight > 0);
  const weights = counted.reduce((sum, { weight }) => sum + weight, 0);
  if (weights === 0) return null;
  const sum = counted.reduce((total, { weight, good, whole }) => total + (weight * good) / whole, 0);
  const points = Math.round((sum / weights) * 1_000) / 10;
  return { parts, points, grade: gradeOf(points, rules) };
}

/** A rating as it is drafted. */
export function newRating(
  given: Rated & Pick<RatingFacts, 'campaign' | 'department' | 'quarter' | 'pack' | 'startedOn' | 'draftedOn'>,
): RatingFacts {
  return {
    ...given,
    code: `RT-${given.quarter.replace('-', '')}-${given.department}`,
    remark: '',
    publishedOn: null,
    letter: null,
    reply: null,
    closingNote: '',
  };
}

/** First and last day of `2026-Q2`. */
export function quarterDays(quarter: string): { from: CivilDate; to: CivilDate } {
  const year = quarter.slice(0, 4);
  const n = Number(quarter.slice(6));
  const month = (of: number) => String(of).padStart(2, '0');
  return { from: `${year}-${month(n * 3 - 2)}-01`, to: `${year}-${month(n * 3)}-${n === 1 || n === 4 ? '31' : '30'}` };
}

/** `2026-Q2` and no other words. */
export function isQuarter(value: unknown): value is string {
  return typeof value === 'string' && /^20\d{2}-Q[1-4]$/.test(value);
}
