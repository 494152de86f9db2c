/** Days of a calendar as lines of a form. */
import { addDays, type CivilDate, isCivilDate } from '../../workflows/dates.js';
import type { Reason } from '../../workflows/step.js';
import { cut } from '../../workflows/text.js';
import { InvalidForm } from '../platform/errors.js';

/** The longest span one line may name; the longest holiday in a published notice has had nine days. */
const LONGEST = 31;

/**
 * Lines `2027-02-05..2027-02-11 春节` or `2027-01-01 元旦` as days with their name. Throws InvalidForm naming the line
 * that cannot be read.
 */
export function readDays(lines: string, name: 'daysOff' | 'makeUpDays'): Record<CivilDate, string> {
  const days: Record<CivilDate, string> = {};
  const wrong: Reason[] = [];
  for (const [i, line] of lines.split('\n').entries()) {
    if (line.trim() === '') continue;
    const found = /^(\d{4}-\d{2}-\d{2})(?:\s*(?:\.\.|—|–|至|~)\s*(\d{4}-\d{2}-\d{2}))?\s+(\S.*)$/.exec(line.trim());
    const [, from = '', to = from, label = ''] = found ?? [];
    const last = addDays(isCivilDate(from) ? from : '1970-01-01', LONGEST);
    if (!isCivilDate(from) || !isCivilDate(to) || to < from || to > last) {
      wrong.push({ code: 'calendar.badLine', field: name, params: { line: i + 1, said: cut(line.trim(), 60) } });
      continue;
    }
    for (let day = from; day <= to; day = addDays(day, 1)) days[day] = label.trim();
  }
  if (wrong.length > 0) throw new InvalidForm(wrong);
  return days;
}

/** Days in order, neighbours of one name as one span. */
export function spans(days: Record<CivilDate, string>): { from: CivilDate; to: CivilDate; name: string }[] {
  const found: { from: CivilDate; to: CivilDate; name: string }[] = [];
  for (const [day, name] of Object.entries(days).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const last = found.at(-1);
    if (last && last.name === name && addDays(last.to, 1) === day) last.to = day;
    else found.push({ from: day, to: day, name });
  }
  return found;
}

/** Days as the form takes them. */
export function writeDays(days: Record<CivilDate, string>): string {
  return spans(days)
    .map(({ from, to, name }) => `${from}${to === from ? '' : `..${to}`} ${name}`)
    .join('\n');
}
