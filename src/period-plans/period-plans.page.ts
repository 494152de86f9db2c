/** The plans of a campaign by department and period, with what was kept and how that goes on. */

import type { Actor } from '../../workflows/moment.js';
import {
  PERIOD_SORTS,
  type PeriodSort,
  percentOf,
  periodAt,
  sortOf,
} from '../../workflows/period-plans/period-plan.js';
import { dutyTabs } from '../booklets/booklets.page.js';
import type { CampaignRecord } from '../campaigns/campaign.query.js';
import { errorSummary, errorsByField, field } from '../http/components/form.js';
import { sparkline } from '../http/components/sparkline.js';
import type { FormAgain } from '../http/form-again.js';
import type { Reader } from '../http/reason-text.js';
import { may } from '../people/policy.js';
import { byPinyin, formatPeriod } from '../platform/i18n.js';
import { periodsToPlan } from './make-plan.js';
import type { PeriodPlanRecord } from './period-plan.query.js';
import { planLightView, planTag } from './period-plan-words.page.js';

export interface PeriodPlanList {
  campaign: CampaignRecord;
  /** The latest period first. */
  plans: readonly PeriodPlanRecord[];
  actor: Actor;
  names: Map<string, string>;
  /** Departments that owe plans: those with a booklet and those with a plan. */
  departments: readonly string[];
  /** One-time key of the form. */
  key: string;
  again: FormAgain | null;
}

/** So many periods stand side by side; older ones are on the plans' own pages. */
const SHOWN: Record<PeriodSort, number> = { month: 4, quarter: 2 };

function periodsShown(sort: PeriodSort, { plans }: PeriodPlanList, today: string): string[] {
  const known = plans.map(({ facts }) => facts.period).filter((period) => sortOf(period) === sort);
  const all = [...new Set([...known, periodAt(sort, today)])].sort().reverse();
  return all.slice(0, SHOWN[sort]).reverse();
}

function cell(plan: PeriodPlanRecord | undefined, past: boolean, reader: Reader) {
  const { t } = reader;
  if (!plan) return { sub: t(past ? 'periodPlans:neverMade' : 'periodPlans:notMade') };
  const percent = percentOf(plan.facts.share);
  const href = `/period-plans/${plan.id}`;
  if (percent !== null) return { text: t('periodPlans:percent', { percent }), href };
  const { text } = planTag(plan.state, reader);
  const late = plan.light.colour === 'yellow';
  return { text, href, ...(late ? { light: planLightView(plan, reader) } : {}) };
}

/** The share kept over the settled plans of a sort, oldest first. */
function trend(of: readonly PeriodPlanRecord[], { t }: Reader) {
  const shares = of
    .map(({ facts }) => percentOf(facts.share))
    .filter((percent) => percent !== null)
    .reverse();
  return shares.length > 1 ? sparkline(t, shares) : null;
}

function table(sort: PeriodSort, list: PeriodPlanList, reader: Reader) {
  const { t, locale, today } = reader;
  const { plans, names } = list;
  const periods = periodsShown(sort, list, today);
  const now = periodAt(sort, today);
  const nameOf = (id: string) => names.get(id) ?? id;
  return {
    caption: t(`periodPlans:table.${sort}`),
    corner: t('periodPlans:column.department'),
    columns: periods.map((period) => formatPeriod(locale, period)),
    trendHead: t('periodPlans:column.trend'),
    noTrend: t('periodPlans:noTrend'),
    rows: [...list.departments]
      .sort((a, b) => byPinyin(nameOf(a), nameOf(b)))
      .map((department) => {
        const own = plans.filter(({ facts }) => facts.department === department && sortOf(facts.period) === sort);
        return {
          name: nameOf(department),
          href: `/departments/${department}`,
          cells: periods.map((period) =>
            cell(
              own.find(({ facts }) => facts.period === period),
              period < now,
              reader,
            ),
          ),
          trend: trend(own, reader),
        };
      }),
  };
}

/** The form by which a department makes its next plan; null for who makes none. */
function making(list: PeriodPlanList, reader: Reader) {
  const { t, locale, today } = reader;
  const { actor, campaign, plans, again, key } = list;
  if (!may(actor, 'periodPlan.create', { department: actor.department }).allowed) return null;
  const made = new Set(
    plans.filter(({ facts }) => facts.department === actor.department).map(({ facts }) => facts.period),
  );
  const open = periodsToPlan(today).filter((period) => !made.has(period));
  if (open.length === 0) return null;
  const state = again ? { typed: again.typed, errors: errorsByField(reader, again.reasons) } : {};
  return {
    errors: again && errorSummary(reader, again.reasons, 'make-'),
    hidden: [
      { name: 'campaign', value: campaign.id },
      { name: 'key', value: key },
    ],
    field: field(
      {
        type: 'select',
        name: 'period',
        label: t('periodPlans:column.period'),
        hint: t('periodPlans:hint.make'),
        options: open.map((period, i) => ({ value: period, text: formatPeriod(locale, period), chosen: i === 0 })),
      },
      { ...state, idPrefix: 'make-' },
    ),
  };
}

/** All that was promised and kept in settled plans, in percent; null before the first. */
function keptOverall(plans: readonly PeriodPlanRecord[]): number | null {
  const shares = plans.map(({ facts }) => facts.share).filter((share) => share !== null);
  const sum = (of: 'kept' | 'promised') => shares.reduce((total, share) => total + share[of], 0);
  return percentOf(shares.length === 0 ? null : { kept: sum('kept'), promised: sum('promised') });
}

export function periodPlansPage(list: PeriodPlanList, reader: Reader) {
  const { t } = reader;
  const { campaign, plans } = list;
  const percent = keptOverall(plans);
  return {
    page: { title: t('periodPlans:title') },
    head: {
      title: t('common:nav.duties'),
      lead: t(percent === null ? 'periodPlans:leadNone' : 'periodPlans:lead', {
        campaign: campaign.facts.title,
        running: plans.filter(({ state }) => state === 'running').length,
        settled: plans.filter(({ state }) => state === 'settled').length,
        percent: percent ?? 0,
      }),
    },
    tabs: dutyTabs('periodPlans', campaign.id, reader),
    making: making(list, reader),
    tables: list.departments.length > 0 ? PERIOD_SORTS.map((sort) => table(sort, list, reader)) : [],
    none: t('periodPlans:none'),
  };
}
