/** The light of a case: blue near a deadline of those who handle it, red past one. The clock decides nothing about a person. */
import { UnpublishedYear, workingDayAway } from '../calendar.js';
import { addDays, type CivilDate, type Instant, instantOf } from '../dates.js';
import { gravest, type Light, noLight } from '../lights.js';
import type { Moment } from '../moment.js';
import type { CaseFacts } from './case.js';
import { takeUpDeadline } from './deadlines.js';

/** What is owed in a state, by when. */
function owed(state: string, facts: CaseFacts, moment: Moment): CivilDate[] {
  if (state === 'clue') {
    try {
      return [takeUpDeadline(facts, moment).by];
    } catch (error) {
      if (error instanceof UnpublishedYear) return [];
      throw error;
    }
  }
  if (state === 'investigating') return facts.investigation ? [facts.investigation.by] : [];
  if (state !== 'served' && state !== 'inEffect') return [];
  const open = [facts.review, facts.appeal].flatMap((one) => (one && !one.outcome ? [one.deadline.by] : []));
  return state === 'served' && facts.execution ? [facts.execution.by, ...open] : open;
}

function nearSince(by: CivilDate, { calendar, settings }: Moment): CivilDate {
  return workingDayAway(calendar, by, -settings.lights.nearDue) ?? by;
}

function lightOf(by: CivilDate, moment: Moment): Light {
  const params = { due: by };
  if (moment.today > by) return { colour: 'red', reason: { code: 'light.caseOverdue', params }, since: addDays(by, 1) };
  const near = nearSince(by, moment);
  if (moment.today >= near) return { colour: 'blue', reason: { code: 'light.caseNearDue', params }, since: near };
  return { colour: 'green', reason: { code: 'light.onTrack' }, since: moment.today };
}

export function caseLight(state: string, facts: CaseFacts, moment: Moment): Light {
  const lights = owed(state, facts, moment).map((by) => lightOf(by, moment));
  return gravest(lights) ?? noLight('light.caseNothingOwed', moment.today);
}

/** The next day on which a deadline comes near or has passed. */
export function caseClockAt(state: string, facts: CaseFacts, moment: Moment): Instant | null {
  const days = owed(state, facts, moment)
    .flatMap((by) => [nearSince(by, moment), addDays(by, 1)])
    .filter((day) => day > moment.today)
    .sort();
  return days[0] === undefined ? null : instantOf(days[0]);
}
