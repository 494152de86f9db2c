/**
 * What a department's own duties earn, in whole percent, and why:
 *
 * booklet  in force 100 · sent, waiting for review 80 · sent back 30 · run out 0 · not sent by the day asked 0 · not due yet:
 *          not assessed
 * plans    each settled plan: its share kept · not committed in time 0 · none settled yet: not assessed
 *
 * Where a department has such records they alone decide their item; else its tasks do, as for every other item.
 */
import { type BookletFacts, holdsOn, openParts } from '../booklets/booklet.js';
import type { CivilDate } from '../dates.js';
import { type PeriodPlanFacts, percentOf, sortOf } from '../period-plans/period-plan.js';
import type { Standing } from '../step.js';
import { type Judged, judged, SHARES } from './judge.js';

/** A booklet as a check sees it. */
export interface ReadinessBooklet {
  id: string;
  state: string;
  version: number;
  /** How many of the two parts have a file. */
  parts: number;
  dueOn: CivilDate;
  validUntil: CivilDate | null;
  holds: boolean;
}

/** A period's plan as a check sees it. */
export interface ReadinessPlan {
  id: string;
  /** `2026-05`, `2026-Q2`. */
  period: string;
  state: string;
  commitBy: CivilDate;
  /** Percent of what it promised; null before it is settled or where nothing was owed. */
  kept: number | null;
}

/** So many settled plans of each sort, the latest, are looked at. */
export const PLANS_LOOKED_AT = 3;

export function readinessBooklet(
  { id, state, facts }: Omit<Standing<BookletFacts>, 'light'>,
  today: CivilDate,
): ReadinessBooklet {
  return {
    id,
    state,
    version: facts.version,
    parts: 2 - openParts(facts).length,
    dueOn: facts.dueOn,
    validUntil: facts.inForce?.validUntil ?? null,
    holds: holdsOn(facts, today),
  };
}

export function readinessPlan({ id, state, facts }: Omit<Standing<PeriodPlanFacts>, 'light'>): ReadinessPlan {
  return { id, state, period: facts.period, commitBy: facts.commitBy, kept: percentOf(facts.share) };
}

/** Judge a booklet by what holds on the day; null for one that is no longer asked for. */
export function judgeBooklet(booklet: ReadinessBooklet, today: CivilDate): Judged | null {
  const { state, validUntil, parts, dueOn } = booklet;
  const full = (effort: number) => ({ share: SHARES.full, effort });
  if (state === 'cancelled') return null;
  if (booklet.holds && validUntil !== null) return judged(SHARES.full, 'bookletInForce', { until: validUntil });
  if (state === 'submitted') return judged(SHARES.submitted, 'bookletSent', undefined, full(0));
  if (validUntil !== null) return judged(0, 'bookletExpired', { until: validUntil }, full(1));
  const left = full(1 - parts / 4);
  if (today > dueOn) return judged(0, 'bookletLate', { due: dueOn, parts }, left);
  if (state === 'sentBack') return judged(SHARES.siteSentBack, 'bookletSentBack', undefined, left);
  return judged(null, 'bookletNotDue', { due: dueOn });
}

/** Judge a plan by what it kept; null for one that says nothing about it. */
function judgePlan({ state, kept, commitBy }: ReadinessPlan, today: CivilDate): Judged | null {
  if (state === 'settled') {
    return kept === null ? judged(null, 'planNothingOwed') : judged(kept, 'planKept', { percent: kept });
  }
  if (state !== 'draft' || today <= commitBy) return null;
  return judged(0, 'planNotCommitted', { due: commitBy }, { share: SHARES.full, effort: 1 });
}

/** The plans that count, the latest first, with what each earned. */
export function judgePlans(
  plans: readonly ReadinessPlan[],
  today: CivilDate,
): { plan: ReadinessPlan; judged: Judged }[] {
  const latest = [...plans].sort((a, b) => (a.period < b.period ? 1 : -1));
  const seen = { month: 0, quarter: 0 };
  const counted = latest.flatMap((plan) => {
    const found = judgePlan(plan, today);
    if (!found) return [];
    if (plan.state === 'settled') {
      seen[sortOf(plan.period)] += 1;
      if (seen[sortOf(plan.period)] > PLANS_LOOKED_AT) return [];
    }
    return [{ plan, judged: found }];
  });
  if (counted.length > 0) return counted;
  return latest.slice(0, 1).map((plan) => ({ plan, judged: judged(null, 'planRunning') }));
}
