/**
 * The light of an indicator, from DESIGN 5 (lights): none while nothing is promised yet; green = on the planned line or
 * better; blue = a period has ended and its figure is due within the campaign's N working days; yellow = no figure in that
 * time, or behind the line by no more than the campaign's margin; red = behind by more. Of several the gravest.
 */
import { workingDayAway } from '../calendar.js';
import { addDays, type CivilDate, type Instant, instantOf } from '../dates.js';
import { gravest, gravity, type Light, noLight } from '../lights.js';
import type { Moment } from '../moment.js';
import type { Effect } from '../step.js';
import { asOf, type IndicatorFacts, owedPeriods, periodsOf } from './indicator.js';
import { standing } from './line.js';

const RUNNING = new Set(['planned', 'tracked']);

/** The day from which a figure is late; null where the year's notice is missing. */
function lateSince(period: CivilDate, { calendar, settings }: Moment): CivilDate | null {
  const last = workingDayAway(calendar, period, settings.lights.nearDue);
  return last && addDays(last, 1);
}

function againstLine(facts: IndicatorFacts, { settings }: Moment): Light | null {
  const now = standing(facts, settings.lights.behindBy);
  if (!now) return null;
  const since = asOf(now.value);
  if (now.gap === null || now.planned === null) {
    return { colour: 'green', reason: { code: 'light.indicatorNothingPlanned' }, since };
  }
  const params = { value: now.value.value, planned: now.planned, unit: facts.unit };
  if (now.gap >= 0) return { colour: 'green', reason: { code: 'light.indicatorOnLine', params }, since };
  const colour = -now.gap <= now.tolerance ? 'yellow' : 'red';
  return { colour, reason: { code: 'light.indicatorBehind', params }, since };
}

function owed(facts: IndicatorFacts, moment: Moment): Light | null {
  const [period] = owedPeriods(facts, moment.today);
  if (period === undefined) return null;
  const late = lateSince(period, moment);
  const params = { due: period };
  if (late !== null && moment.today >= late) {
    return { colour: 'yellow', reason: { code: 'light.indicatorNoValue', params }, since: late };
  }
  return { colour: 'blue', reason: { code: 'light.indicatorValueDue', params }, since: addDays(period, 1) };
}

export function indicatorLight(state: string, facts: IndicatorFacts, moment: Moment): Light {
  if (state === 'settled') {
    const { outcome } = facts;
    const code = outcome?.reached ? 'light.indicatorReached' : 'light.indicatorNotReached';
    return noLight(code, outcome?.on ?? moment.today);
  }
  if (!RUNNING.has(state)) return noLight('light.cancelled', moment.today);
  const lights = [againstLine(facts, moment), owed(facts, moment)].filter((light) => light !== null);
  return gravest(lights) ?? noLight('light.indicatorNothingDue', facts.startOn);
}

/** The day after a period ends, or on which its figure is late. */
export function indicatorClockAt(state: string, facts: IndicatorFacts, moment: Moment): Instant | null {
  if (!RUNNING.has(state)) return null;
  const known = new Set(facts.values.map(({ period }) => period));
  const days = periodsOf(facts)
    .filter((period) => !known.has(period))
    .flatMap((period) => [addDays(period, 1), lateSince(period, moment)])
    .filter((day): day is CivilDate => day !== null && day > moment.today)
    .sort();
  return days[0] === undefined ? null : instantOf(days[0]);
}

/** The owner hears of every worse light, the office of red. Blue is the reminder, which the clock sends itself. */
export function indicatorRaises(before: Light, after: Light, facts: IndicatorFacts): Effect[] {
  if (after.colour !== 'yellow' && after.colour !== 'red') return [];
  if (gravity(after.colour) <= gravity(before.colour)) return [];
  const values = { code: facts.code, title: facts.title };
  const tell = (to: { department?: string; posts?: string[] }): Effect => ({
    type: 'notify',
    params: { template: `indicator.light.${after.colour}`, to, values },
  });
  const told = [tell({ department: facts.owner })];
  return after.colour === 'red' ? [...told, tell({ posts: ['campaign_office'] })] : told;
}
