/** A task as one line, wherever it stands: its state, its light, its progress. */
import type { Moment } from '../../workflows/moment.js';
import { plannedPercent } from '../../workflows/tasks/light.js';
import { type Bullet, bullet } from '../http/components/bullet.js';
import type { ContextualDate } from '../http/components/contextual-date.js';
import { type LightView, lightView } from '../http/components/light.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import type { TaskRecord } from './task.query.js';
import { dueDate } from './task-due.page.js';

/** How each state's tag looks. */
const TAGS: Record<string, string> = {
  assigned: 'wait',
  returned: 'wait',
  active: 'now',
  submitted: 'wait',
  suspended: 'wait',
  closed: 'done',
  cancelled: 'grave',
};

/** A state as a tag. */
export function stateTag(state: string, { t }: Reader): { text: string; kind: string } {
  return { text: t(`tasks:state.${state}`), kind: TAGS[state] ?? '' };
}

/** The light of a task with the rule that raised it; one that is not lit says what is waited for. */
export function taskLightView({ light, state }: TaskRecord, reader: Reader) {
  const { t } = reader;
  const why = reasonTexts([light.reason], reader)[0] ?? '';
  const text = state === 'assigned' && light.colour === 'green' ? { text: t('tasks:work.unacknowledged') } : {};
  return lightView(t, light.colour, { ...text, why });
}

/** Percent that should be done today; null when nothing runs. */
export function plannedToday({ state, facts }: TaskRecord, today: string): number | null {
  return facts.due && facts.assignedOn && state !== 'closed' ? plannedPercent(facts, today) : null;
}

/** View model of an item of the partial `tree`. */
export interface TreeItem {
  code: string;
  text: string;
  href: string;
  sub: string;
  bullet: Bullet;
  light: LightView;
  cdate: ContextualDate;
}

/** A task as one line of a tree. */
export function treeItem(task: TaskRecord, moment: Moment, names: Map<string, string>, reader: Reader): TreeItem {
  const { facts } = task;
  const { leadDepartment } = facts;
  return {
    code: facts.code,
    text: facts.title,
    href: `/tasks/${task.id}`,
    sub: [
      leadDepartment ? (names.get(leadDepartment) ?? leadDepartment) : reader.t('tasks:leadNone'),
      reader.t(`tasks:state.${task.state}`),
    ].join(' · '),
    bullet: bullet(reader.t, {
      percent: facts.percent,
      planned: plannedToday(task, moment.today),
      margin: moment.settings.lights.behindBy,
    }),
    light: taskLightView(task, reader),
    cdate: dueDate(task, moment, reader),
  };
}
