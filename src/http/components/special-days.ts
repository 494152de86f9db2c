/** Holidays and make-up days between two days, as the sum behind a date names them. */
import { type Calendar, isPublished, specialDay } from '../../../workflows/calendar.js';
import { addDays, type CivilDate } from '../../../workflows/dates.js';
import { formatDate } from '../../platform/i18n.js';
import type { Reader } from '../reason-text.js';

/** After one day, up to another; each holiday once, by name. */
export function specialDays(
  calendar: Calendar,
  from: CivilDate,
  to: CivilDate,
  { t, locale, today }: Reader,
): string[] {
  const found: string[] = [];
  for (let day = addDays(from, 1); day <= to && isPublished(calendar, day); day = addDays(day, 1)) {
    const special = specialDay(calendar, day);
    if (!special) continue;
    const text = special.worked
      ? t('tasks:sum.makeUp', { date: formatDate(locale, day, today) })
      : t('tasks:sum.holiday', { name: special.name });
    if (!found.includes(text)) found.push(text);
  }
  return found;
}
