/**
 * The light of a plan: yellow when it was not committed in time, or not settled in time after its period; while it runs,
 * its own lines near or past their promised day. What a task is at is said by the task's own light.
 */
import { workingDayAway } from '../calendar.js';
import { addDays, type CivilDate, type Instant, instantOf } from '../dates.js';
import { gravest, type Light, noLight } from '../lights.js';
import type { Moment } from '../moment.js';
import type { Effect } from '../step.js';
import { COMMIT_ON_WORKING_DAY, daysOf, type PeriodPlanFacts, type PlanLine } from './period-plan.js';

/** The last day on which a plan is settled in time: as many working days after its period as there are to commit one. */
const settleBy = (facts: PeriodPlanFacts, moment: Moment) =>
  workingDayAway(moment.calendar, daysOf(facts.period).end, COMMIT_ON_WORKING_DAY);

const near = (day: CivilDate, { calendar, settings }: Moment) =>
  workingDayAway(calendar, day, -settings.lights.nearDue);

/** Typed lines that are still owed. */
function owed({ lines }: PeriodPlanFacts): PlanLine[] {
  return lines.filter((line) => line.task === null && line.doneOn === null && line.reason === '');
}

function draftLight({ commitBy }: PeriodPlanFacts, moment: Moment): Light | null {
  const { today } = moment;
  const params = { due: commitBy };
  const late = addDays(commitBy, 1);
  if (today >= late) return { colour: 'yellow', reason: { code: 'light.planNotCommitted', params }, since: late };
  const soon = near(commitBy, moment);
  if (soon && today >= soon) return { colour: 'blue', reason: { code: 'light.planToCommit', params }, since: soon };
  return null;
}

function settlingLight(facts: PeriodPlanFacts, moment: Moment): Light | null {
  const { end } = daysOf(facts.period);
  if (moment.today <= end) return null;
  const by = settleBy(facts, moment);
  const params = { due: by ?? end };
  if (by && moment.today > by) {
    return { colour: 'yellow', reason: { code: 'light.planNotSettled', params }, since: addDays(by, 1) };
  }
  return { colour: 'blue', reason: { code: 'light.planToSettle', params }, since: addDays(end, 1) };
}

function lineLight(line: PlanLine, moment: Moment): Light | null {
  const { today } = moment;
  const params = { due: line.due };
  const past = addDays(line.due, 1);
  if (today >= past) return { colour: 'yellow', reason: { code: 'light.planLinePast', params }, since: past };
  const soon = near(line.due, moment);
  if (soon && today >= soon) return { colour: 'blue', reason: { code: 'light.planLineNear', params }, since: soon };
  return null;
}

function found(state: string, facts: PeriodPlanFacts, moment: Moment): (Light | null)[] {
  if (state === 'draft') return [draftLight(facts, moment)];
  if (state !== 'running') return [];
  return [settlingLight(facts, moment), ...owed(facts).map((line) => lineLight(line, moment))];
}

export function periodPlanLight(state: string, facts: PeriodPlanFacts, moment: Moment): Light {
  const { today } = moment;
  if (state === 'settled') return noLight('light.planSettled', facts.settledOn ?? today);
  const lights = found(state, facts, moment).filter((light) => light !== null);
  const ordinary: Light = {
    colour: 'green',
    reason: { code: 'light.onTrack' },
    since: facts.committedOn ?? daysOf(facts.period).begin,
  };
  return gravest(lights) ?? ordinary;
}

/** The next day on which a plan begins to run or its light can change. */
export function periodPlanClockAt(state: string, facts: PeriodPlanFacts, moment: Moment): Instant | null {
  const { begin, end } = daysOf(facts.period);
  const of: Record<string, () => (CivilDate | null)[]> = {
    draft: () => [near(facts.commitBy, moment), addDays(facts.commitBy, 1)],
    committed: () => [begin],
    running: () => {
      const by = settleBy(facts, moment);
      const lines = owed(facts).flatMap(({ due }) => [near(due, moment), addDays(due, 1)]);
      return [addDays(end, 1), by && addDays(by, 1), ...lines];
    },
  };
  const [next] = (of[state]?.() ?? []).filter((day): day is CivilDate => day !== null && day > moment.today).sort();
  return next === undefined ? null : instantOf(next);
}

/** Reason of a light → its letter; of what is late the office hears too. */
const LETTERS: Record<string, { template: string; office: boolean }> = {
  'light.planToCommit': { template: 'periodPlan.toCommit', office: false },
  'light.planNotCommitted': { template: 'periodPlan.notCommitted', office: true },
  'light.planToSettle': { template: 'periodPlan.toSettle', office: false },
  'light.planNotSettled': { template: 'periodPlan.notSettled', office: true },
  'light.planLinePast': { template: 'periodPlan.linePast', office: false },
};

/** The department hears when a plan is to be committed or settled and when something is late; the office of a late plan. */
export function periodPlanRaises(before: Light, after: Light, facts: PeriodPlanFacts): Effect[] {
  const { code, params } = after.reason;
  const letter = LETTERS[code];
  if (letter === undefined || code === before.reason.code) return [];
  const { begin, end } = daysOf(facts.period);
  const values = { department: facts.department, begin, end, due: String(params?.due ?? '') };
  const tell = (to: { department?: string; posts?: string[] }): Effect => ({
    type: 'notify',
    params: { template: letter.template, to, values },
  });
  const told = [tell({ department: facts.department })];
  return letter.office ? [...told, tell({ posts: ['campaign_office'] })] : told;
}
