/** What a task's events want done elsewhere: whom they tell, what a parent hears, which subtasks begin. */
import type { CreateEffect, Effect, NotifyEffect, PutEffect, Timed } from '../step.js';
import { type EventOf, newTask, type TaskEvent, type TaskFacts } from './task.js';

type Told = { context: TaskFacts; event: Timed<TaskEvent> };

/** A message about this task to those whom `to` names. */
export const tell =
  (template: string, to: (facts: TaskFacts) => NotifyEffect['params']['to'], values?: (told: Told) => object) =>
  ({ context, event }: Told): NotifyEffect['params'] => ({
    template,
    to: to(context),
    values: { code: context.code, title: context.title, ...values?.({ context, event }) },
  });

export const lead = (facts: TaskFacts) => ({ department: facts.leadDepartment ?? '' });
export const office = () => ({ posts: ['campaign_office'] });
export const reviewers = () => ({ posts: ['reviewer', 'campaign_office'] });
export const leadingGroup = () => ({ posts: ['leading_group', 'campaign_office'] });
export const reason = ({ event }: Told) => ({ reason: 'reason' in event ? event.reason : '' });

export const chase = ({ event }: Told) => ({ text: 'text' in event ? event.text : '' });
export const extension = ({ context }: Told) => ({
  to: context.extension?.to ?? '',
  reason: context.extension?.reason ?? '',
});
export const newDue = ({ context }: Told) => ({ due: context.due?.to ?? '' });

/** What the parent of a subtask has to hear; nothing without a parent. */
export const toParent =
  (type: 'SUBTASK_CLOSED' | 'SUBTASK_REOPENED') =>
  ({ context, event }: Told): { list: Effect[] } => {
    if (!context.parent) return { list: [] };
    const put: PutEffect = {
      type: 'put',
      params: { kind: 'task', id: context.parent, event: { type, subtask: event.record } },
    };
    return { list: [put] };
  };

/** Rejected evidence goes back to whose it is; approval is silent. */
export const tellRejected = ({ context, event }: Told): { list: Effect[] } => {
  const { file, verdict, remark } = event as Timed<EventOf<'REVIEW_EVIDENCE'>>;
  const evidence = context.evidence.find((e) => e.file === file);
  if (verdict !== 'rejected' || !evidence) return { list: [] };
  const values = { code: context.code, title: context.title, file: evidence.name, reason: remark };
  return {
    list: [
      {
        type: 'notify',
        params: { template: 'task.evidenceRejected', to: { department: evidence.department }, values },
      },
    ],
  };
};

function charge(template: string, department: string, { code, title, acknowledgeBy }: TaskFacts): Effect {
  const values = { code, title, by: acknowledgeBy ?? '' };
  return { type: 'notify', params: { template, to: { department }, values } };
}

/** Everyone who has to do with the task from now on. */
export const tellAssigned = ({ context }: Told): { list: Effect[] } => ({
  list: [
    charge('task.assigned', context.leadDepartment ?? '', context),
    ...context.coDepartments.map((department) => charge('task.supporting', department, context)),
  ],
});

/** Departments that an amendment adds; listed before the change, while the old ones can still be told apart. */
export const tellNewSupporters = ({ context, event }: Told): { list: Effect[] } => {
  const { coDepartments } = event as Timed<EventOf<'AMEND'>>;
  const known = [context.leadDepartment, ...context.coDepartments];
  const added = [...new Set(coDepartments)].filter((department) => !known.includes(department));
  return { list: added.map((department) => charge('task.supporting', department, context)) };
};

/** The subtasks that a split asks for; they start as drafts under this task. */
export const splitOff = ({ context, event }: Told): { list: CreateEffect[] } => {
  const { parts } = event as Timed<EventOf<'SPLIT'>>;
  const before = context.subtasks.length - parts.length;
  return {
    list: parts.map(({ id, title, leadDepartment, due }, i) => ({
      type: 'create',
      params: {
        kind: 'task',
        id,
        facts: {
          ...newTask({
            campaign: context.campaign,
            phase: context.phase,
            code: `${context.code}-${before + i + 1}`,
            title,
            requirement: title,
            outcomes: context.outcomes,
            origin: context.origin,
            source: context.source,
            leadDepartment,
            parent: event.record,
            due: due ?? context.due,
            hardDate: context.hardDate,
            readinessItem: context.readinessItem,
          }),
        },
      },
    })),
  };
};
