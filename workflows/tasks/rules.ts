/** What stands in the way of each event of a task. One list for the guard, the button, the error page and the API. */
import { workingDaysBetween } from '../calendar.js';
import { isCivilDate } from '../dates.js';
import { stands } from '../evidence.js';
import type { Moment } from '../moment.js';
import { countable, missing, newDate, onlySystem, promise, published } from '../reasons.js';
import type { Reason, Rule } from '../step.js';
import { acknowledgeBy, afterPause, daysLate } from './deadlines.js';
import type { EventOf, TaskEvent, TaskEventType, TaskFacts } from './task.js';

type TaskRule = Rule<TaskFacts, TaskEvent>;

/** The event as the type this rule is for; undefined while only the facts are asked. */
function typed<T extends TaskEventType>(event: TaskEvent | undefined, type: T): EventOf<T> | undefined {
  return event?.type === type ? (event as EventOf<T>) : undefined;
}

/** Why a draft is not ready to be assigned (DESIGN 5). */
function assign(facts: TaskFacts, moment: Moment): Reason[] {
  const reasons: Reason[] = [];
  if (!facts.leadDepartment) reasons.push({ code: 'task.noLead', field: 'leadDepartment' });
  if (!facts.requirement.trim()) reasons.push({ code: 'task.noRequirement', field: 'requirement' });
  if (!facts.due) reasons.push({ code: 'task.noDue', field: 'due' });
  else reasons.push(...published(moment.calendar, facts.due.to, 'due'));
  if (!facts.outcomes.some((outcome) => outcome.trim())) {
    reasons.push({ code: 'task.noOutcomeAsked', field: 'outcomes' });
  }
  reasons.push(...leadAlsoSupports(facts));
  return reasons.length > 0 ? reasons : countable(() => acknowledgeBy(moment), 'due');
}

/** One department leads; it does not support itself. */
function leadAlsoSupports(given: Pick<TaskFacts, 'leadDepartment' | 'coDepartments'>): Reason[] {
  const both = given.leadDepartment !== null && given.coDepartments.includes(given.leadDepartment);
  return both ? [{ code: 'task.leadAlsoSupports', field: 'coDepartments' }] : [];
}

function edit(_facts: TaskFacts, _moment: Moment, event?: TaskEvent): Reason[] {
  const plan = typed(event, 'EDIT')?.plan;
  if (!plan) return [];
  const reasons = [...missing(plan.title, 'title'), ...leadAlsoSupports(plan), ...promise(plan.due, 'due')];
  for (const { due } of plan.checkpoints) reasons.push(...promise(due, 'checkpoints'));
  if (!Number.isInteger(plan.weight) || plan.weight < 1) {
    reasons.push({ code: 'badValue', field: 'weight', params: { field: 'weight' } });
  }
  return reasons;
}

function move(_facts: TaskFacts, _moment: Moment, event?: TaskEvent): Reason[] {
  const order = typed(event, 'MOVE')?.order;
  return order === undefined || Number.isFinite(order)
    ? []
    : [{ code: 'badValue', field: 'order', params: { field: 'order' } }];
}

function returnIt(facts: TaskFacts, moment: Moment, event?: TaskEvent): Reason[] {
  const reasons: Reason[] = [];
  if (facts.finalDesignation) reasons.push({ code: 'task.designatedForGood', params: { returns: facts.returns } });
  if (facts.acknowledgeBy && moment.today > facts.acknowledgeBy) {
    reasons.push({ code: 'task.tooLateToReturn', params: { by: facts.acknowledgeBy } });
  }
  const typedEvent = typed(event, 'RETURN');
  return typedEvent ? [...reasons, ...missing(typedEvent.reason, 'reason')] : reasons;
}

function reassign(facts: TaskFacts, moment: Moment, event?: TaskEvent): Reason[] {
  const again = typed(event, 'REASSIGN');
  const reasons = countable(() => acknowledgeBy(moment));
  if (!again) return reasons;
  reasons.push(...missing(again.leadDepartment, 'leadDepartment'));
  // The same department may be asked again only with an answer to why it returned the task.
  if (again.leadDepartment === facts.leadDepartment) reasons.push(...missing(again.answer, 'answer'));
  return reasons;
}

function report(facts: TaskFacts, moment: Moment, event?: TaskEvent): Reason[] {
  const said = typed(event, 'REPORT');
  if (!said) return [];
  const reasons = missing(said.text, 'text');
  if (moment.actor.department !== facts.leadDepartment) return reasons;
  if (!Number.isInteger(said.percent) || said.percent < 0 || said.percent > 100) {
    reasons.push({ code: 'percentOutOfRange', field: 'percent' });
  } else if (said.percent < facts.percent && !said.reason.trim()) {
    reasons.push({ code: 'task.percentFell', field: 'reason', params: { from: facts.percent, to: said.percent } });
  }
  return reasons;
}

function passCheckpoint(facts: TaskFacts, _moment: Moment, event?: TaskEvent): Reason[] {
  if (!facts.checkpoints.some(({ passedOn }) => passedOn === null)) return [{ code: 'task.noOpenCheckpoint' }];
  const passed = typed(event, 'PASS_CHECKPOINT');
  if (!passed) return [];
  const checkpoint = facts.checkpoints.find(({ key }) => key === passed.checkpoint);
  if (!checkpoint) return [{ code: 'task.unknownCheckpoint', field: 'checkpoint' }];
  if (checkpoint.passedOn) return [{ code: 'task.checkpointPassed', params: { on: checkpoint.passedOn } }];
  if (checkpoint.evidenceRequired && !shows(facts, checkpoint.key)) {
    return [{ code: 'task.checkpointEvidence', field: 'checkpoint', params: { title: checkpoint.title } }];
  }
  return [];
}

function withdrawEvidence(facts: TaskFacts, moment: Moment, event?: TaskEvent): Reason[] {
  if (!facts.evidence.some(stands)) return [{ code: 'task.noEvidence' }];
  const gone = typed(event, 'WITHDRAW_EVIDENCE');
  if (!gone) return [];
  const evidence = facts.evidence.find(({ file }) => file === gone.file);
  if (!evidence || evidence.review === 'withdrawn') return [{ code: 'task.unknownEvidence', field: 'file' }];
  if (evidence.department !== moment.actor.department) return [{ code: 'task.foreignEvidence', field: 'file' }];
  return missing(gone.reason, 'reason');
}

function reviewEvidence(facts: TaskFacts, moment: Moment, event?: TaskEvent): Reason[] {
  if (!facts.evidence.some(({ review }) => review === 'inReview')) return [{ code: 'task.noEvidence' }];
  const review = typed(event, 'REVIEW_EVIDENCE');
  if (!review) return [];
  const evidence = facts.evidence.find(({ file }) => file === review.file);
  if (!evidence || evidence.review === 'withdrawn') return [{ code: 'task.unknownEvidence', field: 'file' }];
  if (evidence.by === moment.actor.id) return [{ code: 'task.ownWork' }];
  return review.verdict === 'rejected' ? missing(review.remark, 'remark') : [];
}

/** Only before the due date: asking afterwards counts as overtime (HANDBOOK 2.2, [Fs1]). */
function requestExtension(facts: TaskFacts, moment: Moment, event?: TaskEvent): Reason[] {
  const reasons: Reason[] = [];
  if (facts.extension) reasons.push({ code: 'task.extensionOpen', params: { to: facts.extension.to } });
  if (facts.due && moment.today > facts.due.to) {
    reasons.push({ code: 'task.extensionTooLate', params: { due: facts.due.to } });
  }
  const asked = typed(event, 'REQUEST_EXTENSION');
  if (!asked) return reasons;
  reasons.push(...missing(asked.reason, 'reason'), ...missing(asked.progress, 'progress'));
  reasons.push(...newDate(asked.to, moment, 'to'));
  if (facts.due && isCivilDate(asked.to) && asked.to <= facts.due.to) {
    reasons.push({ code: 'task.extensionNotLater', field: 'to', params: { due: facts.due.to } });
  }
  return reasons;
}

function approveExtension(facts: TaskFacts, moment: Moment): Reason[] {
  if (!facts.extension) return [{ code: 'task.noExtension' }];
  if (facts.extension.by === moment.actor.id) return [{ code: 'task.ownRequest' }];
  const { to } = facts.extension;
  // A pause since the request may have moved the due date as far as was asked.
  const due = facts.due?.to ?? '';
  if (to <= due) return [{ code: 'task.extensionNotLater', params: { due } }];
  const pastHardDate = facts.hardDate !== null && to > facts.hardDate;
  if (pastHardDate && !moment.actor.posts.includes('leading_group')) {
    return [{ code: 'task.pastHardDate', params: { to, hard: facts.hardDate ?? '' } }];
  }
  return due ? countable(() => workingDaysBetween(moment.calendar, due, to)) : [];
}

function refuseExtension(facts: TaskFacts, _moment: Moment, event?: TaskEvent): Reason[] {
  if (!facts.extension) return [{ code: 'task.noExtension' }];
  const refused = typed(event, 'REFUSE_EXTENSION');
  return refused ? missing(refused.reason, 'reason') : [];
}

/** What a task cannot be called done without: something that shows the outcome, and every part of it closed. */
function unfinished(facts: TaskFacts): Reason[] {
  const reasons: Reason[] = [];
  if (!shows(facts, '')) reasons.push({ code: 'task.noOutcomeEvidence' });
  const open = facts.subtasks.filter((subtask) => subtask.open).length;
  if (open > 0) reasons.push({ code: 'task.openSubtasks', params: { count: open } });
  return reasons;
}

/** Whether evidence stands for a checkpoint, or for the outcome ('') itself. */
function shows({ evidence }: TaskFacts, about: string): boolean {
  return evidence.some((e) => e.about === about && stands(e));
}

/** Why the lead department's leader cannot report the task done yet (DESIGN 5). */
function submit(facts: TaskFacts, moment: Moment, event?: TaskEvent): Reason[] {
  const reasons = unfinished(facts);
  const parts = facts.coDepartments.filter(
    (department) => !facts.parts.some((part) => part.department === department && part.done),
  );
  if (parts.length > 0) reasons.push({ code: 'task.partsMissing', params: { count: parts.length } });
  const unpassed = facts.checkpoints.filter(({ passedOn }) => passedOn === null).length;
  if (unpassed > 0) reasons.push({ code: 'task.checkpointsOpen', params: { count: unpassed } });
  // Evidence of a passed checkpoint may have been rejected or withdrawn since.
  for (const { key, title, evidenceRequired, passedOn } of facts.checkpoints) {
    if (passedOn && evidenceRequired && !shows(facts, key)) {
      reasons.push({ code: 'task.checkpointEvidence', params: { title } });
    }
  }
  reasons.push(...countable(() => daysLate(facts, moment)));
  const said = typed(event, 'SUBMIT');
  return said ? [...reasons, ...missing(said.outcome, 'outcome')] : reasons;
}

/** Whoever reported a task never accepts it (HANDBOOK 2.4: reviewer ≠ reporter). */
function judge(facts: TaskFacts, moment: Moment): Reason[] {
  const own = facts.reporters.includes(moment.actor.id) || moment.actor.department === facts.leadDepartment;
  return own ? [{ code: 'task.ownWork' }] : [];
}

function accept(facts: TaskFacts, moment: Moment, event?: TaskEvent): Reason[] {
  // A reviewer may have rejected the evidence, or a subtask may have been reopened, since it was submitted.
  const reasons = [...judge(facts, moment), ...unfinished(facts)];
  const verdict = typed(event, 'ACCEPT');
  if (!verdict) return reasons;
  if (!verdict.quality) reasons.push({ code: 'task.qualityNotMet', field: 'quality' });
  if (!verdict.quantity) reasons.push({ code: 'task.quantityNotMet', field: 'quantity' });
  // The date is a fact, not an opinion: a late task cannot be judged on time.
  if (verdict.onTime && facts.lateDays > 0) {
    reasons.push({ code: 'task.wasLate', field: 'onTime', params: { days: facts.lateDays } });
  }
  return reasons;
}

const withReason =
  (type: 'CANCEL' | 'SUSPEND'): TaskRule =>
  (_facts, _moment, event) => {
    const given = typed(event, type);
    return given ? missing(given.reason, 'reason') : [];
  };

const cameFrom =
  (state: string): TaskRule =>
  (facts, moment) => {
    const reasons = countable(() => afterPause(facts, moment));
    if (reasons.length > 0 || facts.suspendedFrom === state) return reasons;
    return [{ code: 'notInThisState', params: { kind: 'task', event: 'RESUME', state } }];
  };

export const taskRules = {
  edit,
  move,
  assign,
  returnIt,
  reassign,
  amend: (_facts, _moment, event) => {
    const change = typed(event, 'AMEND');
    if (!change) return [];
    const { title, requirement, reason } = change;
    return [...missing(title, 'title'), ...missing(requirement, 'requirement'), ...missing(reason, 'reason')];
  },
  split: (_facts, _moment, event) => {
    const parts = typed(event, 'SPLIT')?.parts;
    if (!parts) return [];
    if (parts.length < 2) return [{ code: 'task.splitIntoOne', field: 'parts' }];
    return parts.flatMap(({ title, due }) => [...missing(title, 'parts'), ...promise(due, 'parts')]);
  },
  report,
  passCheckpoint,
  attach: (facts, _moment, event) => {
    const evidence = typed(event, 'ATTACH')?.evidence;
    if (!evidence) return [];
    const known = facts.evidence.find((e) => e.sha256 === evidence.sha256 && e.about === evidence.about && stands(e));
    return known ? [{ code: 'task.sameFile', field: 'file', params: { name: known.name } }] : [];
  },
  withdrawEvidence,
  reviewEvidence,
  requestExtension,
  approveExtension,
  refuseExtension,
  askForCoordination: (facts, _moment, event) => {
    if (facts.coordination) return [{ code: 'task.coordinationOpen', params: { on: facts.coordination.on } }];
    const asked = typed(event, 'ASK_FOR_COORDINATION');
    return asked ? missing(asked.question, 'question') : [];
  },
  settleCoordination: (facts, _moment, event) => {
    if (!facts.coordination) return [{ code: 'task.noCoordination' }];
    const settled = typed(event, 'SETTLE_COORDINATION');
    return settled ? missing(settled.decision, 'decision') : [];
  },
  submit,
  judge: (facts, moment, event) => {
    const back = typed(event, 'REDO');
    return [...judge(facts, moment), ...(back ? missing(back.reason, 'reason') : [])];
  },
  accept,
  suspend: withReason('SUSPEND'),
  wasAssigned: cameFrom('assigned'),
  wasReturned: cameFrom('returned'),
  wasActive: cameFrom('active'),
  wasSubmitted: cameFrom('submitted'),
  cancel: withReason('CANCEL'),
  reopen: (_facts, moment, event) => {
    const again = typed(event, 'REOPEN');
    if (!again) return [];
    const reasons = [...missing(again.reason, 'reason'), ...newDate(again.due, moment, 'due')];
    if (reasons.length > 0) return reasons;
    return countable(() => workingDaysBetween(moment.calendar, moment.today, again.due), 'due');
  },
  onlySystem,
} satisfies Record<string, TaskRule>;
