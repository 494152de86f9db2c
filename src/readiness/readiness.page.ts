/** View models of readiness as a whole: matrix, figures, trend. Two numbers, never mixed: assessed and score. */
import { isPublished, workingDaysBetween } from '../../workflows/calendar.js';
import { daysBetween } from '../../workflows/dates.js';
import type { DepartmentReadiness } from '../../workflows/readiness/readiness.js';
import { compare } from '../../workflows/readiness/sums.js';
import { delta } from '../http/components/figures.js';
import { readinessCell } from '../http/components/readiness-cell.js';
import { sparkline } from '../http/components/sparkline.js';
import type { Reader } from '../http/reason-text.js';
import { may } from '../people/policy.js';
import { byPinyin, formatDate, formatInstant } from '../platform/i18n.js';
import { becauseText, cellState, easiest, type ReadinessShown, ranAt, titleOf } from './readiness-words.page.js';

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
          ? [{ text: t('readiness:checklist'), href: `/readiness/checklist?campaign=${campaign.id}`, kind: 'second' }]
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
