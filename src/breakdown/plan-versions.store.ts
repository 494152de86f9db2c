/** Reads and writes of plan versions; a version is never changed once it is kept. */

import type { Connection } from 'mongoose';
import { refuseTooLarge } from '../platform/document-size.store.js';
import { NotFound } from '../platform/errors.js';
import { withNextNumber } from '../records/running-number.js';
import { type PlanVersion, planVersionModel } from './plan-version.model.js';

const MOST = 200;

export type VersionSummary = Omit<PlanVersion, 'lines'> & { tasks: number };

export function planVersions(connection: Connection) {
  const model = planVersionModel(connection);
  const plain = { _id: 0 } as const;

  async function last(campaign: string, phase: string): Promise<PlanVersion | null> {
    return model.findOne({ campaign, phase }, plain).sort({ n: -1 }).lean<PlanVersion>();
  }

  return {
    last,
    /** The newest first. */
    async of(campaign: string, phase: string): Promise<VersionSummary[]> {
      return model
        .aggregate<VersionSummary>([
          { $match: { campaign, phase } },
          { $sort: { n: -1 } },
          { $limit: MOST },
          { $project: { _id: 0, campaign: 1, phase: 1, n: 1, name: 1, at: 1, by: 1, tasks: { $size: '$lines' } } },
        ])
        .exec();
    },
    /** Throws NotFound for a number that no version has. */
    async numbered(campaign: string, phase: string, n: number): Promise<PlanVersion> {
      const found = await model.findOne({ campaign, phase, n }, plain).lean<PlanVersion>();
      if (!found) throw new NotFound('page');
      return found;
    },
    /** Keep a version under the next number; two at once take two numbers. Throws InvalidForm for a plan that is too large. */
    async add(version: Omit<PlanVersion, 'n'>): Promise<number> {
      refuseTooLarge(version);
      const highest = async () => (await last(version.campaign, version.phase))?.n ?? 0;
      return withNextNumber(highest, async (n) => {
        await model.create({ ...version, n });
        return n;
      });
    },
  };
}

export type PlanVersions = ReturnType<typeof planVersions>;
