import type { CivilDate } from '../../../workflows/dates.js';
import type { Colour } from '../../../workflows/lights.js';
import { formatDate, type Locale, type Translate } from '../../platform/i18n.js';

/** View model of the partial `cdate`: a date never stands without its meaning. */
export interface ContextualDate {
  colour: Colour;
  text: string;
  note: string;
  iso?: string;
}

export interface DueDay {
  due: CivilDate | null;
  colour: Colour;
  today: CivilDate;
  /** Working days from today to the due day, negative when past; null where the calendar of a year is not published. */
  workingDays: number | null;
  /** Calendar days, for when working days are not known. */
  days: number;
}

/** The due day of a record and how far away it is. */
export function contextualDate(t: Translate, locale: Locale, day: DueDay): ContextualDate {
  const { due, colour, today } = day;
  if (due === null) return { colour: 'none', text: t('common:due.none'), note: t('common:due.noneNote') };
  return { colour, text: formatDate(locale, due, today), note: distance(t, day), iso: due };
}

function distance(t: Translate, { workingDays, days }: DueDay): string {
  if (days === 0) return t('common:due.today');
  // Overdue by a week-end only: no working day is late yet, so the days are counted.
  const inDays = workingDays === null || workingDays === 0;
  const count = Math.abs(inDays ? days : workingDays);
  if (days < 0) return t(inDays ? 'common:due.overdueDays' : 'common:due.overdue', { count });
  return t(inDays ? 'common:due.leftDays' : 'common:due.left', { count });
}
