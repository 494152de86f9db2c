/** The breakdown: phases, groups by the code's beginning, tasks and subtasks, each changed where it stands. */
import type { Actor, Moment } from '../../workflows/moment.js';
import { progressOf, rolledUp } from '../../workflows/tasks/rolled-up.js';
import type { CampaignRecord } from '../campaigns/campaign.query.js';
import { type Bullet, bullet } from '../http/components/bullet.js';
import { errorSummary } from '../http/components/form.js';
import { conflictOf } from '../http/conflict.page.js';
import type { FormAgain } from '../http/form-again.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import { may } from '../people/policy.js';
import type { PhaseRecord } from '../phases/phase.query.js';
import { allowedOn } from '../tasks/allowed.js';
import type { TaskShown } from '../tasks/show-task.js';
import type { TaskRecord } from '../tasks/task.query.js';
import { type ActionForm, actionForm, fieldsFor } from '../tasks/task-actions.page.js';
import type { Choices } from '../tasks/task-fields.form.js';
import { plannedToday, type TreeItem, treeItem } from '../tasks/task-tree.page.js';

import { type AddForm, addForm, manyForm } from './breakdown-forms.page.js';
import { groupOf, type PlanTree, planTree } from './plan-order.js';

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
  /** The task under which a part is to be added. */
  under: string;
  /** A new task that was not taken. */
  again: FormAgain | null;
}

interface Row extends TreeItem {
  id: string;
  rev: number;
  items: Row[];
  /** What a tick sends; null where nothing can be done with many. */
  pick: { value: string; label: string; chosen: boolean } | null;
  /** How far it has come by its parts; null without parts. */
  rolled: { bullet: Bullet; text: string } | null;
  /** Buttons that move it up and down; none where it stands alone or cannot be moved. */
  moves: { to: number; sign: string; label: string }[];
  addPart: { text: string; href: string } | null;
  part: AddForm | null;
  assign: { text: string; action: string; fields: { name: string; value: string | number }[] } | null;
  missing: { lead: string; items: string[] } | null;
  edit: { text: string; href: string } | null;
  form: ActionForm | null;
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

/** Whether a form that was not taken had the task ticked. */
function ticked(id: string, again: FormAgain | null): boolean {
  return [again?.typed.task ?? []].flat().some((sent) => String(sent).startsWith(`${id}:`));
}

/** What rows share: the tree they stand in, and what its lowest ones come to. */
interface Tree {
  parts: Map<string, TaskRecord[]>;
  rolled: Map<string, number>;
}

function moves({ id, facts: { code } }: TaskRecord, beside: readonly TaskRecord[], { t }: Reader): Row['moves'] {
  const at = beside.findIndex((one) => one.id === id);
  return [
    ...(at > 0 ? [{ to: at - 1, sign: '↑', label: t('breakdown:up', { code }) }] : []),
    ...(at < beside.length - 1 ? [{ to: at + 1, sign: '↓', label: t('breakdown:down', { code }) }] : []),
  ];
}

function rowOf(task: TaskRecord, beside: readonly TaskRecord[], b: BreakdownShown, reader: Reader, tree: Tree): Row {
  const { t } = reader;
  const { phase, actor, moment, names, key, edited, under } = b;
  const parts = tree.parts.get(task.id) ?? [];
  const rolled = Math.round(tree.rolled.get(task.id) ?? 0);
  const allowed = allowedOn(task, actor, moment);
  const of = (event: string) => allowed.find((one) => one.event === event);
  const assign = of('ASSIGN');
  const here = `/breakdown?phase=${phase.facts.key}`;
  const open = edited?.task.id === task.id;
  const canEdit = of('EDIT') ?? of('AMEND');
  const canAdd = may(actor, 'task.create').allowed && task.state !== 'closed' && task.state !== 'cancelled';
  // What was typed comes back even where its whole has come to an end meanwhile.
  const adding = (canAdd && under === task.id) || b.again?.typed.parent === task.id;
  return {
    ...treeItem(task, moment, names, reader),
    id: task.id,
    rev: task.rev,
    items: parts.map((part) => rowOf(part, parts, b, reader, tree)),
    pick:
      of('EDIT') || of('AMEND')
        ? {
            value: `${task.id}:${task.rev}`,
            label: t('breakdown:pick', { code: task.facts.code }),
            chosen: ticked(task.id, b.again),
          }
        : null,
    rolled:
      parts.length > 0
        ? {
            bullet: bullet(t, { percent: rolled, planned: null, margin: moment.settings.lights.behindBy }),
            text: t('breakdown:byParts', { percent: rolled, count: parts.length }),
          }
        : null,
    moves: of('MOVE') ? moves(task, beside, reader) : [],
    addPart: canAdd
      ? {
          text: t(adding ? 'breakdown:close' : 'breakdown:addPart'),
          href: `${here}${adding ? '' : `&under=${task.id}`}#t-${task.id}`,
        }
      : null,
    part: adding ? addForm(groupOf(task.facts.code), b, reader, task) : null,
    assign:
      assign && assign.reasons.length === 0
        ? {
            text: t('breakdown:assign'),
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
        ? { lead: t('breakdown:missing'), items: reasonTexts(assign.reasons, reader) }
        : null,
    edit: canEdit
      ? {
          text: t(open ? 'breakdown:close' : 'breakdown:edit'),
          href: `${here}${open ? '' : `&edit=${task.id}`}#t-${task.id}`,
        }
      : null,
    form: open && edited ? editForm(edited, reader) : null,
  };
}

/** From so many tasks on groups are folded. */
const FOLDED_FROM = 60;

/** Whether somebody is at work in a group: a form of one of its tasks stands open. */
function concerns(tasks: readonly TaskRecord[], b: BreakdownShown, parts: PlanTree['parts']): boolean {
  const opened = [b.edited?.task.id, b.under, b.again?.typed.parent].filter(Boolean);
  return tasks.some(({ id }) => opened.includes(id) || concerns(parts.get(id) ?? [], b, parts));
}

/** Whether what was not taken has a form on the page that says why. */
function hasForm({ typed }: FormAgain, tasks: readonly TaskRecord[]): boolean {
  if (typed.do !== undefined) return false;
  return !typed.parent || tasks.some(({ id }) => id === typed.parent);
}

/** The page. */
export function breakdownPage(b: BreakdownShown, reader: Reader) {
  const { t } = reader;
  const { groups, parts } = planTree(b.tasks);
  const counted = b.tasks.map(({ id, state, facts: { parent, percent, weight } }) => ({
    id,
    state,
    parent,
    percent,
    weight,
  }));
  const rolled = rolledUp(counted);
  const tree: Tree = { parts, rolled };
  const byId = new Map(counted.map((one) => [one.id, one]));
  const progress = (row: readonly TaskRecord[]) =>
    progressOf(
      row.flatMap(({ id }) => byId.get(id) ?? []),
      rolled,
    );
  const whole = progress([...groups.values()].flat());
  const mayAdd = may(b.actor, 'task.create').allowed;
  const here = `campaign=${b.campaign.id}&phase=${b.phase.facts.key}`;
  const drafts = b.tasks.filter(({ state }) => state === 'draft').length;
  return {
    page: { title: t('breakdown:title') },
    head: {
      title: t('breakdown:title'),
      lead: [
        t('breakdown:lead', { total: b.tasks.length, drafts }),
        ...(whole === null ? [] : [t('breakdown:progress', { percent: Math.round(whole) })]),
      ].join(' · '),
      actions: [
        ...(may(b.actor, 'plan.import').allowed
          ? [{ text: t('campaigns:toPlans'), href: `/campaigns/${b.campaign.id}/plans`, kind: 'second' }]
          : []),
        { text: t('breakdown:versions'), href: `/breakdown/versions?${here}`, kind: 'second' },
        ...(mayAdd && drafts > 0
          ? [{ text: t('breakdown:toCheck'), href: `/breakdown/check?${here}`, kind: 'first' }]
          : []),
      ],
    },
    tabsLabel: t('breakdown:phases'),
    tabs: b.phases.map(({ id, facts }) => ({
      text: facts.title,
      href: `/breakdown?phase=${facts.key}`,
      current: id === b.phase.id,
    })),
    goal: b.phase.facts.goal,
    conflict: conflictOf(b.again, 'tasks', reader, { names: b.names }),
    errors:
      b.again && b.again.changes.length === 0 && !hasForm(b.again, b.tasks)
        ? errorSummary(reader, b.again.reasons)
        : null,
    many: mayAdd && b.tasks.length > 0 ? manyForm(b, reader) : null,
    moving: { campaign: b.campaign.id, phase: b.phase.facts.key, key: b.key },
    groups: [...groups].map(([prefix, tasks]) => ({
      prefix,
      heading: t('breakdown:group', {
        prefix,
        count: b.tasks.filter(({ facts }) => groupOf(facts.code) === prefix).length,
      }),
      progress: t('breakdown:progress', { percent: Math.round(progress(tasks) ?? 0) }),
      // A plan of some hundred tasks is looked through group by group.
      open: b.tasks.length <= FOLDED_FROM || concerns(tasks, b, parts),
      pickAll: t('breakdown:pickAll', { prefix }),
      items: tasks.map((task) => rowOf(task, tasks, b, reader, tree)),
      add: mayAdd ? addForm(prefix, b, reader) : null,
    })),
    newGroup: mayAdd ? addForm('', b, reader) : null,
  };
}
