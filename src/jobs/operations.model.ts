/** What the operations page and `/readyz` tell of the work that runs by itself. */
import { type Connection, type Model, Schema } from 'mongoose';
import { civilDateOf } from '../../workflows/dates.js';
import { type ClockJump, steadyNow } from '../platform/host-clock.js';
import type { LeftThing } from '../platform/left-out.js';
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

/** What a job had to leave out when it last ran: the first of them, and how many. */
export interface LeftNote {
  job: string;
  things: LeftThing[];
  count: number;
}

interface OperationDocument {
  _id: string;
  at: number;
  recount?: RecountNote;
  verify?: VerifyNote;
  jump?: ClockJump;
  left?: LeftNote;
}

/** Differences worth keeping: the first ones show the fault. */
const MOST_DIFFERENCES = 200;
const MOST_LEFT = 50;
const LEFT = 'left-out/';

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
      left: Schema.Types.Mixed,
    },
    { versionKey: false, minimize: false },
  );
  const model = (connection.models.Operation ??
    connection.model('Operation', schema, 'operations')) as unknown as Model<OperationDocument>;
  /** Jobs of which this process knows that nothing is noted. */
  const clean = new Set<string>();
  return {
    /** Note what a job had to leave out, in place of what it left out before; nothing any more when it is empty. */
    async leftOut(job: string, things: readonly LeftThing[]): Promise<void> {
      const _id = LEFT + job;
      if (things.length === 0) {
        if (!clean.has(job)) await model.deleteOne({ _id });
        clean.add(job);
        return;
      }
      clean.delete(job);
      const left = { job, things: things.slice(0, MOST_LEFT), count: things.length };
      await model.updateOne({ _id }, { $set: { at: hostNow(), left } }, { upsert: true });
    },
    async allLeftOut(): Promise<LeftNote[]> {
      const found = await model.find({ _id: { $gt: LEFT, $lt: `${LEFT}~` } }).lean();
      return found.flatMap(({ left }) => (left ? [left] : []));
    },
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
