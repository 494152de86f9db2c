/** A department makes the plan of a period: one click, prefilled with all that is open. */
import type { Actor } from '../../workflows/moment.js';
import { versionOf } from '../../workflows/packs/packs.js';
import {
  commitDay,
  newPeriodPlan,
  nextPeriod,
  PERIOD_SORTS,
  type PlanPeriod,
  periodAt,
} from '../../workflows/period-plans/period-plan.js';
import { MOST_LINES } from '../../workflows/period-plans/rules.js';
import { countable } from '../../workflows/reasons.js';
import type { Reason } from '../../workflows/step.js';
import { may } from '../people/policy.js';
import { Forbidden, InvalidForm } from '../platform/errors.js';
import { idFrom } from '../platform/ids.js';
import type { Records } from '../records/create-records.js';
import type { StoredRecord } from '../records/record.js';
import type { PlanSources } from './plan-sources.js';

export interface MakePlanCommand {
  campaign: string;
  period: unknown;
  actor: Actor;
}

/** One plan for each department and period: its id follows from them, so making it twice makes one. */
export const periodPlanId = (campaign: string, department: string, period: PlanPeriod) =>
  idFrom('periodPlan', campaign, department, period);

/** The periods a plan can be made for on a day: the month and the quarter that run, and those after them. */
export function periodsToPlan(today: string): PlanPeriod[] {
  return PERIOD_SORTS.flatMap((sort) => {
    const now = periodAt(sort, today);
    return [now, nextPeriod(now)];
  });
}

/** The plan of the actor's own department. Throws Forbidden and InvalidForm. */
export function makePlan({ records, sources }: { records: Records; sources: PlanSources }) {
  return async ({ campaign, period, actor }: MakePlanCommand): Promise<StoredRecord> => {
    const { department } = actor;
    const verdict = may(actor, 'periodPlan.create', { department });
    if (!verdict.allowed) throw new Forbidden([verdict.reason]);
    const moment = await records.momentFor(campaign, actor);
    const wanted = periodsToPlan(moment.today).find((one) => one === period);
    const reasons: Reason[] = wanted
      ? countable(() => commitDay(moment.calendar, wanted), 'period')
      : [{ code: 'periodPlan.notNow', field: 'period' }];
    if (!wanted || reasons.length > 0) throw new InvalidForm(reasons, { period });
    const of = { campaign, department, period: wanted };
    const lines = await sources.offered(of);
    const { current } = moment.packs;
    const facts = newPeriodPlan({
      ...of,
      // The nearest first: what does not fit is taken in when there is room.
      lines: lines.slice(0, MOST_LINES),
      systems: current.systems,
      pack: versionOf(current),
      commitBy: commitDay(moment.calendar, wanted),
    });
    const id = periodPlanId(campaign, department, wanted);
    const { record } = await records.create({ kind: 'periodPlan', id, facts, actor });
    return record;
  };
}
