/** The light of a case: blue near a deadline of those who handle it, red past one. The clock decides nothing about a person. */
import { UnpublishedYear, workingDayAway } from '../calendar.js';
import { addDays, type CivilDate, type Instant, instantOf } from '../dates.js';
import { gravest, type Light, noLight } from '../lights.js';
import type { Moment } from '../moment.js';
import type { CaseFacts } from './case.js';
import { takeUpDeadline } from './deadlines.js';

/** The deadlines of those who handle a case, as the lights name them. */
export const CASE_DEADLINES = ['takeUp', 'investigation', 'execution', 'ReviewDecide', 'AppealDecide'] as const;

interface Owed {
  deadline: (typeof CASE_DEADLINES)[number];
  by: CivilDate;
}

/** What is owed in a state, by when. */
function owed(state: string, facts: CaseFacts, moment: Moment): Owed[] {
  if (state === 'clue') {
    try {
      return [{ deadline: 'takeUp', by: takeUpDeadline(facts, moment).by }];
    } catch (error) {
      if (error instanceof UnpublishedYear) return [];
      throw error;
    }
  }
  const { investigation, execution, review, appeal } = facts;
  if (state === 'investigating') return investigation ? [{ deadline: 'investigation', by: investigation.by }] : [];
  if (state !== 'served' && state !== 'inEffect') return [];
  const list: Owed[] = [];
  if (state === 'served' && execution) list.push({ deadline: 'execution', by: execution.by });
  if (review && !review.outcome) list.push({ deadline: 'ReviewDecide', by: review.deadline.by });
  if (appeal && !appeal.outcome) list.push({ deadline: 'AppealDecide', by: appeal.deadline.by });
  return list;
}

function nearSince(by: CivilDate, { calendar, settings }: Moment): CivilDate {
  return workingDayAway(calendar, by, -settings.lights.nearDue) ?? by;
}

function lightOf({ deadline, by }: Owed, moment: Moment): Light {
  const params = { deadline, due: by };
  if (moment.today > by) return { colour: 'red', reason: { code: 'light.caseOverdue', params }, since: addDays(by, 1) };
  const near = nearSince(by, moment);
  if (moment.today >= near) return { colour: 'blue', reason: { code: 'light.caseNearDue', params }, since: near };
  return { colour: 'green', reason: { code: 'light.onTrack' }, since: moment.today };
}

export function caseLight(state: string, facts: CaseFacts, moment: Moment): Light {
  const lights = owed(state, facts, moment).map((one) => lightOf(one, moment));
  return gravest(lights) ?? noLight('light.caseNothingOwed', moment.today);
}

/** The next day on which a deadline comes near or has passed. */
export function caseClockAt(state: string, facts: CaseFacts, moment: Moment): Instant | null {
  const days = owed(state, facts, moment)
    .flatMap(({ by }) => [nearSince(by, moment), addDays(by, 1)])
    .filter((day) => day > moment.today)
    .sort();
  return days[0] === undefined ? null : instantOf(days[0]);
}
