/** Each machine with events enough to walk it: every event at least once that fits and, where a rule says no, once that does not. */

import type { CampaignEvent, CampaignFacts } from '../../workflows/campaigns/campaign.js';
import { campaignWorkflow } from '../../workflows/campaigns/campaign.machine.js';
import { exactDate } from '../../workflows/dates.js';
import { stands } from '../../workflows/evidence.js';
import type { IndicatorEvent, IndicatorFacts } from '../../workflows/indicators/indicator.js';
import { indicatorWorkflow } from '../../workflows/indicators/indicator.machine.js';
import type { InquiryEvent, InquiryFacts } from '../../workflows/inquiries/inquiry.js';
import { inquiryWorkflow } from '../../workflows/inquiries/inquiry.machine.js';
import type { MatterEvent, MatterFacts } from '../../workflows/matters/matter.js';
import { matterWorkflow } from '../../workflows/matters/matter.machine.js';
import { type Actor, DEFAULT_SETTINGS, type Moment } from '../../workflows/moment.js';
import { HANDBOOK_PACK } from '../../workflows/packs/handbook/index.js';
import { packWorkflow } from '../../workflows/packs/pack.machine.js';
import { copyOf, type PackEvent, type PackFacts } from '../../workflows/packs/pack-record.js';
import type { PhaseEvent, PhaseFacts } from '../../workflows/phases/phase.js';
import { phaseWorkflow } from '../../workflows/phases/phase.machine.js';
import { DEFAULT_CHECKLIST } from '../../workflows/readiness/checklist.js';
import type { ServiceItemEvent, ServiceItemFacts } from '../../workflows/service-items/service-item.js';
import { planOf } from '../../workflows/service-items/service-item.js';
import { serviceItemWorkflow } from '../../workflows/service-items/service-item.machine.js';
import { DIMENSIONS, type SiteEvent, type SiteFacts } from '../../workflows/sites/site.js';
import { siteWorkflow } from '../../workflows/sites/site.machine.js';
import type { Workflow } from '../../workflows/step.js';
import type { TaskEvent, TaskFacts, TaskPlan } from '../../workflows/tasks/task.js';
import { taskWorkflow } from '../../workflows/tasks/task.machine.js';
import {
  aCampaign,
  aMatter,
  anIndicator,
  anInquiry,
  aPhase,
  aServiceItem,
  aSite,
  aTask,
  evidence,
  people,
  scores,
  shownDimensions,
  theClock,
  theSystem,
} from './workflows.js';

/** A workflow, where it starts, what may be put to it and by whom, and what tells two of its records apart for the walk. */
export interface Walk<Facts extends object, Event extends { type: string }> {
  workflow: Workflow<Facts, Event>;
  start: Facts;
  /** The third, where the day of the demonstration will not do. */
  events: [Event, Actor, Partial<Moment>?][];
  tellApart: (facts: Facts) => unknown;
}

const { leader, liaison, supporter, office, reviewer, leadingGroup } = people;
const reason = 'Because.';

/** What may be typed of the task's plan. */
export const aPlan: TaskPlan = {
  title: 'A task',
  requirement: 'Do it.',
  outcomes: ['It is done.'],
  origin: 'local',
  leadDepartment: 'lead',
  coDepartments: [],
  weight: 1,
  readinessItem: '',
  due: exactDate('2026-06-10'),
  checkpoints: [{ key: 'half', title: 'Half', due: exactDate('2026-06-05'), evidenceRequired: false }],
  reportEvery: 5,
};

export const taskEvents: [TaskEvent, Actor][] = [
  [{ type: 'EDIT', plan: aPlan }, office],
  [{ type: 'EDIT', plan: { ...aPlan, title: ' ', coDepartments: ['lead'] } }, office],
  [{ type: 'MOVE', order: 1_500 }, office],
  [{ type: 'MOVE', order: Number.NaN }, office],
  [{ type: 'ASSIGN' }, office],
  [{ type: 'ACKNOWLEDGE' }, liaison],
  [{ type: 'RETURN', reason }, leader],
  [{ type: 'RETURN', reason: '' }, leader],
  [{ type: 'REASSIGN', leadDepartment: 'lead', answer: reason }, office],
  [{ type: 'REASSIGN', leadDepartment: 'lead', answer: '' }, office],
  [{ type: 'AMEND', title: 'A task', requirement: 'Do it well.', coDepartments: [], reason }, office],
  [{ type: 'AMEND', title: '', requirement: '', coDepartments: [], reason: '' }, office],
  [{ type: 'SPLIT', parts: ['one', 'two'].map((id) => ({ id, title: id, leadDepartment: null, due: null })) }, office],
  [{ type: 'SPLIT', parts: [] }, office],
  [{ type: 'REPORT', text: 'Going on.', percent: 50, reason: '', problem: '', nextStep: '', done: false }, liaison],
  [{ type: 'REPORT', text: 'Less.', percent: 40, reason: '', problem: '', nextStep: '', done: false }, liaison],
  [{ type: 'REPORT', text: 'Much.', percent: 101, reason: '', problem: '', nextStep: '', done: false }, liaison],
  [{ type: 'REPORT', text: 'Our part.', percent: 0, reason: '', problem: '', nextStep: '', done: true }, supporter],
  [{ type: 'PASS_CHECKPOINT', checkpoint: 'half', note: '' }, liaison],
  [{ type: 'PASS_CHECKPOINT', checkpoint: 'nowhere', note: '' }, liaison],
  [{ type: 'ATTACH', evidence: evidence() }, liaison],
  [{ type: 'WITHDRAW_EVIDENCE', file: 'file-1', reason }, liaison],
  [{ type: 'WITHDRAW_EVIDENCE', file: 'file-1', reason }, supporter],
  [{ type: 'WITHDRAW_EVIDENCE', file: 'no-file', reason }, liaison],
  [{ type: 'REVIEW_EVIDENCE', file: 'file-1', verdict: 'approved', remark: '' }, reviewer],
  [{ type: 'REVIEW_EVIDENCE', file: 'file-1', verdict: 'rejected', remark: reason }, reviewer],
  [{ type: 'REVIEW_EVIDENCE', file: 'file-1', verdict: 'approved', remark: '' }, liaison],
  [{ type: 'REQUEST_EXTENSION', to: '2026-06-20', reason, progress: 'Half.' }, liaison],
  [{ type: 'REQUEST_EXTENSION', to: '2026-06-09', reason, progress: 'Half.' }, liaison],
  [{ type: 'REQUEST_EXTENSION', to: '2026-02-30', reason, progress: 'Half.' }, liaison],
  [{ type: 'REQUEST_EXTENSION', to: '2027-01-20', reason, progress: 'Half.' }, liaison],
  [{ type: 'REQUEST_EXTENSION', to: '2026-05-20', reason, progress: 'Half.' }, liaison],
  [{ type: 'APPROVE_EXTENSION', remark: '' }, office],
  [{ type: 'APPROVE_EXTENSION', remark: '' }, leadingGroup],
  [{ type: 'APPROVE_EXTENSION', remark: '' }, liaison],
  [{ type: 'REFUSE_EXTENSION', reason }, office],
  [{ type: 'ASK_FOR_COORDINATION', question: 'Who pays?' }, liaison],
  [{ type: 'SETTLE_COORDINATION', decision: 'Both.' }, office],
  [{ type: 'CHASE', text: '' }, office],
  [{ type: 'SUBMIT', outcome: 'Done.' }, leader],
  [{ type: 'ACCEPT', onTime: true, quality: true, quantity: true, remark: '' }, reviewer],
  [{ type: 'ACCEPT', onTime: true, quality: false, quantity: false, remark: '' }, reviewer],
  [{ type: 'ACCEPT', onTime: true, quality: true, quantity: true, remark: '' }, leader],
  [{ type: 'REDO', reason }, reviewer],
  [{ type: 'SUSPEND', reason }, leadingGroup],
  [{ type: 'SUSPEND', reason: '' }, leadingGroup],
  [{ type: 'RESUME' }, leadingGroup],
  [{ type: 'CANCEL', reason }, leadingGroup],
  [{ type: 'REOPEN', reason, due: '2026-06-30' }, reviewer],
  [{ type: 'REOPEN', reason, due: '2026-05-30' }, reviewer],
  [{ type: 'SUBTASK_ADDED', subtask: 'one' }, theSystem],
  [{ type: 'SUBTASK_CLOSED', subtask: 'one' }, theSystem],
  [{ type: 'SUBTASK_REOPENED', subtask: 'one' }, theSystem],
  [{ type: 'SUBTASK_CLOSED', subtask: 'two' }, theSystem],
  [{ type: 'SUBTASK_CLOSED', subtask: 'one' }, liaison],
  [{ type: 'CLOCK' }, theClock],
  [{ type: 'CLOCK' }, liaison],
];

export const taskWalk: Walk<TaskFacts, TaskEvent> = {
  workflow: taskWorkflow,
  start: aTask({
    hardDate: '2026-06-15',
    checkpoints: [{ ...aPlan.checkpoints[0]!, passedOn: null, note: '' }],
  }),
  events: taskEvents,
  tellApart: (facts) => [
    facts.suspendedFrom,
    Math.min(facts.returns, 2),
    facts.evidence.at(-1)?.review,
    facts.checkpoints.some(({ passedOn }) => passedOn),
    facts.subtasks.some(({ open }) => open),
    facts.extension !== null,
    facts.coordination !== null,
  ],
};

const visit = { on: '2026-06-02', visitors: 'The office', scores: scores(18) };
export const siteEvents: [SiteEvent, Actor][] = [
  [{ type: 'PREPARE', contact: 'Ms Li' }, liaison],
  ...DIMENSIONS.flatMap((dimension): [SiteEvent, Actor][] => [
    [{ type: 'DESCRIBE', dimension, score: 18, text: 'Seen.' }, liaison],
    [{ type: 'ATTACH', evidence: evidence({ file: dimension, about: dimension }) }, liaison],
  ]),
  [{ type: 'DESCRIBE', dimension: 'window', score: 21, text: '' }, liaison],
  [{ type: 'DESCRIBE', dimension: 'garden' as 'window', score: 18, text: 'Green.' }, liaison],
  [{ type: 'ATTACH', evidence: evidence({ file: 'garden', about: 'garden' }) }, liaison],
  [{ type: 'WITHDRAW_EVIDENCE', file: 'window', reason }, liaison],
  [{ type: 'WITHDRAW_EVIDENCE', file: 'garden', reason }, liaison],
  [{ type: 'REPORT_READY' }, leader],
  [{ type: 'ACCEPT', ...visit, remark: '' }, reviewer],
  [{ type: 'ACCEPT', ...visit, remark: '' }, leader],
  [{ type: 'ACCEPT', ...visit, on: '2026-06-03', scores: scores(21), remark: '' }, reviewer],
  [{ type: 'ACCEPT', ...visit, on: '2026-02-30', remark: '' }, reviewer],
  [{ type: 'SEND_BACK', ...visit, reason }, reviewer],
  [{ type: 'SEND_BACK', ...visit, reason: '' }, reviewer],
  [{ type: 'FEATURE' }, office],
  [{ type: 'RECORD_COPY', department: 'support', practice: 'One window', by: '2026-06-20' }, office],
  [{ type: 'RECORD_COPY', department: 'lead', practice: 'One window', by: null }, office],
  [{ type: 'COPY_DONE', department: 'support', practice: 'One window' }, supporter],
  [{ type: 'RETIRE', reason }, office],
  [{ type: 'RETIRE', reason: '' }, office],
  [{ type: 'CLOCK' }, theClock],
  [{ type: 'CLOCK' }, liaison],
];

export const siteWalk: Walk<SiteFacts, SiteEvent> = {
  workflow: siteWorkflow,
  // Four dimensions are shown; the window is still to be described and shown.
  start: aSite({ dimensions: { ...shownDimensions(), window: { score: null, text: '', evidence: [] } } }),
  events: siteEvents,
  tellApart: ({ dimensions, copies }) => [
    dimensions.window.score,
    dimensions.window.evidence.at(-1)?.review,
    copies.map(({ done }) => done),
  ],
};

const anIndicatorPlan = {
  title: 'On-the-spot rate',
  definition: 'Cases done on the spot among all cases.',
  unit: '%',
  direction: 'atLeast' as const,
  baseline: 30,
  targets: [{ by: exactDate('2026-09-30'), value: 45, words: '' }],
  every: 'month' as const,
  owner: 'lead',
  measure: null,
  measuredOf: 'all' as const,
};
const may = { period: '2026-05-31', note: 'Monthly report.' };
export const indicatorEvents: [IndicatorEvent, Actor][] = [
  [{ type: 'ENTER_VALUE', ...may, value: 40 }, liaison],
  [{ type: 'ENTER_VALUE', ...may, value: Number.NaN, note: '' }, liaison],
  [{ type: 'ENTER_VALUE', ...may, value: 40, period: '2026-05-30' }, liaison],
  [{ type: 'ENTER_VALUE', ...may, value: 40, period: '2026-07-31' }, liaison],
  [{ type: 'ENTER_VALUE', ...may, value: 46, period: '2026-06-30' }, liaison],
  [{ type: 'CORRECT_VALUE', period: '2026-05-31', value: 41, reason }, liaison],
  [{ type: 'CORRECT_VALUE', period: '2026-05-31', value: 41, reason: '' }, liaison],
  [{ type: 'CORRECT_VALUE', period: '2026-08-31', value: 41, reason }, liaison],
  [{ type: 'SETTLE', reached: true, note: 'Reached early.' }, office],
  [{ type: 'SETTLE', reached: true, note: '' }, office],
  [{ type: 'REOPEN', reason }, office],
  [{ type: 'REOPEN', reason: '' }, office],
  [{ type: 'EDIT', plan: anIndicatorPlan, reason }, office],
  [{ type: 'EDIT', plan: { ...anIndicatorPlan, every: 'quarter' }, reason }, office],
  [{ type: 'EDIT', plan: { ...anIndicatorPlan, title: '', targets: [] }, reason: '' }, office],
  [{ type: 'EDIT', plan: { ...anIndicatorPlan, every: 'quarter', measure: 'onTheSpot' }, reason }, office],
  [{ type: 'EDIT', plan: { ...anIndicatorPlan, measure: 'onTheSpot' }, reason }, office],
  [{ type: 'MEASURE', period: '2026-06-30', value: 40, part: 2, whole: 5 }, theSystem],
  [{ type: 'MEASURE', period: '2026-06-30', value: 40, part: 2, whole: 5 }, liaison],
  [{ type: 'MEASURE', period: '2026-09-30', value: 40, part: 2, whole: 5 }, theSystem],
  [{ type: 'ATTACH', evidence: evidence({ file: 'report', about: '2026-05-31' }) }, liaison],
  [{ type: 'ATTACH', evidence: evidence({ file: 'report', about: '2026-07-31' }) }, liaison],
  [{ type: 'WITHDRAW_EVIDENCE', file: 'report', reason }, liaison],
  [{ type: 'WITHDRAW_EVIDENCE', file: 'other', reason }, liaison],
  [{ type: 'CANCEL', reason }, office],
  [{ type: 'CANCEL', reason: '' }, office],
  [{ type: 'CLOCK' }, theClock],
  [{ type: 'CLOCK' }, liaison],
];

export const indicatorWalk: Walk<IndicatorFacts, IndicatorEvent> = {
  workflow: indicatorWorkflow,
  start: anIndicator(anIndicatorPlan),
  events: indicatorEvents,
  tellApart: ({ values, every, measure, files }) => [
    values.map(({ period, value }) => [period, value]),
    every,
    measure,
    files.some(stands),
  ],
};

const dates = { opensOn: '2026-06-01', closesOn: '2026-06-30', hardDate: null };
const red = [{ id: 'task-1', code: 'T-01' }];
export const phaseEvents: [PhaseEvent, Actor][] = [
  [{ type: 'EDIT', title: 'Three', goal: '', ...dates }, office],
  [{ type: 'EDIT', title: '', goal: '', ...dates, hardDate: '2026-02-30' }, office],
  [{ type: 'EDIT', title: 'Three', goal: '', ...dates, closesOn: '2026-05-30' }, office],
  [{ type: 'OPEN' }, leadingGroup],
  [{ type: 'CLOCK' }, theClock],
  [{ type: 'CLOCK' }, leader],
  [{ type: 'START_SELF_CHECK' }, office],
  [{ type: 'RECORD_INSPECTION', remark: '' }, office],
  [{ type: 'WAIVE', task: 'task-1', code: 'T-01', reason }, leadingGroup],
  [{ type: 'WAIVE', task: 'task-2', code: 'T-02', reason: '' }, leadingGroup],
  [{ type: 'CLOSE', redTasks: [], openFindings: 0 }, office],
  [{ type: 'CLOSE', redTasks: red, openFindings: 0 }, office],
  [{ type: 'CLOSE', redTasks: red, openFindings: 2 }, office],
];

export const phaseWalk: Walk<PhaseFacts, PhaseEvent> = {
  workflow: phaseWorkflow,
  start: aPhase({ autoOpen: true }),
  events: phaseEvents,
  tellApart: (facts) => facts.waivers.length,
};

export const campaignEvents: [CampaignEvent, Actor][] = [
  [{ type: 'EDIT', title: 'A campaign', inspection: { date: '2026-06-26', by: 'region' } }, office],
  [{ type: 'EDIT', title: 'A campaign', inspection: null }, office],
  [{ type: 'EDIT', title: '', inspection: { date: '2026-02-30', by: '' } }, office],
  [{ type: 'CHANGE_SETTINGS', settings: DEFAULT_SETTINGS }, office],
  [{ type: 'CHANGE_SETTINGS', settings: { ...DEFAULT_SETTINGS, acknowledgeWithin: -1 } }, office],
  [{ type: 'CHANGE_CHECKLIST', checklist: DEFAULT_CHECKLIST }, office],
  [{ type: 'CHANGE_CHECKLIST', checklist: { ...DEFAULT_CHECKLIST, items: [] } }, office],
  [{ type: 'ADOPT_PACK', pack: { key: 'ours', version: 1 } }, office],
  [{ type: 'ADOPT_PACK', pack: { key: 'three-systems', version: 1 } }, office],
  [{ type: 'ADOPT_PACK', pack: { key: 'three-systems', version: 9 } }, office],
  [{ type: 'START' }, leadingGroup],
  [{ type: 'AWAIT_INSPECTION' }, office],
  [{ type: 'RECORD_INSPECTION', remark: '' }, office],
  [{ type: 'CONCLUDE', openPhases: 0 }, leadingGroup],
  [{ type: 'CONCLUDE', openPhases: 2 }, leadingGroup],
  [{ type: 'ARCHIVE' }, office],
];

export const campaignWalk: Walk<CampaignFacts, CampaignEvent> = {
  workflow: campaignWorkflow,
  start: aCampaign(),
  events: campaignEvents,
  tellApart: (facts) => facts.inspection,
};

const { colleague } = people;
const aStaff = (id: string, department = 'lead') => ({ id, name: id, department });

export const inquiryEvents: [InquiryEvent, Actor][] = [
  [{ type: 'ANSWER', answer: 'Yes.' }, leader],
  [{ type: 'ANSWER', answer: '' }, leader],
  [{ type: 'GIVE_NOTICE', missing: ['A form'], procedure: 'Bring it.' }, leader],
  [{ type: 'GIVE_NOTICE', missing: [], procedure: '' }, leader],
  [{ type: 'SUPPLY', papers: ['A form'] }, leader],
  [{ type: 'SUPPLY', papers: [] }, leader],
  [{ type: 'HAND_OVER', to: aStaff('colleague'), why: reason }, leader],
  [{ type: 'HAND_OVER', to: aStaff('liaison'), why: reason }, leader],
  [{ type: 'HAND_OVER', to: aStaff('supporter', 'support'), why: reason }, leader],
  [{ type: 'HAND_OVER', to: aStaff(''), why: '' }, leader],
  [{ type: 'ACCEPT' }, colleague],
  [{ type: 'ACCEPT' }, supporter],
  [{ type: 'BOUNCE', reason }, colleague],
  [{ type: 'BOUNCE', reason: '' }, colleague],
  [{ type: 'BOUNCE', reason }, supporter],
  [{ type: 'REFER', department: null, unitName: 'Tax', address: 'Street 1', phone: '12345', reason }, leader],
  [{ type: 'REFER', department: null, unitName: '', address: '', phone: 'x', reason: '' }, leader],
  [{ type: 'ESCALATE', reason }, leader],
  [{ type: 'ESCALATE', reason: '' }, leader],
  [{ type: 'DESIGNATE', to: aStaff('supporter', 'support'), promisedOn: '2026-06-08', reason }, office],
  [{ type: 'DESIGNATE', to: aStaff(''), promisedOn: '2026-07-30', reason: '' }, office],
  [{ type: 'MOVE_PROMISE', promisedOn: '2026-06-09', reason }, leader],
  [{ type: 'MOVE_PROMISE', promisedOn: '2026-06-05', reason }, leader],
  [{ type: 'MOVE_PROMISE', promisedOn: '2026-05-05', reason: '' }, leader],
  [{ type: 'COMPLAIN', breach: 'refused', complaint: 'Sent away.' }, office],
  [{ type: 'COMPLAIN', breach: 'refused', complaint: '' }, office],
  [{ type: 'WITHDRAW', reason }, leader],
  [{ type: 'WITHDRAW', reason: '' }, leader],
  [{ type: 'CLOCK' }, theClock],
  [{ type: 'CLOCK' }, leader],
];

export const inquiryWalk: Walk<InquiryFacts, InquiryEvent> = {
  workflow: inquiryWorkflow,
  start: anInquiry(),
  events: inquiryEvents,
  tellApart: ({ bounces, designated, notice, promisedFirst, handler }) => [
    Math.min(bounces, 2),
    designated,
    notice !== null,
    promisedFirst !== null,
    handler.id,
  ],
};

export const matterEvents: Walk<MatterFacts, MatterEvent>['events'] = [
  [{ type: 'ACCEPT', on: '2026-06-02' }, liaison],
  [{ type: 'ACCEPT', on: '2026-05-29' }, liaison],
  [{ type: 'ACCEPT', on: '2026-06-30' }, liaison],
  [{ type: 'ACCEPT', on: '2026-02-30' }, liaison],
  [{ type: 'ASK_FOR_PAPERS', missing: ['A form'] }, liaison],
  [{ type: 'ASK_FOR_PAPERS', missing: [] }, liaison],
  [{ type: 'SUPPLY', papers: ['A form'] }, liaison],
  [{ type: 'SUPPLY', papers: [] }, liaison],
  [{ type: 'NOT_ACCEPT', ground: 'notOurs', reason }, liaison],
  [{ type: 'NOT_ACCEPT', ground: 'other', reason: '' }, liaison],
  [{ type: 'PAUSE', reason: 'hearing', notice: 'No. 1', expectedDays: 3 }, liaison],
  [{ type: 'PAUSE', reason: 'holiday' as never, notice: '', expectedDays: 0 }, liaison],
  [{ type: 'RESUME', on: '2026-06-02' }, liaison],
  [{ type: 'RESUME', on: '2026-05-29' }, liaison],
  [{ type: 'REQUEST_EXTENSION', days: 10, reason }, liaison],
  [{ type: 'REQUEST_EXTENSION', days: 0, reason: '' }, liaison],
  [{ type: 'REQUEST_EXTENSION', days: 11, reason }, liaison],
  [{ type: 'GRANT_EXTENSION', remark: '' }, leader],
  [{ type: 'GRANT_EXTENSION', remark: '' }, liaison],
  [{ type: 'GRANT_EXTENSION', remark: '' }, office],
  [{ type: 'REFUSE_EXTENSION', remark: 'No.' }, leader],
  [{ type: 'REFUSE_EXTENSION', remark: '' }, leader],
  [{ type: 'RECORD_ABSENCE', note: 'Did not come.' }, liaison],
  [{ type: 'RECORD_ABSENCE', note: '' }, liaison],
  [{ type: 'REASSIGN', to: aStaff('colleague'), reason }, leader],
  [{ type: 'REASSIGN', to: aStaff('supporter', 'support'), reason: '' }, leader],
  [{ type: 'DECIDE', outcome: 'granted', text: 'Granted.', basis: 'Article 38.' }, liaison],
  [{ type: 'DECIDE', outcome: 'granted', text: '', basis: '' }, liaison],
  [{ type: 'DELIVER', delivery: 'In person.' }, liaison],
  [{ type: 'DELIVER', delivery: '' }, liaison],
  [{ type: 'WITHDRAW', reason }, liaison],
  [{ type: 'WITHDRAW', reason: '' }, liaison],
  [{ type: 'CLOCK' }, theClock],
  [{ type: 'CLOCK' }, theClock, { today: '2026-06-20' }],
  [{ type: 'CLOCK' }, liaison],
];

/** A superior's instruction, which time accepts and then consents to. */
export const matterWalk: Walk<MatterFacts, MatterEvent> = {
  workflow: matterWorkflow,
  start: aMatter({ item: { ...aMatter().item, kind: 'instruction' } }),
  events: matterEvents,
  tellApart: ({ correction, acceptedOn, pauses, extensions, absence, handler }) => [
    correction?.suppliedOn ?? correction !== null,
    acceptedOn,
    Math.min(pauses.length, 2),
    pauses.at(-1)?.to ?? null,
    extensions.length > 2 ? 'many' : extensions.map(({ state }) => state),
    absence !== null,
    handler.id,
  ],
};

const anItemPlan = planOf(aServiceItem());
const merged = { id: 'other', code: 'SI-0002', title: 'Another item' };
export const serviceItemEvents: Walk<ServiceItemFacts, ServiceItemEvent>['events'] = [
  [{ type: 'PUBLISH' }, liaison],
  [{ type: 'EDIT', plan: { ...anItemPlan, fee: 'Ten yuan' }, reason }, liaison],
  [{ type: 'EDIT', plan: { ...anItemPlan, fee: 'Ten yuan' }, reason: '' }, liaison],
  [{ type: 'EDIT', plan: anItemPlan, reason }, liaison],
  [{ type: 'EDIT', plan: { ...anItemPlan, papers: ['身份证等材料'] }, reason }, liaison],
  [{ type: 'EDIT', plan: { ...anItemPlan, legalBasis: '' }, reason }, liaison],
  [{ type: 'EDIT', plan: { ...anItemPlan, title: '', phone: 'ask' }, reason }, liaison],
  [{ type: 'EDIT', plan: { ...anItemPlan, promised: { n: 21, unit: 'workingDays' } }, reason }, liaison],
  [{ type: 'EDIT', plan: { ...anItemPlan, department: 'support' }, reason }, liaison],
  [{ type: 'EDIT', plan: { ...anItemPlan, department: 'support' }, reason }, office],
  [{ type: 'WITHDRAW', ground: 'abolished', mergedInto: null, reason }, liaison],
  [{ type: 'WITHDRAW', ground: 'merged', mergedInto: merged, reason }, liaison],
  [{ type: 'WITHDRAW', ground: 'merged', mergedInto: null, reason: '' }, liaison],
  [{ type: 'WITHDRAW', ground: 'merged', mergedInto: { ...merged, code: 'SI-0001' }, reason }, liaison],
  [{ type: 'REOPEN', reason }, liaison],
  [{ type: 'REOPEN', reason: '' }, liaison],
];

export const serviceItemWalk: Walk<ServiceItemFacts, ServiceItemEvent> = {
  workflow: serviceItemWorkflow,
  start: aServiceItem(),
  events: serviceItemEvents,
  tellApart: ({ versions, shown, mergedInto, publishedOn, fee, department, papers, legalBasis }) => [
    Math.min(versions.length, 2),
    shown !== null,
    mergedInto !== null,
    publishedOn,
    fee,
    department,
    papers,
    legalBasis,
  ],
};

/** A draft of the second version of the shipped pack. */
export const aPack = (given: Partial<PackFacts> = {}): PackFacts => ({
  ...copyOf(HANDBOOK_PACK, { version: 2 }, '2026-06-01'),
  ...given,
});
const [anArticle] = HANDBOOK_PACK.articles;
if (!anArticle) throw new Error('The shipped pack has no article.');
const ofOurs = { ...anArticle, id: 'ours', title: 'Ours' };
const { title, source, systems } = HANDBOOK_PACK;
export const packEvents: [PackEvent, Actor][] = [
  [{ type: 'EDIT', title, source, systems }, office],
  [{ type: 'EDIT', title: '', source, systems: systems.slice(1) }, office],
  [{ type: 'ADD_ARTICLE', article: ofOurs }, office],
  [{ type: 'ADD_ARTICLE', article: { ...anArticle, text: '' } }, office],
  [{ type: 'EDIT_ARTICLE', article: { ...anArticle, text: 'Whoever is asked first.' } }, office],
  [{ type: 'EDIT_ARTICLE', article: { ...anArticle, rules: { handOverWithin: -1 } } }, office],
  [{ type: 'EDIT_ARTICLE', article: { ...anArticle, id: 'nowhere' } }, office],
  [{ type: 'REMOVE_ARTICLE', article: anArticle.id }, office],
  [{ type: 'REMOVE_ARTICLE', article: 'fc-hand-over' }, office],
  [{ type: 'REMOVE_ARTICLE', article: 'nowhere' }, office],
  [{ type: 'PUT_IN_FORCE', before: null }, office],
  [{ type: 'PUT_IN_FORCE', before: { id: 'v1', version: 1 } }, office],
  [{ type: 'PUT_IN_FORCE', before: { id: 'v3', version: 3 } }, office],
  [{ type: 'SUPERSEDE', version: 3 }, theSystem],
  [{ type: 'SUPERSEDE', version: 3 }, office],
  [{ type: 'WITHDRAW', reason }, office],
  [{ type: 'WITHDRAW', reason: '' }, office],
];

export const packWalk: Walk<PackFacts, PackEvent> = {
  workflow: packWorkflow,
  start: aPack(),
  events: packEvents,
  tellApart: ({ articles }) => articles.map(({ id }) => id),
};
