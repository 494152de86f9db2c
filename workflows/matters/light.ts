/**
 * The signals of a matter (HANDBOOK 2.2, e-supervision): green while there is time; blue = the hint, from the pack's working
 * days before a promised day; yellow = a step is over its limit though the whole is not (a pause longer than was told);
 * red = overdue, or a decision not handed over in time. While the clock stands nothing is near or late.
 */
import { addWorkingDays, workingDayAway } from '../calendar.js';
import { addDays, type CivilDate, type Instant, instantOf } from '../dates.js';
import { gravest, gravity, type Light, noLight } from '../lights.js';
import type { Moment } from '../moment.js';
import type { Effect } from '../step.js';
import { deliverBy, letter } from './changes.js';
import { type MatterFacts, matterSum, rulesFor } from './matter.js';
import { correctionBy } from './rules.js';

/** A day something must be done by, and the codes that say it is near or past. */
interface Limit {
  by: CivilDate;
  near: string;
  past: string;
  late: 'yellow' | 'red';
}

/** The day told to the person for the end of a pause. */
function pauseEnds({ pauses }: MatterFacts, { calendar }: Moment): CivilDate | null {
  const pause = pauses.at(-1);
  return pause && pause.to === null ? addWorkingDays(calendar, addDays(pause.from, -1), pause.expectedDays) : null;
}

function limitOf(state: string, facts: MatterFacts, moment: Moment): Limit | null {
  switch (state) {
    case 'submitted':
      return {
        by: correctionBy(facts, moment),
        near: 'light.acceptanceNear',
        past: 'light.acceptancePast',
        late: 'yellow',
      };
    case 'accepted': {
      const sum = facts.absence ? null : matterSum(facts, moment);
      return sum && { by: sum.due, near: 'light.matterNear', past: 'light.matterOverdue', late: 'red' };
    }
    case 'paused': {
      const by = pauseEnds(facts, moment);
      return by === null ? null : { by, near: '', past: 'light.pauseTooLong', late: 'yellow' };
    }
    case 'decided': {
      const by = deliverBy(facts, moment);
      return by === null ? null : { by, near: 'light.deliveryNear', past: 'light.deliveryLate', late: 'red' };
    }
    default:
      return null;
  }
}

/** The first day of the hint; the day itself where the year's notice is missing. */
function nearFrom(by: CivilDate, facts: MatterFacts, moment: Moment): CivilDate {
  const { nearDue } = rulesFor(facts, moment);
  return workingDayAway(moment.calendar, by, -nearDue) ?? by;
}

export function matterLight(state: string, facts: MatterFacts, moment: Moment): Light {
  const { today } = moment;
  if (state === 'correction') return noLight('light.waitsForPapers', facts.correction?.on ?? facts.startedOn);
  const limit = limitOf(state, facts, moment);
  if (limit === null) {
    const since =
      facts.deliveredOn ?? facts.consentedOn ?? facts.notAccepted?.on ?? facts.absence?.on ?? facts.startedOn;
    return noLight(state === 'accepted' ? 'light.absence' : `light.matter.${state}`, since);
  }
  const { by, near, past, late } = limit;
  const params = { due: by };
  if (today > by) return { colour: late, reason: { code: past, params }, since: addDays(by, 1) };
  if (state === 'paused') return noLight('light.clockStands', facts.pauses.at(-1)?.from ?? facts.startedOn);
  const lights: Light[] = [{ colour: 'green', reason: { code: 'light.matterInTime', params }, since: facts.startedOn }];
  const from = nearFrom(by, facts, moment);
  if (today >= from) lights.push({ colour: 'blue', reason: { code: near, params }, since: from });
  return gravest(lights) as Light;
}

export function matterClockAt(state: string, facts: MatterFacts, moment: Moment): Instant | null {
  const limit = limitOf(state, facts, moment);
  if (limit === null) return null;
  const passed = addDays(limit.by, 1);
  // Accepted for a day long past, by law or by hand: it is late already, and the clock has still to say so.
  if (state === 'accepted' && facts.overdueOn === null && passed <= moment.today) return instantOf(passed);
  const days = [passed, ...(limit.near ? [nearFrom(limit.by, facts, moment)] : [])];
  const ahead = days.filter((day) => day > moment.today).sort();
  return ahead[0] === undefined ? null : instantOf(ahead[0]);
}

/** The handler hears of every worse signal, the department's leader of yellow, the office of red. */
export function matterRaises(before: Light, after: Light, facts: MatterFacts): Effect[] {
  if (gravity(after.colour) <= gravity(before.colour) || after.colour === 'green') return [];
  const due = String(after.reason.params?.due ?? '');
  const template = `matter.light.${after.colour}`;
  const told: Effect[] = [letter(facts, template, { person: facts.handler.id }, { due })];
  if (after.colour !== 'blue') {
    told.push(letter(facts, template, { department: facts.department, posts: ['department_leader'] }, { due }));
  }
  if (after.colour === 'red') told.push(letter(facts, template, { posts: ['campaign_office'] }, { due }));
  return told;
}
