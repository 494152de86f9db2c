/** The facts of an exemplary site (现场参观点) and the events that change them (DESIGN 5; seed 001: 五个体现). */
import type { CivilDate, FuzzyDate } from '../dates.js';
import type { Evidence } from '../evidence.js';

/** 领导重视、宣传氛围、窗口服务、工作制度、工作成效. */
export const DIMENSIONS = ['leadership', 'publicity', 'window', 'rules', 'results'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** The most points a dimension can have; five of them make a hundred. */
export const DIMENSION_MAX = 20;

/** One of the five dimensions: the department's own score and what it shows for it. */
export interface Shown {
  score: number | null;
  text: string;
  evidence: Evidence[];
}

/** An acceptance visit. Scores are the visitors', not the department's. */
export interface Visit {
  on: CivilDate;
  visitors: string;
  scores: Record<Dimension, number>;
  result: 'accepted' | 'sentBack';
  remark: string;
  by: string;
}

/** A department that takes over a practice of the site. */
export interface Copy {
  department: string;
  practice: string;
  by: CivilDate | null;
  done: boolean;
}

export interface SiteFacts {
  campaign: string;
  /** Stable within the campaign. */
  key: string;
  name: string;
  department: string;
  nominatedBy: string;
  reason: string;
  contact: string;
  readyBy: FuzzyDate;
  visitOn: FuzzyDate | null;
  dimensions: Record<Dimension, Shown>;
  visits: Visit[];
  copies: Copy[];
  readyOn: CivilDate | null;
  retireReason: string;
}

export type SiteEvent =
  | { type: 'PREPARE'; contact: string }
  | { type: 'DESCRIBE'; dimension: Dimension; score: number; text: string }
  | { type: 'ATTACH'; evidence: Evidence }
  | { type: 'WITHDRAW_EVIDENCE'; file: string; reason: string }
  | { type: 'REPORT_READY' }
  | { type: 'ACCEPT'; on: CivilDate; visitors: string; scores: Record<Dimension, number>; remark: string }
  | { type: 'SEND_BACK'; on: CivilDate; visitors: string; scores: Record<Dimension, number>; reason: string }
  | { type: 'FEATURE' }
  | { type: 'RECORD_COPY'; department: string; practice: string; by: CivilDate | null }
  | { type: 'COPY_DONE'; department: string; practice: string }
  | { type: 'RETIRE'; reason: string }
  | { type: 'CLOCK' };
export type SiteEventType = SiteEvent['type'];

/** A site as it is nominated: nothing shown yet. */
export function newSite(
  given: Pick<SiteFacts, 'campaign' | 'key' | 'name' | 'department' | 'readyBy'> & Partial<SiteFacts>,
): SiteFacts {
  const dimensions = Object.fromEntries(
    DIMENSIONS.map((dimension) => [dimension, { score: null, text: '', evidence: [] }]),
  ) as unknown as SiteFacts['dimensions'];
  return {
    nominatedBy: '',
    reason: '',
    contact: '',
    visitOn: null,
    dimensions,
    visits: [],
    copies: [],
    readyOn: null,
    retireReason: '',
    ...given,
  };
}
