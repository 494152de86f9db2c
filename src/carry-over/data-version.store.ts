/** Which version what is stored has, which steps have been carried out, and who is at it: the collection `meta`. */
import { type Connection, type Model, Schema } from 'mongoose';
import { isDuplicate } from '../platform/write-errors.js';

interface MetaDocument {
  /** `data`, `lease` or `restore`. */
  _id: string;
  version?: number;
  /** When each version was reached, host time. */
  reached?: Record<string, string>;
  by?: string;
  /** Host time in ms after which a lease belongs to nobody. */
  until?: number;
}

/** What stood before there were versions. */
const FIRST = 1;

export function dataVersionStore(connection: Connection, hostNow: () => number = Date.now) {
  const schema = new Schema(
    {
      _id: { type: String, required: true },
      version: Number,
      reached: Schema.Types.Mixed,
      by: String,
      until: Number,
    },
    { versionKey: false, minimize: false },
  );
  const model = (connection.models.Meta ?? connection.model('Meta', schema, 'meta')) as unknown as Model<MetaDocument>;

  return {
    async version(): Promise<number> {
      return (await model.findById('data').lean())?.version ?? FIRST;
    },
    /** A step is done: never lowers the version, so that doing it twice changes nothing. */
    async reach(version: number): Promise<void> {
      const at = new Date(hostNow()).toISOString();
      const lower = { _id: 'data', $or: [{ version: { $lt: version } }, { version: { $exists: false } }] };
      try {
        await model.updateOne(lower, { $set: { version, [`reached.${version}`]: at } }, { upsert: true });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
    },
    /** Take or keep the lease for `ms`. False while another holds it. */
    async hold(by: string, ms: number): Promise<boolean> {
      const now = hostNow();
      // A lease that ends later than one taken now would is of a clock that was set back since.
      const over = [{ until: { $lte: now } }, { until: { $gt: now + ms } }, { until: { $exists: false } }];
      const free = { _id: 'lease', $or: [{ by }, ...over] };
      try {
        await model.updateOne(free, { $set: { by, until: now + ms } }, { upsert: true });
        return true;
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
    },
    async release(by: string): Promise<void> {
      await model.deleteOne({ _id: 'lease', by });
    },
    /** A restore that has begun and not ended. */
    async restoring(): Promise<boolean> {
      return (await model.exists({ _id: 'restore' })) !== null;
    },
    restore: {
      async begin(): Promise<void> {
        await model.updateOne({ _id: 'restore' }, { $set: { by: 'restore' } }, { upsert: true });
      },
      async end(): Promise<void> {
        await model.deleteOne({ _id: 'restore' });
      },
    },
  };
}

export type DataVersionStore = ReturnType<typeof dataVersionStore>;
