/** View models of readiness: the matrix, one department, one cell. Two numbers, never mixed: assessed and score. */
import { isPublished, workingDaysBetween } from '../../workflows/calendar.js';
import { daysBetween, isCivilDate } from '../../workflows/dates.js';
import type { Actor, Moment } from '../../workflows/moment.js';
import type { ChecklistItem } from '../../workflows/readiness/checklist.js';
import type {
  CheckedRecord,
  DepartmentReadiness,
  ItemReadiness,
  ReadinessCheck,
} from '../../workflows/readiness/readiness.js';
import { compare, easiestPoints } from '../../workflows/readiness/sums.js';
import type { Reason } from '../../workflows/step.js';
import type { CampaignRecord } from '../campaigns/campaign.query.js';
import { bullet } from '../http/components/bullet.js';
import { delta } from '../http/components/figures.js';
import { type ReadinessState, readinessCell } from '../http/components/readiness-cell.js';
import { sparkline } from '../http/components/sparkline.js';
import type { Reader } from '../http/reason-text.js';
import type { Department } from '../people/department.model.js';
import { may } from '../people/policy.js';
import { byPinyin, formatDate, formatInstant } from '../platform/i18n.js';
import type { CheckSummary } from './readiness.query.js';

export interface ReadinessShown {
  campaign: CampaignRecord;
  check: ReadinessCheck | null;
  previous: ReadinessCheck | null;
  trend: CheckSummary[];
  departments: ReadonlyMap<string, Department>;
  names: Map<string, string>;
  /** Departments whose points this person may see; null = all. */
  visible: ReadonlySet<string> | null;
  actor: Actor;
  moment: Moment;
}

/** The word of an item's verdict as its cell shows it: partly met is unmet with points. */
export function cellState({ verdict, points }: Pick<ItemReadiness, 'verdict' | 'points'>): ReadinessState {
  if (verdict === 'met') return 'met';
  if (verdict === 'notAssessed') return 'no';
  if (verdict === 'notApplicable') return 'na';
  return points > 0 ? 'part' : 'un';
}

/** A reason of the evaluation as people read it. */
export function becauseText({ code, params }: Reason, { t, locale, today }: Reader): string {
  const values = Object.entries(params ?? {}).map(([name, value]) => [
    name,
    isCivilDate(value) ? formatDate(locale, value, today) : value,
  ]);
  return t(`readiness:because.${code}`, Object.fromEntries(values));
}

export const titleOf = (item: Pick<ChecklistItem, 'title'>, { locale }: Reader): string =>
  item.title[locale === 'en' ? 'en' : 'zh'];

const recordHref = ({ kind, id }: Pick<CheckedRecord, 'kind' | 'id'>) =>
  kind === 'task' ? `/tasks/${id}` : `/sites/${id}`;

function seen({ check, visible }: ReadinessShown): DepartmentReadiness[] {
  const all = (check?.departments ?? []).filter(({ max }) => max > 0);
  return visible ? all.filter(({ department }) => visible.has(department)) : all;
}

/** Working days to the inspection; null without a date or where its year is not published. */
function daysLeft({ campaign, moment }: ReadinessShown): number | null {
  const date = campaign.facts.inspection?.date;
  if (!date || !isPublished(moment.calendar, date)) return null;
  return workingDaysBetween(moment.calendar, moment.today, date);
}

/** The score on the inspection day if it goes on as between the first kept check and this one; null when that says nothing. */
function projected({ trend, campaign }: ReadinessShown): number | null {
  const first = trend[0];
  const last = trend.at(-1);
  const date = campaign.facts.inspection?.date;
  if (!first || !last || !date || first.total.scorePercent === null || last.total.scorePercent === null) return null;
  const gone = daysBetween(first.at.slice(0, 10), last.at.slice(0, 10));
  if (gone < 5) return null;
  const pace = (last.total.scorePercent - first.total.scorePercent) / gone;
  const ahead = Math.max(0, daysBetween(last.at.slice(0, 10), date));
  return Math.max(0, Math.min(100, Math.round(last.total.scorePercent + pace * ahead)));
}

function figures(shown: ReadinessShown, { t }: Reader) {
  const { check, previous, campaign } = shown;
  if (!check) return { items: [] };
  const { total } = check;
  const left = daysLeft(shown);
  const ahead = projected(shown);
  const unmet = check.departments.filter(({ verdicts }) => verdicts.unmet > 0).length;
  return {
    items: [
      {
        name: t('readiness:assessed'),
        value: total.assessedPercent,
        unit: '%',
        delta: { text: t('readiness:checkedOf', { assessed: total.checked.assessed, of: total.checked.of }) },
      },
      {
        name: t('readiness:score'),
        value: total.scorePercent ?? '–',
        unit: t('readiness:target', { target: campaign.facts.checklist.target }),
        ...(previous && previous.total.scorePercent !== null && total.scorePercent !== null
          ? {
              delta: delta(t, {
                now: total.scorePercent,
                before: previous.total.scorePercent,
                since: 'lastCheck',
                better: 'up',
              }),
            }
          : {}),
      },
      {
        name: t('readiness:projected'),
        value: ahead ?? '–',
        delta: { text: t(ahead === null ? 'readiness:noPace' : 'readiness:byPace') },
      },
      {
        name: t('readiness:unmet'),
        value: total.verdicts.unmet,
        delta: { text: t('readiness:inDepartments', { count: unmet }) },
      },
      { name: t('readiness:left'), value: left ?? '–', delta: { text: t('readiness:workingDays') } },
    ],
  };
}

/** Rows by category, like beside like, then by score, the weakest first. */
function matrix(shown: ReadinessShown, reader: Reader) {
  const { t } = reader;
  const { campaign, departments, names, check } = shown;
  const items = campaign.facts.checklist.items;
  const query = `?campaign=${campaign.id}${check ? `&run=${check.id}` : ''}`;
  const rows = seen(shown).sort((a, b) => {
    const [x, y] = [departments.get(a.department), departments.get(b.department)];
    return (
      (x?.category ?? '').localeCompare(y?.category ?? '') ||
      (a.scorePercent ?? 101) - (b.scorePercent ?? 101) ||
      byPinyin(names.get(a.department) ?? a.department, names.get(b.department) ?? b.department)
    );
  });
  return {
    caption: t('readiness:matrix'),
    corner: t('readiness:department'),
    scoreHead: t('readiness:scoreHead'),
    columns: items.map((item) => ({ text: titleOf(item, reader), points: item.max })),
    rows: rows.map((row) => {
      const about = departments.get(row.department);
      const byItem = new Map(row.items.map((item) => [item.item, item]));
      return {
        text: names.get(row.department) ?? row.department,
        href: `/readiness/${row.department}${query}`,
        ...(about ? { sub: t(`people:category.${about.category}`) } : {}),
        score: row.scorePercent === null ? '–' : String(row.scorePercent),
        cells: items.map(({ key }) => {
          const item = byItem.get(key);
          if (!item) return readinessCell(t, { state: 'na', points: 0 });
          const state = cellState(item);
          const href = `/readiness/${row.department}/${key}${query}`;
          return readinessCell(t, { state, points: item.points, ...(state === 'na' ? {} : { href }) });
        }),
      };
    }),
  };
}

function easiest(shown: ReadinessShown, of: readonly DepartmentReadiness[], reader: Reader, most: number) {
  const { t } = reader;
  return easiestPoints(of)
    .slice(0, most)
    .map(({ department, record, reason, points, days, perDay }) => ({
      points: `+${points}`,
      colour: perDay >= 2 ? 'green' : 'blue',
      title: record.title,
      href: recordHref(record),
      sub: t('readiness:wonBy', {
        count: days,
        department: shown.names.get(department) ?? department,
        because: becauseText(reason, reader),
      }),
    }));
}

function changes(shown: ReadinessShown, reader: Reader) {
  const { check, previous, campaign, names, visible } = shown;
  if (!check || !previous) return [];
  const titles = new Map(campaign.facts.checklist.items.map((item) => [item.key, titleOf(item, reader)]));
  return compare(previous.departments, check.departments)
    .filter(
      ({ department, from, delta: moved }) => from !== null && moved !== 0 && (!visible || visible.has(department)),
    )
    .slice(0, 10)
    .map(({ department, item, from, to, delta: moved, reason }) => ({
      title: reader.t('readiness:moved', {
        department: names.get(department) ?? department,
        item: titles.get(item) ?? item,
        from: from ?? 0,
        to,
      }),
      at: '',
      by: '',
      ...(moved < 0 ? { alarm: 'red' as const } : {}),
      text: becauseText(reason, reader),
    }));
}

/** Who ran a check and when, in one line. */
function ranAt({ check }: ReadinessShown, { t, locale, today }: Reader): string {
  if (!check) return t('readiness:none');
  const words = { at: formatInstant(locale, check.at, today), before: check.before ?? 0 };
  return t(check.trigger === 'scheduled' ? 'readiness:ranScheduled' : 'readiness:ranManual', words);
}

export function readinessPage(shown: ReadinessShown, reader: Reader) {
  const { t, locale } = reader;
  const { campaign, actor, moment, trend, check } = shown;
  const inspection = campaign.facts.inspection;
  const post = (action: string) => ({ action, kind: 'second' });
  return {
    page: { title: t('readiness:title'), wide: true },
    head: {
      title: t('readiness:title'),
      lead: [
        inspection
          ? t('readiness:inspection', { by: inspection.by, on: formatDate(locale, inspection.date, moment.today) })
          : t('readiness:noInspection'),
        ranAt(shown, reader),
      ].join(' · '),
      actions: [
        ...(may(actor, 'checklist.edit').allowed
          ? [{ text: t('readiness:checklist'), href: '/readiness/checklist', kind: 'second' }]
          : []),
        ...(may(actor, 'readiness.check').allowed
          ? [
              {
                ...post('/readiness/checks'),
                kind: 'first',
                text: t('readiness:checkNow'),
                fields: [{ name: 'campaign', value: campaign.id }],
              },
            ]
          : []),
      ],
    },
    figures: shown.visible ? { items: [] } : figures(shown, reader),
    matrix: check ? matrix(shown, reader) : null,
    none: t('readiness:none'),
    easiest: easiest(shown, seen(shown), reader, 8),
    changes: changes(shown, reader),
    trend:
      trend.length > 1 && !shown.visible
        ? {
            spark: sparkline(
              t,
              trend.map(({ total }) => total.scorePercent ?? 0),
            ),
            runs: [...trend].reverse().map(({ id, at, total }) => ({
              href: `/readiness?campaign=${campaign.id}&run=${id}`,
              text: formatInstant(locale, at, moment.today),
              sub: t('readiness:runSums', { score: total.scorePercent ?? '–', assessed: total.assessedPercent }),
              current: id === check?.id,
            })),
          }
        : null,
  };
}

function itemFacts(item: ItemReadiness, about: ChecklistItem, href: string, reader: Reader) {
  const { t } = reader;
  const state = cellState(item);
  return {
    name: titleOf(about, reader),
    href,
    verdict: {
      text: t(`common:readiness.${state}`),
      kind: state === 'met' ? 'done' : state === 'un' ? 'grave' : 'wait',
    },
    points: state === 'no' || state === 'na' ? '–' : t('readiness:pointsOf', { points: item.points, max: item.max }),
    bar: bullet(t, {
      percent: item.max === 0 ? 0 : Math.round((100 * item.points) / item.max),
      planned: about.metFrom,
    }),
    because: becauseText(item.reason, reader),
  };
}

export function departmentReadinessPage(shown: ReadinessShown, found: DepartmentReadiness, reader: Reader) {
  const { t } = reader;
  const { campaign, names, check } = shown;
  const query = `?campaign=${campaign.id}${check ? `&run=${check.id}` : ''}`;
  const byItem = new Map(found.items.map((item) => [item.item, item]));
  const name = names.get(found.department) ?? found.department;
  return {
    page: { title: t('readiness:titleOf', { department: name }) },
    head: {
      crumbs: [{ text: t('readiness:title'), href: `/readiness${query}` }, { text: name }],
      title: name,
      lead: t('readiness:sums', {
        score: found.scorePercent ?? '–',
        assessed: found.assessedPercent,
        points: found.points,
        max: found.assessedMax,
      }),
      facts: [
        { text: t('readiness:toDashboard'), href: `/departments/${found.department}` },
        { text: ranAt(shown, reader) },
      ],
    },
    items: campaign.facts.checklist.items.flatMap((about) => {
      const item = byItem.get(about.key);
      if (!item || item.verdict === 'notApplicable') return [];
      return [itemFacts(item, about, `/readiness/${found.department}/${about.key}${query}`, reader)];
    }),
    easiest: easiest(shown, [found], reader, 20),
  };
}

export function cellPage(
  shown: ReadinessShown,
  department: string,
  item: ItemReadiness,
  about: ChecklistItem,
  reader: Reader,
) {
  const { t, locale } = reader;
  const { campaign, names, check, moment } = shown;
  const query = `?campaign=${campaign.id}${check ? `&run=${check.id}` : ''}`;
  const name = names.get(department) ?? department;
  const title = titleOf(about, reader);
  return {
    page: { title: `${name} · ${title}` },
    head: {
      crumbs: [
        { text: t('readiness:title'), href: `/readiness${query}` },
        { text: name, href: `/readiness/${department}${query}` },
        { text: title },
      ],
      title: `${name}　${title}`,
      lead: about.question[locale === 'en' ? 'en' : 'zh'],
      figure: { before: '', value: String(item.points), after: t('readiness:ofMax', { max: item.max }) },
    },
    facts: [
      { name: t('readiness:verdict'), text: t(`common:readiness.${cellState(item)}`), strong: true },
      { name: t('readiness:because_'), text: becauseText(item.reason, reader) },
      { name: t('readiness:lost'), text: String(item.lost) },
      { name: t('readiness:open'), text: String(item.open) },
      {
        name: t('readiness:readyBy'),
        text: item.readyBy ? formatDate(locale, item.readyBy, moment.today) : t('readiness:noDate'),
      },
      { name: t('readiness:rule'), text: t(`readiness:rules.${about.rule}`) },
    ],
    records: {
      caption: t('readiness:records'),
      columns: [
        { text: t('readiness:record') },
        { text: t('readiness:share'), number: true },
        { text: t('readiness:lost'), number: true },
        { text: t('readiness:because_') },
      ],
      rows: item.records.map((record) => ({
        cells: [
          { text: record.title, href: recordHref(record), heading: true, ...(record.code ? { sub: record.code } : {}) },
          { text: record.share === null ? t('common:readiness.no') : `${record.share}%`, number: true },
          { value: record.lost },
          { text: becauseText(record.reason, reader) },
        ],
      })),
      empty: t('readiness:noRecords'),
    },
  };
}
