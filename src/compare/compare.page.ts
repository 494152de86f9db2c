/** The comparison of two campaigns: phases, tasks, where both stood on the same day, indicators. */
import { type Calendar, isPublished, workingDaysBetween } from '../../workflows/calendar.js';
import {
  type ComparableTask,
  changedFields,
  dayOf,
  type MatchedBy,
  matched,
  TASK_FIELDS,
  type TaskField,
} from '../../workflows/compare/compare.js';
import type { CivilDate } from '../../workflows/dates.js';
import type { Colour } from '../../workflows/lights.js';
import type { CampaignRecord } from '../campaigns/campaign.query.js';
import { lightView } from '../http/components/light.js';
import type { Reader } from '../http/reason-text.js';
import type { IndicatorRecord } from '../indicators/indicator.query.js';
import type { PhaseRecord } from '../phases/phase.query.js';
import { formatDateLong } from '../platform/i18n.js';
import type { TaskRecord } from '../tasks/task.query.js';

/** Where a campaign stood on a day. */
export interface Figures {
  total: number;
  closed: number;
  /** Weighted percent done. */
  percent: number;
  lights: Record<Exclude<Colour, 'none'>, number>;
  /** Phase → weighted percent done. */
  phases: Record<string, number>;
}

export interface ComparedSide {
  campaign: CampaignRecord;
  phases: readonly PhaseRecord[];
  tasks: readonly TaskRecord[];
  indicators: readonly IndicatorRecord[];
  /** The day compared, and how it stood then; null where nothing is recorded. */
  on: CivilDate;
  figures: Figures | null;
}

export interface Compared {
  a: ComparedSide;
  /** Null until another campaign is chosen. */
  b: ComparedSide | null;
  /** Calendar days from the start that both have reached. */
  day: number;
  /** Campaigns to choose from. */
  others: readonly CampaignRecord[];
  calendar: Calendar;
  names: Map<string, string>;
}

type Cell = Record<string, unknown>;

const comparable = ({ id, facts }: TaskRecord): ComparableTask => ({
  id,
  code: facts.code,
  title: facts.title,
  quote: facts.source?.quote ?? '',
  requirement: facts.requirement,
  outcomes: facts.outcomes,
  lead: facts.leadDepartment,
  co: facts.coDepartments,
  due: facts.due?.to ?? null,
  weight: facts.weight,
});

function table(caption: string, columns: string[], rows: Cell[][], empty: string) {
  return { caption, columns: columns.map((text) => ({ text })), rows: rows.map((cells) => ({ cells })), empty };
}

function standings(a: ComparedSide, b: ComparedSide, { t, locale }: Reader) {
  const none = t('compare:notRecorded');
  const row = (text: Cell, of: (figures: Figures) => string): Cell[] => [
    { ...text, heading: true },
    ...[a, b].map(({ figures }) => ({ text: figures ? of(figures) : none })),
  ];
  const lights = (['red', 'yellow', 'blue', 'green'] as const).map((colour) =>
    row({ light: lightView(t, colour) }, (figures) => String(figures.lights[colour])),
  );
  return table(
    t('compare:standing'),
    [t('compare:figure'), ...[a, b].map(({ campaign, on }) => `${campaign.facts.title} ${formatDateLong(locale, on)}`)],
    [
      row({ text: t('compare:percent') }, ({ percent }) => `${percent}%`),
      row({ text: t('compare:closed') }, ({ closed, total }) => t('compare:of', { closed, total })),
      ...lights,
    ],
    none,
  );
}

function phaseCell(
  phase: PhaseRecord | undefined,
  side: ComparedSide,
  calendar: Calendar,
  { t, locale }: Reader,
): Cell {
  if (!phase) return { text: t('compare:absent') };
  const { opensOn, closesOn, key } = phase.facts;
  const counted = isPublished(calendar, opensOn) && isPublished(calendar, closesOn);
  // Both ends are worked on, so the day of opening counts too.
  const days = counted
    ? t('compare:workingDays', { count: workingDaysBetween(calendar, opensOn, closesOn) + 1 })
    : t('compare:unpublished');
  const done = side.figures?.phases[key];
  return {
    // One link with all its words: a link beside other text would stand out by colour alone.
    text: [
      t('compare:span', { from: formatDateLong(locale, opensOn), to: formatDateLong(locale, closesOn) }),
      days,
      ...(done === undefined ? [] : [t('compare:done', { percent: done })]),
    ].join(' · '),
    href: `/phases/${phase.id}`,
  };
}

function phasesTable({ a, b, calendar }: Compared & { b: ComparedSide }, reader: Reader) {
  const { t } = reader;
  const of = (side: ComparedSide) => new Map(side.phases.map((phase) => [phase.facts.key, phase]));
  const [left, right] = [of(a), of(b)];
  const keys = [...new Set([...left.keys(), ...right.keys()])];
  const titles = [a, b].map(({ campaign }) => campaign.facts.title);
  return table(
    t('compare:phases'),
    [t('compare:phase'), ...titles],
    keys.map((key) => [
      { text: (left.get(key) ?? right.get(key))?.facts.title ?? key, heading: true },
      phaseCell(left.get(key), a, calendar, reader),
      phaseCell(right.get(key), b, calendar, reader),
    ]),
    t('compare:none'),
  );
}

/** A date as its day of the campaign; the day of the start is the first. */
function dueText(due: CivilDate, startOn: CivilDate, { t, locale }: Reader): string {
  const days = dayOf(startOn, due) ?? 0;
  const on = formatDateLong(locale, due);
  return days < 0 ? on : t('compare:dayOf', { day: days + 1, on });
}

/** A changed field as it is in a task, short enough for a table. */
function said(
  name: TaskField,
  task: ComparableTask,
  startOn: CivilDate,
  names: Map<string, string>,
  reader: Reader,
): string {
  const { t } = reader;
  const department = (id: string) => names.get(id) ?? id;
  const texts: Record<TaskField, string> = {
    title: task.title,
    requirement: task.requirement,
    outcomes: task.outcomes.join(t('common:listSeparator')),
    leadDepartment: task.lead === null ? '' : department(task.lead),
    coDepartments: task.co.map(department).join(t('common:listSeparator')),
    due: task.due === null ? '' : dueText(task.due, startOn, reader),
    weight: String(task.weight),
  };
  return texts[name] || t('compare:empty');
}

function tasks({ a, b, names }: Compared & { b: ComparedSide }, reader: Reader) {
  const { t } = reader;
  const starts = { a: a.campaign.facts.startOn, b: b.campaign.facts.startOn };
  const codes = a.campaign.facts.template !== '' && a.campaign.facts.template === b.campaign.facts.template;
  const { both, onlyA, onlyB } = matched(a.tasks.map(comparable), b.tasks.map(comparable), codes);
  const changed = both
    .map((pair) => ({ ...pair, fields: changedFields(pair.a, pair.b, starts) }))
    .filter(({ fields }) => fields.length > 0);
  const task = ({ id, code, title }: ComparableTask): Cell => ({
    text: `${code} ${title}`,
    href: `/tasks/${id}`,
    heading: true,
  });
  const titles = [a, b].map(({ campaign }) => campaign.facts.title);
  const by = (name: MatchedBy) => both.filter((pair) => pair.by === name).length;
  const only = (list: readonly ComparableTask[], title = '') => ({
    ...table(
      t('compare:onlyIn', { title }),
      [t('compare:task'), t('fields:leadDepartment')],
      list.map((one) => [task(one), { text: one.lead === null ? '' : (names.get(one.lead) ?? one.lead) }]),
      t('compare:none'),
    ),
    narrow: true,
  });
  return {
    lead: t('compare:tasksLead', {
      both: both.length,
      same: both.length - changed.length,
      changed: changed.length,
      onlyA: onlyA.length,
      onlyB: onlyB.length,
    }),
    how: t('compare:matchedBy', { code: by('code'), quote: by('quote'), title: by('title') }),
    changed: table(
      t('compare:changed'),
      [t('compare:task'), t('compare:field'), ...titles],
      changed.flatMap((pair) =>
        TASK_FIELDS.filter((name) => pair.fields.includes(name)).map((name, i) => [
          i === 0 ? task(pair.a) : { text: pair.a.code, heading: true },
          { text: t(`fields:${name}`) },
          { text: said(name, pair.a, starts.a, names, reader) },
          { text: said(name, pair.b, starts.b, names, reader), href: `/tasks/${pair.b.id}` },
        ]),
      ),
      t('compare:noneChanged'),
    ),
    only: [only(onlyA, titles[0]), only(onlyB, titles[1])],
  };
}

function indicators(a: ComparedSide, b: ComparedSide, { t }: Reader) {
  const plain = (side: ComparedSide) =>
    side.indicators
      .filter(({ state }) => state !== 'cancelled')
      .map((record) => ({
        record,
        code: record.facts.code,
        // The same figure of two departments is two indicators.
        title: `${record.facts.title} ${record.facts.owner}`,
        quote: '',
      }));
  const { both, onlyA, onlyB } = matched(plain(a), plain(b), false);
  const cell = (one: IndicatorRecord | undefined): Cell => {
    if (!one) return { text: t('compare:absent') };
    const { unit, direction, targets, values } = one.facts;
    const [target, latest] = [targets.at(-1), values.at(-1)];
    return {
      text: [
        latest ? t('indicators:figure', { value: latest.value, unit }) : t('indicators:notEntered'),
        ...(target ? [t(`compare:target.${direction}`, { value: target.value, unit })] : []),
      ].join(' · '),
      href: `/indicators/${one.id}`,
    };
  };
  const row = (left: IndicatorRecord | undefined, right: IndicatorRecord | undefined): Cell[] => [
    { text: (left ?? right)?.facts.title ?? '', heading: true },
    cell(left),
    cell(right),
  ];
  return table(
    t('compare:indicators'),
    [t('compare:indicator'), ...[a, b].map(({ campaign }) => campaign.facts.title)],
    [
      ...both.map((pair) => row(pair.a.record, pair.b.record)),
      ...onlyA.map(({ record }) => row(record, undefined)),
      ...onlyB.map(({ record }) => row(undefined, record)),
    ],
    t('compare:none'),
  );
}

export function comparePage(compared: Compared, reader: Reader) {
  const { t } = reader;
  const { a, b, day, others } = compared;
  const { title } = a.campaign.facts;
  return {
    page: { title: t('compare:title') },
    head: {
      crumbs: [
        { text: t('campaigns:title'), href: '/campaigns' },
        { text: title, href: `/campaigns/${a.campaign.id}` },
        { text: t('compare:title') },
      ],
      title: b ? t('compare:of2', { a: title, b: b.campaign.facts.title }) : t('compare:title'),
      lead: b ? t(day < 0 ? 'compare:notBegun' : 'compare:sameDay', { day: day + 1 }) : '',
    },
    choose: {
      action: `/campaigns/${a.campaign.id}/compare`,
      fields: [
        {
          type: 'select',
          id: 'with',
          name: 'with',
          label: t('compare:with'),
          options: others.map(({ id, facts }) => ({ value: id, text: facts.title, chosen: id === b?.campaign.id })),
        },
      ],
    },
    choice: others.length > 0,
    alone: t('compare:alone'),
    shown: b && {
      standing: standings(a, b, reader),
      phases: phasesTable({ ...compared, b }, reader),
      tasks: tasks({ ...compared, b }, reader),
      indicators: indicators(a, b, reader),
    },
  };
}
