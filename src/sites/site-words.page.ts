/** What the list and the card of sites say in the same way: state, light, dates, scores. */
import { isPublished, workingDaysBetween } from '../../workflows/calendar.js';
import { daysBetween } from '../../workflows/dates.js';
import type { Moment } from '../../workflows/moment.js';
import { DIMENSION_MAX, DIMENSIONS, type SiteFacts, type Visit } from '../../workflows/sites/site.js';
import { type ContextualDate, contextualDate } from '../http/components/contextual-date.js';
import { type LightView, lightView } from '../http/components/light.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import { formatDate } from '../platform/i18n.js';
import type { SiteRecord } from './site.query.js';

const TAGS: Record<string, string> = {
  nominated: '',
  preparing: 'now',
  ready: 'wait',
  sentBack: 'grave',
  accepted: 'done',
  featured: 'done',
  retired: '',
};

export function siteTag(state: string, { t }: Reader): { text: string; kind: string } {
  return { text: t(`sites:state.${state}`), kind: TAGS[state] ?? '' };
}

export function siteLightView({ light }: SiteRecord, reader: Reader): LightView {
  const [why] = reasonTexts([light.reason], reader);
  return lightView(reader.t, light.colour, why ? { why } : {});
}

/** The ready-by date with its distance; once prepared, how it was kept. */
export function readyDate(
  { state, facts, light }: SiteRecord,
  moment: Moment,
  { t, locale, today }: Reader,
): ContextualDate {
  const { readyBy, readyOn } = facts;
  // What was sent back is not ready, whatever was reported before the visit.
  if (readyOn !== null && state !== 'sentBack') {
    const late = readyOn > readyBy.to;
    return {
      colour: late ? 'yellow' : 'green',
      text: formatDate(locale, readyBy.to, today),
      note: t(late ? 'sites:readyLate' : 'sites:readyOn', { on: formatDate(locale, readyOn, today) }),
      iso: readyBy.to,
    };
  }
  const counted = isPublished(moment.calendar, readyBy.to) && isPublished(moment.calendar, today);
  return contextualDate(t, locale, {
    due: readyBy.to,
    colour: light.colour,
    today,
    workingDays: counted ? workingDaysBetween(moment.calendar, today, readyBy.to) : null,
    days: daysBetween(today, readyBy.to),
  });
}

/** The visitors' points of a visit, of a hundred. */
export function visitTotal({ scores }: Visit): number {
  return DIMENSIONS.reduce((sum, dimension) => sum + scores[dimension], 0);
}

/** The department's own points; null while a dimension is not scored. */
export function ownTotal({ dimensions }: SiteFacts): number | null {
  const scores = DIMENSIONS.map((dimension) => dimensions[dimension].score);
  return scores.includes(null) ? null : scores.reduce<number>((sum, score) => sum + (score ?? 0), 0);
}

/** Five columns side by side in a box of 72 × 18, as high as their scores; with their values as the label. */
export function scoreColumns({ dimensions }: SiteFacts, { t }: Reader) {
  const columns = DIMENSIONS.map((dimension, i) => {
    const { score } = dimensions[dimension];
    const h = Math.round(((score ?? 0) / DIMENSION_MAX) * 170) / 10;
    return { x: 1 + i * 14, y: Math.round((17.5 - h) * 10) / 10, h };
  });
  const said = DIMENSIONS.map((dimension) => {
    const { score } = dimensions[dimension];
    return `${t(`sites:dimension.${dimension}`)} ${score ?? t('sites:noScore')}`;
  });
  return { label: said.join(t('common:listSeparator')), columns };
}
