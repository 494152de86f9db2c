/** The light of a site: near its ready-by date, or past it, while it is still being prepared. */
import { workingDayAway } from '../calendar.js';
import { addDays, type Instant, instantOf } from '../dates.js';
import { gravity, type Light, noLight } from '../lights.js';
import type { Moment } from '../moment.js';
import type { Effect } from '../step.js';
import type { SiteFacts } from './site.js';

const PREPARING = new Set(['nominated', 'preparing', 'sentBack']);

/** The day from which the ready-by date is near; null where the year's notice is missing. */
const nearSince = ({ readyBy }: SiteFacts, { calendar, settings }: Moment) =>
  workingDayAway(calendar, readyBy.to, -settings.lights.nearDue);

export function siteLight(state: string, facts: SiteFacts, moment: Moment): Light {
  const { today } = moment;
  if (state === 'ready') {
    return { colour: 'green', reason: { code: 'light.siteReady' }, since: facts.readyOn ?? today };
  }
  if (!PREPARING.has(state)) return noLight('light.siteDone', facts.visits.at(-1)?.on ?? today);
  const params = { due: facts.readyBy.to };
  const past = addDays(facts.readyBy.to, 1);
  if (today >= past) return { colour: 'red', reason: { code: 'light.sitePastReadyBy', params }, since: past };
  const near = nearSince(facts, moment);
  if (near && today >= near) return { colour: 'blue', reason: { code: 'light.siteNearReadyBy', params }, since: near };
  return { colour: 'green', reason: { code: 'light.onTrack' }, since: today };
}

export function siteClockAt(state: string, facts: SiteFacts, moment: Moment): Instant | null {
  if (!PREPARING.has(state)) return null;
  const near = nearSince(facts, moment);
  const next = [near, addDays(facts.readyBy.to, 1)].find((date) => date !== null && date > moment.today);
  return next ? instantOf(next) : null;
}

/** The department hears of every worse light, the office of a missed date. */
export function siteRaises(before: Light, after: Light, facts: SiteFacts): Effect[] {
  if (after.colour !== 'blue' && after.colour !== 'red') return [];
  if (gravity(after.colour) <= gravity(before.colour)) return [];
  const values = { name: facts.name, due: facts.readyBy.to };
  const tell = (to: { department?: string; posts?: string[] }): Effect => ({
    type: 'notify',
    params: { template: `site.light.${after.colour}`, to, values },
  });
  const told = [tell({ department: facts.department })];
  return after.colour === 'red' ? [...told, tell({ posts: ['campaign_office'] })] : told;
}
