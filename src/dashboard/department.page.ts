/** The whole view model of a department's dashboard. */
import { bullet } from '../http/components/bullet.js';
import { delta } from '../http/components/figures.js';
import { lightView } from '../http/components/light.js';
import type { Reader } from '../http/reason-text.js';
import type { Department } from '../people/department.model.js';
import { formatInstant } from '../platform/i18n.js';
import { readyDate } from '../sites/site-words.page.js';
import type { DepartmentDashboard } from './show-department.js';
import { taskRow } from './task-row.js';
import { totalsOf } from './totals.js';

export interface DepartmentPageParts extends DepartmentDashboard {
  about: Department;
  names: Map<string, string>;
}

/** States in the order of the procedure. */
const STATES = ['draft', 'assigned', 'returned', 'active', 'submitted', 'suspended', 'closed'] as const;

function points({ points: last, moment, department, campaign }: DepartmentPageParts, { t, locale }: Reader) {
  if (!last) return { none: t('dashboard:noReadiness') };
  const language = locale === 'en' ? 'en' : 'zh';
  return {
    head: t('dashboard:scoreAssessed', { score: last.scorePercent ?? '–', assessed: last.assessedPercent }),
    note: t('dashboard:checkedAt', { at: formatInstant(locale, last.at, moment.today) }),
    href: `/readiness/${department}?campaign=${campaign.id}`,
    items: last.items
      .filter(({ verdict }) => verdict !== 'notApplicable')
      .map(({ key, title, points: got, max }) => ({
        name: title[language],
        text: t('dashboard:pointsOf', { points: got, max }),
        href: `/readiness/${department}/${key}?campaign=${campaign.id}`,
        bullet: bullet(t, { percent: max > 0 ? Math.round((100 * got) / max) : 0, planned: null }),
      })),
  };
}

export function departmentPage(d: DepartmentPageParts, reader: Reader) {
  const { t } = reader;
  const totals = totalsOf(d.rows, d.moment.today);
  const before = d.yesterday
    ? totalsOf(
        d.yesterday.rows.filter(({ department }) => department === d.department),
        d.moment.today,
      )
    : null;
  const list = `/tasks?campaign=${d.campaign.id}&department=${d.department}`;
  const name = d.names.get(d.department) ?? d.about.name;
  const light = (colour: 'red' | 'yellow' | 'blue' | 'green') => ({
    name: t(`dashboard:colour.${colour}`),
    value: totals.lights[colour],
    href: `${list}&light=${colour}`,
    light: lightView(t, colour),
    ...(before && colour !== 'green'
      ? {
          delta: delta(t, {
            now: totals.lights[colour],
            before: before.lights[colour],
            since: 'yesterday',
            better: 'down',
          }),
        }
      : {}),
  });
  const done = bullet(t, { percent: totals.percent, planned: totals.planned, text: true });
  return {
    page: { title: name },
    head: {
      title: name,
      lead: t('dashboard:departmentLead', { leads: totals.total, supports: totals.supports, closed: totals.closed }),
      facts: [
        { text: t(`people:category.${d.about.category}`) },
        { text: t('dashboard:allTasks'), href: list },
        { text: t('dashboard:supported'), href: `/tasks?campaign=${d.campaign.id}&supports=${d.department}` },
      ],
    },
    figures: {
      items: [
        {
          name: t('dashboard:figure.open'),
          value: totals.total - totals.closed - totals.drafts,
          href: `${list}&state=running`,
        },
        light('red'),
        light('yellow'),
        light('blue'),
        light('green'),
      ],
    },
    due: d.due.map((task) => taskRow(task, d.moment, d.names, reader)),
    states: {
      caption: t('dashboard:byState'),
      columns: [{ text: t('dashboard:column.state') }, { text: t('dashboard:column.tasks'), number: true }],
      rows: STATES.filter((state) => (totals.states[state] ?? 0) > 0).map((state) => ({
        cells: [
          { text: t(`tasks:state.${state}`), heading: true },
          { value: totals.states[state] ?? 0, href: `${list}&state=${state}` },
        ],
      })),
      narrow: true,
      empty: t('dashboard:noTasks'),
    },
    facts: [
      { name: t('dashboard:column.progress'), text: '', bullet: done },
      {
        name: t('dashboard:onTime'),
        text: t('dashboard:onTimeOf', { onTime: totals.closedOnTime, late: totals.closedLate }),
      },
      { name: t('dashboard:column.overdueDays'), text: t('dashboard:days', { count: totals.overdueDays }) },
    ],
    points: points(d, reader),
    sites: d.sites.map((site) => ({
      cdate: readyDate(site, d.moment, reader),
      title: site.facts.name,
      href: `/sites/${site.id}`,
      sub: t(`sites:state.${site.state}`),
    })),
  };
}
