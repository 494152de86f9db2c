/** What each event changes in a task's facts. Only what the machine let through arrives here. */
import { workingDaysBetween } from '../calendar.js';
import { exactDate } from '../dates.js';
import type { Moment } from '../moment.js';
import { acknowledgeBy, afterPause, daysLate } from './deadlines.js';
import type { Checkpoint, EventOf, Part, TaskEvent, TaskEventType, TaskFacts, TaskPlan, TaskState } from './task.js';

type Change<T extends TaskEventType> = (
  facts: TaskFacts,
  event: EventOf<T>,
  moment: Moment,
  from: TaskState,
) => Partial<TaskFacts>;

function plan({ checkpoints, due, ...rest }: TaskPlan, facts: TaskFacts): Partial<TaskFacts> {
  return {
    ...rest,
    due,
    promisedDue: due,
    dueSum: due ? [{ kind: 'fixed', days: 0, date: due.to }] : [],
    checkpoints: checkpoints.map((checkpoint) => {
      const known = facts.checkpoints.find(({ key }) => key === checkpoint.key);
      return { ...checkpoint, passedOn: known?.passedOn ?? null, note: known?.note ?? '' };
    }),
  };
}

function assigned(facts: TaskFacts, moment: Moment): Partial<TaskFacts> {
  return {
    assignedOn: facts.assignedOn ?? moment.today,
    acknowledgeBy: acknowledgeBy(moment),
    acknowledgedOn: null,
    returnReason: '',
  };
}

function openSubtask(facts: TaskFacts, id: string, open: boolean): Partial<TaskFacts> {
  const others = facts.subtasks.filter((subtask) => subtask.id !== id);
  return { subtasks: [...others, { id, open }] };
}

function withoutPart(parts: readonly Part[], department: string): Part[] {
  return parts.filter((part) => part.department !== department);
}

export const taskChanges: { [T in TaskEventType]: Change<T> } = {
  EDIT: (facts, event) => ({ ...plan(event.plan, facts), source: event.source ?? facts.source }),
  ASSIGN: (facts, _event, moment) => assigned(facts, moment),
  ACKNOWLEDGE: (_facts, _event, { today }) => ({ acknowledgedOn: today, reportFrom: today }),
  RETURN: (facts, { reason }) => ({ returns: facts.returns + 1, returnReason: reason }),
  REASSIGN: (facts, { leadDepartment }, moment) => ({
    ...assigned(facts, moment),
    leadDepartment,
    coDepartments: facts.coDepartments.filter((department) => department !== leadDepartment),
    finalDesignation: facts.returns >= moment.settings.returnsBeforeFinal,
  }),
  AMEND: (facts, { title, requirement, coDepartments, source }) => ({
    title,
    requirement,
    coDepartments: [...new Set(coDepartments)].filter((department) => department !== facts.leadDepartment),
    source: source ?? facts.source,
  }),
  SPLIT: (facts, { parts }) => ({ subtasks: [...facts.subtasks, ...parts.map(({ id }) => ({ id, open: true }))] }),
  REPORT: (facts, event, { actor, today }) => {
    if (actor.department !== facts.leadDepartment) {
      const part = { department: actor.department, text: event.text, done: event.done, on: today };
      return { parts: [...withoutPart(facts.parts, actor.department), part], reporters: reporter(facts, actor.id) };
    }
    const { text, percent, problem, nextStep } = event;
    return {
      percent,
      lastReport: { text, percent, problem, nextStep, on: today, by: actor.name },
      reportFrom: today,
      reporters: reporter(facts, actor.id),
    };
  },
  PASS_CHECKPOINT: (facts, { checkpoint, note }, { today }) => ({
    checkpoints: facts.checkpoints.map((c): Checkpoint => (c.key === checkpoint ? { ...c, passedOn: today, note } : c)),
  }),
  ATTACH: (facts, { evidence }) => ({ evidence: [...facts.evidence, evidence] }),
  WITHDRAW_EVIDENCE: (facts, { file, reason }) => ({
    evidence: facts.evidence.map((e) => (e.file === file ? { ...e, review: 'withdrawn' as const, remark: reason } : e)),
  }),
  REVIEW_EVIDENCE: (facts, { file, verdict, remark }) => ({
    evidence: facts.evidence.map((e) => (e.file === file ? { ...e, review: verdict, remark } : e)),
  }),
  REQUEST_EXTENSION: (_facts, { to, reason, progress }, { actor, today }) => ({
    extension: { to, reason, progress, by: actor.id, on: today },
  }),
  APPROVE_EXTENSION: (facts, _event, { calendar }) => {
    const { extension, due } = facts;
    if (!extension || !due) return { extension: null };
    const days = workingDaysBetween(calendar, due.to, extension.to);
    return {
      extension: null,
      due: exactDate(extension.to),
      dueSum: [...facts.dueSum, { kind: 'extended', days, date: extension.to }],
    };
  },
  REFUSE_EXTENSION: () => ({ extension: null }),
  ASK_FOR_COORDINATION: (_facts, { question }, { actor, today }) => ({
    coordination: { question, by: actor.name, on: today },
  }),
  SETTLE_COORDINATION: () => ({ coordination: null }),
  CHASE: () => ({}),
  MOVE: (_facts, { order }) => ({ order }),
  SUBMIT: (facts, { outcome }, moment) => ({
    outcome,
    submittedOn: moment.today,
    percent: 100,
    lateDays: daysLate(facts, moment),
    // Done needs neither more time nor anybody's help.
    extension: null,
    coordination: null,
    reporters: reporter(facts, moment.actor.id),
  }),
  ACCEPT: (facts, { onTime, quality, quantity, remark }, { actor, today }) => ({
    closedOn: today,
    judgement: { onTime: onTime && facts.lateDays === 0, quality, quantity, remark, by: actor.name, on: today },
    evidence: facts.evidence.map((e) => (e.review === 'inReview' ? { ...e, review: 'approved' as const } : e)),
  }),
  // What is sent back is not done, and the days under review were nobody's silence.
  REDO: (facts, _event, { today }) => ({
    submittedOn: null,
    lateDays: 0,
    percent: Math.min(facts.percent, 99),
    reportFrom: today,
  }),
  SUSPEND: (_facts, { reason }, { today }, from) => ({
    suspendedOn: today,
    suspendedFrom: from,
    suspendReason: reason,
  }),
  RESUME: (facts, _event, moment) => ({
    ...afterPause(facts, moment),
    suspendedOn: null,
    suspendedFrom: null,
    suspendReason: '',
    // A pause is nobody's silence: the reporting period starts anew.
    reportFrom: facts.reportFrom && moment.today,
  }),
  CANCEL: (_facts, { reason }) => ({ cancelReason: reason, extension: null, coordination: null }),
  REOPEN: (facts, { due }, { calendar, today }) => ({
    due: exactDate(due),
    dueSum: [
      { kind: 'start', days: 0, date: today },
      { kind: 'limit', days: workingDaysBetween(calendar, today, due), date: due },
    ],
    assignedOn: today,
    plannedFrom: null,
    closedOn: null,
    submittedOn: null,
    judgement: null,
    // A new promise is counted anew; the first closing, late or not, stands in the log.
    lateDays: 0,
    percent: Math.min(facts.percent, 99),
    reportFrom: today,
  }),
  // Told twice, or after the subtask was closed: what is known already stands.
  SUBTASK_ADDED: (facts, { subtask }) =>
    facts.subtasks.some(({ id }) => id === subtask) ? {} : openSubtask(facts, subtask, true),
  SUBTASK_CLOSED: (facts, { subtask }) => openSubtask(facts, subtask, false),
  SUBTASK_REOPENED: (facts, { subtask }) => openSubtask(facts, subtask, true),
  CLOCK: () => ({}),
};

function reporter(facts: TaskFacts, id: string): string[] {
  return facts.reporters.includes(id) ? facts.reporters : [...facts.reporters, id];
}

/** The facts after an event. */
export function changed(facts: TaskFacts, event: TaskEvent, moment: Moment, from: TaskState): TaskFacts {
  const change = taskChanges[event.type] as Change<TaskEventType>;
  return { ...facts, ...change(facts, event as never, moment, from) };
}
