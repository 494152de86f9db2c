/** The page of a task as its template prints it. */

import { isPublished, workingDaysBetween } from '../../workflows/calendar.js';
import { daysBetween } from '../../workflows/dates.js';
import { type Evidence, stands } from '../../workflows/evidence.js';
import { quotaNow } from '../../workflows/tasks/recurrence.js';
import { type Followed, NOTHING_FOLLOWED } from '../cards/follow.js';
import { bullet } from '../http/components/bullet.js';
import { contextualDate } from '../http/components/contextual-date.js';
import { type ErrorSummary, errorSummary } from '../http/components/form.js';
import { conflictOf } from '../http/conflict.page.js';
import type { Reader } from '../http/reason-text.js';
import { formatDate, formatFileSize, formatInstant } from '../platform/i18n.js';
import type { TaskShown } from './show-task.js';
import {
  checkpointAction,
  evidenceForms,
  type FormOf,
  fieldsFor,
  type TaskFormAgain,
  taskActions,
} from './task-actions.page.js';
import { taskDrawing } from './task-drawing.page.js';
import { dueDate, dueSum } from './task-due.page.js';
import { timeline } from './task-timeline.page.js';
import { plannedToday, stateTag, taskLightView, treeItem } from './task-tree.page.js';

const nameOf = (names: Map<string, string>, id: string) => names.get(id) ?? id;

function head(shown: TaskShown, reader: Reader) {
  const { task, names, phase, parent, moment } = shown;
  const { t } = reader;
  const { facts } = task;
  const lead = facts.leadDepartment;
  const co = facts.coDepartments.map((id) => nameOf(names, id)).join(t('common:listSeparator'));
  return {
    title: facts.title,
    crumbs: [
      { text: phase?.facts.title ?? facts.phase, href: `/breakdown?phase=${facts.phase}` },
      ...(parent ? [{ text: `${parent.facts.code} ${parent.facts.title}`, href: `/tasks/${parent.id}` }] : []),
      { text: facts.code },
    ],
    facts: [
      lead
        ? { label: t('tasks:lead'), text: nameOf(names, lead), href: `/departments/${lead}` }
        : { label: '', text: t('tasks:leadNone') },
      ...(co ? [{ label: t('tasks:with'), text: co }] : []),
    ],
    tags: [stateTag(task.state, reader), { text: t(`tasks:origin.${facts.origin}`) }],
    light: taskLightView(task, reader),
    cdate: dueDate(task, moment, reader),
  };
}

/** What waits for an answer, or explains where the task stands. */
function pending({ task }: TaskShown, { t, locale, today }: Reader): string[] {
  const { facts, state } = task;
  const { extension, coordination, judgement } = facts;
  const day = (on: string) => formatDate(locale, on, today);
  const found: string[] = [];
  if (extension) {
    found.push(t('tasks:pending.extension', { ...extension, to: day(extension.to), on: day(extension.on) }));
  }
  if (coordination) found.push(t('tasks:pending.coordination', { ...coordination, on: day(coordination.on) }));
  if (state === 'returned') found.push(t('tasks:pending.returned', { reason: facts.returnReason }));
  if (state === 'suspended' && facts.suspendedOn) {
    found.push(t('tasks:pending.suspended', { on: day(facts.suspendedOn), reason: facts.suspendReason }));
  }
  if (state === 'cancelled') found.push(t('tasks:pending.cancelled', { reason: facts.cancelReason }));
  if (facts.submittedOn) {
    found.push(t('tasks:pending.outcome', { on: day(facts.submittedOn), outcome: facts.outcome }));
  }
  if (judgement) {
    const verdict = (['onTime', 'quality', 'quantity'] as const)
      .map((what) => {
        const text = t(`tasks:judgement.${what}`);
        return judgement[what] ? text : t('tasks:judgement.not', { what: text });
      })
      .join(t('common:listSeparator'));
    const remark = judgement.remark ? ` ${judgement.remark}` : '';
    found.push(t('tasks:pending.judged', { on: day(judgement.on), by: judgement.by, verdict: `${verdict}${remark}` }));
  }
  if (facts.finalDesignation && (state === 'assigned' || state === 'returned')) found.push(t('tasks:pending.final'));
  return found;
}

function checkpoints(form: FormOf) {
  const { shown, given } = form;
  const { task, moment } = shown;
  const { t, locale, today } = given.reader;
  return task.facts.checkpoints.map((checkpoint) => {
    const { key, title, due, passedOn, note, evidenceRequired } = checkpoint;
    const late = !passedOn && due.to < today && task.state === 'active';
    const counted = isPublished(moment.calendar, due.to) && isPublished(moment.calendar, today);
    const cdate = passedOn
      ? {
          colour: 'green',
          text: formatDate(locale, due.to, today),
          note: t('tasks:checkpoint.passed', { on: formatDate(locale, passedOn, today) }),
          iso: due.to,
        }
      : contextualDate(t, locale, {
          due: due.to,
          colour: late ? 'yellow' : 'none',
          today,
          workingDays: counted ? workingDaysBetween(moment.calendar, today, due.to) : null,
          days: daysBetween(today, due.to),
        });
    const proof = evidenceRequired ? t('tasks:checkpoint.needsEvidence') : '';
    const action = passedOn ? { form: null, reasons: null } : checkpointAction(key, form);
    return { title, sub: [due.text, proof, note].filter(Boolean).join(' · '), cdate, ...action };
  });
}

const REVIEW_TAGS: Record<Evidence['review'], string> = {
  inReview: 'wait',
  approved: 'done',
  rejected: 'grave',
  withdrawn: '',
};

function evidence(form: FormOf) {
  const { shown, given } = form;
  const { task, names } = shown;
  const { t, locale, today } = given.reader;
  return task.facts.evidence.map((one) => {
    const about = task.facts.checkpoints.find(({ key }) => key === one.about)?.title ?? t('tasks:forOutcome');
    return {
      name: one.name,
      href: `/tasks/${task.id}/files/${one.file}`,
      stands: stands(one),
      tag: { text: t(`tasks:review.${one.review}`), kind: REVIEW_TAGS[one.review] },
      about: t('tasks:evidenceFor', { about }),
      by: t('tasks:evidenceBy', {
        department: nameOf(names, one.department),
        name: one.byName,
        at: formatInstant(locale, one.at, today),
      }),
      facts: t('tasks:evidenceFacts', {
        size: formatFileSize(one.size),
        type: one.type,
        hash: one.sha256.slice(0, 12),
      }),
      remark: one.remark ? t('tasks:reviewRemark', { remark: one.remark }) : '',
      forms: evidenceForms(one, form),
    };
  });
}

function related({ task, parent, children, choices }: TaskShown, { t }: Reader) {
  const { readinessItem } = task.facts;
  const item = choices.readinessItems.find(({ key }) => key === readinessItem);
  const closed = children.filter(({ state }) => state === 'closed').length;
  return [
    ...(item ? [{ name: t('tasks:readinessItem'), text: item.title, href: '/readiness' }] : []),
    ...(parent
      ? [{ name: t('tasks:parent'), text: `${parent.facts.code} ${parent.facts.title}`, href: `/tasks/${parent.id}` }]
      : []),
    ...(children.length > 0
      ? [{ name: t('tasks:subtasks'), text: t('tasks:subtasksOpen', { count: children.length, closed }) }]
      : []),
  ];
}

function parts({ task, names }: TaskShown, { t, locale, today }: Reader) {
  return task.facts.coDepartments.map((department) => {
    const part = task.facts.parts.find((one) => one.department === department);
    if (!part) return { name: nameOf(names, department), text: t('tasks:part.none'), sub: '' };
    const state = t(part.done ? 'tasks:part.done' : 'tasks:part.open');
    return {
      name: nameOf(names, department),
      text: part.text,
      sub: `${state} · ${formatDate(locale, part.on, today)}`,
    };
  });
}

function progress(shown: TaskShown, planned: number | null, { t, locale, today }: Reader) {
  const { facts } = shown.task;
  const { lastReport, acknowledgeBy, acknowledgedOn } = facts;
  const day = (on: string) => formatDate(locale, on, today);
  const quota = facts.recurs && quotaNow(facts.recurs, facts.checkpoints, today);
  return [
    {
      name: t('tasks:progress'),
      text: '',
      bullet: bullet(t, {
        percent: facts.percent,
        planned,
        margin: shown.moment.settings.lights.behindBy,
        text: true,
      }),
    },
    ...(lastReport
      ? [
          {
            name: t('tasks:lastReport'),
            text: lastReport.text,
            sub: t('tasks:lastReportBy', { on: day(lastReport.on), by: lastReport.by }),
          },
        ]
      : []),
    ...(facts.recurs && quota
      ? [
          {
            name: t('tasks:recurs'),
            text: facts.recurs.text,
            sub: quota.of === 0 ? t('tasks:quotaNone') : t('tasks:quota', quota),
          },
        ]
      : []),
    ...(facts.reportEvery > 0
      ? [{ name: t('tasks:reportEvery'), text: t('tasks:everyDays', { count: facts.reportEvery }) }]
      : []),
    ...(acknowledgeBy && !acknowledgedOn ? [{ name: t('tasks:acknowledgeBy'), text: day(acknowledgeBy) }] : []),
  ];
}

/** Reasons about an event that has no form, or about a form that stands elsewhere. */
function problem(
  again: TaskFormAgain | null,
  actions: ReturnType<typeof taskActions>,
  reader: Reader,
): ErrorSummary | null {
  const elsewhere = again?.item !== '' || actions.forms.some(({ id }) => id === `do-${again.event}`);
  return elsewhere || again.changes.length > 0 ? null : errorSummary(reader, again.reasons);
}

/** The page. `open` is the event whose form stands open. */
export function taskPage(
  shown: TaskShown,
  reader: Reader,
  {
    again = null,
    open = '',
    followed = NOTHING_FOLLOWED,
  }: { again?: TaskFormAgain | null; open?: string; followed?: Followed } = {},
) {
  const { t, today } = reader;
  const { task, actor, moment, names, history, brokenAt } = shown;
  const planned = plannedToday(task, today);
  const form: FormOf = { shown, given: fieldsFor(shown, planned, reader), again, open };
  const actions = taskActions(form);
  const { source } = task.facts;
  const posts = actor.posts.map((post) => t(`people:post.${post}`)).join(t('common:listSeparator'));
  const onePressConflict = again && !actions.forms.some(({ id }) => id === `do-${again.event}`) && again.item === '';
  return {
    page: { title: `${task.facts.code} ${task.facts.title}` },
    id: task.id,
    head: { ...head(shown, reader), actions: followed.actions },
    as: t('tasks:canAs', { posts }),
    problem: problem(again, actions, reader),
    conflict: onePressConflict ? conflictOf(again, 'tasks', reader, { names }) : null,
    ...actions,
    anything: actions.buttons.length + actions.forms.length > 0,
    nothing: actions.buttons.length + actions.forms.length + actions.reasons.length === 0,
    drawing: taskDrawing(t, task.state),
    stateText: t(`tasks:stateDescription.${task.state}`),
    pending: pending(shown, reader),
    checkpoints: checkpoints(form),
    evidence: evidence(form),
    evidenceCount: t('tasks:evidenceCount', { count: task.facts.evidence.length }),
    entries: timeline({ id: task.id, facts: task.facts, history, names }, reader),
    chain:
      brokenAt === null ? t('common:chain', { count: history.length }) : t('common:chainBroken', { seq: brokenAt }),
    logHref: `/tasks/${task.id}/log`,
    requirement: task.facts.requirement,
    outcomes: task.facts.outcomes,
    progress: progress(shown, planned, reader),
    sum: dueSum(task.facts, moment, reader),
    source: source && {
      before: source.before,
      marked: source.quote,
      after: source.after,
      source: t('tasks:sourcePlace', { document: source.document, place: source.place }),
    },
    related: [...related(shown, reader), ...followed.rows],
    children: shown.children.map((child) => treeItem(child, moment, names, reader)),
    parts: parts(shown, reader),
  };
}
