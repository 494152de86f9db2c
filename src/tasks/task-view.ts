/** Tasks as the API shows them, in the words of the caller's language. */
import type { z } from 'zod';
import type { FuzzyDate } from '../../workflows/dates.js';
import type { Actor, Moment } from '../../workflows/moment.js';
import type { TaskFacts } from '../../workflows/tasks/task.js';
import { allowedShown, lightShown } from '../cards/record-view.js';
import type { Reader } from '../http/reason-text.js';
import { formatFuzzy } from '../platform/i18n.js';
import { allowedOn } from './allowed.js';
import type { TaskRecord } from './task.query.js';
import { isSentEvent } from './task-event.schema.js';
import type { evidenceView, fuzzyView, taskDetail, taskItem } from './task-view.schema.js';

type View<Schema extends z.ZodType> = z.output<Schema>;

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
    allowed: allowedShown(
      allowedOn(task, actor, moment).filter(({ event }) => isSentEvent(event)),
      reader,
    ),
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
