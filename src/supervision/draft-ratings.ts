/**
 * Ratings of a quarter that is over, drafted from the kept counts: by the system on the day after, or when the office asks.
 * Until one is published it follows what is counted late; then it stands.
 */
import { addDays, civilDateOf, type Instant, quarterOf } from '../../workflows/dates.js';
import type { Actor } from '../../workflows/moment.js';
import { rulesOn, versionOf } from '../../workflows/packs/packs.js';
import { isQuarter, newRating, quarterDays, type Rated, rate } from '../../workflows/supervision/rating.js';
import { may } from '../people/policy.js';
import type { Clock } from '../platform/clock.js';
import { Forbidden, InvalidForm } from '../platform/errors.js';
import { idFrom } from '../platform/ids.js';
import { eachForItself } from '../platform/left-out.js';
import type { Log } from '../platform/log.js';
import { CLOCK_ACTOR } from '../records/clock-sweep.js';
import type { Records } from '../records/create-records.js';
import { sideRows } from '../records/side-counts.js';
import type { RatingQueries, RatingRecord } from './rating.query.js';

interface Parts {
  records: Records;
  queries: RatingQueries;
  clock: Clock;
  logger: Log;
}

/** How many ratings were drafted or counted anew. */
export interface Drafted {
  drafted: number;
  recounted: number;
}

const same = (a: Rated, b: Rated) => a.points === b.points && JSON.stringify(a.parts) === JSON.stringify(b.parts);

/** Throws Forbidden, and InvalidForm for what is no quarter that is over. */
export function draftRatings({ records, queries, clock, logger }: Parts) {
  return async (campaign: string, quarter: unknown, actor: Actor, at: Instant = clock.now()): Promise<Drafted> => {
    if (actor.kind === 'person') {
      const verdict = may(actor, 'rating.create');
      if (!verdict.allowed) throw new Forbidden([verdict.reason]);
    }
    if (!isQuarter(quarter))
      throw new InvalidForm([{ code: 'badValue', field: 'quarter', params: { field: 'quarter' } }]);
    const { to } = quarterDays(quarter);
    if (civilDateOf(at) <= to)
      throw new InvalidForm([{ code: 'rating.quarterRuns', field: 'quarter', params: { due: to } }]);
    const [moment, rows, standing] = await Promise.all([
      records.momentFor(campaign, CLOCK_ACTOR, at),
      sideRows(records.counters, campaign),
      queries.ofQuarter(campaign, quarter),
    ]);
    const { current } = moment.packs;
    const rules = rulesOn(current, to);
    const known = new Map(standing.map((one): [string, RatingRecord] => [one.facts.department, one]));
    const counted = [...rows.matters, ...rows.contacts].filter(({ when }) => when === quarter);
    const done: Drafted = { drafted: 0, recounted: 0 };
    const draft = async (department: string) => {
      const of = (all: typeof counted) => all.filter((row) => row.department === department && row.when === quarter);
      const rated = rate({ matters: of(rows.matters), contacts: of(rows.contacts) }, rules);
      if (!rated) return;
      const before = known.get(department);
      if (!before) {
        const id = idFrom('rating', campaign, quarter, department);
        const under = { pack: versionOf(current), startedOn: to, draftedOn: civilDateOf(at) };
        const facts = newRating({ ...rated, ...under, campaign, department, quarter });
        await records.create({ kind: 'rating', id, facts, actor: CLOCK_ACTOR });
        done.drafted += 1;
      } else if (before.state === 'drafted' && !same(before.facts, rated)) {
        const event = { type: 'RECOUNT', ...rated };
        await records.perform({ kind: 'rating', id: before.id, event, actor: CLOCK_ACTOR });
        done.recounted += 1;
      }
    };
    const departments = new Set(counted.map((row) => row.department));
    const idOf = (department: string) => `${quarter}/${department}`;
    await eachForItself(departments, { kind: 'rating', idOf, work: draft, log: logger });
    return done;
  };
}

/** The quarter that ended last before a day. */
export function lastQuarter(today: string): string {
  const { from } = quarterDays(quarterOf(today));
  return quarterOf(addDays(from, -1));
}
