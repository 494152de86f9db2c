/**
 * What a rule pack must lay down: every number and choice that the three systems' machines read, with what it may be.
 * Regulations differ in all of them (HANDBOOK 2), so none is a constant; which article says what is in the pack.
 */
import type { Period } from './period.js';

/** Excluded time: why a clock may be stopped (行政许可法 45; HANDBOOK 2.2, excluded time). */
export const PAUSE_REASONS = [
  'hearing',
  'tender',
  'auction',
  'inspection',
  'testing',
  'quarantine',
  'survey',
  'appraisal',
  'expertReview',
] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** Forms of accountability, the lightest first (HANDBOOK 2.3, forms). */
export const SANCTIONS = [
  'criticism',
  'oralAdmonition',
  'circular',
  'writtenAdmonition',
  'transfer',
  'offPostTraining',
  'resignationAdvised',
  'demotion',
  'dismissal',
] as const;
export type Sanction = (typeof SANCTIONS)[number];

/** Why nobody is held to account although the facts are so (HANDBOOK 2.3). */
export const EXEMPTIONS = ['clientDeceived', 'noRule', 'accident', 'forceMajeure'] as const;
export type Exemption = (typeof EXEMPTIONS)[number];

/** What makes it weigh more (HANDBOOK 2.3, repeat ladder). */
export const AGGRAVATING = ['repeatedInYear', 'obstruction', 'bribes', 'reprisal'] as const;
export type Aggravating = (typeof AGGRAVATING)[number];

/** What makes it weigh less (HANDBOOK 2.3, repeat ladder). */
export const MITIGATING = ['cooperation', 'selfCorrection', 'smallLoss'] as const;
export type Mitigating = (typeof MITIGATING)[number];

/** What kinds of matter there are; the task of a campaign can be one too. */
export const MATTER_KINDS = ['permit', 'filing', 'service', 'petition', 'instruction', 'task'] as const;
export type MatterKind = (typeof MATTER_KINDS)[number];

export type RuleSpec =
  | { kind: 'count'; least: number; most: number; unit: 'workingDays' | 'times' | 'months' | 'percent' | 'points' }
  | { kind: 'period'; most: number; none: boolean }
  | { kind: 'choice'; options: readonly string[] }
  | { kind: 'list'; options: readonly string[] }
  | { kind: 'words' };

const workingDays = (least: number, most: number) => ({ kind: 'count', least, most, unit: 'workingDays' }) as const;
const percent = { kind: 'count', least: 0, most: 100, unit: 'percent' } as const;
const period = (most: number) => ({ kind: 'period', most, none: false }) as const;
/** The pack may say that there is no such way. */
const periodOrNone = (most: number) => ({ kind: 'period', most, none: true }) as const;
const choice = <const O extends readonly string[]>(...options: O) => ({ kind: 'choice', options }) as const;
const list = <const O extends readonly string[]>(options: O) => ({ kind: 'list', options }) as const;

/** First contact (HANDBOOK 2.1). */
export const FIRST_CONTACT_RULES = {
  /** Working days in which a handed-over request is taken on or sent back; 0 = the same working day. */
  handOverWithin: workingDays(0, 10),
  /** After so many bounces the office designates a handler who cannot send it back. */
  bouncesBeforeDesignation: { kind: 'count', least: 1, most: 5, unit: 'times' },
  /** A receipt promises an answer within so many working days at most. */
  answerWithin: workingDays(1, 60),
} as const satisfies Record<string, RuleSpec>;

/** Time limits (HANDBOOK 2.2). */
export const TIME_LIMIT_RULES = {
  /** Whether the day of acceptance is day one, or the day after it. */
  countFrom: choice('sameDay', 'nextDay'),
  /** Whether a promise may equal the statutory limit or must stay below it. */
  promiseAgainstStatute: choice('atMost', 'below'),
  /** The longest promise where no statute sets a limit. */
  mostWithoutStatute: workingDays(1, 60),
  /** Working days after receipt in which everything missing is told at once; later it counts as accepted on receipt. */
  correctionWithin: workingDays(0, 20),
  /** Why the clock may be stopped. */
  pauseReasons: list(PAUSE_REASONS),
  /** Working days before the due date by which an extension must have been asked for; 0 = on the due date at the latest. */
  extensionAskedBefore: workingDays(0, 10),
  /** The longest extension of a permit. */
  extensionMostPermit: workingDays(0, 60),
  /** The longest extension of any other matter. */
  extensionMost: workingDays(0, 60),
  /** How often one matter may be extended. */
  extensions: { kind: 'count', least: 0, most: 5, unit: 'times' },
  /** Who grants an extension; never who asked for it. */
  extensionApprover: choice('departmentLeader', 'office', 'leadingGroup'),
  /** Working days from the decision to its handing over. */
  deliverWithin: workingDays(0, 30),
  /** The hint: working days before the promised date. */
  nearDue: workingDays(0, 10),
  /** Kinds of matter in which silence past the limit is consent. */
  silenceIsConsent: list(MATTER_KINDS),
  /** Words that a published timetable may not contain. */
  vagueWords: { kind: 'words' },
} as const satisfies Record<string, RuleSpec>;

/** Whom a decision is about: each kind has its own ways and periods of review and appeal (HANDBOOK 2.3, appeals). */
export const ADDRESSEES = [
  'civilServant',
  'leadingCadre',
  'other',
  'supervisionDecision',
  'inspectedUnit',
  'performanceScore',
] as const;
export type Addressee = (typeof ADDRESSEES)[number];

/** Accountability (HANDBOOK 2.3). */
export const ACCOUNTABILITY_RULES = {
  /** Working days in which a clue is taken up or not, with the reason. */
  takeUpWithin: workingDays(1, 30),
  investigateWithin: period(90),
  /** The one extension of an investigation. */
  investigationExtension: period(60),
  sanctions: list(SANCTIONS),
  /** A written admonition runs at least and at most so many months. */
  admonitionLeast: { kind: 'count', least: 1, most: 24, unit: 'months' },
  admonitionMost: { kind: 'count', least: 1, most: 24, unit: 'months' },
  /** Working days in which the unit reports how a decision was carried out. */
  executionReportWithin: workingDays(1, 30),
  exemptions: list(EXEMPTIONS),
  aggravating: list(AGGRAVATING),
  mitigating: list(MITIGATING),
  /** Entries of one person in a year after which the unit's leaders get one themselves. */
  unitAnswersAt: { kind: 'count', least: 2, most: 10, unit: 'times' },
  civilServantReviewAsk: period(90),
  civilServantReviewDecide: period(90),
  civilServantAppealAsk: periodOrNone(90),
  civilServantAppealDecide: periodOrNone(120),
  civilServantAppealExtension: periodOrNone(60),
  leadingCadreReviewAsk: period(90),
  leadingCadreReviewDecide: period(90),
  leadingCadreAppealAsk: periodOrNone(90),
  leadingCadreAppealDecide: periodOrNone(120),
  leadingCadreAppealExtension: periodOrNone(60),
  otherReviewAsk: period(90),
  otherReviewDecide: period(90),
  otherAppealAsk: periodOrNone(90),
  otherAppealDecide: periodOrNone(120),
  otherAppealExtension: periodOrNone(60),
  supervisionDecisionReviewAsk: period(90),
  supervisionDecisionReviewDecide: period(90),
  supervisionDecisionAppealAsk: periodOrNone(90),
  supervisionDecisionAppealDecide: periodOrNone(120),
  supervisionDecisionAppealExtension: periodOrNone(60),
  inspectedUnitReviewAsk: period(90),
  inspectedUnitReviewDecide: period(90),
  inspectedUnitAppealAsk: periodOrNone(90),
  inspectedUnitAppealDecide: periodOrNone(120),
  inspectedUnitAppealExtension: periodOrNone(60),
  performanceScoreReviewAsk: period(90),
  performanceScoreReviewDecide: period(90),
  performanceScoreAppealAsk: periodOrNone(90),
  performanceScoreAppealDecide: periodOrNone(120),
  performanceScoreAppealExtension: periodOrNone(60),
} as const satisfies Record<string, RuleSpec>;

/** Electronic supervision and the departments' own duties (HANDBOOK 2.2, e-supervision; seed 001). */
export const SUPERVISION_RULES = {
  /** Weight of matters finished in time, of first contacts answered in time, of requests not bounced; together 100. */
  ratingOnTime: percent,
  ratingAnswered: percent,
  ratingNotBounced: percent,
  /** Points from which a quarter is rated 优, 良, 合格; below, 不合格. */
  ratingExcellent: { kind: 'count', least: 1, most: 100, unit: 'points' },
  ratingGood: { kind: 'count', least: 1, most: 100, unit: 'points' },
  ratingPass: { kind: 'count', least: 1, most: 100, unit: 'points' },
  /** Fewer finished matters and requests than this in a quarter are not rated. */
  ratingLeast: { kind: 'count', least: 1, most: 1_000, unit: 'times' },
  /** Months after which a department's booklet must be reviewed. */
  bookletReviewAfter: { kind: 'count', least: 1, most: 60, unit: 'months' },
} as const satisfies Record<string, RuleSpec>;

export const RULES = {
  ...FIRST_CONTACT_RULES,
  ...TIME_LIMIT_RULES,
  ...ACCOUNTABILITY_RULES,
  ...SUPERVISION_RULES,
} as const satisfies Record<string, RuleSpec>;
export type RuleName = keyof typeof RULES;
export const RULE_NAMES = Object.keys(RULES) as RuleName[];

/** The rules by what reads them. */
export const RULE_GROUPS = {
  firstContact: Object.keys(FIRST_CONTACT_RULES),
  timeLimits: Object.keys(TIME_LIMIT_RULES),
  accountability: Object.keys(ACCOUNTABILITY_RULES),
  supervision: Object.keys(SUPERVISION_RULES),
} as Record<'firstContact' | 'timeLimits' | 'accountability' | 'supervision', RuleName[]>;
export type RuleGroup = keyof typeof RULE_GROUPS;

/** What a rule of a kind holds. */
export type ValueOf<S extends RuleSpec> = S extends { kind: 'count' }
  ? number
  : S extends { kind: 'period'; none: false }
    ? Period
    : S extends { kind: 'period' }
      ? Period | null
      : S extends { kind: 'choice'; options: readonly (infer O)[] }
        ? O
        : S extends { kind: 'list'; options: readonly (infer O)[] }
          ? O[]
          : string[];
type ValuesOf<T extends Record<string, RuleSpec>> = { -readonly [N in keyof T]: ValueOf<T[N]> };

export type FirstContactRules = ValuesOf<typeof FIRST_CONTACT_RULES>;
export type TimeLimitRules = ValuesOf<typeof TIME_LIMIT_RULES>;
export type AccountabilityRules = ValuesOf<typeof ACCOUNTABILITY_RULES>;
export type SupervisionRules = ValuesOf<typeof SUPERVISION_RULES>;
export type PackRules = ValuesOf<typeof RULES>;
export type RuleValue = number | string | string[] | Period | null;
