/** The breakdown: phases, groups by the code's beginning, tasks and subtasks, each changed where it stands. */
import type { Actor, Moment } from '../../workflows/moment.js';
import { newTask } from '../../workflows/tasks/task.js';
import type { CampaignRecord } from '../campaigns/campaign.query.js';
import { type ErrorSummary, errorSummary, errorsByField, type Field, field } from '../http/components/form.js';
import type { FormAgain } from '../http/form-again.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import { may } from '../people/policy.js';
import type { PhaseRecord } from '../phases/phase.query.js';
import { allowedOn } from './allowed.js';
import type { TaskShown } from './show-task.js';
import type { TaskRecord } from './task.query.js';
import { type ActionForm, actionForm, fieldsFor } from './task-actions.page.js';
import { type Choices, planSpecs } from './task-fields.form.js';
import { plannedToday, type TreeItem, treeItem } from './task-tree.page.js';

export interface BreakdownShown {
  campaign: CampaignRecord;
  phases: PhaseRecord[];
  phase: PhaseRecord;
  tasks: TaskRecord[];
  actor: Actor;
  moment: Moment;
  names: Map<string, string>;
  choices: Choices;
  key: string;
  /** The task whose form stands open in its row. */
  edited: TaskShown | null;
  /** A new task that was not taken. */
  again: FormAgain | null;
}

interface Row extends TreeItem {
  id: string;
  items: Row[];
  assign: { text: string; action: string; fields: { name: string; value: string | number }[] } | null;
  missing: { lead: string; items: string[] } | null;
  edit: { text: string; href: string } | null;
  form: ActionForm | null;
}

interface AddForm {
  id: string;
  summary: string;
  open: boolean;
  errors: ErrorSummary | null;
  hidden: { name: string; value: string }[];
  fields: Field[];
}

/** The letters before the first number of a code. */
export function groupOf(code: string): string {
  return code.split('-')[0] ?? code;
}

function editForm(shown: TaskShown, reader: Reader): ActionForm | null {
  const event = (['EDIT', 'AMEND'] as const).find((one) =>
    shown.allowed.some((allowed) => allowed.event === one && allowed.reasons.length === 0),
  );
  if (!event) return null;
  const given = fieldsFor(shown, plannedToday(shown.task, reader.today), reader);
  const form = actionForm(event, { shown, given, again: null, open: event });
  return {
    ...form,
    action: `${form.action}?phase=${shown.task.facts.phase}`,
    hidden: [...form.hidden, { name: 'back', value: 'breakdown' }],
  };
}

function row(task: TaskRecord, b: BreakdownShown, reader: Reader, children: Map<string, TaskRecord[]>): Row {
  const { t } = reader;
  const { phase, actor, moment, names, key, edited } = b;
  const allowed = allowedOn(task, actor, moment);
  const of = (event: string) => allowed.find((one) => one.event === event);
  const assign = of('ASSIGN');
  const here = `/breakdown?phase=${phase.facts.key}`;
  const open = edited?.task.id === task.id;
  const canEdit = of('EDIT') ?? of('AMEND');
  return {
    ...treeItem(task, moment, names, reader),
    id: task.id,
    items: (children.get(task.id) ?? []).map((child) => row(child, b, reader, children)),
    assign:
      assign && assign.reasons.length === 0
        ? {
            text: t('tasks:breakdown.assign'),
            action: `/tasks/${task.id}/events/ASSIGN?phase=${phase.facts.key}`,
            fields: [
              { name: 'rev', value: task.rev },
              { name: 'key', value: `${key}-${task.id}` },
              { name: 'back', value: 'breakdown' },
            ],
          }
        : null,
    missing:
      assign && assign.reasons.length > 0
        ? { lead: t('tasks:breakdown.missing'), items: reasonTexts(assign.reasons, reader) }
        : null,
    edit: canEdit
      ? {
          text: t(open ? 'tasks:breakdown.close' : 'tasks:breakdown.edit'),
          href: `${here}${open ? '' : `&edit=${task.id}`}#t-${task.id}`,
        }
      : null,
    form: open && edited ? editForm(edited, reader) : null,
  };
}

const ADDED = ['title', 'leadDepartment', 'dueTo', 'requirement', 'outcomes'];

/** The form that adds a task; without a group it asks for one. */
function addForm(group: string, b: BreakdownShown, reader: Reader): AddForm {
  const { t } = reader;
  const { phase, campaign, choices, key, again } = b;
  const { typed } = again ?? {};
  const mine =
    again && (group === '' ? typed?.newGroup === '1' : typed?.newGroup !== '1' && typed?.group === group)
      ? again
      : null;
  const idPrefix = `add-${group}-`;
  const state = mine ? { typed: mine.typed, errors: errorsByField(reader, mine.reasons), idPrefix } : { idPrefix };
  const facts = newTask({ campaign: campaign.id, phase: phase.facts.key, code: '', title: '' });
  const specs = planSpecs({ facts, reader, choices, planned: null, leads: false }).filter(({ name }) =>
    ADDED.includes(name),
  );
  const asked: Field[] =
    group === ''
      ? [{ type: 'text', name: 'group', label: t('tasks:breakdown.prefix'), maxlength: 6, required: true }]
      : [];
  return {
    id: `add-${group || 'group'}`,
    summary: group === '' ? t('tasks:breakdown.addGroup') : t('tasks:breakdown.add', { prefix: group }),
    open: mine !== null,
    errors: mine ? errorSummary(reader, mine.reasons, idPrefix) : null,
    hidden: [
      { name: 'campaign', value: campaign.id },
      { name: 'phase', value: phase.facts.key },
      { name: 'key', value: `${key}-add-${group || 'group'}` },
      group === '' ? { name: 'newGroup', value: '1' } : { name: 'group', value: group },
    ],
    fields: [...asked, ...specs].map((spec) => field(spec, state)),
  };
}

/** The page. */
export function breakdownPage(b: BreakdownShown, reader: Reader) {
  const { t } = reader;
  const ids = new Set(b.tasks.map(({ id }) => id));
  const children = new Map<string, TaskRecord[]>();
  const groups = new Map<string, TaskRecord[]>();
  const put = (map: Map<string, TaskRecord[]>, at: string, task: TaskRecord) =>
    map.set(at, [...(map.get(at) ?? []), task]);
  for (const task of b.tasks) {
    const { parent, code } = task.facts;
    if (parent && ids.has(parent)) put(children, parent, task);
    else put(groups, groupOf(code), task);
  }
  const mayAdd = may(b.actor, 'task.create').allowed;
  const drafts = b.tasks.filter(({ state }) => state === 'draft').length;
  return {
    page: { title: t('tasks:breakdown.title') },
    head: {
      title: t('tasks:breakdown.title'),
      lead: t('tasks:breakdown.lead', { total: b.tasks.length, drafts }),
      actions: may(b.actor, 'plan.import').allowed
        ? [{ text: t('campaigns:toPlans'), href: `/campaigns/${b.campaign.id}/plans`, kind: 'second' }]
        : [],
    },
    tabsLabel: t('tasks:breakdown.phases'),
    tabs: b.phases.map(({ id, facts }) => ({
      text: facts.title,
      href: `/breakdown?phase=${facts.key}`,
      current: id === b.phase.id,
    })),
    goal: b.phase.facts.goal,
    groups: [...groups].map(([prefix, tasks]) => ({
      heading: t('tasks:breakdown.group', {
        prefix,
        count: b.tasks.filter(({ facts }) => groupOf(facts.code) === prefix).length,
      }),
      items: tasks.map((task) => row(task, b, reader, children)),
      add: mayAdd ? addForm(prefix, b, reader) : null,
    })),
    newGroup: mayAdd ? addForm('', b, reader) : null,
  };
}
