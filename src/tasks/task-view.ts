/** Tasks and their events as the API shows them, in the words of the caller's language. */
import type { z } from 'zod';
import { civilDateOf, type FuzzyDate } from '../../workflows/dates.js';
import type { Light } from '../../workflows/lights.js';
import type { Actor, Moment } from '../../workflows/moment.js';
import type { Reason } from '../../workflows/step.js';
import type { TaskFacts } from '../../workflows/tasks/task.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import { formatFuzzy } from '../platform/i18n.js';
import type { LogEntry } from '../records/record.js';
import { allowedOn } from './allowed.js';
import type { TaskRecord } from './task.query.js';
import { isSentEvent } from './task-event.schema.js';
import type {
  eventAnswer,
  eventLogView,
  evidenceView,
  fuzzyView,
  lightView,
  reasonView,
  taskDetail,
  taskItem,
} from './task-view.schema.js';

type View<Schema extends z.ZodType> = z.output<Schema>;

const textOf = (reason: Reason, reader: Reader): string => reasonTexts([reason], reader)[0] ?? reason.code;

export function reasonsShown(reasons: readonly Reason[], reader: Reader): View<typeof reasonView>[] {
  return reasons.map((reason) => ({
    code: reason.code,
    text: textOf(reason, reader),
    ...(reason.field === undefined ? {} : { field: reason.field }),
  }));
}

export function lightShown({ colour, reason, since }: Light, reader: Reader): View<typeof lightView> {
  return { colour, reason: textOf(reason, reader), since };
}

export function fuzzyShown<Due extends FuzzyDate | null>(due: Due, { locale, today }: Reader) {
  const shown = due && { from: due.from, to: due.to, text: due.text || formatFuzzy(locale, due, today) };
  return shown as Due extends null ? View<typeof fuzzyView> | null : View<typeof fuzzyView>;
}

/** A task in a list; `moment` is that of its campaign. */
export function taskShown(task: TaskRecord, actor: Actor, moment: Moment, reader: Reader): View<typeof taskItem> {
  const { id, state, facts, light, rev } = task;
  const { code, title, campaign, phase, leadDepartment, coDepartments, due, percent } = facts;
  return {
    id,
    code,
    title,
    campaign,
    phase,
    leadDepartment,
    coDepartments,
    state: state as View<typeof taskItem>['state'],
    light: lightShown(light, reader),
    due: due && fuzzyShown(due, reader),
    percent,
    rev,
    // Evidence comes as an upload, on the page; what is listed here can be sent here.
    allowed: allowedOn(task, actor, moment)
      .filter(({ event }) => isSentEvent(event))
      .map(({ event, reasons }) => ({ event, reasons: reasonsShown(reasons, reader) })),
  };
}

export function evidenceShown(evidence: TaskFacts['evidence']): View<typeof evidenceView>[] {
  return evidence.map(({ file, name, size, sha256, type, by, byName, department, at, about, review, remark }) => ({
    file,
    name,
    size,
    sha256,
    type,
    by,
    byName,
    department,
    at,
    about,
    review,
    remark,
  }));
}

/** A task with everything known of it. */
export function taskShownWhole(
  task: TaskRecord,
  actor: Actor,
  moment: Moment,
  reader: Reader,
): View<typeof taskDetail> {
  const { createdAt, updatedAt, facts } = task;
  const { campaign, due, suspendedFrom, reportFrom, reporters, checkpoints, evidence, promisedDue, ...told } = facts;
  return {
    ...told,
    ...taskShown(task, actor, moment, reader),
    promisedDue: promisedDue && fuzzyShown(promisedDue, reader),
    checkpoints: checkpoints.map((checkpoint) => ({ ...checkpoint, due: fuzzyShown(checkpoint.due, reader) })),
    evidence: evidenceShown(evidence),
    createdAt,
    updatedAt,
  };
}

/** What an event did, from its entry alone: days are written as of the day it happened, not as of today. */
export function eventShown(entry: LogEntry, reader: Reader): View<typeof eventAnswer> {
  const { eventId, seq, type, from, to, light, at } = entry;
  const then = { ...reader, today: civilDateOf(at) };
  return { eventId, seq, type, from, to, light: lightShown(light, then), at, rev: seq };
}

export function entryShown(entry: LogEntry, reader: Reader): View<typeof eventLogView>['items'][number] {
  const { actor, payload, prev, hash } = entry;
  const { kind, id, name } = actor;
  return { ...eventShown(entry, reader), actor: { kind, id, name }, payload, prev, hash };
}
