/** My work: what is to be done today, this week, later; each row with its date, its bar and its next step. */
import { isPublished, workingDaysBetween } from '../../workflows/calendar.js';
import { addDays, type CivilDate, daysBetween, weekday } from '../../workflows/dates.js';
import type { Colour } from '../../workflows/lights.js';
import { bullet } from '../http/components/bullet.js';
import { type ContextualDate, contextualDate } from '../http/components/contextual-date.js';
import type { Reader } from '../http/reason-text.js';
import { formatDate, formatInstant } from '../platform/i18n.js';
import type { Waiting, WorkShown } from './show-work.js';
import type { TaskRecord } from './task.query.js';
import type { TaskFormAgain } from './task-actions.page.js';
import { dueDate } from './task-due.page.js';
import { plannedToday, taskLightView } from './task-tree.page.js';
import { type RowForm, reportForm } from './task-work-form.page.js';

export type WorkTab = 'waiting' | 'lead' | 'supports' | 'closed';
type When = 'today' | 'week' | 'later' | 'waiting';

/** The next thing promised: the first open checkpoint or the due date, whichever comes first. */
function nextDay({ facts }: TaskRecord): { on: CivilDate; title: string } | null {
  const open = facts.checkpoints
    .filter(({ passedOn }) => !passedOn)
    .map(({ due, title }) => ({ on: due.to, title }))
    .sort((a, b) => (a.on < b.on ? -1 : 1));
  const due = facts.due ? { on: facts.due.to, title: '' } : null;
  const [first] = open;
  if (!first) return due;
  return due && due.on <= first.on ? due : first;
}

/** When a department must turn to a task. */
export function whenOf(task: TaskRecord, { today }: { today: CivilDate }): When {
  const { state, light } = task;
  if (state === 'assigned') return 'today';
  if (state !== 'active') return 'waiting';
  const next = nextDay(task);
  const silent = light.reason.code === 'light.noReport';
  if (light.colour === 'red' || silent || (next && next.on <= today)) return 'today';
  const sunday = addDays(today, 7 - weekday(today));
  // Near its date it belongs to this week, even where the week ends before.
  return light.colour === 'blue' || (next && next.on <= sunday) ? 'week' : 'later';
}

interface Row {
  id: string;
  cdate: ContextualDate;
  title: string;
  href: string;
  sub: string;
  bullet: ReturnType<typeof bullet>;
  light: ReturnType<typeof taskLightView>;
  action: Record<string, unknown> | null;
  form: RowForm | null;
}

/** The date that matters in a row, and what it means. */
function rowDate(task: TaskRecord, { moment }: WorkShown, reader: Reader): ContextualDate {
  const { t, locale } = reader;
  const { today, calendar } = moment;
  const { facts, state, light } = task;
  const dated = (on: CivilDate, colour: Colour, note: string) => ({
    colour,
    text: on === today ? t('tasks:work.date.today') : formatDate(locale, on, today),
    note,
    iso: on,
  });
  if (state === 'assigned' && facts.acknowledgeBy) {
    const past = facts.acknowledgeBy < today;
    const colour = past ? light.colour : 'blue';
    return dated(
      facts.acknowledgeBy,
      colour,
      t(past ? 'tasks:work.date.acknowledgePast' : 'tasks:work.date.acknowledge'),
    );
  }
  if (light.reason.code === 'light.noReport') {
    const text = t('tasks:everyDays', { count: facts.reportEvery });
    return { colour: 'yellow', text, note: t('tasks:work.date.noReport') };
  }
  const next = nextDay(task);
  if (light.reason.code === 'light.pastDue') return dueDate(task, moment, reader);
  if (state !== 'active' || !next || next.title === '') return dueDate(task, moment, reader);
  if (next.on < today) return dated(next.on, 'yellow', t('tasks:work.date.checkpointPast'));
  const counted = isPublished(calendar, next.on) && isPublished(calendar, today);
  return contextualDate(t, locale, {
    due: next.on,
    colour: light.colour,
    today,
    workingDays: counted ? workingDaysBetween(calendar, today, next.on) : null,
    days: daysBetween(today, next.on),
  });
}

/** What comes next for the department, in a few words. */
function nextStep(task: TaskRecord, { actor, moment }: WorkShown, { t, locale }: Reader): string {
  const { state, facts } = task;
  if (facts.leadDepartment !== actor.department) {
    const part = facts.parts.find(({ department }) => department === actor.department);
    return t(part?.done ? 'tasks:work.next.partDone' : 'tasks:work.next.part');
  }
  if (state === 'assigned') return t('tasks:work.next.ACKNOWLEDGE');
  if (state === 'submitted') return t('tasks:work.next.wait');
  if (state === 'returned') return t('tasks:work.next.waitOffice');
  const next = nextDay(task);
  if (next?.title) {
    const on = formatDate(locale, next.on, moment.today);
    return t('tasks:work.next.checkpoint', { title: next.title, on });
  }
  return facts.lastReport?.on === moment.today ? t('tasks:work.reported') : t('tasks:work.next.REPORT');
}

function row(task: TaskRecord, shown: WorkShown, reader: Reader, again: TaskFormAgain | null, opened: string): Row {
  const { t } = reader;
  const { facts, state } = task;
  const { moment, actor, key } = shown;
  const leads = facts.leadDepartment === actor.department;
  const planned = plannedToday(task, moment.today);
  const acknowledge = state === 'assigned' && leads;
  return {
    id: task.id,
    cdate: rowDate(task, shown, reader),
    title: facts.title,
    href: `/tasks/${task.id}`,
    sub: `${facts.code} · ${nextStep(task, shown, reader)}`,
    bullet: bullet(t, { percent: facts.percent, planned, margin: moment.settings.lights.behindBy, text: true }),
    light: taskLightView(task, reader),
    action: acknowledge
      ? {
          text: t('tasks:event.ACKNOWLEDGE'),
          action: `/tasks/${task.id}/events/ACKNOWLEDGE`,
          small: true,
          fields: [
            { name: 'rev', value: task.rev },
            { name: 'key', value: `${key}-${task.id}` },
            { name: 'back', value: 'work' },
          ],
        }
      : null,
    form:
      state === 'active' ? reportForm({ task, key, leads, planned, again, open: opened === task.id }, reader) : null,
  };
}

const ANSWER = {
  submitted: 'ACCEPT',
  extension: 'APPROVE_EXTENSION',
  returned: 'REASSIGN',
  coordination: 'SETTLE_COORDINATION',
} as const;
const ANSWER_TEXT = {
  submitted: 'judge',
  extension: 'extension',
  returned: 'returned',
  coordination: 'coordination',
} as const;

/** A task that waits for an answer: since when, why, and where to give it. */
function waitingRow(task: TaskRecord, what: keyof Waiting, { moment, names }: WorkShown, reader: Reader): Row {
  const { t, locale } = reader;
  const { facts } = task;
  const on = what === 'submitted' ? facts.submittedOn : what === 'returned' ? null : (facts[what]?.on ?? null);
  const said = {
    submitted: facts.outcome,
    extension: facts.extension
      ? `${formatDate(locale, facts.extension.to, moment.today)} · ${facts.extension.reason}`
      : '',
    returned: facts.returnReason,
    coordination: facts.coordination?.question ?? '',
  }[what];
  const lead = facts.leadDepartment ?? '';
  return {
    id: task.id,
    cdate: on
      ? {
          colour: task.light.colour,
          text: formatDate(locale, on, moment.today),
          note: t(what === 'submitted' ? 'tasks:work.date.submitted' : 'tasks:work.date.asked'),
          iso: on,
        }
      : dueDate(task, moment, reader),
    title: facts.title,
    href: `/tasks/${task.id}`,
    sub: [facts.code, names.get(lead) ?? lead, said].filter(Boolean).join(' · '),
    bullet: bullet(t, { percent: facts.percent, planned: plannedToday(task, moment.today), text: true }),
    light: taskLightView(task, reader),
    action: {
      text: t(`tasks:work.act.${ANSWER_TEXT[what]}`),
      href: `/tasks/${task.id}?do=${ANSWER[what]}#do-${ANSWER[what]}`,
      kind: 'second',
      small: true,
    },
    form: null,
  };
}

/** The tab of an address, or the first that this person has. */
export function tabOf(shown: WorkShown, asked: unknown): WorkTab {
  const known: WorkTab[] = [
    ...(shown.waiting ? (['waiting'] as const) : []),
    ...(shown.ofDepartment ? (['lead', 'supports', 'closed'] as const) : []),
  ];
  return known.find((tab) => tab === asked) ?? known[0] ?? 'lead';
}

function groups(shown: WorkShown, tab: WorkTab, reader: Reader, again: TaskFormAgain | null, opened: string) {
  const { t } = reader;
  const group = (name: string, rows: Row[]) => ({
    heading: t(`tasks:work.group.${name}`, { count: rows.length }),
    rows,
  });
  const one = (task: TaskRecord) => row(task, shown, reader, again, opened);
  if (tab === 'waiting') {
    const { waiting } = shown;
    return (['submitted', 'returned', 'extension', 'coordination'] as const)
      .map((what) =>
        group(
          what,
          (waiting?.[what] ?? []).map((task) => waitingRow(task, what, shown, reader)),
        ),
      )
      .filter(({ rows }) => rows.length > 0);
  }
  if (tab !== 'lead') return [group(tab, shown[tab].map(one))].filter(({ rows }) => rows.length > 0);
  return (['today', 'week', 'later', 'waiting'] as const)
    .map((when) => group(when, shown.leads.filter((task) => whenOf(task, shown.moment) === when).map(one)))
    .filter(({ rows }) => rows.length > 0);
}

function readiness({ readiness: last, hasReadiness }: WorkShown, { t, locale, today }: Reader) {
  if (!hasReadiness) return [];
  if (!last) return [{ name: t('tasks:work.readiness'), text: t('tasks:work.noReadiness') }];
  const lost = last.items
    .map(({ title, points, max }) => ({
      title: locale === 'en' ? title.en : title.zh,
      lost: Math.round((max - points) * 10) / 10,
    }))
    .filter((item) => item.lost > 0)
    .sort((a, b) => b.lost - a.lost)
    .slice(0, 3);
  return [
    {
      name: t('tasks:work.readiness'),
      text: t('tasks:work.readinessOf', { points: last.points, max: last.max }),
      href: '/readiness',
      sub: t('tasks:work.readinessAt', { at: formatInstant(locale, last.at, today) }),
      strong: true,
    },
    ...lost.map((item) => ({
      name: t('tasks:work.weakest'),
      text: item.title,
      sub: t('tasks:work.lost', { points: item.lost }),
    })),
  ];
}

/** The page. `again` is a report that was not taken; `opened` the task whose form stands open. */
export function workPage(
  shown: WorkShown,
  reader: Reader,
  { tab, again = null, opened = '' }: { tab: WorkTab; again?: TaskFormAgain | null; opened?: string },
) {
  const { t } = reader;
  const { actor, names, leads, supports, closed, waiting, ofDepartment, moment } = shown;
  const department = names.get(actor.department) ?? actor.department;
  const waits = waiting ? Object.values(waiting).reduce((sum, list) => sum + list.length, 0) : 0;
  const today = leads.filter((task) => whenOf(task, moment) === 'today').length;
  const counts = { waiting: waits, lead: leads.length, supports: supports.length, closed: closed.length };
  const tabs: WorkTab[] = [
    ...(waiting ? (['waiting'] as const) : []),
    ...(ofDepartment ? (['lead', 'supports', 'closed'] as const) : []),
  ];
  return {
    page: { title: t('tasks:work.title') },
    head: {
      title: t('tasks:work.title'),
      lead: ofDepartment
        ? t('tasks:work.lead', { department, leads: leads.length, supports: supports.length })
        : t('tasks:work.leadOffice', { department, count: waits }),
      ...(ofDepartment
        ? { figure: { before: t('tasks:work.todayBefore'), value: String(today), after: t('tasks:work.todayAfter') } }
        : {}),
    },
    title: t(tab === 'lead' ? 'tasks:work.byDue' : `tasks:work.tab.${tab}`),
    tabsLabel: t('tasks:work.tabs'),
    tabs: tabs.map((name) => ({
      text: t(`tasks:work.tab.${name}`),
      href: `/work?tab=${name}`,
      current: name === tab,
      count: counts[name],
    })),
    groups: groups(shown, tab, reader, again, opened),
    empty: t(`tasks:work.empty.${tab}`),
    mine: ofDepartment
      ? [
          {
            name: t('tasks:work.sum'),
            text: String(leads.length),
            href: `/tasks?department=${actor.department}&state=running`,
          },
          {
            name: t('tasks:work.red'),
            text: String(leads.filter(({ light }) => light.colour === 'red').length),
            href: `/tasks?department=${actor.department}&light=red`,
          },
          ...readiness(shown, reader),
        ]
      : [],
    dashboardHref: `/departments/${actor.department}`,
  };
}
