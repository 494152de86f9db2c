/** Reads and writes of works under way. One that is silent has died with its process, and whoever looks sees that. */
import type { Connection } from 'mongoose';
import { NotFound } from '../platform/errors.js';
import { steadyNow } from '../platform/host-clock.js';
import { isDuplicate } from '../platform/write-errors.js';
import { type Step, type Work, type WorkDocument, workModel } from './work.model.js';

/** After this much silence a work has died with its process, in ms. */
export const SILENT_AFTER = 30_000;

export interface WorksParts {
  connection: Connection;
  /** Host time in ms: a crash is a thing of the host. Tests move it. */
  hostNow?: () => number;
}

/** How a work ended. */
export type Ending = Pick<Work, 'state' | 'href' | 'reasons'>;

const plain = ({ _id, alone: _alone, startedAt: _startedAt, ...rest }: WorkDocument): Work => ({ id: _id, ...rest });

export function worksStore({ connection, hostNow = steadyNow() }: WorksParts) {
  const model = workModel(connection);

  async function settle(filter: object): Promise<void> {
    const silent = { ...filter, state: 'running', beat: { $lt: hostNow() - SILENT_AFTER } };
    await model.updateMany(silent as never, {
      $set: { state: 'failed', beat: null, reasons: [{ code: 'underWay.broken' }] },
      $unset: { alone: 1 },
    });
  }

  return {
    /** False when another of the same `alone` is running. */
    async add({ id, ...work }: Work, alone: string | null): Promise<boolean> {
      if (alone !== null) await settle({ alone });
      const about = { ...work, beat: hostNow(), startedAt: new Date(hostNow()), ...(alone === null ? {} : { alone }) };
      try {
        await model.create({ _id: id, ...about });
        return true;
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        return false;
      }
    },
    async byId(id: string): Promise<Work> {
      await settle({ _id: id });
      const found = await model.findById(id).lean<WorkDocument>();
      if (!found) throw new NotFound('page');
      return plain(found);
    },
    /** The running work of this name; null when there is none. */
    async running(alone: string): Promise<Work | null> {
      await settle({ alone });
      const found = await model.findOne({ alone }).lean<WorkDocument>();
      return found && plain(found);
    },
    async told(id: string, step: Step): Promise<void> {
      await model.updateOne({ _id: id, state: 'running' }, { $set: { step, beat: hostNow() } });
    },
    async ended(id: string, ending: Ending): Promise<void> {
      await model.updateOne({ _id: id }, { $set: { ...ending, beat: null }, $unset: { alone: 1 } });
    },
  };
}

export type Works = ReturnType<typeof worksStore>;
