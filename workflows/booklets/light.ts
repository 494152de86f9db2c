/**
 * The light of a booklet: near the day it is asked for or past it; later near the end of its validity or past it. What
 * waits for the reviewer is in order, whatever the calendar says: the department has done its part.
 */
import { workingDayAway } from '../calendar.js';
import { addDays, addMonths, type Instant, instantOf } from '../dates.js';
import { gravity, type Light, noLight } from '../lights.js';
import type { Moment } from '../moment.js';
import type { Effect } from '../step.js';
import type { BookletFacts } from './booklet.js';

/** Months before the end of its validity from which a booklet is near it: time to review and print it anew. */
export const EXPIRY_NOTICE = 1;

const STILL = new Set(['submitted', 'cancelled']);

/** The day from which the asked day is near; null where the year's notice is missing. */
const nearDue = ({ dueOn }: BookletFacts, { calendar, settings }: Moment) =>
  workingDayAway(calendar, dueOn, -settings.lights.nearDue);

export function bookletLight(state: string, facts: BookletFacts, moment: Moment): Light {
  const { today } = moment;
  if (state === 'cancelled') return noLight('light.cancelled', today);
  if (state === 'submitted') {
    return { colour: 'green', reason: { code: 'light.bookletSent' }, since: facts.submittedOn ?? today };
  }
  const { inForce, dueOn } = facts;
  if (inForce) {
    const params = { due: inForce.validUntil };
    const past = addDays(inForce.validUntil, 1);
    if (today >= past) return { colour: 'red', reason: { code: 'light.bookletExpired', params }, since: past };
    const near = addMonths(inForce.validUntil, -EXPIRY_NOTICE);
    if (today >= near) return { colour: 'blue', reason: { code: 'light.bookletExpiring', params }, since: near };
    return { colour: 'green', reason: { code: 'light.bookletValid', params }, since: inForce.approvedOn };
  }
  const params = { due: dueOn };
  const past = addDays(dueOn, 1);
  if (today >= past) return { colour: 'red', reason: { code: 'light.bookletPastDue', params }, since: past };
  const near = nearDue(facts, moment);
  if (near && today >= near) return { colour: 'blue', reason: { code: 'light.bookletNearDue', params }, since: near };
  return { colour: 'green', reason: { code: 'light.onTrack' }, since: today };
}

/** The next day on which the light can change. */
export function bookletClockAt(state: string, facts: BookletFacts, moment: Moment): Instant | null {
  if (STILL.has(state)) return null;
  const { inForce } = facts;
  const days = inForce
    ? [addMonths(inForce.validUntil, -EXPIRY_NOTICE), addDays(inForce.validUntil, 1)]
    : [nearDue(facts, moment), addDays(facts.dueOn, 1)];
  const next = days.find((day) => day !== null && day > moment.today);
  return next ? instantOf(next) : null;
}

/** The department hears of every worse light, the office of what is missing or expired. */
export function bookletRaises(before: Light, after: Light, facts: BookletFacts): Effect[] {
  if (after.colour !== 'blue' && after.colour !== 'red') return [];
  if (gravity(after.colour) <= gravity(before.colour)) return [];
  const { inForce, department, dueOn } = facts;
  const values = { department, due: inForce?.validUntil ?? dueOn };
  const tell = (to: { department?: string; posts?: string[] }): Effect => ({
    type: 'notify',
    params: inForce
      ? { template: `booklet.validity.${after.colour}`, to, values }
      : { template: `booklet.light.${after.colour}`, to, values },
  });
  const told = [tell({ department })];
  return after.colour === 'red' ? [...told, tell({ posts: ['campaign_office'] })] : told;
}
