/**
 * What a readiness check reads and what it answers. Two numbers are never mixed: `assessedPercent` says how much of what
 * applies has been looked at, `scorePercent` how much of that was earned.
 */
import type { Calendar } from '../calendar.js';
import type { CivilDate, FuzzyDate, Instant } from '../dates.js';
import type { Colour } from '../lights.js';
import type { Reason } from '../step.js';
import type { TaskState } from '../tasks/task.js';
import type { ReadinessBooklet, ReadinessPlan } from './duties.js';

/** A task as a check sees it, from the side of one department. */
export interface ReadinessTask {
  id: string;
  code: string;
  title: string;
  state: TaskState;
  role: 'lead' | 'support';
  readinessItem: string;
  /** Has a lead, a requirement and a due date. */
  complete: boolean;
  due: FuzzyDate | null;
  percent: number;
  lastReportOn: CivilDate | null;
  acknowledgeBy: CivilDate | null;
  acknowledgedOn: CivilDate | null;
  /** Working days past the due date when it was submitted. */
  lateDays: number;
  light: Colour;
  evidence: { approved: number; inReview: number; rejected: number };
}

/** An exemplary site as a check sees it. */
export interface ReadinessSite {
  id: string;
  code: string;
  title: string;
  state: 'nominated' | 'preparing' | 'ready' | 'accepted' | 'sentBack' | 'featured' | 'retired';
  /** Prepared up to and including `readyBy.to`. */
  readyBy: FuzzyDate | null;
  /** How many of the five dimensions have evidence. */
  dimensionsShown: number;
}

export interface DepartmentFacts {
  department: string;
  tasks: ReadinessTask[];
  sites: ReadinessSite[];
  /** Absent where the campaign keeps no booklets. */
  booklet?: ReadinessBooklet;
  /** Absent where the department makes no plans. */
  plans?: ReadinessPlan[];
}

/** The day a check is made for. */
export interface CheckDay {
  today: CivilDate;
  calendar: Calendar;
  /** The day the higher level inspects; null when not fixed. */
  inspectionOn: CivilDate | null;
}

export type Verdict = 'met' | 'unmet' | 'notAssessed' | 'notApplicable';

/** One record a check looked at. `share` is percent of its part of the points; null = not assessed. */
export interface CheckedRecord {
  kind: 'task' | 'site' | 'booklet' | 'periodPlan';
  id: string;
  code: string;
  /** As stored; of a booklet its version, of a plan its period. */
  title: string;
  share: number | null;
  /** A led task or a site counts 2, a supported task 1. */
  weight: number;
  /** A code under `because` in locales/<lng>/readiness.json. */
  reason: Reason;
  /** Points this record has cost so far. */
  lost: number;
  /** Points that finishing it from here would win back, and the estimated working days; null when nothing can. */
  winnable: { points: number; days: number } | null;
}

/** What a department has for one item. `points + lost + open = max` before rounding to one decimal. */
export interface ItemReadiness {
  item: string;
  verdict: Verdict;
  max: number;
  points: number;
  lost: number;
  /** Points of records not assessed yet. */
  open: number;
  reason: Reason;
  /** Counted back from the inspection; null without one, or where a year's notice is missing. */
  readyBy: CivilDate | null;
  records: CheckedRecord[];
}

/** Sums over items (one department) or over departments (the campaign). */
export interface ReadinessSum {
  points: number;
  /** Of applicable items. */
  max: number;
  /** Of what has been assessed. */
  assessedMax: number;
  /** Percent of the applicable weight that has been assessed; 100 when nothing applies. */
  assessedPercent: number;
  /** Points of what has been assessed, percent; null while nothing has been. */
  scorePercent: number | null;
  /** Records looked at. */
  checked: { assessed: number; of: number };
  verdicts: Record<Verdict, number>;
}

export interface DepartmentReadiness extends ReadinessSum {
  department: string;
  items: ItemReadiness[];
}

export interface CampaignReadiness extends ReadinessSum {
  /** How many departments have anything to check. */
  departments: number;
  /** Per item of the checklist, over all departments. */
  items: ({ item: string } & ReadinessSum)[];
}

/** A check that was run and is kept, so that the trend shows. */
export interface ReadinessCheck {
  id: string;
  campaign: string;
  at: Instant;
  trigger: 'manual' | 'scheduled';
  /** Working days before the inspection; null when run by hand or without a date. */
  before: number | null;
  /** Account id, or `clock`. */
  by: string;
  /** Key of the checklist. */
  checklist: string;
  departments: DepartmentReadiness[];
  total: CampaignReadiness;
}

/** One item of one department that changed between two checks; `null` points = not there before. */
export interface ReadinessChange {
  department: string;
  item: string;
  from: number | null;
  to: number;
  delta: number;
  verdict: { from: Verdict | null; to: Verdict };
  reason: Reason;
}

/** Lost points that can be won back, and at what price. */
export interface EasyPoint {
  department: string;
  item: string;
  record: Pick<CheckedRecord, 'kind' | 'id' | 'code' | 'title'>;
  reason: Reason;
  points: number;
  /** Estimated working days. */
  days: number;
  perDay: number;
}
