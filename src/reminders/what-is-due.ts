/** Which of a task's dates a day's reminder names. Pure. */
import { addWorkingDays, type Calendar, UnpublishedYear, workingDaysBetween } from '../../workflows/calendar.js';
import { addDays, type CivilDate } from '../../workflows/dates.js';
import type { TaskFacts } from '../../workflows/tasks/task.js';
import type { ReminderItem } from '../inbox/message.model.js';

/** The days a reminder speaks for: today, and those before it on which none went out (`after` is the last that did). */
export interface Reminding {
  after: CivilDate;
  today: CivilDate;
  calendar: Calendar;
  /** Working days before a date; 0 = on the day itself. */
  remindBefore: readonly number[];
  /** Told once per year whose notice is missing: counts before a date are left out, never guessed. */
  onUnpublished(year: number): void;
}

/** The facts that a reminder looks at. */
export type Remindable = Pick<TaskFacts, 'code' | 'title' | 'due' | 'checkpoints' | 'acknowledgeBy'> & {
  id: string;
  state: string;
};

function guarded<T>(onUnpublished: (year: number) => void, sum: () => T): T | null {
  try {
    return sum();
  } catch (error) {
    if (!(error instanceof UnpublishedYear)) throw error;
    onUnpublished(error.year);
    return null;
  }
}

/** Whether a promise that is not yet past is to be named: one of the days its reminders fall on is among ours. */
export function isNear(date: CivilDate, { after, today, calendar, remindBefore, onUnpublished }: Reminding): boolean {
  if (date < today) return false;
  return remindBefore.some((days) => {
    const on = days === 0 ? date : guarded(onUnpublished, () => addWorkingDays(calendar, date, -days));
    return on !== null && on > after && on <= today;
  });
}

/** Every coming day of which {@link isNear} is true, so that tasks are found by their dates and not by looking at all. */
export function nearDates(reminding: Reminding): CivilDate[] {
  const { today, remindBefore } = reminding;
  // Two weeks of holidays at most lie between two working days (with make-up days far fewer).
  const horizon = Math.max(0, ...remindBefore) * 2 + 14;
  const dates: CivilDate[] = [];
  for (let i = 0; i <= horizon; i += 1) {
    const date = addDays(today, i);
    if (isNear(date, reminding)) dates.push(date);
  }
  return dates;
}

/** The last day of acknowledging that is near: tomorrow, counted in working days, and today. */
const ACKNOWLEDGE_BEFORE = [1, 0];

/** What a day's reminder says of a task; empty when its time has not come. */
export function itemsOf(task: Remindable, reminding: Reminding): ReminderItem[] {
  const { today, calendar, onUnpublished } = reminding;
  const item = (what: ReminderItem['what'], on: CivilDate, checkpoint = ''): ReminderItem => {
    const days = guarded(onUnpublished, () => Math.abs(workingDaysBetween(calendar, today, on)));
    return { task: task.id, code: task.code, title: task.title, what, on, days, checkpoint };
  };
  const items: ReminderItem[] = [];
  const { due, checkpoints, acknowledgeBy, state } = task;
  if (due && due.to < today) items.push(item('overdue', due.to));
  else if (due && isNear(due.to, reminding)) items.push(item('due', due.to));
  for (const { passedOn, due: promised, title } of checkpoints) {
    if (passedOn) continue;
    if (promised.to < today) items.push(item('checkpointOverdue', promised.to, title));
    else if (isNear(promised.to, reminding)) items.push(item('checkpoint', promised.to, title));
  }
  if (state === 'assigned' && acknowledgeBy) {
    if (acknowledgeBy < today) items.push(item('acknowledgeOverdue', acknowledgeBy));
    else if (isNear(acknowledgeBy, { ...reminding, remindBefore: ACKNOWLEDGE_BEFORE })) {
      items.push(item('acknowledge', acknowledgeBy));
    }
  }
  return items;
}
