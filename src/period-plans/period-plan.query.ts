/** Reads of period plans: a campaign has a few for each department. */
import type { Connection } from 'mongoose';
import { type PeriodPlanFacts, sortOf } from '../../workflows/period-plans/period-plan.js';
import type { StoredRecord } from '../records/record.js';
import { type RecordDocument, toRecord } from '../records/record-store.js';
import { periodPlanModel } from './period-plan.model.js';

export type PeriodPlanRecord = StoredRecord<PeriodPlanFacts>;

const MOST = 5_000;

export function periodPlanQueries(connection: Connection) {
  const model = periodPlanModel(connection);
  const read = async (where: Record<string, unknown>, limit: number) => {
    const found = await model.find(where).sort({ period: -1, department: 1 }).limit(limit).lean<RecordDocument[]>();
    return found.map((document) => toRecord<PeriodPlanFacts>('periodPlan', document));
  };
  return {
    /** The plans of a campaign, the latest period first. */
    ofCampaign: (campaign: string) => read({ campaign }, MOST),
    /** The last plan of a department before a period, of the same sort; null when there is none. */
    async before(campaign: string, department: string, period: string): Promise<PeriodPlanRecord | null> {
      const of = await read({ campaign, department, period: { $lt: period } }, 100);
      return of.find(({ facts }) => sortOf(facts.period) === sortOf(period)) ?? null;
    },
  };
}

export type PeriodPlanQueries = ReturnType<typeof periodPlanQueries>;
