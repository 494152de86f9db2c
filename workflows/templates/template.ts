/**
 * A campaign as data, with dates relative to the day its main phase opens, so that it can be opened for any year.
 * `instantiate` is in `instantiate.ts`, the wording and reckoning of dates in `relative-date.ts`.
 */
import type { CivilDate, FuzzyDate } from '../dates.js';
import type { Checklist } from '../readiness/checklist.js';
import type { Recurrence } from '../tasks/recurrence.js';
import type { Source } from '../tasks/task.js';
import type { RelativeDate } from './relative-date.js';

/** What kind of body a department is; ranks are only compared within one category. */
export const CATEGORIES = [
  'office',
  'workingGroup',
  'lawEnforcement',
  'economyAndSociety',
  'windowService',
  'partyAndMasses',
  'county',
  'township',
] as const;
export type Category = (typeof CATEGORIES)[number];

export const LEVELS = ['city', 'county', 'township'] as const;
export type Level = (typeof LEVELS)[number];

/** A name in both languages of the interface. */
export interface Name {
  zh: string;
  en: string;
}

/** A department as the template names it; `parent` is the key of another one. */
export interface TemplateDepartment {
  key: string;
  /** The name in full, 贵港市住房和城乡建设局. */
  name: string;
  /** As people say it, 市住建局. */
  shortName: string;
  english: string;
  category: Category;
  level: Level;
  parent: string | null;
}

export interface TemplatePhase {
  key: string;
  title: Name;
  goal: string;
  opens: RelativeDate;
  closes: RelativeDate;
  /** Where the phase stands on the day the campaign starts: earlier ones are history, later ones wait. */
  atStart: 'closed' | 'open' | 'planned';
}

/** A stage of a task with a date of its own. */
export interface TemplateCheckpoint {
  key: string;
  title: string;
  due: RelativeDate;
  /** False where the stage leaves no file behind. */
  evidenceRequired?: boolean;
}

/** A duty of the source document, or a group of them. */
export interface TemplateTask {
  /** `ZW-01`; unique in the template, and the key by which a task is known. */
  code: string;
  phase: string;
  title: string;
  requirement: string;
  /** Results that show it done, never a meeting or a paper alone. */
  outcomes: string[];
  /** Department keys. */
  lead: string;
  with?: string[];
  due: RelativeDate;
  /** The day it is handed out; the opening of its phase when left out. */
  assigned?: RelativeDate;
  checkpoints?: TemplateCheckpoint[];
  /** How it comes round; each time it is owed until its due date becomes a checkpoint. */
  recurs?: Recurrence;
  /** Working days between two reports; 5 when left out, 0 = none asked. */
  reportEvery?: number;
  weight?: number;
  /** Its place among those beside it, where somebody has moved it. */
  order?: number;
  /** Key of the readiness item that its outcome proves; none when left out. */
  readinessItem?: string;
  origin: 'mandated' | 'local';
  /** The sentence it comes from; null when reconstructed. */
  source: Source | null;
  /** Measures with owners of their own. */
  subtasks?: TemplateTask[];
  /** One subtask per department named here, each led by that department. `{department}` in a text is its short name. */
  forEach?: {
    departments: string[];
    title: string;
    requirement: string;
    outcomes: string[];
    checkpoints?: TemplateCheckpoint[];
    /** 10 when left out: these are many small duties, and what is asked at the bottom stays little. */
    reportEvery?: number;
  };
}

export interface TemplateSite {
  key: string;
  title: Name;
  department: string;
  nominatedBy: string;
  reason: string;
  /** Prepared up to and including. */
  readyBy: RelativeDate;
  /** The acceptance visit is expected in this time. */
  visit: RelativeDate;
}

/**
 * A quantified target as the document states it. `atLeast`: better when higher (当场办结率 45% 以上); `atMost`: better
 * when lower (平均承诺时限 4 个工作日以内). A reduction is counted as what is taken off, so it is `atLeast` too.
 */
export interface TemplateIndicator {
  /** `IN-01`; unique in the template. */
  code: string;
  title: Name;
  /** What is counted, against what, and where the figure comes from. */
  definition: string;
  /** As it stands behind the figure: %、项、个工作日. */
  unit: string;
  direction: 'atLeast' | 'atMost';
  /** The figure it starts from; null where the document gives none. */
  baseline: number | null;
  /** The planned line: at least one, in order of time; the last one is the target. `words` are the document's own. */
  targets: { by: RelativeDate; value: number; words: string }[];
  /** Key of the department that owns the figure. */
  owner: string;
  /** How often a figure is owed; by the length of the way when left out. */
  every?: 'month' | 'quarter' | 'year' | 'target';
  origin: 'mandated' | 'local';
  /** The sentence it comes from; null when reconstructed. */
  source: Source | null;
}

/** A sentence of the document that asks nothing of anybody, and why. */
export interface NotDuty {
  place: string;
  quote: string;
  reason: string;
}

export interface CampaignTemplate {
  key: string;
  title: Name;
  /** The document the campaign was broken down from. */
  document: { key: string; title: string };
  goal: string;
  /** The day the higher level inspects. */
  inspection: { by: Name; on: RelativeDate };
  /** The phase that opens on the start date. */
  mainPhase: string;
  office: string;
  departments: TemplateDepartment[];
  phases: TemplatePhase[];
  tasks: TemplateTask[];
  sites: TemplateSite[];
  /** None when left out. */
  indicators?: TemplateIndicator[];
  /** What readiness is counted by; the usual checklist when left out. */
  checklist?: Checklist;
  notDuties: NotDuty[];
}

/** A phase with its dates. `hardDate`: only the leading group moves a task past it. */
export interface PlannedPhase {
  key: string;
  title: Name;
  goal: string;
  /** 1, 2, 3 … in the order of the template. */
  order: number;
  opensOn: CivilDate;
  closesOn: CivilDate;
  hardDate: CivilDate;
  atStart: 'closed' | 'open' | 'planned';
}

/** A task with its dates, ready to become a draft; departments and the parent are still keys (`code` for the parent). */
export interface PlannedTask {
  code: string;
  /** Code of the parent task. */
  parent: string | null;
  phase: string;
  title: string;
  requirement: string;
  outcomes: string[];
  origin: 'mandated' | 'local';
  source: Source | null;
  leadDepartment: string;
  coDepartments: string[];
  weight: number;
  order: number | null;
  readinessItem: string;
  assignOn: CivilDate;
  due: FuzzyDate;
  hardDate: CivilDate;
  checkpoints: { key: string; title: string; due: FuzzyDate; evidenceRequired: boolean }[];
  recurs: Recurrence | null;
  reportEvery: number;
}

export interface PlannedSite {
  key: string;
  title: Name;
  department: string;
  nominatedBy: string;
  reason: string;
  readyBy: FuzzyDate;
  visit: FuzzyDate;
}

/** An indicator with its planned line on the calendar. */
export interface PlannedIndicator extends Omit<TemplateIndicator, 'targets'> {
  targets: { by: FuzzyDate; value: number; words: string }[];
}

/** A template put on the calendar; every department, phase and parent is named by its key. */
export interface PlannedCampaign {
  template: string;
  title: Name;
  document: { key: string; title: string };
  goal: string;
  startOn: CivilDate;
  inspection: { by: Name; on: CivilDate };
  mainPhase: string;
  office: string;
  phases: PlannedPhase[];
  /** In tree order: a parent always comes before its subtasks. */
  tasks: PlannedTask[];
  sites: PlannedSite[];
  indicators: PlannedIndicator[];
  /** Only those that a task, a site, an indicator or another department refers to, parents first. */
  departments: TemplateDepartment[];
}
