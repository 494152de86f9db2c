/**
 * The steps that carry older data over, in their order; the first brings version 1 to 2. A step may be broken off at any
 * instant and is then done again from its beginning, so it must come to the same end. Never change or drop one that was shipped.
 */
import type { Connection } from 'mongoose';
import type { DepartmentReadiness } from '../../workflows/readiness/readiness.js';
import { type PartDocument, partsOf } from '../readiness/readiness-check.model.js';

export interface Step {
  /** What it does, for the log. */
  name: string;
  run(connection: Connection): Promise<void>;
}

/** Files have no model of ours, so nothing else builds their index: what nobody has claimed is found without reading all. */
const unclaimedFiles: Step = {
  name: 'index of unclaimed files',
  async run(connection) {
    await connection
      .collection('evidence.files')
      .createIndex({ uploadDate: 1 }, { partialFilterExpression: { 'metadata.claimed': false } });
  },
};

interface Numbered {
  _id: string;
  code: string;
  campaign: string;
}

/**
 * Codes of indicators were not unique: two that were made at once could get the same one, and the index that forbids it could
 * not be built over them. The one that was there first keeps it, the others get the next numbers of their series.
 */
const indicatorCodes: Step = {
  name: 'codes of indicators, each once',
  async run(connection) {
    const indicators = connection.collection<Numbered>('indicators');
    const all = await indicators
      .find({}, { projection: { code: 1, campaign: 1 } })
      .sort({ createdAt: 1, _id: 1 })
      .toArray();
    const key = ({ campaign, code }: Pick<Numbered, 'campaign' | 'code'>) => `${campaign} ${code}`;
    const taken = new Set(all.map(key));
    const seen = new Set<string>();
    for (const one of all) {
      if (!seen.has(key(one))) {
        seen.add(key(one));
        continue;
      }
      const [, prefix = '', digits = ''] = /^(.*?)(\d*)$/.exec(one.code) ?? [];
      const { campaign } = one;
      let n = Number(digits);
      let code: string;
      do {
        n += 1;
        code = `${prefix}${String(n).padStart(Math.max(2, digits.length), '0')}`;
      } while (taken.has(key({ campaign, code })));
      taken.add(key({ campaign, code }));
      await indicators.updateOne({ _id: one._id }, { $set: { code } });
    }
  },
};

interface WholeCheck {
  _id: string;
  campaign: string;
  departments: DepartmentReadiness[];
}

/** Readiness checks held all they found and grew with the tasks; now each is cut into parts. */
const checksInParts: Step = {
  name: 'readiness checks in parts',
  async run(connection) {
    const checks = connection.collection<WholeCheck>('readinessChecks');
    const parts = connection.collection<PartDocument>('readinessParts');
    const whole = { departments: { $exists: true } };
    for (let check = await checks.findOne(whole); check; check = await checks.findOne(whole)) {
      const { _id, campaign, departments } = check;
      for (const part of partsOf(_id, campaign, departments)) {
        const { _id: id, ...rest } = part;
        await parts.replaceOne({ _id: id }, rest, { upsert: true });
      }
      // Last: until then the check is found again, and its parts are written over by the same.
      await checks.updateOne({ _id }, { $set: { parts: _id }, $unset: { departments: 1 } });
    }
  },
};

export const STEPS: readonly Step[] = [unclaimedFiles, indicatorCodes, checksInParts];
