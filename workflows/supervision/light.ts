/** The light of a rating: none until a letter waits for its reply; blue near that day, red past it. */
import { workingDayAway } from '../calendar.js';
import { addDays, type CivilDate, type Instant, instantOf } from '../dates.js';
import { gravity, type Light, noLight } from '../lights.js';
import type { Moment } from '../moment.js';
import type { Effect } from '../step.js';
import type { RatingFacts } from './rating.js';

const nearFrom = (by: CivilDate, { calendar, settings }: Moment) =>
  workingDayAway(calendar, by, -settings.lights.nearDue) ?? by;

export function ratingLight(state: string, facts: RatingFacts, moment: Moment): Light {
  const by = facts.letter?.replyBy;
  if (state !== 'lettered' || by === undefined) {
    return noLight(`light.rating.${state}`, facts.reply?.on ?? facts.publishedOn ?? facts.draftedOn);
  }
  const params = { due: by };
  const past = addDays(by, 1);
  if (moment.today >= past) return { colour: 'red', reason: { code: 'light.replyOverdue', params }, since: past };
  const near = nearFrom(by, moment);
  if (moment.today >= near) return { colour: 'blue', reason: { code: 'light.replyNear', params }, since: near };
  return { colour: 'green', reason: { code: 'light.replyWaits', params }, since: facts.letter?.on ?? moment.today };
}

export function ratingClockAt(state: string, facts: RatingFacts, moment: Moment): Instant | null {
  const by = facts.letter?.replyBy;
  if (state !== 'lettered' || by === undefined) return null;
  const ahead = [nearFrom(by, moment), addDays(by, 1)].filter((day) => day > moment.today).sort();
  return ahead[0] === undefined ? null : instantOf(ahead[0]);
}

/** The department's leader hears of every worse light, the office of red. */
export function ratingRaises(before: Light, after: Light, facts: RatingFacts): Effect[] {
  if (after.colour !== 'blue' && after.colour !== 'red') return [];
  if (gravity(after.colour) <= gravity(before.colour)) return [];
  const values = { quarter: facts.quarter, due: facts.letter?.replyBy ?? '' };
  const tell = (to: { department?: string; posts: string[] }): Effect => ({
    type: 'notify',
    params: { template: `rating.light.${after.colour}`, to, values },
  });
  const told = [tell({ department: facts.department, posts: ['department_leader'] })];
  return after.colour === 'red' ? [...told, tell({ posts: ['campaign_office'] })] : told;
}
