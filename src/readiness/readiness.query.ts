/** Reads of kept readiness checks. */
import type { Connection } from 'mongoose';
import type { DepartmentReadiness, ReadinessCheck } from '../../workflows/readiness/readiness.js';
import { NotFound } from '../platform/errors.js';
import {
  type CheckDocument,
  departmentsOf,
  type PartDocument,
  readinessCheckModel,
  readinessPartModel,
} from './readiness-check.model.js';

/** A check without its departments, for lists and trends. */
export type CheckSummary = Omit<ReadinessCheck, 'departments'>;

const summaryOf = ({ _id, parts: _parts, told: _told, ...rest }: CheckDocument): CheckSummary => ({ id: _id, ...rest });

export function readinessQueries(connection: Connection) {
  const model = readinessCheckModel(connection);
  const partModel = readinessPartModel(connection);

  async function found(parts: string, department?: string): Promise<DepartmentReadiness[]> {
    const of = { parts, ...(department === undefined ? {} : { department }) };
    return departmentsOf(await partModel.find(of).sort({ n: 1 }).lean<PartDocument[]>());
  }
  async function whole(check: CheckDocument | null): Promise<ReadinessCheck | null> {
    return check && { ...summaryOf(check), departments: await found(check.parts) };
  }
  const newest = (filter: object) => model.findOne(filter).sort({ at: -1 }).lean<CheckDocument>();

  return {
    /** The last check of a campaign; null before the first. */
    last: async (campaign: string): Promise<ReadinessCheck | null> => whole(await newest({ campaign })),
    /** The check before another one, to compare with. */
    before: async (campaign: string, at: string): Promise<ReadinessCheck | null> =>
      whole(await newest({ campaign, at: { $lt: at } })),
    async byId(campaign: string, id: string): Promise<ReadinessCheck> {
      const check = await whole(await model.findOne({ _id: id, campaign }).lean<CheckDocument>());
      if (!check) throw new NotFound('check');
      return check;
    },
    /** The last checks without their departments, oldest first. */
    async trend(campaign: string, limit = 20): Promise<CheckSummary[]> {
      const checks = await model.find({ campaign }).sort({ at: -1 }).limit(limit).lean<CheckDocument[]>();
      return checks.map(summaryOf).reverse();
    },
    /** The total of the last check alone; null before the first. */
    async lastTotal(campaign: string): Promise<CheckSummary | null> {
      const check = await newest({ campaign });
      return check && summaryOf(check);
    },
    /** What the last check gave one department; null when there was none or it was not in it. */
    async lastOf(campaign: string, department: string): Promise<{ at: string; found: DepartmentReadiness } | null> {
      const check = await newest({ campaign });
      const [one] = check ? await found(check.parts, department) : [];
      return check && one ? { at: check.at, found: one } : null;
    },
  };
}

export type ReadinessQueries = ReturnType<typeof readinessQueries>;
