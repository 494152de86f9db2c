/** The working-day sums of a task. Each throws UnpublishedYear where a notice is missing; the rules turn that into a reason. */
import { addTerm, addWorkingDays, rollForward, workingDaysBetween } from '../calendar.js';
import type { CivilDate, FuzzyDate } from '../dates.js';
import type { Moment } from '../moment.js';
import type { TaskFacts } from './task.js';

/** The last day on which a task assigned now can be acknowledged or returned. */
export function acknowledgeBy({ calendar, settings, today }: Moment): CivilDate {
  const day = addWorkingDays(calendar, today, settings.acknowledgeWithin);
  return settings.dayOff === 'rollForward' ? rollForward(calendar, day) : day;
}

/** Working days past the due date now; 0 when not past. */
export function daysLate(facts: TaskFacts, { calendar, today }: Moment): number {
  if (!facts.due || today <= facts.due.to) return 0;
  // A due date on a rest day followed by rest days is past, yet no working day has gone by: it still counts as one.
  return Math.max(1, workingDaysBetween(calendar, facts.due.to, today));
}

/** Move a promise by working days; the words of the document no longer describe it, the sum does. */
function later(due: FuzzyDate, days: number, { calendar }: Moment): FuzzyDate {
  const move = (date: string) => addWorkingDays(calendar, date, days);
  return { from: move(due.from), to: move(due.to), text: '' };
}

/** Every date still ahead of a suspended task, moved by the working days it was paused. */
export function afterPause(facts: TaskFacts, moment: Moment): Partial<TaskFacts> {
  const { calendar, today } = moment;
  const paused = facts.suspendedOn ? workingDaysBetween(calendar, facts.suspendedOn, today) : 0;
  if (paused === 0) return {};
  const { acknowledgeBy: by, acknowledgedOn } = facts;
  const plannedFrom = facts.plannedFrom ?? facts.assignedOn;
  return {
    plannedFrom: plannedFrom && addWorkingDays(calendar, plannedFrom, paused),
    due: facts.due && later(facts.due, paused, moment),
    dueSum: addTerm(calendar, facts.dueSum, 'paused', paused),
    // Once acknowledged, in time or late, it stays so.
    acknowledgeBy: by && !acknowledgedOn ? addWorkingDays(calendar, by, paused) : by,
    checkpoints: facts.checkpoints.map((c) => (c.passedOn ? c : { ...c, due: later(c.due, paused, moment) })),
  };
}
