/**
 * The ledger of rounds. A round that was begun and not finished is taken over, so a crash delays it and loses nothing;
 * the work inside has a ledger of its own wherever doing it twice would be seen.
 */
import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { steadyNow } from '../platform/host-clock.js';
import { isDuplicate } from '../platform/write-errors.js';
import { roundModel } from './round.model.js';

/** After this much silence a round is taken over. */
export const TAKE_OVER_MS = 120_000;

export interface RoundsParts {
  connection: Connection;
  /** Host time in ms: a crash is a thing of the host. Tests move it. */
  hostNow?: () => number;
}

export function createRounds({ connection, hostNow = steadyNow() }: RoundsParts) {
  const model = roundModel(connection);
  const by = randomUUID();

  /** The start that is ours, or null when the round is done or in other hands. */
  async function begin(name: string, bucket: string): Promise<number | null> {
    const _id = `${name}/${bucket}`;
    const startedAt = hostNow();
    const known = await model.findById(_id).lean();
    if (known?.doneAt != null) return null;
    if (!known) {
      try {
        await model.create({ _id, name, bucket, startedAt, doneAt: null, by });
        return startedAt;
      } catch (error) {
        if (isDuplicate(error)) return null;
        throw error;
      }
    }
    // A start that lies ahead was noted before the host's clock was set back: whoever made it is as silent as the others.
    if (Math.abs(startedAt - known.startedAt) < TAKE_OVER_MS) return null;
    const taken = await model.updateOne(
      { _id, doneAt: null, startedAt: known.startedAt, by: known.by },
      { $set: { startedAt, by } },
    );
    return taken.modifiedCount === 1 ? startedAt : null;
  }

  return {
    /**
     * Do `work` unless the bucket's round is done or under way elsewhere. Returns whether it was done by this call. Long
     * work calls `alive`. When it throws, the round is free again for the next sweep.
     */
    async once(name: string, bucket: string, work: (alive: () => Promise<void>) => Promise<void>): Promise<boolean> {
      if ((await begin(name, bucket)) === null) return false;
      const mine = { _id: `${name}/${bucket}`, by, doneAt: null };
      const alive = async () => {
        await model.updateOne(mine, { $set: { startedAt: hostNow() } });
      };
      try {
        await work(alive);
      } catch (error) {
        await model.updateOne(mine, { $set: { startedAt: 0 } });
        throw error;
      }
      await model.updateOne(mine, { $set: { doneAt: hostNow() } });
      return true;
    },
    /** The latest finished bucket of a name before another one, by the order of the text; null when there is none. */
    async lastBefore(name: string, bucket: string): Promise<string | null> {
      const found = await model
        .findOne({ name, bucket: { $lt: bucket }, doneAt: { $ne: null } })
        .sort({ bucket: -1 })
        .lean();
      return found?.bucket ?? null;
    },
  };
}

export type Rounds = ReturnType<typeof createRounds>;
