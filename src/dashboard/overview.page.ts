/** The whole view model of the overview. Synchronous; what it shows was read before. */
import { isPublished, workingDaysBetween } from '../../workflows/calendar.js';
import { daysBetween } from '../../workflows/dates.js';
import type { Actor } from '../../workflows/moment.js';
import { bullet } from '../http/components/bullet.js';
import { delta } from '../http/components/figures.js';
import { lightView } from '../http/components/light.js';
import { phaseStrip } from '../http/components/phase-strip.js';
import { progressChart } from '../http/components/progress-chart.js';
import type { Reader } from '../http/reason-text.js';
import type { Department } from '../people/department.model.js';
import { may } from '../people/policy.js';
import type { PhaseRecord } from '../phases/phase.query.js';
import { byPinyin, formatDate, formatDateLong, formatInstant } from '../platform/i18n.js';
import type { CounterRow } from '../records/counters.js';
import { NO_DEPARTMENT } from '../tasks/task.kind.js';
import type { Overview } from './show-overview.js';
import { taskRow } from './task-row.js';
import { plannedLine, rowsBy, type Totals, totalsOf } from './totals.js';

export interface OverviewPageParts extends Overview {
  departments: readonly Department[];
  names: Map<string, string>;
  actor: Actor;
}

/** Phases are counted as documents count them. */
const NUMERALS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

const phaseRows = (rows: readonly CounterRow[], key: string) => rows.filter(({ phase }) => phase === key);

const earlierOf = (a: string, b: string) => [a, b].sort()[0] ?? a;

/** Percent of a phase's time that is gone. */
function timeGone({ facts }: PhaseRecord, today: string): number {
  const span = daysBetween(facts.opensOn, facts.closesOn) + 1;
  return Math.max(0, Math.min(100, Math.round((100 * (daysBetween(facts.opensOn, today) + 1)) / span)));
}

function strip({ phases, phase, rows, campaign, moment }: OverviewPageParts, reader: Reader) {
  const { t, locale } = reader;
  return phaseStrip(
    t,
    phases.map((one) => {
      const { facts, state } = one;
      const totals = totalsOf(phaseRows(rows, facts.key), moment.today);
      const status = state === 'closed' ? 'done' : state === 'planned' ? 'later' : 'now';
      const span = t('dashboard:span', {
        from: formatDate(locale, facts.opensOn, moment.today),
        to: formatDate(locale, facts.closesOn, moment.today),
      });
      const time = timeGone(one, moment.today);
      const words = { span, total: totals.total, closed: totals.closed, time, done: totals.percent };
      const current = facts.key === phase.facts.key;
      return {
        text: facts.title,
        sub: t(`dashboard:phase.${status}`, words),
        status,
        href: `/?campaign=${campaign.id}&phase=${facts.key}`,
        ...(status === 'now' && current ? { percent: { time, done: totals.percent } } : {}),
      };
    }),
  );
}

function figures(o: OverviewPageParts, totals: Totals, { t }: Reader) {
  const list = `/tasks?campaign=${o.campaign.id}&phase=${o.phase.facts.key}`;
  const then = (rows: readonly CounterRow[] | undefined) =>
    rows ? totalsOf(phaseRows(rows, o.phase.facts.key), o.moment.today) : null;
  const yesterday = then(o.yesterday?.rows);
  const week = then(o.lastWeek?.rows);
  const since = (now: number, before: number | undefined, of: 'yesterday' | 'lastWeek', better?: 'up' | 'down') =>
    before === undefined ? {} : { delta: delta(t, { now, before, since: of, ...(better ? { better } : {}) }) };
  const light = (colour: 'red' | 'yellow' | 'blue') => ({
    name: t(`dashboard:colour.${colour}`),
    value: totals.lights[colour],
    href: `${list}&light=${colour}`,
    light: lightView(t, colour),
    ...since(totals.lights[colour], yesterday?.lights[colour], 'yesterday', 'down'),
  });
  return {
    items: [
      {
        name: t('dashboard:figure.total'),
        value: totals.total,
        href: list,
        ...since(totals.total, week?.total, 'lastWeek'),
      },
      {
        name: t('dashboard:figure.closed'),
        value: totals.closed,
        href: `${list}&state=closed`,
        ...since(totals.closed, week?.closed, 'lastWeek', 'up'),
      },
      light('red'),
      light('yellow'),
      light('blue'),
    ],
  };
}

function departmentTable(o: OverviewPageParts, { t, locale }: Reader) {
  const { today, settings } = o.moment;
  const list = `/tasks?campaign=${o.campaign.id}&phase=${o.phase.facts.key}`;
  const known = new Map(o.departments.map((one) => [one.id, one]));
  const rows = [...rowsBy(phaseRows(o.rows, o.phase.facts.key), 'department')]
    .map(([id, group]) => ({ id, department: known.get(id), totals: totalsOf(group, today) }))
    .filter(({ totals }) => totals.total > 0)
    // Like stands beside like: only departments of one category are compared (HANDBOOK 4.7).
    .sort(
      (a, b) =>
        b.totals.lights.red - a.totals.lights.red ||
        b.totals.lights.yellow - a.totals.lights.yellow ||
        byPinyin(o.names.get(a.id) ?? a.id, o.names.get(b.id) ?? b.id),
    );
  const count = (id: string, value: number, query: string, pill?: string) => ({
    value,
    ...(value > 0 ? { href: `${list}&department=${id}${query}`, ...(pill ? { pill } : {}) } : {}),
  });
  return {
    caption: t('dashboard:departments'),
    columns: [
      { text: t('dashboard:column.department') },
      { text: t('dashboard:column.tasks'), number: true },
      { text: t('dashboard:column.closed'), number: true },
      ...(['green', 'blue', 'yellow', 'red'] as const).map((colour) => ({ light: lightView(t, colour), number: true })),
      { text: t('dashboard:column.progress') },
      { text: t('dashboard:column.overdueDays'), number: true },
    ],
    rows: rows.map(({ id, department, totals }) => ({
      cells: [
        {
          text: id === NO_DEPARTMENT ? t('dashboard:nobody') : (o.names.get(id) ?? id),
          heading: true,
          ...(department ? { href: `/departments/${id}`, sub: t(`people:category.${department.category}`) } : {}),
        },
        count(id, totals.total, ''),
        count(id, totals.closed, '&state=closed'),
        count(id, totals.lights.green, '&light=green', 'green'),
        count(id, totals.lights.blue, '&light=blue', 'blue'),
        count(id, totals.lights.yellow, '&light=yellow', 'yellow'),
        count(id, totals.lights.red, '&light=red', 'red'),
        {
          bullet: bullet(t, {
            percent: totals.percent,
            planned: totals.planned,
            margin: settings.lights.behindBy / 4,
            text: true,
          }),
        },
        { value: totals.overdueDays },
      ],
    })),
    empty: t('dashboard:noTasks'),
    locale,
  };
}

function chart(o: OverviewPageParts, totals: Totals, { t, locale }: Reader) {
  const { opensOn, closesOn, key } = o.phase.facts;
  const { today } = o.moment;
  const line = plannedLine(phaseRows(o.rows, key));
  const bends = line.bends.filter((day) => day > opensOn && day < closesOn);
  const every = Math.max(1, Math.ceil(bends.length / 24));
  const points = [opensOn, ...bends.filter((_, i) => i % every === 0), closesOn];
  // A snapshot is of the beginning of its day, so it ends the day before.
  const thinned = o.days.filter((_, i) => i % Math.max(1, Math.ceil(o.days.length / 30)) === 0);
  const now = { on: earlierOf(today, closesOn), percent: totals.percent };
  const gone = Math.max(1, daysBetween(opensOn, today));
  const pace = totals.percent / gone;
  return progressChart(t, locale, {
    id: 'phase-progress',
    from: opensOn,
    to: closesOn,
    today,
    planned: points.map((on) => ({ on, percent: line.on(on) })),
    actual: today < opensOn ? [] : [...thinned.filter(({ on }) => on < now.on), now],
    projected:
      today > opensOn && today < closesOn ? Math.min(100, Math.round(pace * daysBetween(opensOn, closesOn))) : null,
  });
}

function readinessOf({ readiness, campaign, moment }: OverviewPageParts, { t, locale }: Reader) {
  if (!readiness) return { none: t('dashboard:noReadiness') };
  const score = readiness.scorePercent ?? 0;
  return {
    facts: [
      {
        name: t('dashboard:assessed'),
        text: t('dashboard:percent', { percent: readiness.assessedPercent }),
        bullet: bullet(t, { percent: readiness.assessedPercent, planned: 100 }),
      },
      {
        name: t('dashboard:score'),
        text: t('dashboard:scoreOf', { score, target: readiness.target }),
        bullet: bullet(t, { percent: score, planned: readiness.target }),
      },
    ],
    note: t('dashboard:checkedAt', { at: formatInstant(locale, readiness.at, moment.today) }),
    href: `/readiness?campaign=${campaign.id}`,
  };
}

/** Working days from today to the inspection, or null when no date is set or its year is not published. */
function daysToInspection({ campaign, moment }: OverviewPageParts): number | null {
  const date = campaign.facts.inspection?.date;
  if (!date || !isPublished(moment.calendar, date) || !isPublished(moment.calendar, moment.today)) return null;
  return workingDaysBetween(moment.calendar, moment.today, date);
}

export function overviewPage(o: OverviewPageParts, reader: Reader) {
  const { t, locale } = reader;
  const totals = totalsOf(phaseRows(o.rows, o.phase.facts.key), o.moment.today);
  const led = rowsBy(phaseRows(o.rows, o.phase.facts.key), 'department').size;
  const left = daysToInspection(o);
  const inspection = o.campaign.facts.inspection;
  const isOffice = may(o.actor, 'campaign.event').allowed;
  const words = { total: totals.total, departments: led };
  const order = locale === 'en' ? String(o.phase.facts.order) : NUMERALS[o.phase.facts.order];
  const title = t('dashboard:phaseTitle', { order: order ?? o.phase.facts.order, title: o.phase.facts.title });
  return {
    page: { title },
    head: {
      title,
      lead: t('dashboard:lead', words),
      facts: isOffice
        ? [
            { text: t('dashboard:toBreakdown'), href: `/breakdown?phase=${o.phase.facts.key}` },
            { text: t('dashboard:toPhase'), href: `/phases/${o.phase.id}` },
            { text: t('dashboard:toCampaigns'), href: '/campaigns' },
          ]
        : [],
      ...(left !== null && inspection && left >= 0
        ? {
            figure: {
              before: t('dashboard:untilInspection', { by: inspection.by }),
              value: String(left),
              after: t('dashboard:workingDays', { on: formatDate(locale, inspection.date, o.moment.today) }),
            },
          }
        : {}),
    },
    strip: strip(o, reader),
    figures: figures(o, totals, reader),
    worst: o.worst.map((task) => ({
      ...taskRow(task, o.moment, o.names, reader),
      ...(may(o.actor, 'task.CHASE').allowed
        ? {
            action: {
              text: t('tasks:event.CHASE'),
              href: `/tasks/${task.id}?do=CHASE#do`,
              kind: 'second',
              small: true,
            },
          }
        : {}),
    })),
    table: departmentTable(o, reader),
    chart: chart(o, totals, reader),
    chartNote: t(totals.percent < totals.planned ? 'dashboard:behind' : 'dashboard:onLine', {
      count: Math.abs(totals.planned - totals.percent),
      on: formatDateLong(locale, o.phase.facts.closesOn),
    }),
    readiness: readinessOf(o, reader),
    week: o.thisWeek.map((task) => taskRow(task, o.moment, o.names, reader)),
    withoutMatrix: !may(o.actor, 'task.list').allowed,
  };
}
