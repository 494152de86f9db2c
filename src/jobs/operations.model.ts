/** What the operations page and `/readyz` tell of the work that runs by itself. */
import { type Connection, type Model, Schema } from 'mongoose';
import { type ClockJump, steadyNow } from '../platform/host-clock.js';
import type { Recounted } from '../records/recount.js';

/** What the last recount found. */
export interface RecountNote extends Recounted {
  /** The product's day it ran on. */
  day: string;
  /** Host time in ms. */
  at: number;
}

interface OperationDocument {
  _id: string;
  at: number;
  recount?: RecountNote;
  jump?: ClockJump;
}

/** Differences worth keeping: the first ones show the fault. */
const MOST_DIFFERENCES = 200;

/** The collection `operations`; `hostNow` is the host's time in ms. */
export function createOperations({
  connection,
  hostNow = steadyNow(),
}: {
  connection: Connection;
  hostNow?: () => number;
}) {
  const schema = new Schema(
    { _id: { type: String, required: true }, at: Number, recount: Schema.Types.Mixed, jump: Schema.Types.Mixed },
    { versionKey: false, minimize: false },
  );
  const model = (connection.models.Operation ??
    connection.model('Operation', schema, 'operations')) as unknown as Model<OperationDocument>;
  return {
    async swept(): Promise<void> {
      await model.updateOne({ _id: 'last-sweep' }, { $set: { at: hostNow() } }, { upsert: true });
    },
    /** Host time in ms of the last finished clock sweep of any process; null before the first. */
    async lastSweep(): Promise<number | null> {
      return (await model.findById('last-sweep').lean())?.at ?? null;
    },
    async recounted(day: string, result: Recounted): Promise<void> {
      const at = hostNow();
      const recount = { ...result, differences: result.differences.slice(0, MOST_DIFFERENCES), day, at };
      await model.updateOne({ _id: 'recount' }, { $set: { at, recount } }, { upsert: true });
    },
    /** Keep the last jump of the host's clock for the operations page and `/readyz`. */
    async jumped(jump: ClockJump): Promise<void> {
      await model.updateOne({ _id: 'clock-jump' }, { $set: { at: jump.at, jump } }, { upsert: true });
    },
    async lastJump(): Promise<ClockJump | null> {
      return (await model.findById('clock-jump').lean())?.jump ?? null;
    },
    async lastRecount(): Promise<RecountNote | null> {
      return (await model.findById('recount').lean())?.recount ?? null;
    },
  };
}

export type Operations = ReturnType<typeof createOperations>;
