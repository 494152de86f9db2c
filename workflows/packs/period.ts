/** A length of time as regulations give it: so many working days, days or months, counted from the day after the act. */
import { addWorkingDays, type Calendar } from '../calendar.js';
import { addDays, addMonths, type CivilDate } from '../dates.js';

export const PERIOD_UNITS = ['workingDays', 'days', 'months'] as const;
export type PeriodUnit = (typeof PERIOD_UNITS)[number];

export interface Period {
  /** Whole, 0 = on the day itself. */
  n: number;
  unit: PeriodUnit;
}

/**
 * The last day of a period that runs from the day after `from`. A month ends on the day of the same number, or on the
 * month's last where it has none (民法典 201, 202). Throws UnpublishedYear for working days of a year without its notice.
 */
export function endOfPeriod(calendar: Calendar, from: CivilDate, { n, unit }: Period): CivilDate {
  switch (unit) {
    case 'workingDays':
      return addWorkingDays(calendar, from, n);
    case 'days':
      return addDays(from, n);
    case 'months':
      return addMonths(from, n);
  }
}
