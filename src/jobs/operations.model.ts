/** What the operations page and `/readyz` tell of the work that runs by itself. */
import { type Connection, type Model, Schema } from 'mongoose';
import { civilDateOf } from '../../workflows/dates.js';
import { type ClockJump, steadyNow } from '../platform/host-clock.js';
import type { Recounted } from '../records/recount.js';
import type { Verified } from '../records/verify-log.js';

/** What the last recount found. */
export interface RecountNote extends Recounted {
  /** The product's day it ran on. */
  day: string;
  /** Host time in ms. */
  at: number;
}

/** What the last walk of the event log found. */
export interface VerifyNote extends Verified {
  /** The product's day it ran on. */
  day: string;
}

interface OperationDocument {
  _id: string;
  at: number;
  recount?: RecountNote;
  verify?: VerifyNote;
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
    {
      _id: { type: String, required: true },
      at: Number,
      recount: Schema.Types.Mixed,
      verify: Schema.Types.Mixed,
      jump: Schema.Types.Mixed,
    },
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
    /** The day on the host. */
    hostDay: () => civilDateOf(new Date(hostNow()).toISOString()),
    async verified(day: string, result: Verified): Promise<void> {
      await model.updateOne(
        { _id: 'verify' },
        { $set: { at: hostNow(), verify: { ...result, day } } },
        { upsert: true },
      );
    },
    async lastVerify(): Promise<VerifyNote | null> {
      return (await model.findById('verify').lean())?.verify ?? null;
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
