/** The light of a task: which rule raised it, from which dates, and when time alone can change it next. */
import { isPublished, workingDayAway, workingDaysBetween } from '../calendar.js';
import { addDays, type CivilDate, daysBetween, type Instant, instantOf, laterOf } from '../dates.js';
import { type Audience, gravest, gravity, type Light, noLight } from '../lights.js';
import type { Moment } from '../moment.js';
import type { Effect } from '../step.js';
import type { TaskFacts } from './task.js';

/** One rule that a date can trip: the light it gives, from `since` on. */
interface Tripwire {
  colour: 'blue' | 'yellow' | 'red';
  code: string;
  since: CivilDate;
  params: Record<string, string | number>;
}

/** Percent that should be done on a day: a straight line from assignment to the due date; both moved by pauses. */
export function plannedPercent(facts: TaskFacts, on: CivilDate): number {
  const start = facts.plannedFrom ?? facts.assignedOn;
  if (!start || !facts.due) return 0;
  const span = daysBetween(start, facts.due.to);
  if (span <= 0) return on >= facts.due.to ? 100 : 0;
  return Math.max(0, Math.min(100, Math.round((100 * daysBetween(start, on)) / span)));
}

/**
 * The first day on which the planned line is more than the margin ahead of the reported percent; null = never. What has
 * not been reported at all is judged by the reporting period: a task of last Friday is not behind on Monday.
 */
function behindSince(facts: TaskFacts, margin: number): CivilDate | null {
  const { due, percent, lastReport } = facts;
  if (!lastReport) return null;
  const start = facts.plannedFrom ?? facts.assignedOn;
  if (!start || !due) return null;
  const span = daysBetween(start, due.to);
  const over = percent + margin;
  if (span <= 0 || over >= 100) return null;
  let days = Math.max(0, Math.floor((over * span) / 100));
  while (plannedPercent(facts, addDays(start, days)) <= over) days += 1;
  return laterOf(addDays(start, days), facts.reportFrom ?? start);
}

/** Every rule that can light this task, whether or not its day has come. */
function tripwires(state: string, facts: TaskFacts, { calendar, settings }: Moment): Tripwire[] {
  const wires: Tripwire[] = [];
  const { due } = facts;
  if (due) {
    wires.push({ colour: 'red', code: 'light.pastDue', since: addDays(due.to, 1), params: { due: due.to } });
    const near = workingDayAway(calendar, due.to, -settings.lights.nearDue);
    if (near) wires.push({ colour: 'blue', code: 'light.nearDue', since: near, params: { due: due.to } });
  }
  if (state === 'assigned' && facts.acknowledgeBy) {
    const by = facts.acknowledgeBy;
    wires.push({ colour: 'yellow', code: 'light.notAcknowledged', since: addDays(by, 1), params: { by } });
  }
  if (state !== 'active') return wires;
  for (const { passedOn, title, due: on } of facts.checkpoints) {
    if (passedOn) continue;
    const params = { title, due: on.to };
    wires.push({ colour: 'yellow', code: 'light.checkpointMissed', since: addDays(on.to, 1), params });
  }
  const last = facts.reportFrom;
  if (facts.reportEvery > 0 && last) {
    const silent = workingDayAway(calendar, last, facts.reportEvery + 1);
    const params = { last, every: facts.reportEvery };
    if (silent) wires.push({ colour: 'yellow', code: 'light.noReport', since: silent, params });
  }
  const behind = behindSince(facts, settings.lights.behindBy);
  if (behind) {
    const params = { percent: facts.percent, margin: settings.lights.behindBy };
    wires.push({ colour: 'yellow', code: 'light.behindPlan', since: behind, params });
  }
  return wires;
}

/** While a task waits for the reviewer or for the leading group, time does not run against the lead department. */
function judgedOn(state: string, facts: TaskFacts, today: CivilDate): CivilDate {
  return state === 'submitted' && facts.submittedOn ? facts.submittedOn : today;
}

/** Whether it was submitted late was settled that day: a pause during the review moves the due date, not the verdict. */
function submittedLate(state: string, facts: TaskFacts, wire: Tripwire): Tripwire {
  if (state !== 'submitted' || facts.lateDays === 0 || !facts.submittedOn) return wire;
  return wire.since <= facts.submittedOn ? wire : { ...wire, since: facts.submittedOn };
}

const RUNNING = new Set(['assigned', 'returned', 'active', 'submitted']);

/** The light of a task at a moment. */
export function taskLight(state: string, facts: TaskFacts, moment: Moment): Light {
  const { today } = moment;
  if (state === 'closed') {
    const code = facts.lateDays > 0 ? 'light.closedLate' : 'light.closedOnTime';
    return {
      colour: 'none',
      reason: { code, params: { days: facts.lateDays, on: facts.closedOn ?? '' } },
      since: facts.closedOn ?? today,
    };
  }
  if (state === 'suspended') return noLight('light.suspended', facts.suspendedOn ?? today);
  if (!RUNNING.has(state)) return noLight(state === 'draft' ? 'light.notAssigned' : 'light.cancelled', today);
  const on = judgedOn(state, facts, today);
  const lit = tripwires(state, facts, moment)
    .map((wire) => (wire.code === 'light.pastDue' ? submittedLate(state, facts, wire) : wire))
    .filter(({ since }) => since <= on)
    .map(({ colour, code, params, since }): Light => ({ colour, reason: { code, params }, since }));
  return gravest(lit) ?? { colour: 'green', reason: { code: 'light.onTrack' }, since: facts.assignedOn ?? today };
}

/** The next midnight at which a rule trips; null when time alone can change nothing. */
export function taskClockAt(state: string, facts: TaskFacts, moment: Moment): Instant | null {
  if (!RUNNING.has(state) || state === 'submitted') return null;
  const ahead = tripwires(state, facts, moment)
    .map(({ since }) => since)
    .filter((since) => since > moment.today)
    .sort();
  return ahead[0] ? instantOf(ahead[0]) : null;
}

/** Working days past (positive) or left until (negative) the due date on a day; null without a due date. */
export function daysPastDue(facts: TaskFacts, moment: Pick<Moment, 'calendar' | 'today'>): number | null {
  if (!facts.due) return null;
  const { to } = facts.due;
  if (!isPublished(moment.calendar, to) || !isPublished(moment.calendar, moment.today)) return null;
  return workingDaysBetween(moment.calendar, to, moment.today);
}

/** Who hears of a light that got worse, one message per audience. */
export function taskRaises(before: Light, after: Light, facts: TaskFacts, { settings }: Moment): Effect[] {
  const { colour } = after;
  if (colour === 'none' || colour === 'green' || gravity(colour) <= gravity(before.colour)) return [];
  return settings.lights.raises[colour].flatMap((audience) =>
    recipients(audience, facts).map(
      (to): Effect => ({
        type: 'notify',
        params: { template: `task.light.${colour}`, to, values: { code: facts.code, title: facts.title } },
      }),
    ),
  );
}

function recipients(audience: Audience, facts: TaskFacts): { department?: string; posts?: string[] }[] {
  switch (audience) {
    case 'lead':
      return facts.leadDepartment ? [{ department: facts.leadDepartment }] : [];
    case 'coDepartments':
      return facts.coDepartments.map((department) => ({ department }));
    case 'office':
      return [{ posts: ['campaign_office'] }];
    case 'leadingGroup':
      return [{ posts: ['leading_group'] }];
  }
}
