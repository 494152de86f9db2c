/** Reads of kept readiness checks. */
import type { Connection } from 'mongoose';
import type { DepartmentReadiness, ReadinessCheck } from '../../workflows/readiness/readiness.js';
import { NotFound } from '../platform/errors.js';
import { type CheckDocument, readinessCheckModel } from './readiness-check.model.js';

/** A check without its departments, for lists and trends. */
export type CheckSummary = Omit<ReadinessCheck, 'departments'>;

const open = ({ _id, ...rest }: CheckDocument): ReadinessCheck => ({ id: _id, ...rest });

export function readinessQueries(connection: Connection) {
  const model = readinessCheckModel(connection);
  return {
    /** The last check of a campaign; null before the first. */
    async last(campaign: string): Promise<ReadinessCheck | null> {
      const found = await model.findOne({ campaign }).sort({ at: -1 }).lean<CheckDocument>();
      return found && open(found);
    },
    /** The check before another one, to compare with. */
    async before(campaign: string, at: string): Promise<ReadinessCheck | null> {
      const found = await model
        .findOne({ campaign, at: { $lt: at } })
        .sort({ at: -1 })
        .lean<CheckDocument>();
      return found && open(found);
    },
    async byId(campaign: string, id: string): Promise<ReadinessCheck> {
      const found = await model.findOne({ _id: id, campaign }).lean<CheckDocument>();
      if (!found) throw new NotFound('check');
      return open(found);
    },
    /** The last checks without their departments, oldest first. */
    async trend(campaign: string, limit = 20): Promise<CheckSummary[]> {
      const found = await model
        .find({ campaign }, { departments: 0 })
        .sort({ at: -1 })
        .limit(limit)
        .lean<Omit<CheckDocument, 'departments'>[]>();
      return found.map(({ _id, ...rest }) => ({ id: _id, ...rest })).reverse();
    },
    /** The total of the last check alone; null before the first. */
    async lastTotal(campaign: string): Promise<CheckSummary | null> {
      const found = await model
        .findOne({ campaign }, { departments: 0 })
        .sort({ at: -1 })
        .lean<Omit<CheckDocument, 'departments'>>();
      if (!found) return null;
      const { _id, ...rest } = found;
      return { id: _id, ...rest };
    },
    /** What the last check gave one department; null when there was none or it was not in it. */
    async lastOf(campaign: string, department: string): Promise<{ at: string; found: DepartmentReadiness } | null> {
      const last = await model
        .findOne({ campaign }, { at: 1, departments: { $elemMatch: { department } } })
        .sort({ at: -1 })
        .lean<Pick<CheckDocument, 'at' | 'departments'>>();
      const found = last?.departments?.[0];
      return last && found ? { at: last.at, found } : null;
    },
  };
}

export type ReadinessQueries = ReturnType<typeof readinessQueries>;
