/**
 * The light of a first contact: green while the promised day is ahead; blue from one working day before it (the hint of
 * HANDBOOK 2.2); yellow when a handing-over or a designation waits beyond its time; red once the promise is missed.
 */
import { workingDayAway } from '../calendar.js';
import { addDays, type CivilDate, type Instant, instantOf } from '../dates.js';
import { gravest, gravity, type Light, noLight } from '../lights.js';
import type { Moment } from '../moment.js';
import { rulesUnder } from '../packs/packs.js';
import type { Effect } from '../step.js';
import { letter } from './changes.js';
import { type InquiryFacts, waiting } from './inquiry.js';

const OPEN = new Set(['received', 'handedOver', 'handling', 'escalated']);

/** The day from which the promise is near; the day itself where the year's notice is missing. */
function nearFrom({ promisedOn, pack, startedOn }: InquiryFacts, { calendar, packs }: Moment): CivilDate {
  const { nearDue } = rulesUnder(packs, pack, startedOn);
  return workingDayAway(calendar, promisedOn, -nearDue) ?? promisedOn;
}

/** The day after which somebody should have moved: taken it on, sent it back, named a handler. */
function waitsUntil(state: string, facts: InquiryFacts): CivilDate | null {
  return state === 'handedOver' ? (waiting(facts)?.by ?? null) : null;
}

export function inquiryLight(state: string, facts: InquiryFacts, moment: Moment): Light {
  if (state === 'noticed') return noLight('light.waitsForPapers', facts.notice?.on ?? facts.startedOn);
  if (!OPEN.has(state))
    return noLight(`light.inquiry.${state}`, facts.answer?.on ?? facts.referral?.on ?? facts.startedOn);
  const { today } = moment;
  const { promisedOn } = facts;
  const params = { due: promisedOn };
  const lights: Light[] = [{ colour: 'green', reason: { code: 'light.promisedFor', params }, since: facts.startedOn }];
  const near = nearFrom(facts, moment);
  if (today >= near) lights.push({ colour: 'blue', reason: { code: 'light.promiseNear', params }, since: near });
  const by = waitsUntil(state, facts);
  if (by !== null && today > by) {
    lights.push({
      colour: 'yellow',
      reason: { code: 'light.notAccepted', params: { due: by } },
      since: addDays(by, 1),
    });
  }
  if (today > promisedOn) {
    lights.push({ colour: 'red', reason: { code: 'light.promiseMissed', params }, since: addDays(promisedOn, 1) });
  }
  return gravest(lights) as Light;
}

export function inquiryClockAt(state: string, facts: InquiryFacts, moment: Moment): Instant | null {
  if (!OPEN.has(state)) return null;
  const by = waitsUntil(state, facts);
  const days = [nearFrom(facts, moment), addDays(facts.promisedOn, 1), ...(by === null ? [] : [addDays(by, 1)])]
    .filter((day) => day > moment.today)
    .sort();
  return days[0] === undefined ? null : instantOf(days[0]);
}

/** Who has it hears of every worse light, its department's leader of yellow and the office of red. */
export function inquiryRaises(before: Light, after: Light, facts: InquiryFacts): Effect[] {
  if (gravity(after.colour) <= gravity(before.colour) || after.colour === 'green') return [];
  const template = `inquiry.light.${after.colour}`;
  const told: Effect[] = [letter(facts, template, { person: waiting(facts)?.to.id ?? facts.handler.id })];
  if (after.colour !== 'blue') {
    told.push(letter(facts, template, { department: facts.handler.department, posts: ['department_leader'] }));
  }
  if (after.colour === 'red') told.push(letter(facts, template, { posts: ['campaign_office'] }));
  return told;
}
