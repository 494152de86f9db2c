/** The years shipped with the product, from the well-kept package; later years are entered from the State Council's notice. */
import chineseDays from 'chinese-days';
import type { CalendarYear } from '../../workflows/calendar.js';
import { addDays, weekday, yearOf } from '../../workflows/dates.js';

/**
 * The notices the package's data was checked against. The package answers any year as if every weekday were worked, so
 * only years named here are taken from it (DESIGN 4).
 */
const NOTICES: Record<number, string> = {
  2025: 'https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm',
  2026: 'https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm',
};

/** Years with their days off and make-up days, each with its notice. */
export function publishedYears(): CalendarYear[] {
  return Object.entries(NOTICES).map(([year, notice]) => yearFrom(Number(year), notice));
}

function yearFrom(year: number, notice: string): CalendarYear {
  const found: CalendarYear = { year, notice, daysOff: {}, makeUpDays: {} };
  for (let date = `${year}-01-01`; yearOf(date) === year; date = addDays(date, 1)) {
    const { work, name } = chineseDays.getDayDetail(date);
    // "National Day,国庆节,3": English, Chinese, days off.
    const chinese = name.split(',')[1];
    if (chinese === undefined) continue;
    if (!work) found.daysOff[date] = chinese;
    else if (weekday(date) > 5) found.makeUpDays[date] = chinese;
  }
  return found;
}
