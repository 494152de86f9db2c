/** What the pages of readiness share: what they are given, and the words of a verdict, a reason, an item. */
import { isCivilDate } from '../../workflows/dates.js';
import type { Actor, Moment } from '../../workflows/moment.js';
import type { ChecklistItem } from '../../workflows/readiness/checklist.js';
import type {
  CheckedRecord,
  DepartmentReadiness,
  ItemReadiness,
  ReadinessCheck,
} from '../../workflows/readiness/readiness.js';
import { easiestPoints } from '../../workflows/readiness/sums.js';
import type { Reason } from '../../workflows/step.js';
import type { CampaignRecord } from '../campaigns/campaign.query.js';
import type { ReadinessState } from '../http/components/readiness-cell.js';
import type { Reader } from '../http/reason-text.js';
import type { Department } from '../people/department.model.js';
import { formatDate, formatInstant, formatPeriod } from '../platform/i18n.js';
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

const PATHS = { task: '/tasks', site: '/sites', booklet: '/booklets', periodPlan: '/period-plans' } as const;

export const recordHref = ({ kind, id }: Pick<CheckedRecord, 'kind' | 'id'>) => `${PATHS[kind]}/${id}`;

/** A record by its own title; a booklet and a plan have none but their version and period. */
export function recordTitle({ kind, title }: Pick<CheckedRecord, 'kind' | 'title'>, { t, locale }: Reader): string {
  if (kind === 'booklet') return t('readiness:recordOf.booklet', { version: title });
  if (kind === 'periodPlan') return t('readiness:recordOf.periodPlan', { period: formatPeriod(locale, title) });
  return title;
}

export function easiest(shown: ReadinessShown, of: readonly DepartmentReadiness[], reader: Reader, most: number) {
  const { t } = reader;
  return easiestPoints(of)
    .slice(0, most)
    .map(({ department, record, reason, points, days, perDay }) => ({
      points: `+${points}`,
      colour: perDay >= 2 ? 'green' : 'blue',
      title: recordTitle(record, reader),
      href: recordHref(record),
      sub: t('readiness:wonBy', {
        count: days,
        department: shown.names.get(department) ?? department,
        because: becauseText(reason, reader),
      }),
    }));
}

/** Who ran a check and when, in one line. */
export function ranAt({ check }: ReadinessShown, { t, locale, today }: Reader): string {
  if (!check) return t('readiness:none');
  const words = { at: formatInstant(locale, check.at, today), before: check.before ?? 0 };
  return t(check.trigger === 'scheduled' ? 'readiness:ranScheduled' : 'readiness:ranManual', words);
}
