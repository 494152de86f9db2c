/** The facts of a task and the events that change them (DESIGN 5). */
import type { DeadlineTerm } from '../calendar.js';
import type { CivilDate, FuzzyDate } from '../dates.js';
import type { Evidence } from '../evidence.js';
import type { Recurrence } from './recurrence.js';

export const TASK_STATES = [
  'draft',
  'assigned',
  'returned',
  'active',
  'submitted',
  'suspended',
  'closed',
  'cancelled',
] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** A stage of a task with a promised date of its own. */
export interface Checkpoint {
  key: string;
  title: string;
  due: FuzzyDate;
  evidenceRequired: boolean;
  passedOn: CivilDate | null;
  note: string;
}

/** A progress report: what came of it, not which meetings were held. */
export interface Report {
  text: string;
  percent: number;
  problem: string;
  nextStep: string;
  on: CivilDate;
  by: string;
}

/** The part of a co-department. */
export interface Part {
  department: string;
  text: string;
  done: boolean;
  on: CivilDate;
}

/** The sentence a task comes from, so that anyone can see what was really said. */
export interface Source {
  document: string;
  /** Where in the document, `三（三）第一项重点工作`. */
  place: string;
  before: string;
  quote: string;
  after: string;
}

/** How a task was judged when it was closed: on time, quality, quantity (按时按质按量, seed 001). */
export interface Judgement {
  onTime: boolean;
  quality: boolean;
  quantity: boolean;
  remark: string;
  by: string;
  on: CivilDate;
}

export interface TaskFacts {
  campaign: string;
  phase: string;
  code: string;
  title: string;
  requirement: string;
  /** Results that show the task is done; a meeting or a paper is none (2024 若干规定, HANDBOOK 3). */
  outcomes: string[];
  origin: 'mandated' | 'local';
  source: Source | null;
  leadDepartment: string | null;
  coDepartments: string[];
  parent: string | null;
  subtasks: { id: string; open: boolean }[];
  /** Share in its group's progress, whole numbers from 1. */
  weight: number;
  /** Its place among those beside it; null = where its code puts it (order.ts). */
  order: number | null;
  /** The readiness item that its outcome proves; empty when none. */
  readinessItem: string;
  due: FuzzyDate | null;
  /** The first promise, kept when the date moves. */
  promisedDue: FuzzyDate | null;
  /** The phase's hard date: only the leading group moves a task past it. */
  hardDate: CivilDate | null;
  dueSum: DeadlineTerm[];
  checkpoints: Checkpoint[];
  /** A duty that comes back: each time it is owed is a checkpoint. Null for one that is done once. */
  recurs: Recurrence | null;
  /** Working days between two reports; 0 = no periodic report asked. */
  reportEvery: number;
  assignedOn: CivilDate | null;
  /** Where the planned line begins when a pause has moved it; null = the day of assignment. */
  plannedFrom: CivilDate | null;
  acknowledgeBy: CivilDate | null;
  acknowledgedOn: CivilDate | null;
  returns: number;
  returnReason: string;
  /** Designated for good: cannot be returned again. */
  finalDesignation: boolean;
  percent: number;
  lastReport: Report | null;
  /** The day from which the next report is waited for: the last one, or when work began or went on again. */
  reportFrom: CivilDate | null;
  /** Accounts that have reported or submitted: none of them may accept. */
  reporters: string[];
  parts: Part[];
  evidence: Evidence[];
  extension: { to: CivilDate; reason: string; progress: string; by: string; on: CivilDate } | null;
  coordination: { question: string; by: string; on: CivilDate } | null;
  suspendedOn: CivilDate | null;
  suspendedFrom: TaskState | null;
  suspendReason: string;
  outcome: string;
  submittedOn: CivilDate | null;
  closedOn: CivilDate | null;
  /** Working days past the due date at submission; kept after closing, until a re-visit opens it with a new date. */
  lateDays: number;
  judgement: Judgement | null;
  cancelReason: string;
}

/** What may be typed of a task's plan. */
export interface TaskPlan {
  title: string;
  requirement: string;
  outcomes: string[];
  origin: 'mandated' | 'local';
  leadDepartment: string | null;
  coDepartments: string[];
  weight: number;
  readinessItem: string;
  due: FuzzyDate | null;
  checkpoints: Omit<Checkpoint, 'passedOn' | 'note'>[];
  reportEvery: number;
}

/** The plan a task has now, as an edit would have to type it. */
export function planOf(facts: TaskFacts): TaskPlan {
  const { title, requirement, outcomes, origin, leadDepartment, coDepartments, weight, readinessItem, due } = facts;
  return {
    title,
    requirement,
    outcomes,
    origin,
    leadDepartment,
    coDepartments,
    weight,
    readinessItem,
    due,
    checkpoints: facts.checkpoints.map(({ passedOn: _, note: __, ...stage }) => stage),
    reportEvery: facts.reportEvery,
  };
}

export type TaskEvent =
  /** `source`: a new edition of the document words it anew. */
  | { type: 'EDIT'; plan: TaskPlan; source?: Source }
  | { type: 'MOVE'; order: number }
  | { type: 'ASSIGN' }
  | { type: 'ACKNOWLEDGE' }
  | { type: 'RETURN'; reason: string }
  | { type: 'REASSIGN'; leadDepartment: string; answer: string }
  | { type: 'AMEND'; title: string; requirement: string; coDepartments: string[]; reason: string; source?: Source }
  | { type: 'SPLIT'; parts: { id: string; title: string; leadDepartment: string | null; due: FuzzyDate | null }[] }
  | { type: 'REPORT'; text: string; percent: number; reason: string; problem: string; nextStep: string; done: boolean }
  | { type: 'PASS_CHECKPOINT'; checkpoint: string; note: string }
  | { type: 'ATTACH'; evidence: Evidence }
  | { type: 'WITHDRAW_EVIDENCE'; file: string; reason: string }
  | { type: 'REVIEW_EVIDENCE'; file: string; verdict: 'approved' | 'rejected'; remark: string }
  | { type: 'REQUEST_EXTENSION'; to: CivilDate; reason: string; progress: string }
  | { type: 'APPROVE_EXTENSION'; remark: string }
  | { type: 'REFUSE_EXTENSION'; reason: string }
  | { type: 'ASK_FOR_COORDINATION'; question: string }
  | { type: 'SETTLE_COORDINATION'; decision: string }
  | { type: 'CHASE'; text: string }
  | { type: 'SUBMIT'; outcome: string }
  | { type: 'ACCEPT'; onTime: boolean; quality: boolean; quantity: boolean; remark: string }
  | { type: 'REDO'; reason: string }
  | { type: 'SUSPEND'; reason: string }
  | { type: 'RESUME' }
  | { type: 'CANCEL'; reason: string }
  | { type: 'REOPEN'; reason: string; due: CivilDate }
  | { type: 'SUBTASK_ADDED'; subtask: string }
  | { type: 'SUBTASK_CLOSED'; subtask: string }
  | { type: 'SUBTASK_REOPENED'; subtask: string }
  | { type: 'CLOCK' };

export type TaskEventType = TaskEvent['type'];
export type EventOf<T extends TaskEventType> = Extract<TaskEvent, { type: T }>;

/** A fresh task in draft: nothing promised, nobody responsible. */
export function newTask(
  given: Pick<TaskFacts, 'campaign' | 'phase' | 'code' | 'title'> & Partial<TaskFacts>,
): TaskFacts {
  const due = given.due ?? null;
  return {
    requirement: '',
    outcomes: [],
    origin: 'local',
    source: null,
    leadDepartment: null,
    coDepartments: [],
    parent: null,
    subtasks: [],
    weight: 1,
    order: null,
    readinessItem: '',
    promisedDue: due,
    hardDate: null,
    dueSum: due ? [{ kind: 'fixed', days: 0, date: due.to }] : [],
    checkpoints: [],
    recurs: null,
    reportEvery: 0,
    assignedOn: null,
    plannedFrom: null,
    acknowledgeBy: null,
    acknowledgedOn: null,
    returns: 0,
    returnReason: '',
    finalDesignation: false,
    percent: 0,
    lastReport: null,
    reportFrom: null,
    reporters: [],
    parts: [],
    evidence: [],
    extension: null,
    coordination: null,
    suspendedOn: null,
    suspendedFrom: null,
    suspendReason: '',
    outcome: '',
    submittedOn: null,
    closedOn: null,
    lateDays: 0,
    judgement: null,
    cancelReason: '',
    ...given,
    due,
  };
}
